"""A small demonstration, served: two tambons of one district, in one of which nobody has answered yet.

Nothing stands in the way of a sign-off there, so that officers of every level may sign within one test.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from served import REPOSITORY, Served, environment, free_port, serving

from tambon.cli.demonstration import spec

NEW, KNOWN = "580102", "580103"  # the tambon of worker1 without an answer, and one with answers
VILLAGES = 10  # five in each: too few for what is odd among neighbours, and none with a mistake on purpose
_PREPARE = """
import sys
from pathlib import Path
from tambon.cli.demonstration import spec
spec.FILE = Path(sys.argv.pop(1))
from tambon.cli.main import main
sys.exit(main())
"""


@contextmanager
def small_home(folder: Path) -> Iterator[Served]:
    """The home, prepared by `tambon demo` from a text of its own and served by `tambon run`."""
    text, port = folder / "demonstration.yml", free_port()
    text.write_text(yaml.safe_dump(_small(), allow_unicode=True), "utf-8")
    words = ["demo", "--json", "--port", str(port), "--home", str(folder / "home")]
    done = subprocess.run(
        [sys.executable, "-c", _PREPARE, str(text), *words],
        capture_output=True, text=True, env=environment(), cwd=REPOSITORY, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with serving(folder / "home", port, folder / "log"):
        yield Served(f"http://127.0.0.1:{port}", folder / "home", json.loads(done.stdout))


def _small() -> dict[str, Any]:
    """The demonstration's text with fewer villages, without what happened to workers and verifiers since."""
    text: dict[str, Any] = yaml.safe_load(spec.FILE.read_text("utf-8"))
    text |= {"villages": VILLAGES, "unanswered": [NEW], "workers_with_password": 4, "verified": None}
    codes = {f"58{district:02}{tambon:02}" for district in range(1, 8) for tambon in range(1, 20)}
    text |= {"without_villages": sorted(codes - {NEW, KNOWN})}
    happened = ("never_filled", "resigned", "replaced", "absent", "handed_over")
    return text | {name: [] for name in happened}

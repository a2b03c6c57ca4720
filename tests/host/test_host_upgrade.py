"""A home made by the version before starts after the upgrade, with nothing lost."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BEFORE = "945f289"  # the last version without posts, contracts and plans
SAME = "SELECT count(*), sum(hashtext(s::text)::bigint) FROM ({}) s"
KEPT = (
    SAME.format("SELECT id, sha256, xml FROM submissions_submission"),
    SAME.format("SELECT id, area_id, values, cells FROM records_record"),
    SAME.format("SELECT id, public_id, kind, synthetic FROM areas_area"),
    SAME.format("SELECT id, username, password FROM accounts_person"),
    SAME.format("SELECT id, person_id, role, area_id, office_id, during FROM accounts_grant"),
    SAME.format("SELECT id, person_id, sha256, revoked_at FROM accounts_phonetoken"),
    SAME.format("SELECT id, code, area_id, during FROM plan_round"),
    SAME.format("SELECT id, code, during FROM plan_programme"),
    SAME.format("SELECT * FROM journal_seal WHERE id <= 1"),
    "SELECT version, manifest_sha256 FROM releases_release",
)


def tambon(home: Path, *arguments: str, source: Path = ROOT) -> str:
    """Runs a command of the version in ``source`` on the home; what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TAMBON_", "DJANGO_"))}
    clean.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from tambon.cli.main import main; sys.exit(main())", *arguments],
        env={**clean, "TAMBON_HOME": str(home), "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=source, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-4000:])
    return done.stdout


def asked(home: Path, source: Path = ROOT) -> list[str]:
    return [tambon(home, "dbshell", "--", "-Atc", question, source=source).strip() for question in KEPT]


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("upgrade")
    old, home = folder / "old", folder / "home"
    packed = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=False)
    assert packed.returncode == 0, "this test needs the repository's history: clone it whole, not shallow"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(old, filter="data")
    tambon(home, "demo", "--quiet", source=old)
    before = asked(home, old)
    published = {path: path.read_bytes() for path in (home / "catalogue").rglob("*") if path.is_file()}
    tambon(home, "demo", "--quiet")
    yield {"home": home, "before": before, "published": published}


def test_what_people_sent_held_and_published_is_the_same(upgraded: dict[str, Any]) -> None:
    assert asked(upgraded["home"]) == upgraded["before"]
    for path, content in upgraded["published"].items():
        if "snapshots" not in path.parts:
            assert path.read_bytes() == content, path


def test_the_log_still_proves_the_database(upgraded: dict[str, Any]) -> None:
    said = json.loads(tambon(upgraded["home"], "verify-journal", "--json"))
    assert not said.get("faults"), said


def test_areas_learned_their_history_and_kept_their_ids(upgraded: dict[str, Any]) -> None:
    said = json.loads(tambon(upgraded["home"], "areas", "show", "430301", "--on", "2012-01-01", "--json"))
    assert [one["code"] for one in said["successors"]] == ["380101"]
    count = json.loads(
        tambon(upgraded["home"], "areas", "count", "--kind", "village", "--under", "58", "--json")
    )
    assert count["count"] == 415

"""Runs most measurements, one after another, and prints one page of tables.

    make bench            some hours: releasing the whole country takes the most
    .venv/bin/python bench/bench.py --short

Figures are ratios to a floor in the same run, or times on the machine that is named; no test depends on them.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="a few minutes, for an impression")
    args = parser.parse_args()
    print("\n".join(_machine()), flush=True)
    intake = ["--short"] if args.short else []
    records = ["--records", "100000", "--runs", "5"] if args.short else []
    fewer = ["--villages", "10000"] if args.short else []
    rows = ["--rows", "20000"] if args.short else []
    failed = (
        _run("areas.py", fewer)
        + _run("match.py", rows, with_database=True)
        + _run("registry_reads.py", fewer)
        + _run("intake.py", intake)
        + _run("records_probe.py", records, with_database=True)
    )
    failed += _run("growth.py", ["--sizes", "10000,100000"] if args.short else [])
    failed += _run("export.py", ["--submissions", "4000"] if args.short else [])
    failed += _run("notices.py", fewer)
    failed += _run("workforce.py", fewer)
    failed += _run("worker_page.py", fewer)
    failed += _run("releasing.py", ["--villages", "1000", "--periods", "2"] if args.short else [])
    failed += _run("figures.py", ["--villages", "1000,10000"] if args.short else [])
    failed += _run("completeness.py", fewer)
    failed += _run("cell_story.py", fewer)
    return 1 if failed else 0


def _machine() -> list[str]:
    cores, memory = os.cpu_count(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "granian", "psycopg", "duckdb"))
    return [
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, {cores} cores, "
        f"{memory:.0f} GiB; Python {platform.python_version()}, {packages}. "
        f"Load average at the start: {os.getloadavg()[0]:.1f}.",
        "",
    ]


def _run(script: str, arguments: list[str], *, with_database: bool = False) -> int:
    if not with_database or os.environ.get("DATABASE_URL"):
        return subprocess.run([sys.executable, str(HERE / script), *arguments], check=False).returncode
    sys.path.insert(0, str(HERE.parent))
    from tambon.host import postgres
    from tambon.host.home import Home
    from tambon.host.settings import url_of

    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        home = Home.at(folder)
        with postgres.database(home):
            environment = {**os.environ, "DATABASE_URL": url_of(home)}
            command = [sys.executable, str(HERE / script), *arguments]
            return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

"""psql on the home's database."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
from typing import Any

from tambon.host import binaries
from tambon.host.home import Home
from tambon.host.postgres import database
from tambon.host.settings import place_from_url

NAME = "dbshell"
HELP = "psql on the home's database: tambon dbshell -- -c 'SELECT 1'"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("psql", nargs="*", metavar="-- ARGUMENT", help="given to psql as it is")


def run(args: argparse.Namespace) -> int:
    """psql's own exit code."""
    home = Home.from_environment()
    with database(home):
        url = os.environ.get("DATABASE_URL")
        place = place_from_url(url) if url else home.database_place()
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is psql's while it runs
        try:
            command = [binaries.program("psql"), *args.psql]
            return subprocess.run(command, env=_environment(place), check=False).returncode
        finally:
            signal.signal(signal.SIGINT, before)


def _environment(place: dict[str, Any]) -> dict[str, str]:
    named = {
        "PGHOST": place["HOST"],
        "PGPORT": place["PORT"],
        "PGUSER": place["USER"],
        "PGPASSWORD": place["PASSWORD"],
        "PGDATABASE": place["NAME"],
        **{f"PG{key.upper().replace('_', '')}": str(value) for key, value in place["OPTIONS"].items()},
    }
    return {**binaries.environment(), **{name: value for name, value in named.items() if value}}

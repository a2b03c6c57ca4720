"""psql on the home's database."""

from __future__ import annotations

import argparse
import signal
import subprocess

from tambon.host import binaries, clients
from tambon.host.home import Home
from tambon.host.postgres import database

NAME = "dbshell"
HELP = "psql on the home's database: tambon dbshell -- -c 'SELECT 1'"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("psql", nargs="*", metavar="-- ARGUMENT", help="given to psql as it is")


def run(args: argparse.Namespace) -> int:
    """psql's own exit code."""
    home = Home.from_environment()
    with database(home):
        place = clients.place_of(home)
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is psql's while it runs
        try:
            command = [binaries.program("psql"), *args.psql]
            return subprocess.run(command, env=clients.environment(place), check=False).returncode
        finally:
            signal.signal(signal.SIGINT, before)

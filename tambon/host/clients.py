"""PostgreSQL's own clients (psql, pg_dump, pg_restore) against a place in Django's words."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from tambon.host import binaries, problems
from tambon.host.home import Home
from tambon.host.settings import place_from_url


def place_of(home: Home) -> dict[str, Any]:
    """The server that ``DATABASE_URL`` names, else the home's own."""
    url = os.environ.get("DATABASE_URL")
    return place_from_url(url) if url else home.database_place()


def environment(place: dict[str, Any]) -> dict[str, str]:
    """The environment in which a client reaches the place; the password is on no command line."""
    named = {
        "PGHOST": place["HOST"],
        "PGPORT": place["PORT"],
        "PGUSER": place["USER"],
        "PGPASSWORD": place["PASSWORD"],
        "PGDATABASE": place["NAME"],
        **{f"PG{key.upper().replace('_', '')}": str(value) for key, value in place["OPTIONS"].items()},
    }
    return {**binaries.environment(), **{name: value for name, value in named.items() if value}}


def dump(place: dict[str, Any], target: Path, *, snapshot: str) -> None:
    """One exported snapshot of the database as one file, without roles and owners. Raises `dump_failed`."""
    command = [
        binaries.program("pg_dump"), "--format=custom", "--no-owner", "--no-acl", "--compress=gzip:6",
        f"--snapshot={snapshot}", f"--file={target}",
    ]  # fmt: skip
    done = subprocess.run(command, env=environment(place), capture_output=True, text=True, check=False)
    if done.returncode:
        raise problems.dump_failed(why=_last_line(done.stderr))


def load(place: dict[str, Any], source: Path) -> None:
    """A dump into an empty database, in one transaction. Raises `load_failed`."""
    command = [
        binaries.program("pg_restore"), "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction",
        f"--dbname={place['NAME']}", str(source),
    ]  # fmt: skip
    done = subprocess.run(command, env=environment(place), capture_output=True, text=True, check=False)
    if done.returncode:
        raise problems.load_failed(why=_last_line(done.stderr))


def count_tables(place: dict[str, Any]) -> int:
    """How many tables the database holds outside PostgreSQL's own schemas. Raises `database_unreachable`."""
    question = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    command = [binaries.program("psql"), "-XAtc", question]
    done = subprocess.run(command, env=environment(place), capture_output=True, text=True, check=False)
    if done.returncode:
        raise problems.database_unreachable(why=_last_line(done.stderr))
    return int(done.stdout)


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1][-400:] if lines else "-"

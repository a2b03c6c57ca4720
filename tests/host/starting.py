"""What the host tests share: a connection to a home, and a script run as an ordinary user."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tambon.host import binaries
from tambon.host.home import Home
from tambon.host.settings import url_of

NOBODY = 65534


def ask(home: Home, question: str) -> object:
    """The one value that the home's database answers."""
    with psycopg.connect(url_of(home), autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def write(home: Home, text: str) -> None:
    with psycopg.connect(url_of(home)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (said text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [text])


def read(home: Home) -> list[str]:
    with psycopg.connect(url_of(home)) as connection:
        return [row[0] for row in connection.execute("SELECT said FROM kept")]


def as_nobody(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs the script as the ordinary user ``nobody``, with a folder of theirs as ``FOLDER``.

    Everything is imported before the user is changed: a Python or a checkout in root's own home, which nobody
    may read, does not matter.
    """
    programs = _programs_for_nobody(folder)
    home = folder / "nobody"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    temporary = Path(tempfile.gettempdir()).resolve()
    for place in (folder, *folder.parents):  # pytest's own folders are closed to others
        if temporary in place.parents:
            place.chmod(0o755)
    preamble = f"""
import os, sys
from pathlib import Path
import encodings.idna, psycopg, psycopg_binary, tempfile, subprocess, socket, stat, pwd
from tambon.host import binaries, postgres, processes
from tambon.host.home import Home
from tambon.host.settings import url_of
FOLDER = Path({str(home)!r})
binaries.folder = lambda: Path({str(programs)!r})
os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
os.environ.pop("DATABASE_URL", None)
"""
    return subprocess.run(
        [sys.executable, "-c", preamble + script],
        capture_output=True, text=True, timeout=300, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def _programs_for_nobody(folder: Path) -> Path:
    """The database's programs; a copy of them where nobody may not run the installed ones."""
    installed = binaries.folder()
    tried = subprocess.run(
        [str(installed / "postgres"), "--version"], user=NOBODY, group=NOBODY, extra_groups=[],
        capture_output=True, check=False,
    ) if _open_to_all(installed) else None  # fmt: skip
    if tried and tried.returncode == 0:
        return installed
    package = installed.parent.parent
    for name in (f"{package.name}/{installed.parent.name}", f"{package.name}.libs"):
        shutil.copytree(package.parent / name, folder / name, symlinks=True)
    return folder / package.name / installed.parent.name / "bin"


def _open_to_all(place: Path) -> bool:
    return all(stat.S_IMODE(p.stat().st_mode) & 0o001 for p in (place, *place.parents))

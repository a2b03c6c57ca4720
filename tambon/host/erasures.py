"""What was erased since a backup was made, so that restoring it brings nothing back.

``erasures.jsonl`` in the home gets one line for each erasure and redaction, on disk before the erasure itself
commits; the same line goes beside every backup that this home knows of and can reach. A line holds ids and
names of fields, never what was written in them.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tambon.host import problems
from tambon.host.home import Home

log = logging.getLogger(__name__)
FILE = "erasures.jsonl"


@dataclass(frozen=True)
class Erasure:
    """One thing that is gone: ``kind`` is a key of the settings' ``ERASURES``, ``ref`` whose it was."""

    kind: str
    ref: str
    at: datetime
    fields: tuple[str, ...] = ()

    def line(self) -> str:
        """The line of the file, without its end."""
        return json.dumps({**asdict(self), "at": self.at.isoformat()}, ensure_ascii=False, sort_keys=True)


def remember_erasure(
    kind: str, ref: str, at: datetime, fields: Sequence[str] = (), *, home: Home | None = None
) -> None:
    """Writes down that something is being erased; call it last, inside the erasing transaction.

    Raises `erasure_not_remembered` when the home's file cannot be written, so that the transaction fails. A
    transaction that fails afterwards leaves a line too many: a restore then erases what somebody had wanted
    to erase, and a handler that does not want this looks at the row's own time.
    """
    remember_erasures([Erasure(kind, ref, at, tuple(fields))], home=home)


def remember_erasures(erasures: Iterable[Erasure], *, home: Home | None = None) -> None:
    """The same for many, with one write."""
    lines = [erasure.line() for erasure in erasures]
    if not lines:
        return
    home = home or Home.from_environment()
    try:
        home.make()
        with _lock(home):
            _append(home.root / FILE, lines)
            for folder in known_backups(home):
                _append_beside(folder, lines)
    except OSError as fault:
        raise problems.erasure_not_remembered(home=home.root, why=fault.strerror or fault) from fault


def read(path: Path) -> Iterator[Erasure]:
    """The file's erasures, the oldest first; nothing for no file. A line that a crash cut off is left out."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            told = json.loads(line)
            at = datetime.fromisoformat(told["at"])
            yield Erasure(str(told["kind"]), str(told["ref"]), at, tuple(map(str, told["fields"])))


def copy_beside(home: Home, folder: Path) -> None:
    """Gives a new backup what the home remembers; from now on each erasure is written there too.

    The backup must be among `known_backups` by now: whatever comes later is appended by who erases.
    """
    home.make()
    with _lock(home):
        held = set(read(folder / FILE))
        _append(folder / FILE, [one.line() for one in read(home.root / FILE) if one not in held])


def merged(paths: Iterable[Path]) -> list[Erasure]:
    """All that the files hold, each once, in the order of time."""
    found = dict.fromkeys(one for path in paths for one in read(path))
    return sorted(found, key=lambda one: one.at)


def known_backups(home: Home) -> list[Path]:
    """Folders of the backups that were made of this home, the newest last."""
    return [Path(str(one["folder"])) for one in list_backups(home)]


def list_backups(home: Home) -> list[dict[str, str]]:
    """``folder`` and ``made_at`` of the home's backups, the newest last."""
    try:
        noted = json.loads((home.root / "backups.json").read_text(encoding="utf-8"))
        return [{name: str(one[name]) for name in ("folder", "made_at")} for one in noted]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def _append_beside(folder: Path, lines: list[str]) -> None:
    """A backup on a disk that is not plugged in is told later, by hand: the home's own file has the line."""
    try:
        if (folder / "backup.json").exists():
            _append(folder / FILE, lines)
    except OSError as fault:
        log.warning("an erasure could not be written beside a backup: %s", fault.strerror)


def _append(path: Path, lines: list[str]) -> None:
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        size = os.fstat(handle).st_size
        cut_off = size and os.pread(handle, 1, size - 1) != b"\n"
        text = ("\n" if cut_off else "") + "".join(f"{line}\n" for line in lines)
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _lock(home: Home) -> Iterator[None]:
    with (home.run / "erasures.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

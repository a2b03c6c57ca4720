"""A backup: one snapshot of the database, the files that it names, and what is published.

People go on working. It is made in a draft beside its place and gets its name when it is
whole and on disk. No key is in it.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from tambon.host import clients, copies, erasures, manifest, problems, signing_key
from tambon.host.copies import Line
from tambon.host.home import Home
from tambon.host.manifest import JournalMark, Manifest, Part

DUMP = "database.dump"
BLOBS = "blobs"
REMEMBERED = 100  # backups that a home knows of
Tell = Callable[[str, int, int], None]  # which part, bytes done, bytes in all (0 where nobody knows)


@dataclass(frozen=True)
class Snapshot:
    """One instant of the database, held open: its name for pg_dump, and what it holds."""

    name: str
    journal: JournalMark
    files: tuple[tuple[str, int], ...]  # contents that its rows name: SHA-256 and size


@dataclass(frozen=True)
class Source:
    """What is backed up. ``still_named`` says which of some contents the database names now."""

    home: Home
    place: dict[str, Any]
    product: str
    folders: dict[str, Path]  # catalogue, freezes, feeds
    open_blob: Callable[[str], BinaryIO]
    snapshot: Callable[[], AbstractContextManager[Snapshot]]
    still_named: Callable[[set[str]], set[str]]


def make(source: Source, target: Path, *, at: datetime, tell: Tell) -> Manifest:
    """Makes the backup and says what it holds; contents that could not be found are in ``absent``.

    Raises `backup_exists`, `backup_running`, `backup_unwritable`, `dump_failed`.
    """
    if target.exists():
        raise problems.backup_exists(folder=target)
    try:
        with _draft(target) as draft:
            made = _fill(source, draft, at=at, tell=tell)
            _write(draft / manifest.FILE, made.to_json())
            copies.flush_folders(draft)
            draft.rename(target)
        copies.flush_folders(target)
        note_backup(source.home, target, at)
        erasures.copy_beside(source.home, target)
    except OSError as fault:
        raise problems.backup_unwritable(folder=target, why=fault.strerror or fault) from fault
    return made


def key_fingerprints(home: Home) -> dict[str, tuple[str, ...]]:
    """Of the home's keys as they are now, by the names of their files."""
    return {
        "personal-key": manifest.fingerprints("personal-key", home.personal_key()),
        "secret-key": manifest.fingerprints("secret-key", home.secret_key()),
        signing_key.FILE: (signing_key.fingerprint(signing_key.signing_key(home)),),
    }


def note_backup(home: Home, folder: Path, made_at: datetime) -> None:
    """Remembers where a backup is: erasures are written beside it, operators are told how old it is."""
    noted = [one for one in erasures.list_backups(home) if one["folder"] != str(folder)]
    noted.append({"folder": str(folder), "made_at": made_at.isoformat()})
    draft = home.root / ".backups.json"
    _write(draft, json.dumps(noted[-REMEMBERED:], ensure_ascii=False, indent=2))
    draft.replace(home.root / "backups.json")


def _fill(source: Source, draft: Path, *, at: datetime, tell: Tell) -> Manifest:
    with source.snapshot() as snapshot:
        tell("database", 0, 0)
        clients.dump(source.place, draft / DUMP, snapshot=snapshot.name)
    size = (draft / DUMP).stat().st_size
    tell("database", size, size)
    lines, gone = _copy_blobs(source, draft, snapshot.files, tell)
    counts = {"database_bytes": size, "blobs": len(lines), "blob_bytes": copies.bytes_below(draft / BLOBS)}
    parts = [_part(draft, DUMP), _list(draft, BLOBS, lines)]
    for name, folder in source.folders.items():
        copied = copies.copy_tree(folder, draft / name, step=_steps(tell, name, copies.bytes_below(folder)))
        parts.append(_list(draft, name, copied))
        counts |= {name: len(copied), f"{name}_bytes": copies.bytes_below(draft / name)}
    keys = key_fingerprints(source.home)
    absent = source.still_named(gone) if gone else set()
    return Manifest(
        at, source.product, tuple(parts), snapshot.journal, keys, counts,
        absent=tuple(sorted(absent)), erased=tuple(sorted(gone - absent)),
    )  # fmt: skip


def _copy_blobs(
    source: Source, draft: Path, files: Iterable[tuple[str, int]], tell: Tell
) -> tuple[list[Line], set[str]]:
    """Contents never change, so the snapshot's are copied after it; one that is gone was erased meanwhile,
    or is missing when the database names it still. What is gone comes back beside the list."""
    wanted = dict(files)
    step = _steps(tell, BLOBS, sum(wanted.values()))
    lines, gone = [], set[str]()
    for name in sorted(wanted):
        inside = f"{BLOBS}/{name[:2]}/{name[2:]}"
        try:
            with source.open_blob(name) as file:
                _, size = copies.copy(file, draft / inside, expected=name)
        except (FileNotFoundError, copies.Differs):
            gone.add(name)
            continue
        lines.append(Line(name, inside))
        step(size)
    return lines, gone


def _steps(tell: Tell, name: str, total: int) -> copies.Step:
    done = [0]

    def step(size: int) -> None:
        done[0] += size
        tell(name, min(done[0], total), total)

    tell(name, 0, total)
    return step


def _list(draft: Path, name: str, lines: list[Line]) -> Part:
    copies.write_list(draft / f"{name}.sha256", lines)
    return _part(draft, f"{name}.sha256")


def _part(draft: Path, name: str) -> Part:
    sum_, size = copies.sum_of(draft / name)
    return Part(name, sum_, size)


@contextlib.contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A folder beside the target, gone at the end unless renamed; what a killed backup left is emptied.

    Raises OSError where it is a link or somebody else's: they would read all, or choose what is emptied.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.parent / f".{target.name}.unfinished"
    draft.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(draft, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(handle).st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, f"{draft} belongs to somebody else")
        os.fchmod(handle, 0o700)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise problems.backup_running(folder=target) from None
        _empty(draft)
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())

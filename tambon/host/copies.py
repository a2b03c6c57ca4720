"""Files copied with their sums: lists as ``sha256sum -c`` reads them, one line a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import BinaryIO

CHUNK = 1 << 20
Step = Callable[[int], None]  # told the bytes of each file that is done


class Differs(Exception):
    """A file is not what the list says; the message is its name."""


@dataclass(frozen=True)
class Line:
    """One file of a list."""

    sha256: str
    name: str


def copy(source: BinaryIO, target: Path, *, expected: str | None = None) -> tuple[str, int]:
    """Copies to a new file (0600), on disk when this returns; its SHA-256 and size. Raises `Differs`."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = sha256(), 0
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as out:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
            size += len(chunk)
        out.flush()
        os.fsync(out.fileno())
    if expected is not None and digest.hexdigest() != expected:
        target.unlink()
        raise Differs(target.name)
    return digest.hexdigest(), size


def copy_tree(source: Path, target: Path, *, step: Step) -> list[Line]:
    """Copies a folder that is in use; what was replaced or taken away meanwhile is met as it is or left out.

    Files that lie on top go first: they announce what lies below, which never changes and came before. Links
    and names that begin with a dot (drafts) are left out.
    """
    lines = []
    for path in _files(source):
        name = path.relative_to(source).as_posix()
        try:
            with path.open("rb") as file:
                sum_, size = copy(file, target / name)
        except FileNotFoundError:
            continue
        lines.append(Line(sum_, f"{target.name}/{name}"))
        step(size)
    return lines


def write_list(path: Path, lines: Iterable[Line]) -> None:
    """The list as a file, on disk."""
    with path.open("x", encoding="utf-8") as out:
        out.writelines(f"{line.sha256}  {line.name}\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())


def read_list(path: Path) -> Iterator[Line]:
    """The lines of a list; raises `Differs` for a name that would leave the folder."""
    with path.open(encoding="utf-8") as file:
        for text in file:
            sum_, _, name = text.rstrip("\n").partition("  ")
            pure = PurePosixPath(name)
            if pure.is_absolute() or ".." in pure.parts or not name:
                raise Differs(name)
            yield Line(sum_, name)


def sum_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file."""
    with path.open("rb") as file:
        digest = sha256()
        size = 0
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def flush_folders(root: Path) -> None:
    """Every folder below, itself and the one above are on disk."""
    for folder in [*(p for p in root.rglob("*") if p.is_dir()), root, root.parent]:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def bytes_below(folder: Path) -> int:
    """How many bytes the files below hold."""
    return sum(path.stat().st_size for path in _files(folder))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    return sorted(found, key=lambda path: (len(path.relative_to(folder).parts) > 1, path))

"""A draft on this machine's disk, whoever keeps it afterwards, and names of contents."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tambon.blobs.interface import Blob

CHUNK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")


def place_of(name: str) -> str:
    """Where a content lies below its root, ``ab/cdef…``; raises ValueError for what is not a hash."""
    if not _HASH.fullmatch(name):
        raise ValueError("a blob is named by 64 hex digits")
    return f"{name[:2]}/{name[2:]}"


def name_at(place: str) -> str | None:
    """The name of what lies there; None where no content does."""
    above, slash, below = place.partition("/")
    name = above + below
    return name if slash and len(above) == 2 and _HASH.fullmatch(name) else None


def sum_of(file: BinaryIO) -> str:
    """The SHA-256 of the rest of the file, in hex."""
    digest = sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def sweep_drafts(drafts: Path, before: float) -> int:
    """Removes drafts last touched before this POSIX time; returns how many."""
    removed = 0
    for path in drafts.glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                removed += 1
    return removed


class LocalDraft:
    """A content in a file without a name of its own; a keeper says in ``_put`` where it goes."""

    def __init__(self, drafts: Path) -> None:
        self._hash = sha256()
        self.size = 0
        drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=drafts)
        self._file = os.fdopen(handle, "wb")
        self._path: Path | None = Path(name)

    def write(self, chunk: bytes) -> None:
        """Appends; raises OSError when the disk is full."""
        self._file.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def keep(self) -> Blob:
        """Gives the content its name; when this returns, a power cut cannot take it away."""
        if self._path is None:
            raise ValueError("this draft is over")
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        blob = Blob(self._hash.hexdigest(), self.size)
        self._put(self._path, blob)
        self._path.unlink(missing_ok=True)
        self._path = None
        return blob

    def _put(self, path: Path, blob: Blob) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # closing flushes, which a full disk refuses
            self._file.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            self._path = None

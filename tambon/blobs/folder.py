"""A folder of files, each named by the SHA-256 of its content."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Blob:
    """A content that is on disk."""

    sha256: str  # hex
    size: int


class Folder:
    """The blobs under ``root``, which is made at the first draft, readable by its owner alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def draft(self) -> Draft:
        """A new file that has no name yet; use it in a ``with``."""
        return Draft(self)

    def path(self, name: str) -> Path:
        """Where the content with this hash is or would be; raises ValueError for what is not a hash."""
        if not _HASH.fullmatch(name):
            raise ValueError("a blob is named by 64 hex digits")
        return self.root / name[:2] / name[2:]

    def open(self, name: str) -> BinaryIO:
        """The content, to read; raises FileNotFoundError when it is not here."""
        return self.path(name).open("rb")

    def delete(self, name: str) -> bool:
        """Removes the content; whether it was here. When this returns, a power cut does not bring it back."""
        path = self.path(name)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _sync(path.parent)
        return True

    def sweep(self, before: float) -> int:
        """Removes what a crash left, drafts last touched before this POSIX time; returns how many."""
        removed = 0
        for path in self.drafts.glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    removed += 1
        return removed

    @property
    def drafts(self) -> Path:
        return self.root / "drafts"


class Draft:
    """A content on its way in. Leaving the ``with`` without `keep` leaves nothing behind."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._hash = sha256()
        self.size = 0
        folder.drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder.drafts)
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
        name = self._hash.hexdigest()
        target = self._folder.path(name)
        _make_folder(target.parent)
        self._path.replace(target)  # the same content twice: either file will do
        self._path = None
        _sync(target.parent)
        return Blob(name, self.size)

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


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""A folder of files, each named by the SHA-256 of its content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tambon.blobs.interface import Blob, Draft
from tambon.blobs.local import LocalDraft, name_at, place_of, sum_of, sweep_drafts


class Folder:
    """The blobs under ``root``, which is made at the first draft, readable by its owner alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def draft(self) -> Draft:
        """A new file that has no name yet; use it in a ``with``."""
        return _Draft(self)

    def path(self, name: str) -> Path:
        """Where the content with this hash is or would be; raises ValueError for what is not a hash."""
        return self.root / place_of(name)

    def open(self, name: str) -> BinaryIO:
        """The content, to read; raises FileNotFoundError when it is not here."""
        return self.path(name).open("rb")

    def size(self, name: str) -> int:
        """How many bytes it has; raises FileNotFoundError when it is not here."""
        return self.path(name).stat().st_size

    def check(self, name: str) -> bool:
        """Whether the content is the one that its name says; raises FileNotFoundError when it is not here."""
        with self.open(name) as file:
            return sum_of(file) == name

    def delete(self, name: str) -> bool:
        """Removes the content; whether it was here. When this returns, a power cut does not bring it back."""
        path = self.path(name)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _sync(path.parent)
        return True

    def list_kept(self) -> Iterator[Blob]:
        """All contents by their names; what is no content is passed over."""
        for path in self.root.glob("??/*"):
            name = name_at(f"{path.parent.name}/{path.name}")
            if name is not None and path.is_file():
                yield Blob(name, path.stat().st_size)

    def sweep(self, before: float) -> int:
        """Removes what a crash left, drafts last touched before this POSIX time; returns how many."""
        return sweep_drafts(self.drafts, before)

    @property
    def drafts(self) -> Path:
        return self.root / "drafts"


class _Draft(LocalDraft):
    def __init__(self, folder: Folder) -> None:
        super().__init__(folder.drafts)
        self._folder = folder

    def _put(self, path: Path, blob: Blob) -> None:
        target = self._folder.path(blob.sha256)
        _make_folder(target.parent)
        path.replace(target)  # the same content twice: either file will do
        _sync(target.parent)


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

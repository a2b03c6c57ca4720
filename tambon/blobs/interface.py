"""What every keeper of contents offers, a folder or S3 alike: no path leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol


@dataclass(frozen=True)
class Blob:
    """A content that is kept for good."""

    sha256: str  # hex
    size: int


class Draft(AbstractContextManager["Draft"], Protocol):
    """A content on its way in. Leaving the ``with`` without `keep` leaves nothing behind."""

    size: int

    def write(self, chunk: bytes) -> None:
        """Appends; raises OSError when the disk is full."""

    def keep(self) -> Blob:
        """Gives the content its name; when this returns, a power cut cannot take it away.

        Raises OSError when the keeper refuses or is away: then nothing was kept.
        """


class Blobs(Protocol):
    """Contents by the SHA-256 of what is in them. A name that is no hash raises ValueError.

    What the keeper cannot do raises OSError, FileNotFoundError among them for what is not here.
    """

    def draft(self) -> Draft:
        """A new content that has no name yet; use it in a ``with``."""

    def open(self, name: str) -> BinaryIO:
        """The content, to read; raises FileNotFoundError when it is not here."""

    def size(self, name: str) -> int:
        """How many bytes it has; raises FileNotFoundError when it is not here."""

    def check(self, name: str) -> bool:
        """Whether the content is the one that its name says; raises FileNotFoundError when it is not here."""

    def delete(self, name: str) -> bool:
        """Removes the content; whether it was here. When this returns, nothing brings it back."""

    def list_kept(self) -> Iterator[Blob]:
        """All contents by their names, in no order."""

    def sweep(self, before: float) -> int:
        """Removes what a crash left, drafts last touched before this POSIX time; returns how many."""

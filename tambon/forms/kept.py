"""Where the contents of workbooks and of forms' files lie."""

from __future__ import annotations

from django.conf import settings

from tambon.blobs import Blob, Blobs
from tambon.blobs import kept as kept_blobs

CHUNK = 1 << 20


def kept() -> Blobs:
    """The blobs of this home."""
    return kept_blobs(settings.HOME.blobs)


def keep(content: bytes) -> Blob:
    """The content on disk under its hash; raises OSError when the disk refuses."""
    with kept().draft() as draft:
        draft.write(content)
        return draft.keep()


def content_of(sha256: str) -> bytes:
    """The content with this hash; raises FileNotFoundError when it is not here."""
    with kept().open(sha256) as file:
        return file.read()

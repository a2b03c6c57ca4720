"""The bytes of a foreign file, and what is inside a zip, never more than the bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from tambon.formats import problems
from tambon.formats.bounds import MOST_BYTES, MOST_MEMBERS, MOST_UNPACKED, megabytes

ZIP = b"PK\x03\x04"
_MEMBER = b"PK\x01\x02"  # begins each line of a zip's directory


def content_of(source: bytes | Path, most_bytes: int = MOST_BYTES) -> bytes:
    """Raises ``422-file-unreadable`` or ``413-file-too-large``."""
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with source.open("rb") as file:
                content = file.read(most_bytes + 1)
        except (OSError, ValueError):  # ValueError: a name with NUL in it
            raise problems.unreadable(file=source) from None
    if len(content) > most_bytes:
        raise problems.too_large(limit=megabytes(most_bytes))
    return content


def names_in_zip(content: bytes) -> tuple[str, ...]:
    """The names inside, read from the directory: nothing is unpacked when it says that it would be too much.

    Raises ``422-zip-damaged`` or ``413-file-unpacks-too-large``.
    """
    if content.count(_MEMBER) > MOST_MEMBERS:  # counted before a reader makes an object of each
        raise problems.unpacks_too_large(limit=megabytes(MOST_UNPACKED))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError):
        raise problems.zip_damaged() from None
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise problems.unpacks_too_large(limit=megabytes(MOST_UNPACKED))
    return tuple(member.filename for member in members)

"""Pictures are read once, apart, and made small; what is made is kept in a folder that may be lost."""

from __future__ import annotations

import io
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from tambon.blobs import Blobs
from tambon.formats import problems as format_problems
from tambon.formats.kinds import HEAD, kind_of
from tambon.formats.pictures import MOST_BYTES, SIDES, Picture, read_picture
from tambon.journal import actions as journal
from tambon.lib.problem import Problem
from tambon.submissions import problems
from tambon.submissions.models import Photo
from tambon.submissions.queries.photos import Sender, list_unread

log = logging.getLogger(__name__)
BATCH = 100


def read_photos(*, blobs: Blobs, cache: Path, after: int, at: datetime, limit: int = BATCH) -> int:
    """Reads up to ``limit`` pictures that were not read, after the file ``after``; the last file that was
    looked at comes back, the same number when there is none.

    What cannot be opened is noted as such, what is not there is left to the doctor. Raises OSError when the
    keeper of the contents is away: asked again, it goes on where it was.
    """
    for row, sha256 in list_unread(after=after, limit=limit):
        with suppress(FileNotFoundError):
            _note(sha256, _read(sha256, blobs, cache), at)
        after = row
    return after


def small_photo(sha256: str, side: int, *, blobs: Blobs, cache: Path) -> bytes:
    """The picture as a JPEG of at most ``side`` pixels, without anything but its pixels; made where it is not
    kept. Raises 404 for another side or a content that is not here, 422 for what cannot be opened.
    """
    if side not in SIDES:
        raise problems.no_photo()
    with suppress(FileNotFoundError):
        return place_of(cache, sha256, side).read_bytes()
    try:
        return read_and_keep(sha256, blobs, cache).small[side]
    except FileNotFoundError:
        raise problems.no_photo() from None


def open_shown(blobs: Blobs, cache: Path) -> Callable[[str], BinaryIO]:
    """Opens contents as they may be handed out: a picture as its larger small one, all else as it came.

    A picture that cannot be opened is not handed out: what its file says cannot be taken from it.
    """

    def open_one(sha256: str) -> BinaryIO:
        file = blobs.open(sha256)
        if not kind_of(file.read(HEAD)).startswith("image/"):
            file.seek(0)
            return file
        file.close()
        try:
            return io.BytesIO(small_photo(sha256, max(SIDES), blobs=blobs, cache=cache))
        except Problem:
            raise FileNotFoundError(sha256) from None

    return open_one


def read_and_keep(sha256: str, blobs: Blobs, cache: Path) -> Picture:
    """Opens the picture apart and keeps the small ones. Raises FileNotFoundError, OSError, or 422."""
    if blobs.size(sha256) > MOST_BYTES:
        raise format_problems.picture_unreadable()
    with blobs.open(sha256) as file:
        picture = read_picture(file.read())
    for side, content in picture.small.items():
        with suppress(OSError):  # a full disk: it is made again when it is asked for
            _keep(place_of(cache, sha256, side), content)
    return picture


def note_original_taken(sender: Sender, *, by: str, at: datetime) -> None:
    """Journals that somebody takes a picture as it came, with what its file says."""
    journal.record(
        "submission.photo_taken", subject=_subject(sender.ref), by=by, at=at, body={"file": sender.attachment}
    )


def _subject(ref: UUID) -> str:
    return f"submission:{ref}"


def _read(sha256: str, blobs: Blobs, cache: Path) -> Picture | None:
    try:
        return read_and_keep(sha256, blobs, cache)
    except Problem as problem:
        log.info("a picture cannot be opened: %s", problem.kind.code)
        return None


def _note(sha256: str, picture: Picture | None, at: datetime) -> None:
    said = {
        name: getattr(picture, name)
        for name in ("width", "height", "taken_at", "latitude", "longitude", "likeness")
        if picture is not None
    }
    Photo.objects.get_or_create(sha256=sha256, defaults={**said, "read_at": at})


def place_of(cache: Path, sha256: str, side: int) -> Path:
    """Where the small copy lies."""
    return cache / sha256[:2] / f"{sha256[2:]}-{side}.jpg"


def _keep(place: Path, content: bytes) -> None:
    """Another process may make the same one: each writes its own draft, either will do."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}-{secrets.token_hex(4)}")
    try:
        draft.write_bytes(content)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)

"""Pictures that came: which are not read yet, whose they are, what each is, and where one comes twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from tambon.formats.kinds import HEAD, is_stated, kind_of, stated_kind
from tambon.submissions.models import Attachment, Photo

NEAR = (
    4  # bits of 64 that may differ between a picture and its smaller copy; others differ in twenty to forty
)
MOST_ALIKE = 50
LARGE = 20_000_000  # bytes: a phone's whole picture has five, one made small as the forms ask half of one
PICTURE = Q(content_type__istartswith="image/") | Q(name__iregex=r"\.(jpe?g|png|webp|gif|hei[cf])$")
_SAME = """
WITH RECURSIVE me AS (SELECT id, instance_id, deprecates FROM submissions_submission WHERE id = %(id)s),
earlier (instance_id, deprecates) AS (
    SELECT instance_id, deprecates FROM me
    UNION SELECT s.instance_id, s.deprecates FROM earlier CROSS JOIN LATERAL (
        SELECT instance_id, deprecates FROM submissions_submission WHERE instance_id = earlier.deprecates
        UNION ALL
        SELECT instance_id, deprecates FROM submissions_submission WHERE deprecates = earlier.instance_id) s),
mine AS (
    SELECT DISTINCT a.sha256, p.likeness FROM submissions_attachment a
    JOIN submissions_photo p ON p.sha256 = a.sha256 AND p.width IS NOT NULL
    WHERE a.submission_id = %(id)s AND a.conflict_id IS NULL AND a.erased_at IS NULL),
alike AS (
    SELECT sha256 AS mine, sha256 AS other, 0 AS distance FROM mine
    UNION
    SELECT m.sha256, p.sha256, bit_count((p.likeness # m.likeness)::bit(64))::int
    FROM mine m JOIN submissions_photo p
    ON p.sha256 <> m.sha256 AND bit_count((p.likeness # m.likeness)::bit(64)) <= %(near)s)
SELECT alike.mine, alike.other, alike.distance, s.ref, s.form_id, s.person_id, s.received_at
FROM alike JOIN submissions_attachment a ON a.sha256 = alike.other
JOIN submissions_submission s ON s.id = a.submission_id
WHERE a.conflict_id IS NULL AND a.erased_at IS NULL AND s.id <> %(id)s
  AND s.instance_id NOT IN (SELECT instance_id FROM earlier)
GROUP BY alike.mine, alike.other, alike.distance, s.id
ORDER BY alike.mine <> alike.other, alike.distance, s.id LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Sender:
    """One submission that holds a picture; ``attachment`` is the row's id."""

    attachment: int
    ref: UUID
    person_id: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class SamePhoto:
    """A picture of a submission that came in another too: the same file, or one so many bits from it."""

    sha256: str
    other: str
    distance: int
    ref: UUID  # the other submission
    form_id: str
    person_id: int
    received_at: datetime

    @property
    def same_file(self) -> bool:
        return self.sha256 == self.other


@dataclass(frozen=True, slots=True)
class PhotoView:
    """What a picture's file says; without a width it cannot be opened."""

    sha256: str
    width: int | None
    height: int | None
    taken_at: datetime | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class FileView:
    """A file of a submission. ``found`` is what its first bytes show, ``fits`` whether that may be what it
    says; ``here`` is false for a content that was erased or is not there. ``photo``: None until it was read.
    """

    id: int
    name: str
    sha256: str
    size: int
    content_type: str
    here: bool
    found: str
    fits: bool
    photo: PhotoView | None

    @property
    def odd(self) -> str:
        """What a person should know: ``erased``, ``empty``, ``unlike``, ``broken``, ``large``; or nothing."""
        told = (
            ("erased", not self.here),
            ("empty", self.size == 0),
            ("unlike", not self.fits),
            ("broken", self.photo is not None and self.photo.width is None),
            ("large", self.found.startswith("image/") and self.size > LARGE),
        )
        return next((name for name, is_so in told if is_so), "")


def list_unread(*, after: int, limit: int) -> list[tuple[int, str]]:
    """(row, content) of files that say they are pictures and were not read, after the row ``after``."""
    known = Exists(Photo.objects.filter(sha256=OuterRef("sha256")))  # NOT IN would take minutes for it
    found = Attachment.objects.filter(PICTURE, ~known, erased_at=None, id__gt=after)
    return list(found.order_by("id").values_list("id", "sha256")[:limit])


def senders_of_photo(sha256: str) -> list[Sender]:
    """The submissions that hold this picture, the first one first; none for what is no picture."""
    found = Attachment.objects.filter(PICTURE, sha256=sha256, conflict=None, erased_at=None).order_by("id")
    fields = ("id", "submission__ref", "submission__person_id", "submission__received_at")
    return [Sender(*row) for row in found.values_list(*fields)]


def find_photos(names: Iterable[str]) -> dict[str, PhotoView]:
    """{content: what its file says} of those that were read."""
    fields = ("sha256", "width", "height", "taken_at", "latitude", "longitude")
    rows = Photo.objects.filter(sha256__in=list(names)).values_list(*fields)
    return {row[0]: PhotoView(*row) for row in rows}


def same_photos(submission_id: int, *, near: int = NEAR) -> list[SamePhoto]:
    """Other submissions that hold a picture of this one, or one that looks like it; the nearest first.

    An edit and what it stands for hold the same pictures: they are no find. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SAME, {"id": submission_id, "near": near, "most": MOST_ALIKE})
        return [SamePhoto(*row) for row in cursor.fetchall()]


def list_files(submission_id: int, *, open_blob: Callable[[str], BinaryIO]) -> list[FileView]:
    """The files of a submission, each with what its content is beside what it says."""
    rows = list(Attachment.objects.filter(submission_id=submission_id, conflict=None).order_by("id"))
    photos = find_photos(row.sha256 for row in rows)
    return [_file(row, photos.get(row.sha256), open_blob) for row in rows]


def _file(row: Attachment, photo: PhotoView | None, open_blob: Callable[[str], BinaryIO]) -> FileView:
    head = None
    if row.erased_at is None:
        with suppress(OSError), open_blob(row.sha256) as content:
            head = content.read(HEAD)
    found = kind_of(head or b"")
    fits = head is None or is_stated(stated_kind(row.name, row.content_type), found)
    return FileView(
        row.pk, row.name, row.sha256, row.size, row.content_type, head is not None, found, fits, photo
    )

"""Whether the submissions still are what the journal says: both ways, attachments and conflicts included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import connection

from tambon.journal.models import Entry
from tambon.journal.rules import EntryView, Fault, content_hash
from tambon.submissions.models import Attachment, Conflict, Submission
from tambon.submissions.queries.traces import ERASED, check_erased
from tambon.submissions.rules import Part, said_of

CHUNK = 1_000
_WITHOUT_ENTRY = """
SELECT t.ref FROM {table} t WHERE NOT EXISTS (
    SELECT 1 FROM journal_entry e WHERE e.subject = %s || t.ref AND e.kind = %s) ORDER BY t.id
"""


def check_received(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each entry has its submission, unchanged, with its attachments; each submission has its entry."""
    for chunk in _chunks(entries):
        yield from _compare(chunk, Submission)
    yield from _without_entry("submissions_submission", "submission:", "submission.received")
    yield from _unvouched_attachments()


def check_conflicted(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """The same for contents that came under a known instance id."""
    for chunk in _chunks(entries):
        yield from _compare(chunk, Conflict)
    yield from _without_entry("submissions_conflict", "conflict:", "submission.conflicted")


def check_attached(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each attachment that "submission.attached" vouches for is there."""
    for chunk in _chunks(entries):
        first = [entry for entry in chunk if entry.subject.startswith("submission:")]
        other = [entry for entry in chunk if entry.subject.startswith("conflict:")]
        yield from _compare(first, Submission)
        yield from _compare(other, Conflict)


JOURNAL_CHECKERS: dict[str, Callable[[Iterable[EntryView]], Iterator[Fault]]] = {
    "submission.received": check_received,
    "submission.conflicted": check_conflicted,
    "submission.attached": check_attached,
    ERASED: check_erased,
}


def _chunks(entries: Iterable[EntryView]) -> Iterator[list[EntryView]]:
    rest = iter(entries)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _compare(entries: list[EntryView], table: type[Submission | Conflict]) -> Iterator[Fault]:
    refs = {entry.id: UUID(entry.subject.partition(":")[2]) for entry in entries}
    found = table.objects.filter(ref__in=refs.values()).prefetch_related("attachments")
    rows = {row.ref: row for row in found}
    for entry in entries:
        row = rows.get(refs[entry.id])
        if row is None:
            yield _missing(entry)
        elif not _same_content(entry, row):
            yield _changed(entry)
        elif not set(entry.body.get("attachments", ())) <= _vouched(row):
            yield _attachment_gone(entry)


def _same_content(entry: EntryView, row: Submission | Conflict) -> bool:
    said = entry.body.get("content")
    if said is None:  # an entry about attachments alone: anybody may bring them later
        return True
    same_sender = (entry.by, entry.at) == (f"person:{row.person_id}", row.received_at)
    return same_sender and said == content_hash(bytes(row.nonce), bytes(row.xml))


def _vouched(row: Submission | Conflict) -> set[str]:
    nonce = bytes(row.nonce)
    return {content_hash(nonce, said_of(_part(attachment))) for attachment in row.attachments.all()}


def _part(row: Attachment) -> Part:
    return Part(row.name, row.sha256, row.size, row.content_type)


def _without_entry(table: str, prefix: str, kind: str) -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_ENTRY.format(table=table), [prefix, kind])
        for (ref,) in cursor.fetchall():
            yield Fault(
                "submission-without-entry",
                f"{prefix}{ref}",
                "มีแบบนี้ในฐานข้อมูล แต่ไม่มีบันทึกว่าได้รับ",
                "This submission is in the database, but no entry says that it was received.",
            )


def _unvouched_attachments() -> Iterator[Fault]:
    found = Attachment.objects.select_related("submission", "conflict").order_by("id")
    for row in found.iterator(chunk_size=CHUNK):
        owner = row.conflict or row.submission
        subject = f"{'conflict' if row.conflict else 'submission'}:{owner.ref}"
        vouched = content_hash(bytes(owner.nonce), said_of(_part(row)))
        bodies = Entry.objects.filter(subject=subject).values_list("body", flat=True)
        if not any(vouched in body.get("attachments", ()) for body in bodies):
            yield Fault(
                "attachment-without-entry",
                f"submissions_attachment {row.pk}",
                "มีไฟล์แนบนี้ในฐานข้อมูล แต่ไม่มีบันทึกว่าได้รับ",
                "This attachment is in the database, but no entry says that it was received.",
            )


def _missing(entry: EntryView) -> Fault:
    return Fault(
        "submission-gone",
        entry.subject,
        "มีบันทึกว่าได้รับแบบนี้ แต่ไม่มีแบบในฐานข้อมูลแล้ว",
        "The journal says that this was received, but it is not in the database.",
    )


def _changed(entry: EntryView) -> Fault:
    return Fault(
        "submission-changed",
        entry.subject,
        "เนื้อหาของแบบในฐานข้อมูลไม่ตรงกับที่บันทึกไว้เมื่อได้รับ",
        "The content in the database is not the content that was received.",
    )


def _attachment_gone(entry: EntryView) -> Fault:
    return Fault(
        "attachment-gone",
        entry.subject,
        "ไฟล์แนบที่บันทึกไว้ว่าได้รับ หายไปหรือเปลี่ยนไป",
        "An attachment that the journal vouches for is gone or another one.",
    )

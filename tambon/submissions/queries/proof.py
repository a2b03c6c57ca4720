"""Whether the submissions still are what the journal says: both ways, attachments and conflicts included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import connection

from tambon.journal.models import Entry
from tambon.journal.rules import EntryView, Fault, content_hash
from tambon.submissions.models import Attachment, Conflict, Correction, Redaction, Submission
from tambon.submissions.queries import faults
from tambon.submissions.queries.traces import ERASED, check_erased
from tambon.submissions.queries.vouched import attachments_of, corrections_of, part_of
from tambon.submissions.rules import said_of

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


def check_redacted(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """The newest redaction of each content vouches for what is kept now; every redaction has its entry."""
    told: Counter[UUID] = Counter()
    for chunk in _chunks(entries):
        told.update(_ref(entry) for entry in chunk if entry.subject.startswith("submission:"))
        newest = _redactions(chunk)
        current = [entry for entry in chunk if newest.get(entry.subject) == entry.id]
        yield from _compare([one for one in current if one.subject.startswith("submission:")], Submission)
        yield from _compare([one for one in current if one.subject.startswith("conflict:")], Conflict)
    kept = Counter(Redaction.objects.values_list("submission__ref", flat=True))
    for ref in sorted((told - kept) | (kept - told)):
        yield faults.redaction_differs(ref)


def check_corrected(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """What people said beside a submission is what the journal vouches for, no less and no more."""
    told = {_ref(entry) for entry in entries}
    kept = set(Correction.objects.values_list("submission__ref", flat=True))
    refs = sorted(told | kept)
    for start in range(0, len(refs), CHUNK):
        found = Submission.objects.filter(ref__in=refs[start : start + CHUNK])
        for row in found.prefetch_related("corrections"):
            about = Entry.objects.filter(subject=f"submission:{row.ref}").order_by("id")
            if corrections_of(row) != _vouched_corrections(about):
                yield faults.correction_differs(row.ref)


def _vouched_corrections(about: Iterable[Entry]) -> set[str]:
    vouched: set[str] = set()
    for entry in about:
        if entry.kind == "submission.redacted":  # it names them all anew
            vouched = set(entry.body.get("corrections", ()))
        elif entry.kind == "submission.corrected":
            vouched.add(str(entry.body.get("correction")))
    return vouched


def _redactions(chunk: list[EntryView]) -> dict[str, int]:
    """{subject: the id of its newest redaction}."""
    subjects = [entry.subject for entry in chunk]
    found = Entry.objects.filter(subject__in=subjects, kind="submission.redacted").order_by("id")
    return dict(found.values_list("subject", "id"))


def _ref(entry: EntryView) -> UUID:
    return UUID(entry.subject.partition(":")[2])


def _chunks(entries: Iterable[EntryView]) -> Iterator[list[EntryView]]:
    rest = iter(entries)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _compare(entries: list[EntryView], table: type[Submission | Conflict]) -> Iterator[Fault]:
    refs = {entry.id: _ref(entry) for entry in entries}
    redacted = _redactions(entries)
    found = table.objects.filter(ref__in=refs.values()).prefetch_related("attachments")
    rows = {row.ref: row for row in found}
    for entry in entries:
        row = rows.get(refs[entry.id])
        if row is None:
            yield faults.missing(entry)
        elif not _same_sender(entry, row):
            yield faults.changed(entry)
        elif entry.id < redacted.get(entry.subject, 0):
            continue  # the nonce that it was hashed with is gone: the redaction vouches for all anew
        elif not _same_content(entry, row):
            yield faults.changed(entry)
        elif not set(entry.body.get("attachments", ())) <= attachments_of(row):
            yield faults.attachment_gone(entry)


def _same_sender(entry: EntryView, row: Submission | Conflict) -> bool:
    arrival = entry.kind in ("submission.received", "submission.conflicted")
    return not arrival or (entry.by, entry.at) == (f"person:{row.person_id}", row.received_at)


def _same_content(entry: EntryView, row: Submission | Conflict) -> bool:
    said = entry.body.get("content")  # none: an entry about attachments alone, which anybody may bring later
    return said is None or said == content_hash(bytes(row.nonce), bytes(row.xml))


def _without_entry(table: str, prefix: str, kind: str) -> Iterator[Fault]:
    with connection.cursor() as cursor:
        cursor.execute(_WITHOUT_ENTRY.format(table=table), [prefix, kind])
        for (ref,) in cursor.fetchall():
            yield faults.without_entry(f"{prefix}{ref}")


def _unvouched_attachments() -> Iterator[Fault]:
    found = Attachment.objects.select_related("submission", "conflict").order_by("id")
    for row in found.iterator(chunk_size=CHUNK):
        owner = row.conflict or row.submission
        subject = f"{'conflict' if row.conflict else 'submission'}:{owner.ref}"
        vouched = content_hash(bytes(owner.nonce), said_of(part_of(row)))
        bodies = Entry.objects.filter(subject=subject).values_list("body", flat=True)
        if not any(vouched in body.get("attachments", ()) for body in bodies):
            yield faults.unvouched_attachment(row.pk)


JOURNAL_CHECKERS: dict[str, Callable[[Iterable[EntryView]], Iterator[Fault]]] = {
    "submission.received": check_received,
    "submission.conflicted": check_conflicted,
    "submission.attached": check_attached,
    ERASED: check_erased,
    "submission.redacted": check_redacted,
    "submission.corrected": check_corrected,
}

"""What is kept, what waits and what the desk shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BinaryField
from django.db.models.functions import Substr

from tambon.journal.models import Entry
from tambon.submissions import problems
from tambon.submissions.models import Attachment, Conflict, Inbox, Quarantine, Submission
from tambon.submissions.rules import Part

SHOWN = 20_000  # bytes: what a page shows of a raw answer, which may have five million

_KEPT = """
SELECT s.id, s.ref, s.sha256,
       (SELECT hash FROM journal_entry e
        WHERE e.subject = 'submission:' || s.ref AND e.kind = 'submission.received' ORDER BY e.id LIMIT 1)
FROM submissions_submission s WHERE s.instance_id = %s
"""
_WAITING = (
    "id", "submission__ref", "submission__form_id", "submission__form_version", "submission__person_id",
    "submission__received_at", "code", "details", "at", "submission__deprecates",
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """What a repeated delivery is compared with. ``hash`` is the hex of the first receipt."""

    id: int
    ref: UUID
    sha256: bytes
    hash: str


@dataclass(frozen=True)
class SubmissionView:
    """A submission as the desk shows it; ``conflicts`` counts other contents under its instance id,
    ``deprecates`` is the instance id that it is an edit of.
    """

    id: int
    ref: UUID
    instance_id: str
    form_id: str
    form_version: str
    person_id: int
    received_at: datetime
    xml: bytes
    attachments: tuple[Part, ...]
    conflicts: int
    deprecates: str | None


@dataclass(frozen=True)
class QuarantinedView:
    """A submission that waits for a decision, and why."""

    id: int  # of the quarantine; the next page starts after it
    ref: UUID
    form_id: str
    form_version: str
    person_id: int
    received_at: datetime
    code: str
    details: dict[str, Any]
    at: datetime
    deprecates: str | None


@dataclass(frozen=True)
class ConflictView:
    """The beginning of another content under a known instance id, beside that of the first."""

    id: int
    ref: UUID
    submission_ref: UUID
    instance_id: str
    form_id: str
    person_id: int
    received_at: datetime
    xml: bytes
    first_person_id: int
    first_received_at: datetime
    first_xml: bytes


def get_kept(instance_id: str) -> Kept:
    """What is here under the phone's id; raises Submission.DoesNotExist."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [instance_id])
        found = cursor.fetchone()
    if found is None:
        raise Submission.DoesNotExist(instance_id)
    id_, ref, sha256, hash_ = found
    return Kept(id_, ref, bytes(sha256), bytes(hash_ or b"").hex())


def receipt_of(subject: str) -> str:
    """The hex hash of the first journal entry about the subject, empty without one."""
    found = Entry.objects.filter(subject=subject).order_by("id").values_list("hash", flat=True).first()
    return bytes(found).hex() if found else ""


def get_ref(submission_id: int) -> UUID:
    """Our own name for the submission; raises Submission.DoesNotExist."""
    return Submission.objects.values_list("ref", flat=True).get(pk=submission_id)


def get_submission(ref: UUID) -> SubmissionView:
    """One submission with its raw XML; raises 404."""
    found = Submission.objects.filter(ref=ref).first()
    if found is None:
        raise problems.unknown(ref=ref)
    return SubmissionView(
        id=found.pk,
        ref=found.ref,
        instance_id=found.instance_id,
        form_id=found.form_id,
        form_version=found.form_version,
        person_id=found.person_id,
        received_at=found.received_at,
        xml=bytes(found.xml),
        attachments=_parts(found.pk),
        conflicts=found.conflicts.count(),
        deprecates=found.deprecates,
    )


def _parts(submission_id: int) -> tuple[Part, ...]:
    found = Attachment.objects.filter(submission_id=submission_id, conflict=None).order_by("id")
    return tuple(Part(*values) for values in found.values_list("name", "sha256", "size", "content_type"))


def list_quarantined(*, limit: int = 50, after: int = 0) -> list[QuarantinedView]:
    """Submissions that wait for a person's decision, oldest first, a page after the quarantine ``after``."""
    found = Quarantine.objects.filter(settled_at=None, id__gt=after).order_by("id")
    return [QuarantinedView(*values) for values in found.values_list(*_WAITING)[:limit]]


def find_quarantined(ref: UUID) -> QuarantinedView | None:
    """Why the submission waits for a person's decision; None when it does not wait."""
    found = Quarantine.objects.filter(settled_at=None, submission__ref=ref).values_list(*_WAITING).first()
    return QuarantinedView(*found) if found else None


def count_quarantined() -> int:
    """How many submissions wait for a person's decision."""
    return Quarantine.objects.filter(settled_at=None).count()


def count_waiting() -> int:
    """How many submissions wait for processing."""
    return Inbox.objects.count()


def list_conflicts(
    *, limit: int = 50, after: int = 0, of: Collection[UUID] | None = None
) -> list[ConflictView]:
    """Contents that came under an instance id already taken, oldest first, after the conflict ``after``; of
    some submissions alone where ``of`` names them.
    """
    asked = Conflict.objects.filter(id__gt=after)
    found = (asked if of is None else asked.filter(submission__ref__in=list(of))).order_by("id")[:limit]
    values = found.values_list(
        "id", "ref", "submission__ref", "submission__instance_id", "submission__form_id", "person_id",
        "received_at", _beginning("xml"), "submission__person_id", "submission__received_at",
        _beginning("submission__xml"),
    )  # fmt: skip
    return [ConflictView(*row) for row in values]


def get_beginning(ref: UUID) -> bytes:
    """The first `SHOWN` bytes of the raw XML; raises Submission.DoesNotExist."""
    return bytes(Submission.objects.values_list(_beginning("xml"), flat=True).get(ref=ref))


def _beginning(column: str) -> Substr:
    return Substr(column, 1, SHOWN, output_field=BinaryField())

"""Which submissions stand for an earlier one, and which came for one that is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from tambon.submissions.models import Correction, Submission

LONGEST_CHAIN = 20  # edits of edits that are followed; ids that name each other in a ring end there
_SAID_AT = """
WITH RECURSIVE chain (ref, instance_id, depth, at) AS (
    SELECT ref, instance_id, 0, received_at FROM submissions_submission WHERE ref = ANY(%s::uuid[])
    UNION
    SELECT c.ref, e.instance_id, c.depth + 1, e.received_at
    FROM chain c JOIN submissions_submission e ON e.deprecates = c.instance_id WHERE c.depth < %s)
SELECT ref, min(at - depth * interval '1 millisecond') FROM chain GROUP BY ref
"""


def said_at(refs: Iterable[UUID]) -> dict[UUID, datetime]:
    """{submission: when it was said}: when it came, but before an edit of it that a phone sent first."""
    with connection.cursor() as cursor:
        cursor.execute(_SAID_AT, [list(refs), LONGEST_CHAIN])
        return dict(cursor.fetchall())


def edits_among(refs: Iterable[UUID]) -> set[UUID]:
    """Those of the submissions that are edits of an earlier one, be that one here or not. One statement."""
    found = Submission.objects.filter(ref__in=list(refs), deprecates__isnull=False)
    return set(found.values_list("ref", flat=True))


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What a person said beside a submission; ``field`` is ``area``, ``day`` or the path of an answer."""

    field: str
    text: str
    by: str
    at: datetime


def list_corrections(submission_id: int) -> list[CorrectionView]:
    """What counts of what people said beside the submission: the newest of each field, the oldest first."""
    rows = Correction.objects.filter(submission_id=submission_id).order_by("id")
    newest = {row.field: row for row in rows}
    found = sorted(newest.values(), key=lambda row: row.pk)
    return [CorrectionView(row.field, row.text, row.by, row.at) for row in found]


def find_ref(instance_id: str | None) -> UUID | None:
    """Our own name for the submission under the phone's; None for what is not here."""
    if instance_id is None:
        return None
    return Submission.objects.filter(instance_id=instance_id).values_list("ref", flat=True).first()


def list_edits(instance_id: str) -> list[UUID]:
    """The submissions that name this instance as what they stand for, in the order in which they came: two
    phones may have edited the same one.
    """
    found = Submission.objects.filter(deprecates=instance_id).order_by("id")
    return list(found.values_list("ref", flat=True))

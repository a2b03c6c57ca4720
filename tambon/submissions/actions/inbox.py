"""The inbox: the queue between the intake and the processing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from tambon.submissions.models import Correction, Quarantine, Submission

_TAKE = (Path(__file__).parents[1] / "sql" / "take.sql").read_text()


@dataclass(frozen=True)
class Taken:
    """A submission whose turn it is."""

    id: int
    ref: UUID
    person_id: int
    form_id: str
    form_version: str
    received_at: datetime
    xml: bytes
    corrections: Mapping[str, str] = field(default_factory=dict)  # what people said beside it
    again: bool = False  # it was here before, and may have made claims


def take(limit: int) -> list[Taken]:
    """Takes up to ``limit`` submissions out of the inbox, oldest first, inside the caller's transaction.

    A rollback puts them back; what another processor holds is passed over. Raises TransactionManagementError
    outside a transaction: without one a crash would lose them.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("take() needs the transaction that uses what it takes")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [limit])
        ids = [id_ for (id_,) in cursor.fetchall()]
    # a second query on purpose: joined to the DELETE it cost the database twice the time
    found = Submission.objects.filter(id__in=ids).order_by("id")
    before = set(Quarantine.objects.filter(submission_id__in=ids).values_list("submission_id", flat=True))
    said = corrections_of(before)
    return [
        Taken(
            id=row.pk,
            ref=row.ref,
            person_id=row.person_id,
            form_id=row.form_id,
            form_version=row.form_version,
            received_at=row.received_at,
            xml=bytes(row.xml),
            corrections=said.get(row.pk, {}),
            again=row.pk in before,
        )
        for row in found
    ]


def corrections_of(submission_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """{submission: {field: what was said last}}, without those of which nothing was said."""
    found: dict[int, dict[str, str]] = {}
    if submission_ids:
        rows = Correction.objects.filter(submission_id__in=submission_ids).order_by("id")
        for submission_id, name, text in rows.values_list("submission_id", "field", "text"):
            found.setdefault(submission_id, {})[name] = text
    return found

"""Personal data are erased when they are due, and once more where a restore has brought them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from tambon.host.erasures import Erasure, remember_erasures
from tambon.journal.actions import record, record_many
from tambon.journal.rules import NewEntry
from tambon.workforce.models import Personal
from tambon.workforce.queries.personal import due_people, kept_fields

KIND = "personal"  # its name in erasures.jsonl
_WRITING = 0x7EA1_0007  # the advisory lock that keeps two writers of personal data apart
_GONE = {"citizen_id": None, "bank_account": None, "citizen_index": None}


@transaction.atomic
def erase_due(*, by: str, on: date, at: datetime) -> int:
    """Erases what is kept of people whose last contract ended long enough ago; how many comes back.

    How long is for each programme to say (``personal_days``). Raises `erasure_not_remembered`.
    """
    lock_writers()
    people = due_people(on=on)
    rows = list(Personal.objects.filter(person_id__in=people).order_by("person_id"))
    Personal.objects.filter(person_id__in=people).update(**_GONE, erased_at=at)
    record_many(
        [
            NewEntry("personal.erased", f"person:{row.person_id}", by, at, {"fields": list(kept_fields(row))})
            for row in rows
        ]
    )
    remember_erasures(Erasure(KIND, f"person:{row.person_id}", at, kept_fields(row)) for row in rows)
    return len(rows)


@transaction.atomic
def erase_again(ref: str, fields: Sequence[str], *, erased_at: datetime, by: str, at: datetime) -> bool:
    """After a restore: what was erased at that time is erased again; whether anything was there.

    What was kept for the person later than that stays: it came with a later contract.
    """
    lock_writers()
    person_id = int(ref.removeprefix("person:"))
    kept = Personal.objects.filter(person_id=person_id, changed_at__lte=erased_at, erased_at=None)
    row = kept.first()
    if row is None:
        return False
    kept.update(**_GONE, erased_at=at)
    record("personal.erased", subject=ref, by=by, at=at, body={"fields": list(kept_fields(row))})
    return True


def lock_writers() -> None:
    """Until the transaction's end nobody else writes personal data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITING])

"""Single cells that take answers though their round is closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F
from django.db.models.functions import Greatest

from tambon.records.models import Reopened

CellKey = tuple[int, str]  # record, variable


def reopen_cells(cells: Iterable[CellKey], *, since: date) -> None:
    """Opens the cells again from that day on, in the caller's transaction, which holds the records' locks and
    has seen that none of them is open.
    """
    Reopened.objects.bulk_create(
        [Reopened(record_id=record, variable=variable, since=since) for record, variable in cells],
        batch_size=1000,
    )


def close_cells(cells: Iterable[CellKey], *, until: date) -> None:
    """Ends that with that day, in the caller's transaction; cells that are not open stay as they are."""
    wanted = set(cells)
    standing = Reopened.objects.filter(record_id__in={record for record, _ in wanted}, until=None)
    ids = [row.pk for row in standing if (row.record_id, row.variable) in wanted]
    Reopened.objects.filter(pk__in=ids).update(until=Greatest(F("since"), until))

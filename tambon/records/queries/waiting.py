"""Since when offices are asked for their word, and how long they took: from counts and claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tambon.records.models import Tally
from tambon.records.queries.sql import rows, rows_planned_anew
from tambon.records.rules.views import WaitingOffice


def list_waiting_offices(*, before: datetime, office: int | None = None) -> list[WaitingOffice]:
    """What waits since ``before`` or longer, with all that stands beside it in the same place: by office,
    dataset and period. One statement.
    """
    found = rows_planned_anew("waiting_offices", {"before": before, "office": office})
    return [
        WaitingOffice(id_, dataset, period, int(cells), since) for id_, dataset, period, cells, since in found
    ]


def waiting_since(record_ids: Iterable[int]) -> dict[tuple[int, int], tuple[int, datetime]]:
    """{(record, office): the oldest claim that waits for its word, and since when it does}."""
    found = Tally.objects.filter(record_id__in=list(record_ids), waiting__gt=0, office__isnull=False)
    told = found.exclude(waiting_since=None).values_list(
        "record_id", "office_id", "oldest_claim", "waiting_since"
    )
    return {(record, office): (claim, since) for record, office, claim, since in told}  # type: ignore[misc]


def days_to_confirm(
    datasets: Sequence[str], periods: Sequence[str], *, office: int | None = None
) -> dict[tuple[int, str], dict[int, int]]:
    """{(office, dataset): {Thai days between a claim and the office's confirmation: cells}}, of the datasets
    each with its period.
    """
    asked = {"datasets": list(datasets), "periods": list(periods), "office": office}
    told: dict[tuple[int, str], dict[int, int]] = {}
    for office_id, dataset, days, cells in rows("days_to_confirm", asked):
        told.setdefault((office_id, dataset), {})[days] = int(cells)
    return told

"""Queues and completeness, from the tallies: no record's values are read to count them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Sum

from tambon.areas.models import Area
from tambon.areas.rules import Hierarchy, Kind
from tambon.records.models import Tally
from tambon.records.queries.locked import Locked, as_stored
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import rows, rows_planned_anew
from tambon.records.rules import CellCounts, QueueItem, RecordView, WaitingCount, is_waiting
from tambon.records.rules.views import CellQuestion


def list_queue(
    office_id: int,
    *,
    on: date,
    limit: int = 50,
    after: tuple[int, int] | None = None,
    dataset: str | None = None,
    areas: Sequence[int] | None = None,
) -> list[QueueItem]:
    """Records on which the office can give its word, the oddest and then the oldest first.

    ``after`` is the cursor of the page before; ``dataset`` and ``areas`` (in any of them, or below) narrow
    it. A record whose cells went to another office that day is left out, and the next ones move up.
    """
    asked = {
        "office": office_id, "on": on, "limit": limit, "dataset": dataset,
        "areas": None if areas is None else list(areas),
    }  # fmt: skip
    items: list[QueueItem] = []
    oddness, last = after or (None, None)
    while len(items) < limit:
        found = rows("queue", {**asked, "oddness": oddness, "record": last})
        items += _mine(office_id, found, on)
        if len(found) < limit:
            break
        last, oddness = found[-1][0], found[-1][-1]
    return items[:limit]


def _mine(office_id: int, found: Sequence[tuple[Any, ...]], on: date) -> list[QueueItem]:
    stored = [as_stored(row[:7]) for row in found]
    owners = Owners(record.key for record in stored)
    items = []
    for record, (*_, waiting, odd) in zip(stored, found, strict=True):
        mine = _waiting_for(office_id, record, owners, on)
        view = RecordView(record.id, *record.key, record.values, record.cells, record.version)
        items.append(QueueItem(view, mine, waiting, odd))
    return [item for item in items if item.variables]


def _waiting_for(office_id: int, record: Locked, owners: Owners, on: date) -> tuple[str, ...]:
    offices = owners.offices(record.key, on)
    return tuple(
        variable
        for variable, cell in record.cells.items()
        if offices.get(variable) == office_id and is_waiting(record.values[variable], cell)
    )


def count_waiting(office_id: int) -> int:
    """On how many cells the office can give its word."""
    found = Tally.objects.filter(office_id=office_id, waiting__gt=0).aggregate(cells=Sum("waiting"))
    return int(found["cells"] or 0)


def count_waiting_by_district(
    office_id: int, *, on: date, areas: Sequence[int] | None = None
) -> list[WaitingCount]:
    """What waits for the office's word, by dataset and district; ``areas`` narrows as in `list_queue`."""
    asked = {"office": office_id, "on": on, "areas": None if areas is None else list(areas)}
    found = rows("count_waiting", asked)
    return [WaitingCount(name, area, int(cells), int(n)) for name, area, cells, n in found]


def count_cells(
    dataset: str,
    *,
    period: str,
    kind: Kind,
    on: date,
    under: int | None = None,
    office: int | None = None,
) -> dict[int, CellCounts]:
    """{area id: counts} for the areas of one kind with any record; ``under`` and ``office`` narrow it."""
    return count_by_area(CellQuestion(dataset, period, on, under, office), kind)


def count_by_area(asked: CellQuestion, kind: Kind) -> dict[int, CellCounts]:
    """As `count_cells`, for a whole question."""
    given = {**_given(asked), "kind": kind.value, "hierarchy": Hierarchy.ADMINISTRATIVE.value}
    everywhere = asked.under is None or Area.objects.filter(pk=asked.under, kind=Kind.COUNTRY.value).exists()
    found = rows_planned_anew("count_cells_everywhere" if everywhere else "count_cells", given)
    return {area: CellCounts(*map(int, counts)) for area, *counts in found}


def count_by_office(asked: CellQuestion) -> dict[int, CellCounts]:
    """The same cells by the office that owns them; 0: nobody does."""
    found = rows_planned_anew("count_by_office", _given(asked))
    return {office: CellCounts(*map(int, counts)) for office, *counts in found}


def _given(asked: CellQuestion) -> dict[str, Any]:
    return {**asdict(asked), "without": list(asked.without)}

"""What waits for an office, and what is held about one area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tambon.areas import queries as areas
from tambon.dictionary import queries as dictionary
from tambon.records import queries as held
from tambon.verification.queries.beside import beside_of
from tambon.verification.queries.rows import rows_of
from tambon.verification.rules import count_whole
from tambon.verification.rules.views import (
    QueueCounts,
    QueuePage,
    QueueRow,
)


def list_office_queue(  # noqa: PLR0913 - where, how much of it and after what
    office_id: int,
    *,
    on: date,
    limit: int = 20,
    most: int | None = None,
    after: tuple[int, int] | None = None,
    dataset: str | None = None,
    within: Sequence[int] | None = None,
) -> QueuePage:
    """What waits for the office's word, oddest first, a village at a time; ``within`` narrows to areas.

    A page has so many records (``limit``), and no more of them than have so many cells (``most``) together.
    """
    items = held.list_queue(office_id, on=on, limit=limit, after=after, dataset=dataset, areas=within)
    whole = count_whole((len(item.variables) for item in items), most=most)
    goes_on = whole < len(items) or len(items) == limit
    items = items[:whole]
    records, shown = [item.record for item in items], {i.record.id: i.variables for i in items}
    rows = rows_of(records, shown, on=on, beside=beside_of(records, shown, on=on))
    return QueuePage(tuple(rows), items[-1].cursor if items and goes_on else None)


def count_office_queue(office_id: int, *, on: date, within: Sequence[int] | None = None) -> QueueCounts:
    """How much waits for the office's word, by dataset and by district; ``within`` narrows to areas."""
    found = held.count_waiting_by_district(office_id, on=on, areas=within)
    districts = areas.views({one.district_id for one in found}, on=on)
    specs = dictionary.specs_of(one.dataset for one in found)
    titles = {one.dataset: specs[one.dataset].title for one in found}
    return QueueCounts(tuple(found), titles, districts)


def list_values(area_id: int, *, on: date) -> list[QueueRow]:
    """All that is held about one area that day, the newest period first, with findings and figures."""
    records = held.list_of_area(area_id)
    return rows_of(records, {record.id: tuple(record.cells) for record in records}, on=on)

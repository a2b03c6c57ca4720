"""What is held about single places, and what people brought in: for pages about one worker or a district."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from tambon.lib.days import BANGKOK
from tambon.records.models import Record
from tambon.records.queries.sql import rows
from tambon.records.rules import CellCounts
from tambon.records.rules.views import Delivered, DisputedCell


def counts_of_areas(
    asked: Iterable[tuple[str, str]], area_ids: Collection[int]
) -> dict[tuple[str, str, int], CellCounts]:
    """{(dataset, period, area id): counts} of the (dataset, period) pairs in these very areas, from the
    tallies; a place without a record is left out. One statement, none for nothing.
    """
    parameters = _places(asked, area_ids)
    if parameters is None:
        return {}
    found = rows("counts_of_areas", parameters)
    return {(name, period, area): CellCounts(*map(int, counts)) for name, period, area, *counts in found}


def latest_values(
    datasets: Iterable[str], area_ids: Collection[int]
) -> dict[tuple[str, int], dict[str, Any]]:
    """{(dataset, area id): {variable: value}} of the newest period that has one: whatever won the cell, a
    visit or an agency's own figure. A reason why there is none is no value. One statement, none for nothing.
    """
    wanted = sorted(set(datasets))
    if not wanted or not area_ids:
        return {}
    found = Record.objects.filter(area_id__in=list(area_ids), dataset__in=wanted).order_by("period")
    held: dict[tuple[str, int], dict[str, Any]] = {}
    for dataset, area, values in found.values_list("dataset", "area_id", "values"):
        said = {name: value for name, value in values.items() if not isinstance(value, dict)}
        held.setdefault((dataset, area), {}).update(said)
    return held


def list_disputed(asked: Iterable[tuple[str, str]], area_ids: Collection[int]) -> list[DisputedCell]:
    """The cells that stand disputed in these very areas, with the newest office's reason; by area. One
    statement, which opens only records that have any.
    """
    parameters = _places(asked, area_ids)
    if parameters is None:
        return []
    found = rows("disputed_in", parameters)
    return [DisputedCell(*row) for row in found]


def list_delivered(person_ids: Iterable[int], *, since: date, until: date) -> list[Delivered]:
    """What these people's phones said about visits from ``since`` to the day before ``until``, and how the
    cells they spoke of stand now: one for each person, day and place, and one for each person in all (its
    day and place are None). A cell that was answered twice counts once in each. One statement.
    """
    people = list(person_ids)
    if not people:
        return []
    begin = datetime.combine(since, time.min, tzinfo=BANGKOK)
    found = rows("delivered", {"people": people, "from": begin, "since": since, "until": until})
    return [Delivered(person, day, area, *map(int, counts)) for person, day, area, *counts in found]


def _places(asked: Iterable[tuple[str, str]], area_ids: Collection[int]) -> dict[str, Any] | None:
    pairs = sorted(set(asked))
    if not pairs or not area_ids:
        return None
    datasets, periods = zip(*pairs, strict=True)
    return {"dataset": list(datasets), "period": list(periods), "areas": sorted(set(area_ids))}

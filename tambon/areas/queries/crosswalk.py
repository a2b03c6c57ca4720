"""The crosswalk of the registry: from the areas of one day to those of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from tambon.areas import problems
from tambon.areas.models import Edition
from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import AreaView, Basis, By, Kind
from tambon.areas.rules.carrying import Numbers, apportion
from tambon.areas.rules.crosswalk import Line, Passing, crosswalk

# The day of a change in a calendar; where it is not known, the other calendar's, as in the periods.
_DAY = {
    By.LAW: "COALESCE(c.legal_day, c.list_day)",
    By.LIST: "COALESCE(c.list_day, c.legal_day)",
}
_STANDING = f"SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES} ORDER BY c.code, a.id"
_PASSINGS = """
    SELECT c.id, {day}, s.predecessor_id, s.successor_id, s.share, c.basis, c.legal_day, c.list_day
    FROM areas_change c JOIN areas_succession s ON s.change_id = c.id
    WHERE {day} > %(first)s AND {day} <= %(last)s
      AND NOT EXISTS (SELECT 1 FROM areas_edition later WHERE later.undoes_id = c.edition_id)
    ORDER BY c.id, s.id
"""
_SQUARE_KM = """
    SELECT DISTINCT ON (area_id) area_id, square_km FROM areas_boundary
    WHERE area_id = ANY(%(areas)s) AND square_km > 0
    ORDER BY area_id, (during @> %(on)s::date) DESC, upper(during) DESC NULLS FIRST
"""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One line of the crosswalk with the areas at both ends and the days of the changes on the way.

    ``to_area`` None: no successor is known. The days are in order; a day that is not known is left out.
    """

    line: Line
    from_area: AreaView
    to_area: AreaView | None
    legal_days: tuple[date, ...]
    list_days: tuple[date, ...]


def list_crosswalk(*, since: date, until: date, kind: Kind | None = None, by: By = By.LAW) -> list[Crossing]:
    """From every area that stood on ``since`` to those of ``until``, ordered by code.

    ``until`` may be the earlier day. Before the first list about a kind, what stood is what is known
    (`find_known_since`). Without a kind: all but the country. Raises ``409-areas-not-loaded`` when there is
    no list at all.
    """
    if not Edition.objects.exists():
        raise problems.country_missing()
    starts, ends = _standing(since, by), _standing(until, by)
    first, last = sorted((since, until))
    found = rows(_PASSINGS.format(day=_DAY[by]), {"first": first, "last": last})
    lines = crosswalk(
        {number: area.code for number, area in starts.items() if _wanted(area, kind)},
        {number: area.code for number, area in ends.items()},
        [Passing(row[0], row[1], row[2], row[3], row[4], Basis(row[5])) for row in found],
        backwards=until < since,
    )
    days = {row[0]: (row[6], row[7]) for row in found}
    return [_crossing(line, starts, ends, days) for line in lines]


def apportioned(crossings: Sequence[Crossing], *, by: str, measures: Numbers) -> list[Crossing]:
    """The same with unknown shares filled in by a rule: see `rules.carrying.apportion`."""
    lines = apportion([one.line for one in crossings], by=by, measures=measures)
    return [replace(one, line=line) for one, line in zip(crossings, lines, strict=True)]


def find_square_km(areas: Iterable[int], *, on: date) -> dict[int, Decimal]:
    """How large the areas are, in square kilometres: by the boundary of that day, else by the latest known.

    An area without a boundary is left out.
    """
    found = rows(_SQUARE_KM, {"areas": list(areas), "on": on})
    return {area: Decimal(str(size)) for area, size in found}


def _standing(on: date, by: By) -> dict[int, AreaView]:
    return {row[0]: view(row) for row in rows(_STANDING, {"on": on}, by)}


def _wanted(area: AreaView, kind: Kind | None) -> bool:
    return area.kind is kind if kind else area.kind is not Kind.COUNTRY


def _crossing(
    line: Line,
    starts: Mapping[int, AreaView],
    ends: Mapping[int, AreaView],
    days: Mapping[int, Sequence[Any]],
) -> Crossing:
    legal, listed = (
        tuple(sorted({days[change][place] for change in line.changes} - {None})) for place in (0, 1)
    )
    to_area = None if line.to_id is None else ends[line.to_id]
    return Crossing(line, starts[line.from_id], to_area, legal, listed)

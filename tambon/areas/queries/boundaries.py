"""Where areas lie, and what is missing or odd about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import AreaView, By, Hierarchy, Kind
from tambon.areas.rules.boundaries import Bearer, BoundaryView, read_code
from tambon.areas.rules.geometry import measure_all
from tambon.areas.rules.published import Period
from tambon.lib.problem import Problem

_COLUMNS = """
    b.area_id, b.shape, b.is_point, b.longitude, b.latitude, b.square_km, b.found_as, b.repaired,
    lower(b.during), upper(b.during), e.source, e.day, e.licence, e.credit
"""
_OF_AREA = f"""
    SELECT {_COLUMNS} FROM areas_boundary b JOIN areas_edition e ON e.id = b.edition_id
    WHERE b.area_id = %(area)s AND b.during @> %(on)s::date
"""
_OF_KIND = f"""
    SELECT {VIEW_COLUMNS}, {_COLUMNS} FROM {VIEW_TABLES}
    JOIN areas_boundary b ON b.area_id = a.id AND b.during @> %(on)s::date
    JOIN areas_edition e ON e.id = b.edition_id
    WHERE a.kind = %(kind)s ORDER BY c.code, a.id
"""
_WITHOUT = f"""
    FROM {VIEW_TABLES} WHERE a.kind = %(kind)s
    AND NOT EXISTS (SELECT 1 FROM areas_boundary b WHERE b.area_id = a.id AND b.during @> %(on)s::date)
    AND (%(under)s::bigint IS NULL OR EXISTS (
        SELECT 1 FROM areas_lineage l WHERE l.descendant_id = a.id AND l.ancestor_id = %(under)s
        AND l.hierarchy = '{Hierarchy.ADMINISTRATIVE}' AND l.during @> %(on)s::date))
"""
_LIST_WITHOUT = f"SELECT {VIEW_COLUMNS} {_WITHOUT} ORDER BY c.code LIMIT %(limit)s"
_COUNT_WITHOUT = f"SELECT count(*) {_WITHOUT}"
_BEARERS = """
    SELECT DISTINCT c.code, c.area_id, a.kind,
           isempty(c.during), lower(c.during), upper(c.during),
           isempty(c.listed), lower(c.listed), upper(c.listed)
    FROM areas_areacode c JOIN areas_area a ON a.id = c.area_id
    WHERE c.scheme IN ('dopa', 'pcode') AND c.code = ANY(%(codes)s)
    ORDER BY c.code, c.area_id
"""
_VIEW_WIDTH = 7


def find_boundary(area_id: int, *, on: date, by: By = By.LAW) -> BoundaryView | None:
    """Where the area lies as it was drawn for that day; None when nobody has drawn it."""
    found = rows(_OF_AREA, {"area": area_id, "on": on}, by)
    return _boundary(found[0]) if found else None


def list_boundaries(kind: Kind, *, on: date, by: By = By.LAW) -> Iterator[tuple[AreaView, BoundaryView]]:
    """The areas of a kind that stand on the day and are drawn, by code."""
    for row in rows(_OF_KIND, {"kind": str(kind), "on": on}, by):
        yield view(row), _boundary(row[_VIEW_WIDTH:])


def list_without_boundary(
    kind: Kind, *, on: date, by: By = By.LAW, under: int | None = None, limit: int | None = None
) -> list[AreaView]:
    """The areas of a kind that stand on the day and that nobody has drawn, by code."""
    parameters = {"kind": str(kind), "on": on, "under": under, "limit": limit}
    return [view(row) for row in rows(_LIST_WITHOUT, parameters, by)]


def count_without_boundary(kind: Kind, *, on: date, by: By = By.LAW, under: int | None = None) -> int:
    """How many `list_without_boundary` would list."""
    return int(rows(_COUNT_WITHOUT, {"kind": str(kind), "on": on, "under": under}, by)[0][0])


def list_centroid_outside(kind: Kind, *, on: date, by: By = By.LAW) -> list[AreaView]:
    """The areas of a kind whose centre of gravity lies outside their polygon: crescents, islands, or a fault.

    Reads every polygon of the kind: a second for the country's tambons.
    """
    drawn = [(area, one.wkb) for area, one in list_boundaries(kind, on=on, by=by) if not one.is_point]
    measures = measure_all([wkb for _, wkb in drawn])
    return [area for (area, _), one in zip(drawn, measures, strict=True) if not one.centroid_inside]


def bearers_of(written: Iterable[str]) -> dict[str, list[Bearer]]:
    """Every area that ever bore one of these codes, P-codes or DOPA's, by DOPA digits.

    What is no code at all is left out.
    """
    codes = {code for code in map(_code, written) if code}
    found: dict[str, list[Bearer]] = defaultdict(list)
    for code, area, kind, *periods in rows(_BEARERS, {"codes": [*codes, *(f"TH{one}" for one in codes)]}):
        law, listed = _period(*periods[:3]), _period(*periods[3:])
        if law or listed:
            found[read_code(code)].append(Bearer(area, Kind(kind), law, listed))
    return found


def _code(written: str) -> str | None:
    try:
        return read_code(written)
    except Problem:
        return None


def _period(never: bool, since: date | None, until: date | None) -> Period | None:
    return None if never else Period(since, until)


def _boundary(row: tuple[Any, ...]) -> BoundaryView:
    area, shape, *rest = row
    return BoundaryView(area, bytes(shape), *rest)

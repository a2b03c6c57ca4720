"""What is missing or odd in the registry on a day, for people to mend: counts, and pages by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tambon.areas.queries.boundaries import list_centroid_outside
from tambon.areas.queries.lookup import views
from tambon.areas.queries.sql import VIEW_COLUMNS, VIEW_TABLES, rows, view
from tambon.areas.rules import AreaView, Hierarchy, Kind


class Oddity(StrEnum):
    """One sort of problem; the value stands in addresses."""

    WITHOUT_PARENT = "without-parent"
    NOT_IN_LIST = "not-in-list"
    WITHOUT_SHARE = "without-share"
    WITHOUT_BOUNDARY = "without-boundary"
    WITHOUT_VILLAGES = "without-villages"
    CENTROID_OUTSIDE = "centroid-outside"


@dataclass(frozen=True, slots=True)
class OddArea:
    """An area with a problem; ``day`` is that of the change concerned, where there is one."""

    area: AreaView
    day: date | None = None


DRAWN = (Kind.PROVINCE, Kind.DISTRICT, Kind.TAMBON)
_KINDS = ", ".join(f"'{kind}'" for kind in DRAWN)
_CONDITIONS = {
    Oddity.WITHOUT_PARENT: f"""
        a.kind <> '{Kind.COUNTRY}' AND NOT EXISTS (
            SELECT 1 FROM areas_membership m WHERE m.child_id = a.id
            AND m.hierarchy = '{Hierarchy.ADMINISTRATIVE}' AND m.during @> %(on)s::date)""",
    Oddity.NOT_IN_LIST: "NOT c.listed @> %(on)s::date",
    Oddity.WITHOUT_BOUNDARY: f"""
        a.kind IN ({_KINDS}) AND NOT EXISTS (
            SELECT 1 FROM areas_boundary b WHERE b.area_id = a.id AND b.during @> %(on)s::date)""",
    Oddity.WITHOUT_VILLAGES: f"""
        a.kind = '{Kind.TAMBON}' AND NOT EXISTS (
            SELECT 1 FROM areas_membership m JOIN areas_area v ON v.id = m.child_id
            WHERE m.parent_id = a.id AND m.during @> %(on)s::date
            AND v.kind IN ('{Kind.VILLAGE}', '{Kind.COMMUNITY}'))""",
}
_AREAS = f"SELECT {VIEW_COLUMNS} FROM {VIEW_TABLES} WHERE "
_PAGE = " AND (c.code, a.id::text) > (%(after)s, %(after_id)s) ORDER BY c.code, a.id::text LIMIT %(limit)s"
_COUNT = f"SELECT count(*) FROM {VIEW_TABLES} WHERE "
_SPLITS = """
    SELECT DISTINCT c.id, s.predecessor_id, COALESCE(c.legal_day, c.list_day)
    FROM areas_change c JOIN areas_succession s ON s.change_id = c.id
    WHERE c.kind = 'split' AND s.share IS NULL AND s.predecessor_id IS NOT NULL
    ORDER BY 3 DESC, 1
"""


def count_oddities(*, on: date) -> dict[Oddity, int | None]:
    """How many areas have each problem; None where that is reckoned only when somebody looks."""
    counts: dict[Oddity, int | None] = {
        oddity: int(rows(_COUNT + condition, {"on": on})[0][0]) for oddity, condition in _CONDITIONS.items()
    }
    counts[Oddity.WITHOUT_SHARE] = len({row[0] for row in rows(_SPLITS, {})})
    counts[Oddity.CENTROID_OUTSIDE] = None
    return {oddity: counts[oddity] for oddity in Oddity}


def list_oddities(oddity: Oddity, *, on: date, limit: int, after: str = "") -> list[OddArea]:
    """The areas with this problem, by code; ``after`` is the mark of the page's last one."""
    if oddity in _CONDITIONS:
        return _from_sql(oddity, on, limit, after)
    found = _RECKONED[oddity](on)
    marks = [mark_of(one) for one in found]
    start = marks.index(after) + 1 if after in marks else 0
    return found[start : start + limit]


def mark_of(one: OddArea) -> str:
    """What `list_oddities` takes as ``after`` for the page behind this one."""
    return f"{one.area.code}.{one.area.id}"


def _from_sql(oddity: Oddity, on: date, limit: int, after: str) -> list[OddArea]:
    code, _, number = after.partition(".")
    given = {"on": on, "limit": limit, "after": code, "after_id": number}
    found = rows(f"{_AREAS}{_CONDITIONS[oddity]}{_PAGE}", given)
    return [OddArea(view(row)) for row in found]


def _without_share(_: date) -> list[OddArea]:
    """Splits with unknown shares; the areas as they were the day before, the newest first."""
    found = []
    for _change, area, day in rows(_SPLITS, {}):
        was = views([area], on=day - timedelta(days=1)).get(area)
        found += [OddArea(was, day)] if was else []
    return found


def _centroid_outside(on: date) -> list[OddArea]:
    return [OddArea(area) for kind in DRAWN for area in list_centroid_outside(kind, on=on)]


_RECKONED: dict[Oddity, Callable[[date], list[OddArea]]] = {
    Oddity.WITHOUT_SHARE: _without_share,
    Oddity.CENTROID_OUTSIDE: _centroid_outside,
}

"""A slow second opinion on the registry: day by day, row by row, in plain Python, with none of its code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection

CALENDARS = ("during", "listed")
DAY = timedelta(days=1)


class Row(NamedTuple):
    """``key`` is what may hold one value a day."""

    table: str
    key: tuple[object, ...]
    value: object
    days: dict[str, tuple[bool, date | None, date | None]]

    def holds(self, day: date, calendar: str) -> bool:
        empty, since, until = self.days[calendar]
        return not empty and (since is None or since <= day) and (until is None or day < until)


_TABLES = {
    "areas_areaname": ("area_id", "th || '/' || en"),
    "areas_areacode": ("area_id, scheme", "code"),
    "areas_membership": ("child_id, hierarchy", "parent_id"),
    "areas_boundary": ("area_id", "found_as"),
}
_PERIODS = ", ".join(f"isempty({c}), lower({c}), upper({c})" for c in CALENDARS)


def read(table: str, key: str, value: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_PERIODS}, {value}, {key} FROM {table}")
        return [
            Row(table, tuple(found[7:]), found[6], {"during": found[:3], "listed": found[3:6]})
            for found in cursor.fetchall()
        ]


def all_rows() -> dict[str, list[Row]]:
    return {table: read(table, *columns) for table, columns in _TABLES.items()}


def days_of(rows: Iterator[Row] | list[Row]) -> list[date]:
    """Every day on which something begins or ends, the day before it, and one beyond the last."""
    ends = {end for row in rows for period in row.days.values() for end in period[1:] if end is not None}
    return sorted(ends | {end - DAY for end in ends} | {date(1990, 1, 1), date(2100, 1, 1)})


def demand_one_truth() -> None:
    """On every day, by either calendar: one name, one code by scheme, one parent by hierarchy, one shape."""
    rows = all_rows()
    every = [row for kept in rows.values() for row in kept]
    for day in days_of(every):
        for calendar in CALENDARS:
            held = [row for row in every if row.holds(day, calendar)]
            twice = [key for key, number in Counter((r.table, r.key) for r in held).items() if number > 1]
            assert not twice, (day, calendar, twice)
            codes = Counter((r.key[1], r.value) for r in held if r.table == "areas_areacode")
            assert max(codes.values(), default=1) == 1, (day, calendar, codes)


def demand_lineage() -> None:
    """The lineage is what the memberships say, on every day, in both hierarchies and both calendars."""
    codes, members = read("areas_areacode", "area_id", "code"), read(*_membership())
    lines = read("areas_lineage", "descendant_id, hierarchy", "ancestor_id || '/' || depth")
    for hierarchy in ("administrative", "local_government"):
        placed = [row for row in members if row.key[1] == hierarchy]
        known = {row.key[0] for row in placed} | {row.value for row in placed}
        for day in days_of([*codes, *members, *lines]):
            for calendar in CALENDARS:
                standing = {row.key[0] for row in codes if row.holds(day, calendar)}
                if hierarchy != "administrative":
                    standing &= known
                parents = {row.key[0]: row.value for row in placed if row.holds(day, calendar)}
                expected = {line for area in standing for line in _line(area, parents)}
                found = {
                    (row.key[0], *map(int, str(row.value).split("/")))
                    for row in lines
                    if row.key[1] == hierarchy and row.holds(day, calendar)
                }
                assert found == expected, (hierarchy, day, calendar, found ^ expected)


def _membership() -> tuple[str, str, str]:
    return "areas_membership", *_TABLES["areas_membership"]  # type: ignore[return-value]


def _line(area: int, parents: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    above: int | None = area
    depth = 0
    while above is not None:
        yield area, above, depth
        above, depth = parents.get(above), depth + 1


def demand_tree(*, orphans: bool = False) -> None:
    """Whoever lies in an area stands, and so does that area; but for the country everyone lies in one."""
    rows = all_rows()
    codes, names, members = (rows[f"areas_{each}"] for each in ("areacode", "areaname", "membership"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM areas_area WHERE kind = 'country'")
        countries = {one for (one,) in cursor.fetchall()}
    for day in days_of([*codes, *members, *names]):
        for calendar in CALENDARS:
            standing = {row.key[0] for row in codes if row.holds(day, calendar)}
            named = {row.key[0] for row in names if row.holds(day, calendar)}
            assert standing == named, (day, calendar, standing ^ named)
            held = [row for row in members if row.holds(day, calendar)]
            loose = [row for row in held if row.key[0] not in standing or row.value not in standing]
            assert not loose, (day, calendar, loose)
            under = {row.key[0] for row in held if row.key[1] == "administrative"}
            if not orphans:
                assert standing - under <= countries, (day, calendar, standing - under - countries)


def everything() -> list[str]:
    """Every row that undoing must bring back: all but ids of rows and editions."""
    columns = {
        "areas_areaname": "area_id, th, en, edition_id, during::text, listed::text",
        "areas_areacode": "area_id, scheme, code, edition_id, during::text, listed::text",
        "areas_membership": "child_id, parent_id, hierarchy, edition_id, during::text, listed::text",
        "areas_boundary": "area_id, md5(shape), is_point, found_as, edition_id, during::text, listed::text",
        "areas_change": "kind, legal_day, list_day, source, basis, edition_id",
        "areas_succession": "change_id, predecessor_id, successor_id, share",
        "areas_lineage": "descendant_id, ancestor_id, depth, hierarchy, kind, during::text, listed::text",
    }
    found: list[str] = []
    with connection.cursor() as cursor:
        for table, names in columns.items():
            cursor.execute(f"SELECT '{table}', {names} FROM {table}")
            found += map(str, cursor.fetchall())
    return sorted(found)

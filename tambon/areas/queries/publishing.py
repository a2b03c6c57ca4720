"""The whole registry for publication, row by row and with both calendars.

Each iterator streams through a cursor of the server, so call them inside one transaction; what order the rows
of two homes have in common is the caller's to make.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from tambon.areas.rules.published import (
    AreaRow,
    BoundaryRow,
    ChangeRow,
    CodeRow,
    EditionRow,
    MembershipRow,
    NameRow,
    Period,
    Periods,
)

_BATCH = 5_000
_PERIODS = "isempty(during), lower(during), upper(during), isempty(listed), lower(listed), upper(listed)"
_EDITIONS = """
    SELECT id, source, day, sha256, licence, credit, synthetic, kinds,
           EXISTS (SELECT 1 FROM areas_areaname n WHERE n.edition_id = e.id)
           OR EXISTS (SELECT 1 FROM areas_areacode c WHERE c.edition_id = e.id)
           OR EXISTS (SELECT 1 FROM areas_membership m WHERE m.edition_id = e.id)
           OR EXISTS (SELECT 1 FROM areas_change h WHERE h.edition_id = e.id),
           undoes_id IS NOT NULL OR EXISTS (SELECT 1 FROM areas_edition later WHERE later.undoes_id = e.id)
    FROM areas_edition e
"""
_CHANGES = """
    SELECT c.id, c.kind, c.legal_day, c.list_day, c.source, c.basis,
           s.predecessor_id, s.successor_id, s.share::float8
    FROM areas_change c JOIN areas_succession s ON s.change_id = c.id
"""
_BOUNDARIES = f"""
    SELECT area_id, edition_id, is_point, longitude, latitude, square_km, found_as, shape, {_PERIODS}
    FROM areas_boundary
"""


def iterate_areas() -> Iterator[AreaRow]:
    """Every area that there ever was."""
    return map(AreaRow._make, _stream("SELECT id, public_id, kind, synthetic FROM areas_area"))


def iterate_names() -> Iterator[NameRow]:
    for row in _stream(f"SELECT area_id, th, en, {_PERIODS} FROM areas_areaname"):
        yield NameRow._make((*row[:3], _periods(row[3:])))


def iterate_codes() -> Iterator[CodeRow]:
    """The codes of every scheme."""
    for row in _stream(f"SELECT area_id, scheme, code, {_PERIODS} FROM areas_areacode"):
        yield CodeRow._make((*row[:3], _periods(row[3:])))


def iterate_memberships() -> Iterator[MembershipRow]:
    """Who lay in whom, in both hierarchies."""
    for row in _stream(f"SELECT child_id, parent_id, hierarchy, {_PERIODS} FROM areas_membership"):
        yield MembershipRow._make((*row[:3], _periods(row[3:])))


def iterate_changes() -> Iterator[ChangeRow]:
    """What happened, a row for each predecessor and successor."""
    return map(ChangeRow._make, _stream(_CHANGES))


def iterate_boundaries() -> Iterator[BoundaryRow]:
    for row in _stream(_BOUNDARIES):
        yield BoundaryRow._make((*row[:7], bytes(row[7]), _periods(row[8:])))


def iterate_editions() -> Iterator[EditionRow]:
    """Every loaded list."""
    for row in _stream(_EDITIONS):
        yield EditionRow._make((*row[:7], tuple(row[7]), *row[8:]))


def _stream(sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while found := cursor.fetchmany(_BATCH):
            yield from found


def _periods(row: tuple[Any, ...]) -> Periods:
    """One object for all rows with the same periods: of 300,000 rows nearly all have the same few."""
    return _shared(*row)


@lru_cache(maxsize=4_096)
def _shared(
    never: bool, since: date | None, until: date | None, unlisted: bool, first: date | None, last: date | None
) -> Periods:
    return Periods(None if never else Period(since, until), None if unlisted else Period(first, last))

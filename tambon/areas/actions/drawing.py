"""Where areas lie, written in bulk: a polygon, or a point for a village."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from tambon.areas.actions.rows import under
from tambon.areas.actions.writing import copy
from tambon.areas.models import Edition
from tambon.areas.rules.geometry import point_wkb
from tambon.areas.rules.published import Period
from tambon.areas.rules.turns import Held, Turn, turn
from tambon.periods.ranges import daterange

_TABLE = "areas_boundary"
_COLUMNS = (
    "area_id", "shape", "is_point", "longitude", "latitude", "square_km", "found_as", "repaired",
    "during", "listed", "edition_id",
)  # fmt: skip
_HELD = """
    SELECT b.area_id, b.id, e.day, lower(b.during), upper(b.during), sha256(b.shape), b.is_point
    FROM areas_boundary b JOIN areas_edition e ON e.id = b.edition_id
    WHERE b.area_id = ANY(%s) AND NOT isempty(b.during)
"""
_SHORTEN = """
    UPDATE areas_boundary b SET during = given.period::daterange, listed = given.period::daterange
    FROM unnest(%s::bigint[], %s::text[]) AS given (id, period) WHERE b.id = given.id
"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One area's shape as a source has it; ``square_km`` is None of a point."""

    area_id: int
    wkb: bytes
    is_point: bool
    longitude: float
    latitude: float
    square_km: float | None
    found_as: str
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A village's place: degrees of WGS 84, and the code under which the source has the village."""

    area_id: int
    longitude: float
    latitude: float
    found_as: str


News = tuple[Drawing, Turn]


def place_points(points: Iterable[Point], edition: Edition) -> int:
    """Writes where villages lie under a saved edition, from the day of its source on; how many are new.

    A place that the registry holds already is not written again, and none takes the place of a polygon. To
    be called in the transaction of the load that the edition is of.
    """
    drawings = [
        Drawing(
            one.area_id, point_wkb(one.longitude, one.latitude), True, one.longitude, one.latitude, None,
            one.found_as,
        )
        for one in points
    ]  # fmt: skip
    news = find_news(drawings, day=edition.day)
    write_drawings(news, edition)
    return len(news)


def find_news(drawings: Sequence[Drawing], *, day: date) -> list[News]:
    """The drawings that differ from what holds on the day, each with what it does to the older ones."""
    held = _held([one.area_id for one in drawings])
    turns = (
        (
            one,
            turn(held[one.area_id], day=day, digest=hashlib.sha256(one.wkb).digest(), is_point=one.is_point),
        )
        for one in drawings
    )
    return [(one, found) for one, found in turns if found is not None]


def write_drawings(news: Sequence[News], edition: Edition) -> None:
    """Writes them under a saved edition and shortens or takes away those whose place they take."""
    _make_room([found for _, found in news], edition)
    copy(_TABLE, _COLUMNS, (_row(one, found, edition) for one, found in news))
    if len(news) > 1_000:
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {_TABLE}")


def _held(areas: Sequence[int]) -> dict[int, list[Held]]:
    held: dict[int, list[Held]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [list(areas)])
        for area, number, day, since, until, digest, is_point in cursor.fetchall():
            held[area].append(Held(number, day, Period(since, until), bytes(digest), is_point))
    return held


def _make_room(turns: Sequence[Turn], edition: Edition) -> None:
    replaced = [one.replaced for one in turns if one.replaced is not None]
    shortened = [one.shortened for one in turns if one.shortened is not None]
    with under(edition), connection.cursor() as cursor:
        if replaced:
            cursor.execute(f"DELETE FROM {_TABLE} WHERE id = ANY(%s)", [replaced])
        if shortened:
            periods = [daterange(*period) for _, period in shortened]
            cursor.execute(_SHORTEN, [[number for number, _ in shortened], periods])


def _row(one: Drawing, found: Turn, edition: Edition) -> tuple[object, ...]:
    period = daterange(*found.period)
    return (
        one.area_id, one.wkb, one.is_point, one.longitude, one.latitude, one.square_km, one.found_as,
        one.repaired, period, period, edition.pk,
    )  # fmt: skip

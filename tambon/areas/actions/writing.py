"""Changes written in bulk: COPY for what is new, one statement for what ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from django.db import connection

from tambon.areas.models import Edition
from tambon.areas.rules import Hierarchy, Kind, Scheme
from tambon.areas.rules.codes import pcode
from tambon.areas.rules.identity import public_id
from tambon.areas.rules.lists import Addition, Changes, Standing
from tambon.periods.ranges import daterange

_TABLES = ("areas_area", "areas_areaname", "areas_areacode", "areas_membership", "areas_lineage")
_ADMINISTRATIVE = str(Hierarchy.ADMINISTRATIVE)


def sql(name: str) -> str:
    return files("tambon.areas").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")


def read_standing(kinds: Iterable[Kind]) -> dict[str, Standing]:
    """What the registry holds of these kinds, by DOPA code."""
    with connection.cursor() as cursor:
        cursor.execute(sql("standing"), {"kinds": [str(kind) for kind in kinds]})
        rows = cursor.fetchall()
    return {code: Standing(area, Kind(kind), code, *rest) for area, kind, code, *rest in rows}


def write_changes(changes: Changes, standing: dict[str, Standing], edition: Edition) -> None:
    """Applies the changes and renews the lines they touch."""
    _end(changes.ended, edition)
    _rename(changes, edition)
    touched = [one.area_id for one in changes.ended] + _add(changes.added, standing, edition)
    refresh_lineage(touched)
    if len(touched) > 1_000:
        with connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(f"ANALYZE {table}")


def refresh_lineage(touched: Sequence[int], hierarchy: Hierarchy = Hierarchy.ADMINISTRATIVE) -> None:
    """Derives again the lines of these areas and of everything below them."""
    if touched:
        with connection.cursor() as cursor:
            cursor.execute(sql("refresh_lineage"), {"touched": list(touched), "hierarchy": str(hierarchy)})


@dataclass(frozen=True, slots=True)
class _New:
    """An addition with the ids it was given."""

    id: int
    parent_id: int | None
    addition: Addition

    @property
    def during(self) -> str:
        return daterange(self.addition.since)


def _add(added: Sequence[Addition], standing: dict[str, Standing], edition: Edition) -> list[int]:
    ids = {code: one.area_id for code, one in standing.items()}
    numbers = _next_area_ids(len(added))
    ids.update({one.area.code: number for one, number in zip(added, numbers, strict=True)})
    new = [
        _New(number, ids[one.area.parent] if one.area.parent else None, one)
        for one, number in zip(added, numbers, strict=True)
    ]
    copy("areas_area", ("id", "public_id", "kind", "synthetic", "edition_id"), _areas(new, edition))
    copy("areas_areaname", ("area_id", "th", "en", "during", "edition_id"), _names(new, edition))
    copy("areas_areacode", ("area_id", "scheme", "code", "during", "edition_id"), _codes(new, edition))
    copy(
        "areas_membership",
        ("child_id", "parent_id", "hierarchy", "during", "edition_id"),
        ((n.id, n.parent_id, _ADMINISTRATIVE, n.during, edition.pk) for n in new if n.parent_id),
    )
    return numbers


def _next_area_ids(number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('areas_area', 'id')) FROM generate_series(1, %s)", [number]
        )
        return [row[0] for row in cursor.fetchall()]


def _areas(new: Iterable[_New], edition: Edition) -> Iterator[tuple[object, ...]]:
    for n in new:
        area, since = n.addition.area, n.addition.since
        identity = public_id(area.kind, Scheme.DOPA, area.code, since=since, synthetic=edition.synthetic)
        yield n.id, identity, str(area.kind), edition.synthetic, edition.pk


def _names(new: Iterable[_New], edition: Edition) -> Iterator[tuple[object, ...]]:
    for n in new:
        yield n.id, n.addition.area.name_th, n.addition.area.name_en, n.during, edition.pk


def _codes(new: Iterable[_New], edition: Edition) -> Iterator[tuple[object, ...]]:
    for n in new:
        area = n.addition.area
        yield n.id, str(Scheme.DOPA), area.code, n.during, edition.pk
        international = pcode(area.kind, area.code)
        if international:
            yield n.id, str(Scheme.PCODE), international, n.during, edition.pk


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """COPY with the database's refusals as Django's exceptions."""
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as target,
    ):
        for row in rows:
            target.write_row(row)


def _end(ended: Sequence[Standing], edition: Edition) -> None:
    """Ends names, codes and memberships on the list's day; below an ended area a membership ends with it."""
    if not ended:
        return
    areas = [one.area_id for one in ended]
    with connection.cursor() as cursor:
        for table, column in (
            ("areas_areaname", "area_id"),
            ("areas_areacode", "area_id"),
            ("areas_membership", "child_id"),
            ("areas_membership", "parent_id"),
        ):
            cursor.execute(
                f"UPDATE {table} SET during = daterange(lower(during), %s)"
                f" WHERE {column} = ANY(%s) AND upper_inf(during)",
                [edition.day, areas],
            )


def _rename(changes: Changes, edition: Edition) -> None:
    """A new name from the list's day; a list of the same day corrects the name it gave."""
    with connection.cursor() as cursor:
        for known, _ in changes.renamed:
            cursor.execute(
                "UPDATE areas_areaname SET during = daterange(lower(during), %s)"
                " WHERE area_id = %s AND upper_inf(during)",
                [edition.day, known.area_id],
            )
        for known, area in changes.corrected:
            cursor.execute(
                "UPDATE areas_areaname SET th = %s, en = %s, edition_id = %s"
                " WHERE area_id = %s AND upper_inf(during)",
                [area.name_th, area.name_en or known.name_en, edition.pk, known.area_id],
            )
    copy(
        "areas_areaname",
        ("area_id", "th", "en", "during", "edition_id"),
        (
            (known.area_id, area.name_th, area.name_en or known.name_en, daterange(edition.day), edition.pk)
            for known, area in changes.renamed
        ),
    )

"""Changes written in bulk: COPY for what is new, one statement for what ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files

from django.db import connection

from tambon.areas.actions.rows import Heir, Scribe, change_of_list, under
from tambon.areas.models import Area, Edition
from tambon.areas.rules import Basis, ChangeKind, Hierarchy, Kind, Scheme, When
from tambon.areas.rules.codes import pcode
from tambon.areas.rules.identity import public_id
from tambon.areas.rules.lists import Addition, Changes, Standing, likely_heirs
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
    """Applies the changes, writes down what happened and renews the lines they touch."""
    with under(edition):
        _end(changes.ended, edition)
        _rename(changes, edition)
        added = _add(changes.added, standing, edition)
    record_changes(_happened(changes, added, edition), edition)
    touched = [one.area_id for one in changes.ended] + list(added.values())
    refresh_lineage(touched)
    if len(touched) > 1_000:
        with connection.cursor() as cursor:
            for table in _TABLES:
                cursor.execute(f"ANALYZE {table}")


@dataclass(frozen=True, slots=True)
class Happened:
    """A change to be written down in bulk."""

    kind: ChangeKind
    when: When
    heirs: tuple[Heir, ...]


def record_changes(happened: Sequence[Happened], edition: Edition) -> None:
    """Writes down many changes with two COPYs."""
    ids = next_ids("areas_change", len(happened))
    copy(
        "areas_change",
        ("id", "kind", "legal_day", "list_day", "source", "basis", "edition_id"),
        (
            (number, str(one.kind), one.when.legal_day, one.when.list_day, one.when.source,
             str(one.when.basis), edition.pk)
            for number, one in zip(ids, happened, strict=True)
        ),
    )  # fmt: skip
    copy(
        "areas_succession",
        ("change_id", "predecessor_id", "successor_id", "share"),
        (
            (number, heir.predecessor, heir.successor, heir.share)
            for number, one in zip(ids, happened, strict=True)
            for heir in one.heirs
        ),
    )


def _happened(changes: Changes, added: dict[str, int], edition: Edition) -> list[Happened]:
    when = change_of_list(edition.day, f"{edition.source} {edition.day.isoformat()}")
    by_name = replace(when, basis=Basis.NAME)
    heirs = likely_heirs(changes)
    ended = [
        Happened(
            ChangeKind.ABOLISHED,
            by_name if one.code in heirs else when,
            (Heir(one.area_id, added.get(heirs.get(one.code, ""))),),
        )
        for one in changes.ended
    ]
    begun = [
        Happened(ChangeKind.CREATED, when, (Heir(None, added[one.area.code]),))
        for one in changes.added
        if one.later
    ]
    renamed = [
        Happened(ChangeKind.RENAMED, when, (Heir(known.area_id, known.area_id, Decimal(1)),))
        for known, _ in changes.renamed
    ]
    return ended + begun + renamed


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


def _add(added: Sequence[Addition], standing: dict[str, Standing], edition: Edition) -> dict[str, int]:
    ids = {code: one.area_id for code, one in standing.items()}
    identities = [_identity(one, edition) for one in added]
    known = dict(Area.objects.filter(public_id__in=identities).values_list("public_id", "id"))
    fresh = iter(next_ids("areas_area", len(added) - len(known)))
    numbers = [known.get(identity) or next(fresh) for identity in identities]
    given = {one.area.code: number for one, number in zip(added, numbers, strict=True)}
    ids.update(given)
    new = [
        _New(number, ids[one.area.parent] if one.area.parent else None, one)
        for one, number in zip(added, numbers, strict=True)
    ]
    copy(
        "areas_area",
        ("id", "public_id", "kind", "synthetic", "edition_id"),
        (
            (n.id, identity, str(n.addition.area.kind), edition.synthetic, edition.pk)
            for n, identity in zip(new, identities, strict=True)
            if identity not in known  # an edition that was undone left the identity behind
        ),
    )
    copy("areas_areaname", ("area_id", "th", "en", "during", "listed", "edition_id"), _names(new, edition))
    copy(
        "areas_areacode",
        ("area_id", "scheme", "code", "during", "listed", "edition_id"),
        _codes(new, edition),
    )
    copy(
        "areas_membership",
        ("child_id", "parent_id", "hierarchy", "during", "listed", "edition_id"),
        ((n.id, n.parent_id, _ADMINISTRATIVE, n.during, n.during, edition.pk) for n in new if n.parent_id),
    )
    return given


def next_ids(table: str, number: int) -> list[int]:
    """As many fresh ids of the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number]
        )
        return [row[0] for row in cursor.fetchall()]


def _identity(one: Addition, edition: Edition) -> str:
    return public_id(
        one.area.kind, Scheme.DOPA, one.area.code, since=one.first_day, synthetic=edition.synthetic
    )


def _names(new: Iterable[_New], edition: Edition) -> Iterator[tuple[object, ...]]:
    for n in new:
        yield n.id, n.addition.area.name_th, n.addition.area.name_en, n.during, n.during, edition.pk


def _codes(new: Iterable[_New], edition: Edition) -> Iterator[tuple[object, ...]]:
    for n in new:
        area = n.addition.area
        yield n.id, str(Scheme.DOPA), area.code, n.during, n.during, edition.pk
        international = pcode(area.kind, area.code)
        if international:
            yield n.id, str(Scheme.PCODE), international, n.during, n.during, edition.pk


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
    if ended:
        when = change_of_list(edition.day, edition.source)
        Scribe(edition, when).end([one.area_id for one in ended])


def _rename(changes: Changes, edition: Edition) -> None:
    """A new name from the list's day; a list of the same day corrects the name it gave."""
    scribe = Scribe(edition, change_of_list(edition.day, edition.source))
    for known, area in changes.renamed:
        scribe.rename(known.area_id, area.name_th, area.name_en or known.name_en)
    with connection.cursor() as cursor:
        for known, area in changes.corrected:
            cursor.execute(
                "UPDATE areas_areaname SET th = %s, en = %s, edition_id = %s"
                " WHERE area_id = %s AND upper_inf(during)",
                [area.name_th, area.name_en or known.name_en, edition.pk, known.area_id],
            )

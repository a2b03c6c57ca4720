"""Changes written in bulk: COPY for what is new, one statement for what ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files

from django.db import connection

from tambon.areas.actions.altering import end_areas, move_areas, rename_areas
from tambon.areas.actions.copying import copy, next_ids
from tambon.areas.actions.rows import Heir, change_of_list, under
from tambon.areas.models import Edition
from tambon.areas.rules import OWN_SCHEME, Basis, ChangeKind, Hierarchy, Kind, Scheme, When
from tambon.areas.rules.codes import pcode
from tambon.areas.rules.identity import public_id
from tambon.areas.rules.lists import Addition, Changes, Standing, likely_heirs
from tambon.periods.ranges import daterange

__all__ = [
    "Happened", "brought_by", "copy", "known_ids", "next_ids", "read_standing", "record_changes",
    "refresh_lineage", "sql", "write_changes",
]  # fmt: skip
_TABLES = ("areas_area", "areas_areaname", "areas_areacode", "areas_membership", "areas_lineage")
_ADMINISTRATIVE = str(Hierarchy.ADMINISTRATIVE)


def sql(name: str) -> str:
    return files("tambon.areas").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")


def read_standing(kinds: Iterable[Kind]) -> dict[str, Standing]:
    """What the registry holds of these kinds, by key: the DOPA code, or scheme and code."""
    with connection.cursor() as cursor:
        cursor.execute(sql("standing"), {"kinds": [str(kind) for kind in kinds]})
        rows = cursor.fetchall()
    found = [
        replace(Standing(area, Kind(kind), code, *rest), listed_since=listed_since, homeless=homeless)
        for area, kind, code, *rest, listed_since, homeless in rows
    ]
    return {one.key: one for one in _placed(found)}


def _placed(found: Sequence[Standing]) -> Iterator[Standing]:
    """With the parent of those whose code does not say it."""
    kinds = sorted({str(one.kind) for one in found if OWN_SCHEME[one.kind] is not Scheme.DOPA})
    if not kinds:
        yield from found
        return
    keys = {one.area_id: one.key for one in found}
    with connection.cursor() as cursor:
        cursor.execute(sql("placed"), {"kinds": kinds})
        places = {child: (keys.get(parent, ""), day) for child, parent, day in cursor.fetchall()}
    for one in found:
        under_key, day = places.get(one.area_id, ("", None))
        yield replace(one, under=under_key, placed_on=day) if under_key else one


def write_changes(changes: Changes, standing: dict[str, Standing], edition: Edition) -> None:
    """Applies the changes, writes down what happened and renews the lines they touch."""
    with under(edition):
        end_areas(changes, edition)
        rename_areas(changes, edition)
        added = _add(changes.added, standing, edition)
        ids = {key: one.area_id for key, one in standing.items()} | added
        move_areas(changes, ids, edition)
    record_changes(_happened(changes, added, edition), edition)
    ended = [one.area_id for one in changes.ended]
    moved = [known.area_id for known, _ in (*changes.moved, *changes.replaced)]
    refresh_lineage([*ended, *moved, *added.values()])
    refresh_lineage(ended, Hierarchy.LOCAL_GOVERNMENT)
    if len(added) + len(ended) > 1_000:
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
    source = f"{edition.source} {edition.day.isoformat()}"
    when = change_of_list(edition.day, source)
    heirs = likely_heirs(changes)
    ended = []
    for one in changes.ended:
        of = change_of_list(changes.ended_on.get(one.key, edition.day), source)
        by_name = replace(of, basis=Basis.NAME) if one.key in heirs else of
        heir = Heir(one.area_id, added.get(heirs.get(one.key, "")))
        ended.append(Happened(ChangeKind.ABOLISHED, by_name, (heir,)))
    begun = [
        Happened(ChangeKind.CREATED, when, (Heir(None, added[one.area.key]),))
        for one in changes.added
        if one.later
    ]
    return ended + begun + _went_on(changes, when)


def _went_on(changes: Changes, when: When) -> list[Happened]:
    return [
        Happened(kind, when, (Heir(known.area_id, known.area_id, Decimal(1)),))
        for kind, pairs in ((ChangeKind.RENAMED, changes.renamed), (ChangeKind.MOVED, changes.moved))
        for known, _ in pairs
    ]


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

    @property
    def listed(self) -> str:
        return daterange(self.addition.listed_since)


def _add(added: Sequence[Addition], standing: dict[str, Standing], edition: Edition) -> dict[str, int]:
    ids = {code: one.area_id for code, one in standing.items()}
    identities = [_identity(one, edition) for one in added]
    known = known_ids(identities)
    fresh = iter(next_ids("areas_area", len(added) - len(known)))
    numbers = [known.get(identity) or next(fresh) for identity in identities]
    given = {one.area.key: number for one, number in zip(added, numbers, strict=True)}
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
    brought_by(known.values(), edition)
    copy("areas_areaname", ("area_id", "th", "en", "during", "listed", "edition_id"), _names(new, edition))
    copy(
        "areas_areacode",
        ("area_id", "scheme", "code", "during", "listed", "edition_id"),
        _codes(new, edition),
    )
    copy(
        "areas_membership",
        ("child_id", "parent_id", "hierarchy", "during", "listed", "edition_id"),
        ((n.id, n.parent_id, _ADMINISTRATIVE, n.during, n.listed, edition.pk) for n in new if n.parent_id),
    )
    return given


def brought_by(areas: Iterable[int], edition: Edition) -> None:
    """Says of areas that an undone edition left behind which edition brings them now."""
    ids = list(areas)
    if ids:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE areas_area SET edition_id = %s WHERE id = ANY(%s)", [edition.pk, ids])


def known_ids(identities: Sequence[str]) -> dict[str, int]:
    """The ids of those that were brought before, in one parameter however many are asked about."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_id, id FROM areas_area WHERE public_id = ANY(%s)", [list(identities)])
        return dict(cursor.fetchall())


def _identity(one: Addition, edition: Edition) -> str:
    kind = one.area.kind
    return public_id(kind, OWN_SCHEME[kind], one.area.code, since=one.first_day, synthetic=edition.synthetic)


def _names(new: Iterable[_New], edition: Edition) -> Iterator[tuple[object, ...]]:
    for n in new:
        yield n.id, n.addition.area.name_th, n.addition.area.name_en, n.during, n.listed, edition.pk


def _codes(new: Iterable[_New], edition: Edition) -> Iterator[tuple[object, ...]]:
    for n in new:
        area = n.addition.area
        yield n.id, str(OWN_SCHEME[area.kind]), area.code, n.during, n.listed, edition.pk
        international = pcode(area.kind, area.code)
        if international:
            yield n.id, str(Scheme.PCODE), international, n.during, n.listed, edition.pk

"""The registry's rows as the tables areas, codes and memberships. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tambon.areas.rules.kinds import OWN_SCHEME, Hierarchy, Kind
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
from tambon.releases.registry.rules.spans import Fact, Span, both_calendars, constant_spans, fact, holds

Row = tuple[Any, ...]


@dataclass
class Registry:
    """Everything at one instant of the database; areas by their number there."""

    areas: dict[int, AreaRow] = field(default_factory=dict)
    names: dict[int, list[NameRow]] = field(default_factory=lambda: defaultdict(list))
    codes: dict[int, list[CodeRow]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[int, list[MembershipRow]] = field(default_factory=lambda: defaultdict(list))
    changes: list[ChangeRow] = field(default_factory=list)
    boundaries: list[BoundaryRow] = field(default_factory=list)
    editions: list[EditionRow] = field(default_factory=list)

    def own_codes(self, area: AreaRow) -> list[CodeRow]:
        """The area's codes in the scheme of its kind."""
        scheme = OWN_SCHEME[Kind(area.kind)]
        return [row for row in self.codes.get(area.id, ()) if row.scheme == scheme]

    def id_of(self, number: int) -> str:
        return self.areas[number].public_id


@dataclass(frozen=True, slots=True)
class Standing:
    """An area as it is on a day."""

    number: int
    area_id: str
    kind: str
    code: str
    name_th: str
    name_en: str
    synthetic: bool


def area_rows(registry: Registry) -> Iterator[Row]:
    """Rows of `schema.AREAS`, by area, calendar and first day."""
    for area in sorted(registry.areas.values(), key=lambda one: one.public_id):
        for span, by in _spans(registry, area):
            code, name, parent, government = span.values
            th, en = str(name).split("\0")
            yield (
                area.public_id, area.kind, code, th, en, parent, government,
                span.since, span.until, by, area.synthetic,
            )  # fmt: skip


def code_rows(registry: Registry) -> list[Row]:
    """Rows of `schema.CODES`."""
    return [
        (registry.id_of(row.area), row.scheme, row.code, *_days(row.periods))
        for rows in registry.codes.values()
        for row in rows
    ]


def membership_rows(registry: Registry) -> list[Row]:
    """Rows of `schema.MEMBERSHIPS`."""
    return [
        (registry.id_of(row.child), registry.id_of(row.parent), row.hierarchy, *_days(row.periods))
        for rows in registry.parents.values()
        for row in rows
    ]


def standing(registry: Registry, on: date) -> dict[int, Standing]:
    """The areas that stand on the legal day, with the code and name of that day."""
    found = {}
    for area in registry.areas.values():
        code = next((row.code for row in registry.own_codes(area) if holds(row.periods.law, on)), None)
        name = next((row for row in registry.names.get(area.id, ()) if holds(row.periods.law, on)), None)
        if code is not None and name is not None:
            found[area.id] = Standing(
                area.id, area.public_id, area.kind, code, name.th, name.en, area.synthetic
            )
    return found


def counts(areas: Iterable[Standing]) -> dict[str, int]:
    """{kind: how many}, in the order of kinds; kinds without any are left out."""
    found = Counter(one.kind for one in areas)
    return {str(kind): found[str(kind)] for kind in Kind if found[str(kind)]}


def known_since(editions: Iterable[EditionRow]) -> dict[str, str | None]:
    """{kind: the day from which it is known completely}, in ISO; None where no list told all of it."""
    lists = [one for one in editions if not one.undone]
    return {
        str(kind): min((one.day.isoformat() for one in lists if str(kind) in one.kinds), default=None)
        for kind in Kind
    }


def _spans(registry: Registry, area: AreaRow) -> list[tuple[Span, str]]:
    law = constant_spans(_columns(registry, area, 0), needed=2)
    rows = (registry.codes, registry.names, registry.parents)
    if all(row.periods.law == row.periods.listed for kept in rows for row in kept.get(area.id, ())):
        return [(span, "both") for span in law]
    return both_calendars(law, constant_spans(_columns(registry, area, 1), needed=2))


def _columns(registry: Registry, area: AreaRow, calendar: int) -> list[list[Fact]]:
    """Own code, both names in one, parent and local government in one of the two `Periods`."""
    parents: dict[str, list[Fact]] = {str(each): [] for each in Hierarchy}
    for row in registry.parents.get(area.id, ()):
        parents[row.hierarchy] += fact(row.periods[calendar], registry.id_of(row.parent))
    names = registry.names.get(area.id, ())
    return [
        [one for row in registry.own_codes(area) for one in fact(row.periods[calendar], row.code)],
        [one for row in names for one in fact(row.periods[calendar], f"{row.th}\0{row.en}")],
        parents[Hierarchy.ADMINISTRATIVE],
        parents[Hierarchy.LOCAL_GOVERNMENT],
    ]


def _days(periods: Periods) -> tuple[date | None, date | None, date | None, date | None]:
    """since, until, listed_since, listed_until; a calendar in which the row never holds starts as it ends."""
    law, listed = periods
    return (*(law or _never(listed)), *(listed or _never(law)))


def _never(other: Period | None) -> Period:
    day = (other and (other.since or other.until)) or date(1, 1, 1)
    return Period(day, day)

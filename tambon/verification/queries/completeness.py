"""How complete areas, offices and people's villages are: live, from the counts beside the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.areas.rules import Hierarchy, Kind
from tambon.dictionary import queries as dictionary
from tambon.lib.days import BANGKOK
from tambon.plan.rules import ExpectedCells, RoundView
from tambon.records import queries as held
from tambon.records.rules import CellQuestion
from tambon.verification.queries.sql import rows
from tambon.verification.rules.clock import RULE
from tambon.verification.rules.completeness import Completeness, complete

NOBODY = 0  # stands for an office where none is responsible, and for a person where none collects


def waits_since(days: int, *, on: date) -> datetime:
    """The last moment of the day from which on that day is so many days away."""
    return datetime.combine(on - timedelta(days=days - 1), time.min, BANGKOK)


def by_area(
    part: RoundView, expected: ExpectedCells, kind: Kind, *, on: date, under: int | None = None,
    office: int | None = None,
) -> dict[int, Completeness]:  # fmt: skip
    """{area id: how complete} for the areas of one kind in ``under`` (or the whole round) in which something
    is expected. ``office`` leaves what is held to one office; what is expected stays the area's.

    Two statements, whatever the number of areas.
    """
    asked = question(part, on=on, under=under, office=office)
    counts = held.count_by_area(asked, kind)
    returned = dict(rows("returned_by_area", {**_returned(asked), "kind": kind.value, "office": office}))
    return {
        area: complete(expected.cells_in(area), counts.get(area), returned.get(area, 0))
        for area in places_of(asked.under or part.area_id, kind, on=on)
        if expected.cells_in(area)
    }


def places_of(root: int, kind: Kind, *, on: date) -> set[int]:
    """The areas of the kind in the root; of a kind above it the one in which it lies; the root itself."""
    inside = set(areas.ids_under(root, on=on, kind=kind))
    if inside:
        return inside
    return {one.id for one in areas.list_ancestors(root, on=on) if one.kind is kind}


def by_office(part: RoundView, *, on: date, under: int | None = None) -> dict[int, Completeness]:
    """{office: how complete its cells are} in ``under`` (or the whole round); `NOBODY` has what no office is
    responsible for.
    """
    asked = question(part, on=on, under=under)
    counts = held.count_by_office(asked)
    returned = dict(rows("returned_by_office", _returned(asked)))
    expected = expected_by_office(part, on=on, under=under)
    return {
        office: complete(expected.get(office, 0), counts.get(office), returned.get(office, 0))
        for office in {*expected, *counts, *returned}
    }


def by_person(
    villages: Mapping[int, Completeness], collects: Mapping[int, int | None]
) -> dict[int, Completeness]:
    """The villages' figures by who collects there (`NOBODY`: nobody does). Sums, no statement."""
    found: dict[int, Completeness] = {}
    for village, figures in villages.items():
        person = collects.get(village) or NOBODY
        found[person] = found.get(person, Completeness()) + figures
    return found


def question(
    part: RoundView, *, on: date, under: int | None = None, office: int | None = None
) -> CellQuestion:
    """The round's cells in ``under``, without the areas that the programme leaves out."""
    return CellQuestion(
        part.dataset, part.period, on, part.area_id if under is None else under, office, part.without,
        waits_since(RULE.silent, on=on),
    )  # fmt: skip


def expected_by_office(part: RoundView, *, on: date, under: int | None = None) -> dict[int, int]:
    """{office: cells that it owns there that day}; `NOBODY`: cells without an owner."""
    place = part.area_id if under is None else under
    marks = (areas.tree_mark(on=on), accounts.territories_mark(on=on))
    number = dictionary.get_dataset(part.dataset).number
    return dict(_expected(part.dataset, number, place, part.without, on, marks))


@lru_cache(maxsize=64)
def _expected(
    dataset: str, number: int, place: int, without: tuple[int, ...], on: date, marks: tuple[str, str]
) -> dict[int, int]:
    """Kept in the process until the tree, the territories or the dataset are others."""
    spec = dictionary.get_dataset(dataset, number=number).spec
    chains = Counter(variable.owner for variable in spec.asked)
    places = set(areas.ids_under(place, on=on, kind=spec.area_kind))
    for left_out in without:
        places -= set(areas.ids_under(left_out, on=on, kind=spec.area_kind))
    owners = accounts.owner_offices({chain: chain for chain in chains}, sorted(places), on=on)
    found: Counter[int] = Counter()
    for (chain, _), office in owners.items():
        found[office or NOBODY] += chains[chain]
    return dict(found)


def _returned(asked: CellQuestion) -> dict[str, Any]:
    return {
        "dataset": asked.dataset, "period": asked.period, "on": asked.on, "under": asked.under,
        "without": list(asked.without), "hierarchy": Hierarchy.ADMINISTRATIVE.value,
    }  # fmt: skip


def whole(figures: Iterable[Completeness]) -> Completeness:
    return sum(figures, Completeness())

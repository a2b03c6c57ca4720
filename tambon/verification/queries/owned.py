"""Which offices own cells in which published area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.plan.rules import RoundView

SHOWN = (Kind.COUNTRY, Kind.PROVINCE, Kind.DISTRICT)


@dataclass(frozen=True, slots=True)
class OwnedArea:
    """A country, province or district: the one right above it, how many cells are asked there, whose."""

    area_id: int
    parent_id: int | None
    cells: int
    offices: frozenset[int]


def owned_areas(rounds: Sequence[RoundView], *, on: date) -> list[OwnedArea]:
    """The areas down to districts in which rounds of one dataset ask something, the highest first.

    What no office is responsible for counts among the cells. Kept in the process, as what is expected is.
    """
    (dataset,) = {one.dataset for one in rounds}
    asked = tuple(sorted({(one.area_id, one.without) for one in rounds}))
    marks = (areas.tree_mark(on=on), accounts.territories_mark(on=on))
    return list(_owned(dataset, dictionary.get_dataset(dataset).number, asked, on, marks))


@lru_cache(maxsize=64)
def _owned(
    dataset: str, number: int, asked: tuple[tuple[int, tuple[int, ...]], ...], on: date,
    marks: tuple[str, str],
) -> tuple[OwnedArea, ...]:  # fmt: skip
    spec = dictionary.get_dataset(dataset, number=number).spec
    places: set[int] = set()
    for root, without in asked:
        inside = set(areas.ids_under(root, on=on, kind=spec.area_kind))
        for left_out in without:
            inside -= set(areas.ids_under(left_out, on=on, kind=spec.area_kind))
        places |= inside
    chains = Counter(variable.owner for variable in spec.asked)
    lines = _lines(places, on)
    inmost = {place: line[-1] for place, line in lines.items() if line}
    owners = accounts.owner_offices({chain: chain for chain in chains}, sorted(inmost), on=on)
    own = Counter((inmost[place], chain, office) for (chain, place), office in owners.items())
    above = {line[-1]: line for line in lines.values() if line}
    cells: Counter[int] = Counter()
    offices: dict[int, set[int]] = {}
    for (area, chain, office), count in own.items():
        for each in above[area]:
            cells[each] += count * chains[chain]
            if office is not None:
                offices.setdefault(each, set()).add(office)
    parents = {area: up for line in above.values() for up, area in zip((None, *line), line, strict=False)}
    order = sorted(parents, key=lambda area: (_depth(area, parents), area))
    return tuple(OwnedArea(a, parents[a], cells[a], frozenset(offices.get(a, ()))) for a in order)


def _lines(places: set[int], on: date) -> dict[int, tuple[int, ...]]:
    """{place: the areas of the shown kinds in which it lies, the highest first}."""
    whole = areas.ancestor_ids(places, on=on)
    above = {area for line in whole.values() for area in line[:3]}  # a line begins with the country
    shown = {area for area, view in areas.views(above, on=on).items() if view.kind in SHOWN}
    return {place: tuple(area for area in line if area in shown) for place, line in whole.items()}


def _depth(area: int, parents: dict[int, int | None]) -> int:
    depth, above = 0, parents[area]
    while above is not None:
        depth, above = depth + 1, parents.get(above)
    return depth

"""How many cells a programme's rounds may bring: derived from the tree of a day, never stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache

from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.dictionary import queries as dictionary
from tambon.plan.queries.programmes import get_programme
from tambon.plan.queries.rounds import get_round, rounds_in
from tambon.plan.rules import ExpectedCells, RoundView


def expected_cells(round_code: str, *, on: date) -> list[ExpectedCells]:
    """For each dataset of the round how many places it asks in, there and in every area, that day's tree.

    A village added tomorrow is expected tomorrow; the provinces that the programme leaves out are not.
    Raises ``404-round-unknown``.
    """
    return [_expected(one, on) for one in get_round(round_code).datasets]


def expected_parts(programme: str, on: date) -> list[ExpectedCells]:
    """What the rounds opened until that day ask for, each dataset and period once, by dataset and period.

    A later round for a period that an earlier one asked for brings no new cells where both are. Raises
    ``404-programme-unknown``.
    """
    get_programme(programme)
    asked: defaultdict[tuple[str, str], list[RoundView]] = defaultdict(list)
    for one in rounds_in(programme):
        if one.opens <= on:
            asked[one.dataset, one.period].append(one)
    return [_together(asked[key], on) for key in sorted(asked)]


def expected_by_area(programme: str, on: date) -> dict[int, int]:
    """{area id, of every level and of the villages: cells that `expected_parts` expects in it}."""
    total: Counter[int] = Counter()
    for part in expected_parts(programme, on):
        for area, places in part.areas_by_area.items():
            total[area] += places * part.variables
    return dict(total)


def _expected(one: RoundView, on: date) -> ExpectedCells:
    spec = dictionary.get_dataset(one.dataset).spec
    inside = _inside(one.area_id, one.without, spec.area_kind, on, areas.tree_mark(on=on))
    return ExpectedCells(
        dataset=one.dataset,
        period=one.period,
        variables=len(spec.asked),
        areas=inside.get(one.area_id, 0),
        areas_by_area=inside,
    )


def _together(rounds: list[RoundView], on: date) -> ExpectedCells:
    """What rounds for one dataset and period ask for, each place once: those inside others add nothing."""
    by_area = {one.area_id: one for one in rounds}
    lines = areas.ancestor_ids(by_area, on=on)
    widest = [one for area, one in by_area.items() if not by_area.keys() & {*lines.get(area, ())} - {area}]
    parts = [_expected(one, on) for one in widest]
    inside: Counter[int] = Counter()
    for part in parts:
        inside.update(part.areas_by_area)
    first = parts[0]
    return ExpectedCells(
        first.dataset, first.period, first.variables, sum(part.areas for part in parts), dict(inside)
    )


@lru_cache(maxsize=4)  # a country of villages takes some eight megabytes
def _inside(area: int, without: tuple[int, ...], kind: Kind, on: date, mark: str) -> dict[int, int]:
    """{area: places in it}. Kept in the process until ``mark`` says that the tree is another one."""
    found = areas.count_by_ancestor(area, on=on, kind=kind)
    for left_out in without:
        gone = areas.count_by_ancestor(left_out, on=on, kind=kind)
        if area in gone:  # it lies inside
            found = {above: places - gone.get(above, 0) for above, places in found.items()}
    return {above: places for above, places in found.items() if places}

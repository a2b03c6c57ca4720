"""Sums up the tree against a twin that asks area by area; which rounds and programmes count."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tambon.plan.rules import ProgrammeView, RoundView
from tambon.releases.rules.figures import (
    Cells,
    add_up,
    counted_on,
    link,
    outermost,
    shown_on,
)

# A tree in which the parent of area n is n // 2, and 1 stands on top.
areas = st.integers(1, 63)
DAY = date(2026, 11, 22)


def line(area: int) -> tuple[int, ...]:
    return (area,) if area == 1 else (*line(area // 2), area)


def round_(area: int, dataset: str = "water", period: str = "2026", code: str = "r") -> RoundView:
    return RoundView(code, "p", "", "", dataset, period, DAY, DAY, area)


def programme(code: str, since: int, days: int) -> ProgrammeView:
    begins = DAY + timedelta(days=since)
    return ProgrammeView(code, code, code, begins, begins + timedelta(days=days))


@given(st.dictionaries(areas, st.integers(0, 9)))
def test_an_area_has_what_lies_in_it(own: dict[int, int]) -> None:
    parts = {area: Cells(expected=10, reported=count) for area, count in own.items()}
    found = add_up(parts, {area: line(area) for area in own}, Cells())
    for area in range(1, 64):
        inside = [part for below, part in parts.items() if area in line(below)]
        assert found.get(area, Cells()) == sum(inside, Cells())


@given(st.lists(areas))
def test_the_rounds_left_ask_each_place_once_and_all_of_them(asked: list[int]) -> None:
    rounds = [round_(area) for area in asked] + [round_(1, period="2027")]
    left = [
        one.area_id for one in outermost(rounds, {a: line(a) for a in [*asked, 1]}) if one.period == "2026"
    ]
    for place in range(1, 64):
        before = any(area in line(place) for area in asked)
        assert sum(area in line(place) for area in left) == before


@given(st.sets(areas))
def test_the_parent_is_the_nearest_area_above_that_is_there(known: set[int]) -> None:
    parents = link(known, {area: line(area) for area in known})
    for area in known:
        above = [each for each in line(area)[:-1] if each in known]
        assert parents.get(area) == (above[-1] if above else None)


@given(st.lists(st.tuples(st.integers(-900, 900), st.integers(1, 900)), max_size=6))
def test_what_runs_is_shown_and_else_one_that_is_nearest(spans: list[tuple[int, int]]) -> None:
    known = [programme(f"p{n}", since, days) for n, (since, days) in enumerate(spans)]
    shown = shown_on(known, DAY)
    assert bool(shown) == bool(known)
    running = [one for one in known if one.since <= DAY < one.until]
    assert shown == running or (not running and len(shown) == 1)
    for one in shown:
        assert one.since <= counted_on(one, DAY) < one.until
    if shown and not running and any(one.until <= DAY for one in known):
        assert shown[0].until == max(one.until for one in known if one.until <= DAY)

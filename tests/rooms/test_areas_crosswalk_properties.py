"""What holds for the crosswalk of any history, and for any figures carried along it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.areas.rules import Basis
from tambon.areas.rules.carrying import Sum, WeightedMean, carry
from tambon.areas.rules.crosswalk import Line, Passing, crosswalk

pytestmark = pytest.mark.slow

DAY = date(2015, 1, 1)

# Histories: on each day some of the standing areas are divided, merged or renamed, all shares known.
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
CUTS = st.lists(st.integers(1, 9_999), min_size=0, max_size=3, unique=True)


@st.composite
def histories(draw) -> tuple[list[dict[int, str]], list[list[Passing]]]:
    """What stood on three days, and the changes between them."""
    stands = {number: str(number) for number in range(1, draw(st.integers(2, 5)))}
    seen, changes, fresh = [dict(stands)], [], 100
    for period in range(2):
        now: list[Passing] = []
        for step in range(draw(st.integers(0, 4))):
            area = draw(st.sampled_from(sorted(stands)))
            cuts = [0, *sorted(draw(CUTS)), 10_000]
            shares = [Decimal(b - a) / 10_000 for a, b in pairwise(cuts)]
            into = [fresh + n for n in range(len(shares))]
            into[0] = draw(st.sampled_from([into[0], *sorted(stands)]))
            fresh += len(shares)
            now += [
                Passing(fresh, DAY + timedelta(period * 100 + step), area, to, share, Basis.NOTICE)
                for to, share in zip(into, shares, strict=True)
            ]
            if area not in into:
                del stands[area]
            stands |= {to: str(to) for to in into}
        changes.append(now)
        seen.append(dict(stands))
    return seen, changes


@given(histories(), st.data())
def test_totals_are_conserved(history, data) -> None:
    days, (first, second) = history
    values = {area: data.draw(AMOUNTS) for area in days[0]}
    carried = carry(values, crosswalk(days[0], days[2], [*first, *second]), how=Sum())
    assert carried.missing == []
    assert sum(map(Fraction, carried.values.values())) == sum(map(Fraction, values.values()))


@given(histories())
def test_two_crosswalks_after_each_other_are_the_whole_one(history) -> None:
    days, (first, second) = history
    onward = defaultdict(list)
    for line in crosswalk(days[1], days[2], second):
        onward[line.from_id].append(line)
    composed: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for line in crosswalk(days[0], days[1], first):
        for then in onward[line.to_id]:
            composed[line.from_id, then.to_id] += Fraction(line.share) * Fraction(then.share)
    whole = crosswalk(days[0], days[2], [*first, *second])
    assert {(one.from_id, one.to_id): Fraction(one.share) for one in whole} == composed


@given(histories())
def test_back_leads_where_forth_came_from(history) -> None:
    days, (first, second) = history
    there = crosswalk(days[0], days[2], [*first, *second])
    back = crosswalk(days[2], days[0], [*first, *second], backwards=True)
    assert {(one.from_id, one.to_id) for one in there} == {
        (one.to_id, one.from_id) for one in back if one.to_id is not None
    }
    assert {one.share for one in back} <= {Decimal(1), None}


@given(st.dictionaries(st.integers(1, 50), AMOUNTS, min_size=1), st.data())
def test_an_identity_changes_nothing(values, data) -> None:
    stands = {area: str(area) for area in values}
    lines = crosswalk(stands, stands, [])
    weights = {area: data.draw(AMOUNTS) for area in values}
    for how in (Sum(), WeightedMean(weights)):
        carried = carry(values, lines, how=how)
        assert (carried.values, carried.apportioned, carried.missing) == (values, frozenset(), [])


@given(histories(), st.data())
def test_nothing_is_apportioned_without_a_rule(history, data) -> None:
    """With every share of a divided area unknown, only what passed whole is carried; a rule carries all."""
    days, (first, second) = history
    lines = [
        Line(one.from_id, one.from_code, one.to_id, one.to_code, one.share if one.share == 1 else None,
             one.rule, one.steps)
        for one in crosswalk(days[0], days[2], [*first, *second])
    ]  # fmt: skip
    values = {area: data.draw(AMOUNTS) for area in days[0]}
    carried = carry(values, lines, how=Sum())
    divided = {one.to_id for one in lines if one.share is None}
    assert carried.apportioned == frozenset()
    assert carried.values.keys().isdisjoint(divided)
    measures = {area: data.draw(st.decimals(min_value=1, max_value=10**5, places=3)) for area in days[2]}
    ruled = carry(values, lines, how=Sum(), by="population", measures=measures)
    assert ruled.missing == []
    assert sum(map(Fraction, ruled.values.values())) == sum(map(Fraction, values.values()))
    assert ruled.apportioned == divided

"""Which area became which, step by step, and what a figure becomes on that way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.areas.rules import Basis
from tambon.areas.rules.carrying import Share, Sum, WeightedMean, Why, apportion, carry
from tambon.areas.rules.crosswalk import Line, Passing, Rule, crosswalk
from tambon.areas.rules.exact import decimal_of

DAY = date(2015, 1, 1)
NOTICE = Basis.NOTICE


def passing(change, predecessor, successor, share=None, *, basis=NOTICE, later=0) -> Passing:
    part = None if share is None else Decimal(share)
    return Passing(change, DAY + timedelta(later), predecessor, successor, part, basis)


def short(lines: Sequence[Line]) -> list[tuple]:
    return [(one.from_code, one.to_code, one.share, str(one.rule), one.steps) for one in lines]


def test_what_stood_and_stands_is_the_same() -> None:
    assert short(crosswalk({1: "a"}, {1: "a"}, [])) == [("a", "a", 1, "same", 0)]


def test_a_recoded_area_goes_to_itself_whole_and_back() -> None:
    change = [passing(7, 1, 1)]
    there = crosswalk({1: "530306"}, {1: "530407"}, change)
    assert short(there) == [("530306", "530407", 1, "notice", 1)]
    assert there[0].changes == (7,)
    back = crosswalk({1: "530407"}, {1: "530306"}, change, backwards=True)
    assert short(back) == [("530407", "530306", 1, "notice", 1)]


def test_a_code_that_differs_with_no_known_change_rests_on_the_lists() -> None:
    assert short(crosswalk({1: "a"}, {1: "b"}, [])) == [("a", "b", 1, "list", 0)]


def test_a_split_with_unknown_shares_claims_none() -> None:
    split = [passing(1, 1, 2), passing(1, 1, 3)]
    assert short(crosswalk({1: "104701"}, {2: "104702", 3: "104703"}, split)) == [
        ("104701", "104702", None, "notice", 1),
        ("104701", "104703", None, "notice", 1),
    ]
    assert short(crosswalk({2: "104702", 3: "104703"}, {1: "104701"}, split, backwards=True)) == [
        ("104702", "104701", 1, "notice", 1),
        ("104703", "104701", 1, "notice", 1),
    ]


def test_an_ended_area_with_one_successor_passed_to_it_whole() -> None:
    assert short(crosswalk({1: "a"}, {2: "b"}, [passing(1, 1, 2, basis=Basis.NAME)])) == [
        ("a", "b", 1, "name", 1)
    ]


def test_an_area_that_goes_on_gave_an_unknown_part() -> None:
    assert short(crosswalk({1: "a"}, {1: "a", 2: "b"}, [passing(1, 1, 2)])) == [
        ("a", "a", None, "notice", 1),
        ("a", "b", None, "notice", 1),
    ]


def test_an_area_that_goes_on_keeps_what_it_did_not_give() -> None:
    given_away = passing(1, 1, 2, "0.3")
    renamed = passing(2, 1, 1, later=5, basis=Basis.LIST)
    for changes, rule, steps in (([given_away], "notice", 1), ([given_away, renamed], "list", 2)):
        lines = short(crosswalk({1: "a"}, {1: "a", 2: "b"}, changes))
        assert lines[0] == ("a", "a", Decimal("0.7"), rule, steps)
        assert lines[1] == ("a", "b", Decimal("0.3"), "notice", 1)


def test_shares_multiply_and_several_ways_add_up() -> None:
    changes = [
        passing(1, 1, 2, "0.5"),
        passing(1, 1, 3, "0.5"),
        passing(2, 2, 4, "0.25", later=1, basis=Basis.PERSON),
        passing(2, 2, 5, "0.75", later=1, basis=Basis.PERSON),
        passing(3, 3, 4, later=2),
    ]
    assert short(crosswalk({1: "a"}, {4: "d", 5: "e"}, changes)) == [
        ("a", "d", Decimal("0.625"), "person", 2),
        ("a", "e", Decimal("0.375"), "person", 2),
    ]


def test_one_unknown_share_on_the_way_makes_the_product_unknown() -> None:
    changes = [
        passing(1, 1, 2, "0.5"),
        passing(1, 1, 3, "0.5"),
        passing(2, 2, 4, later=1),
        passing(2, 2, 5, later=1),
    ]
    lines = crosswalk({1: "a"}, {3: "c", 4: "d", 5: "e"}, changes)
    assert [(one.to_code, one.share) for one in lines] == [("c", Decimal("0.5")), ("d", None), ("e", None)]


def test_an_area_without_a_known_successor_leads_nowhere() -> None:
    ended = [passing(1, 1, None)]
    assert short(crosswalk({1: "a", 2: "b"}, {3: "c"}, ended)) == [
        ("a", "", None, "none", 0),
        ("b", "", None, "none", 0),
    ]
    assert short(crosswalk({3: "c"}, {1: "a"}, ended, backwards=True)) == [("c", "", None, "none", 0)]


def test_a_part_that_ended_on_the_way_is_told() -> None:
    changes = [passing(1, 1, 2, "0.6"), passing(1, 1, 3, "0.4")]
    lines = crosswalk({1: "a"}, {2: "b"}, changes)
    assert short(lines) == [("a", "", None, "none", 1), ("a", "b", Decimal("0.6"), "notice", 1)]
    assert carry({1: Decimal(10)}, lines, how=Sum()).missing == [(1, None, Why.NO_SUCCESSOR)]


def test_merged_areas_go_back_with_unknown_shares() -> None:
    merged = [passing(1, 1, 3), passing(1, 2, 3)]
    assert short(crosswalk({1: "a", 2: "b"}, {3: "c"}, merged)) == [
        ("a", "c", 1, "notice", 1),
        ("b", "c", 1, "notice", 1),
    ]
    back = crosswalk({3: "c"}, {1: "a", 2: "b"}, merged, backwards=True)
    assert short(back) == [("c", "a", None, "notice", 1), ("c", "b", None, "notice", 1)]
    assert carry({3: Decimal(9)}, back, how=Sum()).values == {}
    ruled = carry({3: Decimal(9)}, back, how=Sum(), by="area", measures={1: Decimal(2), 2: Decimal(1)})
    assert sum(ruled.values.values()) == 9
    assert ruled.apportioned == {1, 2}


def test_on_one_day_an_area_receives_before_it_ends() -> None:
    changes = [passing(1, 2, 3), passing(2, 1, 2)]
    assert short(crosswalk({1: "a", 2: "b"}, {3: "c"}, changes)) == [
        ("a", "c", 1, "notice", 2),
        ("b", "c", 1, "notice", 1),
    ]
    exchanged = [passing(1, 1, 2, 1), passing(1, 2, 1, 1)]
    assert [
        (one.from_code, one.to_code) for one in crosswalk({1: "a", 2: "b"}, {1: "a", 2: "b"}, exchanged)
    ] == [
        ("a", "b"),
        ("b", "a"),
    ]


def test_a_circle_written_for_one_day_ends() -> None:
    changes = [passing(1, 1, 2), passing(2, 2, 1)]
    assert len(crosswalk({1: "a", 2: "b"}, {3: "c"}, changes)) == 2


UNKNOWN = [
    Line(1, "a", 2, "b", None, Rule.NOTICE, 1),
    Line(1, "a", 3, "c", None, Rule.NOTICE, 1),
    Line(4, "d", 3, "c", Decimal(1), Rule.SAME, 0),
]
VALUES = {1: Decimal(100), 4: Decimal(7)}


def test_an_unknown_share_apportions_nothing_and_a_part_of_a_sum_is_no_sum() -> None:
    carried = carry(VALUES, UNKNOWN, how=Sum())
    assert (carried.values, carried.apportioned) == ({}, frozenset())
    assert carried.missing == [(1, 2, Why.UNKNOWN_SHARE), (1, 3, Why.UNKNOWN_SHARE)]
    assert all(why.say()[0] and why.say()[1] for _, _, why in carried.missing)


def test_a_named_rule_apportions_by_the_size_of_the_targets() -> None:
    carried = carry(VALUES, UNKNOWN, how=Sum(), by="area", measures={2: Decimal(1), 3: Decimal(3)})
    assert carried.values == {2: Decimal(25), 3: Decimal(82)}
    assert (carried.apportioned, carried.missing) == ({2, 3}, [])
    filled = apportion(UNKNOWN, by="population", measures={2: Decimal(1), 3: Decimal(2)})
    assert [str(line.rule) for line in filled] == ["population", "population", "same"]
    assert sum(line.share for line in filled[:2]) == 1


@pytest.mark.parametrize("measures", [{2: Decimal(1)}, {2: Decimal(1), 3: Decimal(0)}])
def test_a_missing_measure_leaves_the_share_unknown(measures) -> None:
    assert apportion(UNKNOWN, by="area", measures=measures) == UNKNOWN


@pytest.mark.parametrize(("by", "measures"), [("notice", {}), ("area", None), ("guess", {})])
def test_only_named_rules_with_measures_apportion(by, measures) -> None:
    with pytest.raises(ValueError, match="rule"):
        carry(VALUES, UNKNOWN, how=Sum(), by=by, measures=measures)


def test_means_are_weighted_and_ratios_are_ratios_of_sums() -> None:
    lines = [
        Line(1, "a", 3, "c", Decimal(1), Rule.NOTICE, 1),
        Line(2, "b", 3, "c", Decimal("0.5"), Rule.NOTICE, 1),
        Line(2, "b", 4, "d", Decimal("0.5"), Rule.NOTICE, 1),
    ]
    means = {1: Decimal(10), 2: Decimal(40)}
    weights = {1: Decimal(100), 2: Decimal(100)}
    assert carry(means, lines, how=WeightedMean(weights)).values == {3: Decimal(20), 4: Decimal(40)}
    ratio = Share(numerators={1: Decimal(5), 2: Decimal(20)}, denominators={1: Decimal(10), 2: Decimal(20)})
    carried = carry(means, lines, how=ratio)
    assert (carried.values, carried.apportioned) == ({3: Decimal("0.75"), 4: 1}, {3, 4})
    assert carry(means, lines, how=WeightedMean({1: Decimal(1)})).missing == [(2, 3, Why.NO_WEIGHT)]
    nobody = dict.fromkeys(means, Decimal(0))
    assert carry(means, lines, how=WeightedMean(nobody)).values == {4: Decimal(40)}


def test_what_is_missing_is_said() -> None:
    lines = [Line(1, "a", 3, "c", Decimal(1), Rule.SAME, 0), Line(2, "b", 3, "c", Decimal(1), Rule.NAME, 1)]
    carried = carry({1: Decimal(1), 9: Decimal(1)}, lines, how=Sum())
    assert carried.missing == [(9, None, Why.NOT_STANDING), (2, 3, Why.NO_VALUE)]
    thirds = [Line(1, "a", to, str(to), Decimal("0.33333333"), Rule.PERSON, 1) for to in (3, 4, 5)]
    assert carry({1: Decimal(1)}, thirds, how=Sum()).missing == [(1, None, Why.NOT_WHOLE)]


def test_a_fraction_keeps_its_digits_where_they_end() -> None:
    assert decimal_of(Fraction(-7, 4000)) == Decimal("-0.00175")
    assert str(decimal_of(Fraction(3) * 10**40)) == "3" + "0" * 40
    assert decimal_of(Fraction(1, 3)) == Decimal("0." + "3" * 34)


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
                passing(fresh, area, to, share, later=period * 100 + step)
                for to, share in zip(into, shares, strict=True)
            ]
            if area not in into:
                del stands[area]
            stands |= {to: str(to) for to in into}
        changes.append(now)
        seen.append(dict(stands))
    return seen, changes


@pytest.mark.slow
@given(histories(), st.data())
def test_totals_are_conserved(history, data) -> None:
    days, (first, second) = history
    values = {area: data.draw(AMOUNTS) for area in days[0]}
    carried = carry(values, crosswalk(days[0], days[2], [*first, *second]), how=Sum())
    assert carried.missing == []
    assert sum(map(Fraction, carried.values.values())) == sum(map(Fraction, values.values()))


@pytest.mark.slow
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


@pytest.mark.slow
@given(histories())
def test_back_leads_where_forth_came_from(history) -> None:
    days, (first, second) = history
    there = crosswalk(days[0], days[2], [*first, *second])
    back = crosswalk(days[2], days[0], [*first, *second], backwards=True)
    assert {(one.from_id, one.to_id) for one in there} == {
        (one.to_id, one.from_id) for one in back if one.to_id is not None
    }
    assert {one.share for one in back} <= {Decimal(1), None}


@pytest.mark.slow
@given(st.dictionaries(st.integers(1, 50), AMOUNTS, min_size=1), st.data())
def test_an_identity_changes_nothing(values, data) -> None:
    stands = {area: str(area) for area in values}
    lines = crosswalk(stands, stands, [])
    weights = {area: data.draw(AMOUNTS) for area in values}
    for how in (Sum(), WeightedMean(weights)):
        carried = carry(values, lines, how=how)
        assert (carried.values, carried.apportioned, carried.missing) == (values, frozenset(), [])


@pytest.mark.slow
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

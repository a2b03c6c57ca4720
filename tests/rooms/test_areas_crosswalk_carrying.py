"""What a figure becomes on the way from the areas of one day to those of another."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tambon.areas.rules.carrying import Share, Sum, WeightedMean, Why, apportion, carry
from tambon.areas.rules.crosswalk import Line, Rule
from tambon.areas.rules.exact import decimal_of

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

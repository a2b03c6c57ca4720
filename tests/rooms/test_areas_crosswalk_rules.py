"""Which area became which, through every change between two days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tambon.areas.rules import Basis
from tambon.areas.rules.carrying import Sum, Why, carry
from tambon.areas.rules.crosswalk import Line, Passing, crosswalk

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


def test_a_code_that_followed_the_one_above_is_of_the_same_area() -> None:
    assert short(crosswalk({1: "a"}, {1: "b"}, [])) == [("a", "b", 1, "same", 0)]


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
        ("a", "", None, "none", 1),
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

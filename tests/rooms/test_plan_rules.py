"""Which round takes an answer, and how periods are written."""

from __future__ import annotations

from datetime import date

import pytest

from tambon.plan.rules import RoundView, is_period, pick_round

OPENS, CLOSES = date(2026, 11, 1), date(2027, 1, 1)
COUNTRY, PROVINCE, VILLAGE = 1, 2, 3
LINE = (COUNTRY, PROVINCE, VILLAGE)


def a_round(code: str, area: int, opens: date = OPENS, closes: date = CLOSES) -> RoundView:
    return RoundView(code, "p", "", "", "water", "2026", opens, closes, area)


@pytest.mark.parametrize(
    ("on", "taken"), [(date(2026, 10, 31), False), (OPENS, True), (date(2026, 12, 31), True), (CLOSES, False)]
)
def test_a_round_takes_from_its_opening_to_the_day_before_it_closes(on: date, taken: bool) -> None:
    assert bool(pick_round([a_round("r", PROVINCE)], area_ids=LINE, on=on)) is taken


def test_a_round_elsewhere_takes_nothing() -> None:
    assert pick_round([a_round("r", 99)], area_ids=LINE, on=OPENS) is None


def test_of_several_the_narrowest_then_the_newest_takes_it() -> None:
    rounds = [
        a_round("country", COUNTRY),
        a_round("older", PROVINCE, date(2026, 10, 1)),
        a_round("newer", PROVINCE),
    ]
    for order in (rounds, rounds[::-1]):
        picked = pick_round(order, area_ids=LINE, on=OPENS)
        assert picked is not None
        assert picked.code == "newer"


@pytest.mark.parametrize(
    ("period", "kind", "good"),
    [
        ("2026", "year", True),
        ("2026-11", "month", True),
        ("2026-11", "year", False),
        ("2026", "month", False),
        ("2026-13", "month", False),
        ("2569", "year", False),
        ("๒๐๒๖", "year", False),
        ("2026 ", "year", False),
    ],
)
def test_a_period_fits_its_kind_and_is_of_the_christian_era(period: str, kind: str, good: bool) -> None:
    assert is_period(period, kind) is good

"""A month that two contracts of one person share, by the rules alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tambon.fieldkit.rules.month import Employed, Heard, MonthReport, report
from tambon.records.rules.views import Delivered

FIRST, AFTER = date(2026, 11, 1), date(2026, 12, 1)
PERSON = 7


def employed(since: date, until: date) -> Employed:
    return Employed(1, 1, "p", 1, 1, PERSON, since, until, since, until, ())


def reported(who: Employed, delivered: list[Delivered]) -> MonthReport:
    heard = Heard({}, {}, {}, {}, {}, delivered, (), {}, {})
    return report(who, heard, month=FIRST, on=AFTER - timedelta(1))


@given(st.dictionaries(st.integers(0, 29), st.integers(1, 9)), st.integers(1, 29))
def test_what_a_person_brought_is_counted_for_one_of_two_contracts(
    brought: dict[int, int], turn: int
) -> None:
    days = [Delivered(PERSON, FIRST + timedelta(n), 5, count, 0, count, 0, 0) for n, count in brought.items()]
    total = sum(brought.values())
    delivered = [*days, Delivered(PERSON, None, None, total, 0, total, 0, 0)]
    middle = FIRST + timedelta(turn)
    both = [reported(employed(FIRST, middle), delivered), reported(employed(middle, AFTER), delivered)]
    assert sum(one.cells.reported for one in both) == total
    assert sum(one.cells.verified for one in both) == total


def test_a_cell_that_was_answered_on_two_days_of_one_contract_counts_once() -> None:
    days = [Delivered(PERSON, FIRST + timedelta(n), 5, 4, 0, 0, 0, 0) for n in (1, 2)]
    whole = reported(employed(FIRST, AFTER), [*days, Delivered(PERSON, None, None, 4, 0, 0, 0, 0)])
    assert whole.cells.reported == 4

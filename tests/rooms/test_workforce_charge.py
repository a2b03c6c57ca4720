"""Who has which village: the rule against a slow twin that asks day by day; and fair shares, and months."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tambon.workforce.rules.charge import (
    AbsenceSpan,
    Charge,
    ContractSpan,
    ShareSpan,
    derive,
    joined,
    without,
)
from tambon.workforce.rules.months import person_months
from tambon.workforce.rules.sharing import share

DAY = date(2026, 10, 1)
LENGTH = 24


def day(number: int) -> date:
    return DAY + timedelta(days=number)


@st.composite
def spans(draw: st.DrawFn, *, most: int = 3, within: tuple[int, int] = (0, LENGTH)) -> list[tuple[int, int]]:
    """Periods of one thing: none overlaps another."""
    first, last = within
    cuts = sorted(draw(st.sets(st.integers(first, last), max_size=2 * most)))
    return list(zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[ContractSpan], list[ShareSpan], list[AbsenceSpan]]:
    """Two or three posts, contracts of different people one after another, shares and absences."""
    contracts: list[ContractSpan] = []
    for post in range(draw(st.integers(1, 3))):
        for since, until in draw(spans()):
            number = len(contracts)
            contracts.append(ContractSpan(number, post, 100 + number, day(since), day(until)))
    shares = [
        ShareSpan(draw(st.integers(0, 2)), village, day(since), day(until))
        for village in range(draw(st.integers(0, 4)))
        for since, until in draw(spans())
    ]
    absences = []
    for one in contracts:
        days = ((one.since - DAY).days, (one.until - DAY).days)
        others = st.sampled_from([None, *(c.id for c in contracts if c.id != one.id)])
        absences += [
            AbsenceSpan(one.id, draw(others), day(since), day(until))
            for since, until in draw(spans(most=2, within=days))
        ]
    return contracts, shares, absences


def twin(
    contracts: list[ContractSpan], shares: list[ShareSpan], absences: list[AbsenceSpan], on: date
) -> dict[int, int]:
    """{village: person} on one day, told as an officer would."""
    found: dict[int, int] = {}
    by_id = {one.id: one for one in contracts}

    def works(one: ContractSpan) -> bool:
        return one.since <= on < one.until

    def away(one: ContractSpan) -> AbsenceSpan | None:
        return next((a for a in absences if a.contract == one.id and a.since <= on < a.until), None)

    for one in shares:
        if not one.since <= on < one.until:
            continue
        holder = next((c for c in contracts if c.post == one.post and works(c)), None)
        if holder is None:
            continue
        absence = away(holder)
        if absence is not None:
            holder = by_id.get(absence.substitute) if absence.substitute is not None else None
            if holder is None or not works(holder) or away(holder):
                continue
        found[one.village] = holder.person
    return found


@given(worlds())
def test_every_day_is_as_the_twin_says(
    world: tuple[list[ContractSpan], list[ShareSpan], list[AbsenceSpan]],
) -> None:
    charges = derive(*world)
    for number in range(LENGTH + 2):
        on = day(number)
        held = [(c.village, c.person) for c in charges if c.since <= on < c.until]
        assert max(Counter(village for village, _ in held).values(), default=1) == 1  # one person a village
        assert dict(held) == twin(*world, on)


@given(worlds())
def test_nobody_has_a_village_outside_their_contract_and_periods_are_whole(
    world: tuple[list[ContractSpan], list[ShareSpan], list[AbsenceSpan]],
) -> None:
    contracts = {one.person: one for one in world[0]}
    charges = derive(*world)
    for one in charges:
        assert contracts[one.person].since <= one.since < one.until <= contracts[one.person].until
    assert charges == sorted(charges)
    ends = {(c.person, c.village, c.until) for c in charges}
    assert not [c for c in charges if (c.person, c.village, c.since) in ends]  # else it were one period


def test_a_substitute_has_the_villages_exactly_while_the_other_is_away() -> None:
    contracts = [ContractSpan(1, 1, 11, day(0), day(20)), ContractSpan(2, 2, 12, day(0), day(20))]
    away = [AbsenceSpan(1, 2, day(5), day(9))]
    assert derive(contracts, [ShareSpan(1, 7, day(0), day(20))], away) == [
        Charge(11, 7, day(0), day(5)),
        Charge(11, 7, day(9), day(20)),
        Charge(12, 7, day(5), day(9)),
    ]


@given(spans(most=5), spans(most=5))
def test_days_left_are_those_not_taken(some: list[tuple[int, int]], taken: list[tuple[int, int]]) -> None:
    whole = (day(0), day(LENGTH))
    periods = [(day(a), day(b)) for a, b in some + taken]
    left = without(whole, periods)
    for number in range(LENGTH):
        is_taken = any(a <= day(number) < b for a, b in periods)
        assert is_taken != any(a <= day(number) < b for a, b in left)
    assert joined(left) == left


@given(st.integers(0, 60), st.integers(0, 7))
def test_villages_are_shared_in_runs_whose_sizes_differ_by_one_at_most(villages: int, posts: int) -> None:
    shared = share(list(range(villages)), list(range(posts)))
    runs = [run for _, run in shared]
    assert [post for post, _ in shared] == list(range(posts))
    if posts:
        assert [village for run in runs for village in run] == list(range(villages))
        assert max(map(len, runs)) - min(map(len, runs)) <= 1
        assert runs == sorted(runs, key=len, reverse=True)  # the first ones have the one more


dates = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(dates, dates, dates)
def test_person_months_are_the_days_served_over_the_days_of_their_months(
    since: date, until: date, upto: date
) -> None:
    slow, on = Fraction(0), since
    while on < min(until, upto):
        slow += Fraction(1, monthrange(on.year, on.month)[1])
        on += timedelta(days=1)
    assert person_months(since, until, upto) == slow


def test_a_whole_month_is_one_whatever_its_length() -> None:
    assert person_months(date(2026, 10, 1), date(2027, 10, 1), date(2026, 12, 1)) == 2
    assert person_months(date(2026, 10, 3), date(2027, 10, 1), date(2026, 11, 1)) == Fraction(29, 31)
    assert person_months(date(2026, 10, 1), date(2026, 10, 1), date(2027, 1, 1)) == 0

"""Derived grants are as they are wanted from a day on, and before it as they were: day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from desk_world import BY, MADE, make_desk
from hypothesis import given
from hypothesis import strategies as st

from tambon.accounts import actions, queries
from tambon.accounts.models import Grant
from tambon.accounts.rules import GrantView, NewGrant, Role
from tambon.accounts.rules.derived import Moved, Standing, difference
from tambon.journal.queries import list_entries

FIRST = date(2026, 11, 1)
DAYS = 12  # a small calendar, on which periods meet often
Period = tuple[int, int | None]


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def held(period: Period, number: int) -> bool:
    return period[0] <= number and (period[1] is None or number < period[1])


def dates(period: Period) -> tuple[date, date | None]:
    return day(period[0]), None if period[1] is None else day(period[1])


ends = st.one_of(st.none(), st.integers(1, DAYS))
periods = st.tuples(st.integers(0, DAYS), ends).filter(lambda p: p[1] is None or p[0] < p[1])


@st.composite
def apart(draw: st.DrawFn) -> list[Period]:
    """Rows as they stand: none overlaps another."""
    cuts = sorted(draw(st.sets(st.integers(0, DAYS), max_size=6)))
    pairs: list[Period] = list(zip(cuts[::2], cuts[1::2], strict=False))
    if len(cuts) % 2 and draw(st.booleans()):
        pairs.append((cuts[-1], None))
    return pairs


def after(rows: list[Period], wanted: list[Period], on: int) -> tuple[dict[int, Period], list[Period]]:
    """The rows by id with their periods afterwards (those of no day left out), and the new ones."""
    standing = [Standing(n, *dates(row)) for n, row in enumerate(rows)]
    found = difference(standing, map(dates, wanted), on=day(on))
    ended = {one.id: one for one in found.moved}
    assert len(ended) == len(found.moved)

    def number(when: date | None) -> int | None:
        return None if when is None else (when - FIRST).days

    kept = {n: row if n not in ended else (row[0], number(ended[n].until)) for n, row in enumerate(rows)}
    fresh = [(number(since) or 0, number(until)) for since, until in found.given]
    return {n: row for n, row in kept.items() if row[0] != row[1]}, fresh


@given(apart(), st.lists(periods, max_size=4), st.integers(0, DAYS))
def test_each_day_is_as_it_was_before_and_as_it_is_wanted_after(
    rows: list[Period], wanted: list[Period], on: int
) -> None:
    kept, fresh = after(rows, wanted, on)
    for number in range(DAYS + 5):
        now = [row for row in [*kept.values(), *fresh] if held(row, number)]
        source = rows if number < on else wanted
        assert len(now) == any(held(row, number) for row in source)  # and never two of one day


@given(apart(), st.lists(periods, max_size=4), st.integers(0, DAYS))
def test_what_is_wanted_already_changes_nothing_and_nothing_is_in_pieces(
    rows: list[Period], wanted: list[Period], on: int
) -> None:
    kept, fresh = after(rows, wanted, on)
    again = after(sorted([*kept.values(), *fresh]), wanted, on)
    assert sorted(again[0].values()) == sorted([*kept.values(), *fresh]) and again[1] == []
    later = [row for row in [*kept.values(), *fresh] if row[1] is None or row[1] > on]
    assert not any(a[1] == b[0] for a in later for b in later)
    assert not any(since < on for since, _ in fresh)
    untouched = [n for n, row in enumerate(rows) if row[1] is not None and row[1] < on]
    assert all(kept[n] == rows[n] for n in untouched)


def test_the_pieces_in_words() -> None:
    on = date(2026, 11, 10)
    running, later = Standing(1, FIRST, date(2026, 12, 1)), Standing(2, date(2026, 12, 1), None)
    assert difference(
        [running, later], [(FIRST, date(2026, 12, 1)), (date(2026, 12, 2), None)], on=on
    ).given == [(date(2026, 12, 2), None)]
    stopped = difference([running, later], [], on=on)
    assert stopped.moved == [Moved(1, FIRST, on), Moved(2, date(2026, 12, 1), date(2026, 12, 1))]
    joined = difference([running, later], [(FIRST, None)], on=on)
    assert joined.moved == [Moved(1, FIRST, None), Moved(2, date(2026, 12, 1), date(2026, 12, 1))]
    undone = difference([Standing(1, FIRST, on)], [(FIRST, None)], on=on)
    assert (undone.given, undone.moved) == ([], [Moved(1, FIRST, None)])


@pytest.mark.slow
@pytest.mark.django_db
def test_a_hand_over_in_the_database() -> None:
    desk = make_desk()
    area, boonmi, malai = desk.world.area, desk.people["boonmi"], desk.people["malai"]
    here = [area["580103"]]
    on, later = date(2026, 11, 10), date(2026, 11, 20)
    by_hand = NewGrant(boonmi, Role.WORKER, FIRST, area_id=area["580103"])
    actions.grant(by_hand, by=BY, at=MADE)

    def keep(*wanted: tuple[int, int, date, date | None], day: date) -> actions.Kept:
        return actions.keep_derived(
            basis="workforce", wanted=wanted, area_ids=here, on=day, by=BY, at=MADE
        )  # fmt: skip

    first = (boonmi, here[0], on, None)
    assert keep(first, day=on) == actions.Kept(1, 0)
    assert keep(first, day=on) == actions.Kept(0, 0)
    assert keep((malai, here[0], later, None), day=later) == actions.Kept(1, 1)
    derived = Grant.objects.filter(basis="workforce").order_by("pk")
    assert [(g.person_id, g.during.lower, g.during.upper) for g in derived] == [
        (boonmi, on, later), (malai, later, None)
    ]  # fmt: skip
    assert queries.list_grants(boonmi, on=later) == (GrantView(Role.WORKER, here[0]),)
    told = [(e.subject, e.body) for e in list_entries(kind="grants.derived")]
    assert [subject for subject, _ in told] == [f"person:{p}" for p in (boonmi, malai, boonmi)]
    ids = list(derived.values_list("pk", flat=True))
    handed = {"basis": "workforce", "on": "2026-11-20", "given": [], "moved": [[ids[0], "2026-11-20"]]}
    assert told[2][1] == handed and told[1][1]["given"] == [ids[1]]
    with pytest.raises(ValueError, match="lie in the areas"):
        keep((boonmi, area["580102"], on, None), day=on)

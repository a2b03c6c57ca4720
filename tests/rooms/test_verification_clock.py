"""The written rule for silence: its days, its steps, and that it never verifies anything."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from at_once import at_once
from hypothesis import given
from hypothesis import strategies as st
from records_world import AT, BY, TODAY, World, check, collect, judge, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.journal.models import Entry
from tambon.lib.days import thai_day
from tambon.notices import actions as notices
from tambon.notices import queries as told
from tambon.notices.models import Message
from tambon.notices.rules import WaitKind
from tambon.records import actions as records
from tambon.records.models import Record, Tally
from tambon.records.rules import Grade
from tambon.verification import actions, queries
from tambon.verification.models import Escalation
from tambon.verification.rules.clock import RULE, Due, Rule, Step, due, median, next_step, sentences, together

DAY = date(2026, 11, 1)


def later(days: int) -> datetime:
    return AT + timedelta(days=days)


@pytest.mark.parametrize(
    ("age", "taken", "step"),
    [
        (14, {}, None),
        (15, {}, Step.ASKED),
        (99, {}, Step.ASKED),  # who was never asked is told on nobody
        (29, {Step.ASKED: 15}, None),
        (30, {Step.ASKED: 15}, Step.TOLD_ABOVE),
        (45, {Step.ASKED: 15, Step.TOLD_ABOVE: 30}, Step.SILENT),
        (45, {Step.ASKED: 45}, None),  # one a day
        (99, {Step.ASKED: 15, Step.TOLD_ABOVE: 30, Step.SILENT: 45}, None),
    ],
)
def test_steps_come_in_order_once_and_on_different_days(
    age: int, taken: dict[Step, int], step: Step | None
) -> None:
    days = {one: DAY + timedelta(days=number) for one, number in taken.items()}
    assert next_step(age, days, on=DAY + timedelta(days=age)) is step


@given(st.integers(0, 200), st.integers(0, 23))
def test_a_word_is_due_as_many_days_after_as_the_rule_says(age: int, hour: int) -> None:
    since = datetime(2026, 11, 1, hour, tzinfo=AT.tzinfo)
    first = thai_day(since)
    found = due(since, on=first + timedelta(days=age))
    assert found == Due(
        first, first + timedelta(days=RULE.ask), age, late=age > RULE.ask, silent=age >= RULE.silent
    )


@given(st.lists(st.dictionaries(st.integers(0, 60), st.integers(1, 9)), max_size=4))
def test_the_median_of_counts_is_that_of_the_days_written_out(counted: list[dict[int, int]]) -> None:
    days = sorted(n for one in counted for n, times in one.items() for _ in range(times))
    assert median(together(counted)) == (days[(len(days) - 1) // 2] if days else None)


def test_the_rule_is_said_in_both_languages_with_its_days() -> None:
    said = sentences(Rule(9, 3, 5, 8))
    assert all(th and en for th, en in said)
    assert [("3" in said[1][0], "5" in said[2][1], "8" in said[3][0])] == [(True, True, True)]
    with pytest.raises(ValueError, match="one after another"):
        Rule(9, 5, 3, 8)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def person(world: World, name: str, role: Role, **given: int) -> int:
    found = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    accounts.grant(NewGrant(found, role, date(2026, 1, 1), **given), by=BY, at=AT)
    return found


def run_to(days: int) -> None:
    for day in range(days + 1):
        actions.take_steps(at=later(day))


@pytest.mark.slow
def test_silence_is_asked_told_and_remarked_each_once_and_never_verifies(world: World) -> None:
    check(collect(world))
    run_to(60)
    steps = Escalation.objects.filter(office=world.office["pwa"]).order_by("at")
    assert [(one.step, (thai_day(one.at) - TODAY).days) for one in steps] == [
        ("asked", 15), ("told_above", 30), ("silent", 45),
    ]  # fmt: skip
    record = world.record()
    assert {cell.grade for cell in record.cells.values()} == {Grade.CHECKED}
    found = queries.due_of([(record.id, "piped_households")], on=TODAY + timedelta(days=50))
    assert found[record.id, "piped_households"].silent and found[record.id, "piped_households"].age == 50
    kinds = Entry.objects.filter(kind__startswith="clock.").values_list("kind", flat=True)
    assert set(kinds) == {"clock.asked", "clock.told_above", "clock.silent"}
    assert not Entry.objects.filter(kind="claim.made", at__gt=later(1)).exists()


@pytest.mark.slow
def test_an_office_that_answers_is_left_alone_and_a_repeated_value_does_not_stop_its_clock(
    world: World,
) -> None:
    record = collect(world)
    check(record)
    check(record, at=later(10), piped_households=3)  # what the rules find later changes no clock
    record = world.record()
    waits = queries.due_of([(record.id, name) for name in record.cells], on=TODAY + timedelta(days=16))
    assert {one.age for one in waits.values()} == {16} and all(one.late for one in waits.values())
    verdict = judge(record, "piped_households")
    records.give_verdicts([verdict], office=world.office["pwa"], by=BY, at=later(12))
    tally = Tally.objects.get(record_id=record.id, office_id=world.office["pwa"])
    assert (tally.waiting, tally.oldest_claim, tally.waiting_since) == (0, None, None)
    run_to(60)
    assert not Escalation.objects.filter(office=world.office["pwa"]).exists()
    medians = queries.median_days([("water", "2026")])
    assert medians[world.office["pwa"], "water"] == 12 == medians[0, "water"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_people_of_the_office_those_above_and_the_province_are_told(world: World) -> None:
    own = person(world, "own", Role.VERIFIER, office_id=world.office["pwa"])
    above = person(world, "above", Role.VERIFIER, agency_id=world.agency["pwa"])
    province = person(world, "province", Role.PROVINCE, area_id=world.area["58"])
    person(world, "else", Role.VERIFIER, office_id=world.office["lao"])
    check(collect(world))
    run_to(46)
    notices.read_journal(at=later(46))
    heard = set(Message.objects.filter(details__office=world.office["pwa"]).values_list("person_id", "kind"))
    assert heard == {
        (own, "office_asked"), (own, "office_silent"), (above, "office_late"), (above, "office_silent"),
        (province, "office_late"), (province, "office_silent"),
    }  # fmt: skip
    waits = {one.kind: one for one in told.waiting_for(own, on=TODAY + timedelta(days=20))}
    assert waits[WaitKind.OVERDUE].count == 1 == waits[WaitKind.TO_CONFIRM].count
    assert WaitKind.OVERDUE not in {one.kind for one in told.waiting_for(own, on=TODAY + timedelta(days=15))}
    silent = {one.kind for one in told.waiting_for(province, on=TODAY + timedelta(days=31))}
    assert WaitKind.SILENT_OFFICES in silent


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_take_steps_at_once_take_each_once(world: World) -> None:
    check(collect(world))
    step = lambda: actions.take_steps(at=later(15))  # noqa: E731
    assert at_once(step, step) == [None, None]
    offices = {one.office_id for one in Escalation.objects.all()}
    assert Escalation.objects.count() == len(offices) == Entry.objects.filter(kind="clock.asked").count() > 0
    assert set(Escalation.objects.values_list("step", flat=True)) == {"asked"}


@pytest.mark.slow
def test_an_older_database_counts_again_and_clocks_begin_then(world: World) -> None:
    collect(world, households=120, drinking="", piped=90)
    while records.keep_standing(at=AT):
        pass
    Tally.objects.update(oldest_claim=None, waiting_since=None)
    from tambon.records.models import Standing

    Standing.objects.update(basis="of a version before")
    while records.keep_standing(at=later(3)):
        pass
    assert set(Tally.objects.filter(waiting__gt=0).values_list("waiting_since", flat=True)) == {later(3)}
    assert Record.objects.count() == 1

"""A worker writes what a day was, and that a meeting was held; each month closes five days after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work_world import NOW, AtWork, at, make_work
from workforce_world import BY, SINCE, UNTIL

from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.workforce.actions.days import report_task, take_back_task, write_day
from tambon.workforce.queries.days import list_days, list_task_reports
from tambon.workforce.rules.days import closes, first_open, month_of
from tambon.workforce.rules.states import DayKind

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@given(DAYS)
def test_a_month_closes_five_days_after_it(day: date) -> None:
    first, after = month_of(day)
    assert first <= day < after and first.day == after.day == 1
    assert closes(day) - (after - timedelta(days=1)) == timedelta(days=5)


@given(today=DAYS, back=st.integers(0, 80))
def test_the_oldest_open_day_is_the_oldest_that_is_not_closed(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    assert (day >= first_open(today)) == (today <= closes(day))


@pytest.fixture
def work(db: None) -> AtWork:
    return make_work()


def write(work: AtWork, day: date, *, kind: str = "village", note: str = "", now: date = NOW) -> None:
    write_day(contract_id=work.contract["malee"], day=day, kind=kind, note=note, by=BY, at=at(now))


def report(work: AtWork, task: str, day: date = NOW, now: date = NOW) -> None:
    report_task(contract_id=work.contract["malee"], task=task, day=day, note="", by=BY, at=at(now))


@pytest.mark.slow
@pytest.mark.django_db
def test_the_last_word_of_a_day_counts_and_the_journal_keeps_both_without_the_note(work: AtWork) -> None:
    write(work, NOW, kind="office", note="  พบคุณสมศรี  ")
    write(work, NOW, kind="village", note="ไปกับผู้ใหญ่บ้าน")
    contract = work.contract["malee"]
    (entry,) = list_days([contract], since=NOW, until=NOW + timedelta(days=1))[contract]
    assert (entry.kind, entry.note) == (DayKind.VILLAGE, "ไปกับผู้ใหญ่บ้าน")
    kept = Entry.objects.filter(kind="workforce.day_written").order_by("id")
    assert [one.body["kind"] for one in kept] == ["office", "village"]
    assert {one.subject for one in kept} == {f"contract:{contract}"}
    assert not any("สมศรี" in str(one.body) for one in kept)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "now", "code"),
    [
        (NOW + timedelta(days=1), NOW, "422-day-not-yet"),
        (date(2026, 11, 30), date(2026, 12, 6), "409-month-closed"),
        (SINCE - timedelta(days=1), NOW, "422-workforce-outside-contract"),
        (UNTIL, UNTIL, "422-workforce-outside-contract"),
    ],
)
def test_days_that_cannot_be_written_are_refused(work: AtWork, day: date, now: date, code: str) -> None:
    with pytest.raises(Problem, match=code):
        write(work, day, now=now)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_day_can_be_put_right_until_five_days_after_its_month_also_after_the_contract(work: AtWork) -> None:
    write(work, date(2026, 11, 30), now=date(2026, 12, 5))
    write(work, UNTIL - timedelta(days=1), now=UNTIL + timedelta(days=4))
    contract = work.contract["malee"]
    assert len(list_days([contract], since=SINCE, until=UNTIL)[contract]) == 2


@pytest.mark.slow
@pytest.mark.django_db
def test_what_a_day_was_is_one_of_the_kinds_and_the_note_is_short(work: AtWork) -> None:
    with pytest.raises(Problem, match="422-day-kind"):
        write(work, NOW, kind="holiday")
    with pytest.raises(Problem, match="422-note-long"):
        write(work, NOW, note="ก" * 201)
    with pytest.raises(Problem, match="404-contract-unknown"):
        write_day(contract_id=0, day=NOW, kind="village", note="", by=BY, at=at(NOW))


@pytest.mark.slow
@pytest.mark.django_db
def test_a_meeting_is_reported_again_and_taken_back(work: AtWork) -> None:
    contract = work.contract["malee"]
    report(work, "agencies", NOW)
    report(work, "agencies", date(2026, 11, 19))
    assert list_task_reports([contract])[contract]["agencies"].day == date(2026, 11, 19)
    take_back_task(contract_id=contract, task="agencies", by=BY, at=at(NOW))
    assert list_task_reports([contract]) == {}
    with pytest.raises(Problem, match="404-task-unknown"):
        take_back_task(contract_id=contract, task="agencies", by=BY, at=at(NOW))
    kinds = Entry.objects.filter(subject=f"contract:{contract}", kind__startswith="workforce.task")
    assert kinds.count() == 3


@pytest.mark.slow
@pytest.mark.django_db
def test_a_report_of_a_closed_month_stays(work: AtWork) -> None:
    report(work, "agencies", date(2026, 11, 19), now=date(2026, 11, 20))
    with pytest.raises(Problem, match="409-month-closed"):
        take_back_task(contract_id=work.contract["malee"], task="agencies", by=BY, at=at(NOW))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("task", "day", "code"),
    [
        ("water-first", NOW, "422-task-counts-itself"),
        ("nothing", NOW, "404-task-unknown"),
        ("agencies", date(2026, 10, 31), "422-task-not-open"),
        ("profile", NOW + timedelta(days=1), "422-day-not-yet"),
    ],
)
def test_what_cannot_be_reported_is_refused(work: AtWork, task: str, day: date, code: str) -> None:
    with pytest.raises(Problem, match=code):
        report(work, task, day)

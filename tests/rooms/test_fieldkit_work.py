"""What one worker has to do, a district at a glance and a month's report, against the real database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from work_world import NOW, AtWork, at, make_work
from workforce_world import BY, SINCE, UNTIL, add_villages

from tambon.areas.queries import ids_by_code
from tambon.fieldkit import queries
from tambon.fieldkit.queries import Standing, WorkerDay
from tambon.fieldkit.queries.month import _EMPLOYED
from tambon.fieldkit.queries.posts import _POSTS
from tambon.fieldkit.rules import GRACE, Line, Progress, Sort, ordered
from tambon.lib.problem import Problem
from tambon.records import queries as records
from tambon.workforce import actions as workforce
from tambon.workforce import queries as posts
from tambon.workforce.actions.days import report_task, write_day
from tambon.workforce.rules.states import AbsenceReason, EndReason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def work(db: None) -> AtWork:
    return make_work()


def day_of(work: AtWork, name: str, on: date = NOW) -> WorkerDay:
    found = queries.work_for(work.person(name), on=on)
    assert found is not None
    return found


def late(work: AtWork, name: str, on: date = NOW) -> list[tuple[str, str | None, int]]:
    day = day_of(work, name, on)
    codes = {area: code for code, area in work.world.area.items()}
    return [(i.task.code, codes.get(i.village_id or 0), i.late) for i in day.work.late]


def lines(work: AtWork, area: str = "5801", on: date = NOW) -> dict[str, Line]:
    names = {person: name for name, person in work.world.people.items()}
    found = queries.glance(work.area(area), on=on)
    return {
        names[line.post.filled.person] if line.post.filled else f"vacant {line.post.number}": line
        for line in found.lines
    }


def test_late_and_done_follow_from_what_was_sent(work: AtWork) -> None:
    work.collect("malee", "58010201", day=date(2026, 11, 10))
    day = day_of(work, "malee")
    assert late(work, "malee") == [
        ("orientation", None, 51), ("agencies", None, 20), ("water-first", "58010202", 15),
        ("water-first", "58010203", 15),
    ]  # fmt: skip
    assert [(i.task.code, i.counts_from) for i in day.work.today] == [
        ("profile", date(2026, 12, 20)),
        *[("water-late", date(2026, 12, 31))] * 2,
    ]  # fmt: skip
    assert [i.task.code for i in day.work.done] == ["water-first", "water-late"]
    assert day.progress[work.area("58010201")] is Progress.DONE
    assert (day.standing, day.work.next) == (Standing.NOW, ())


def test_a_meeting_that_was_reported_is_done(work: AtWork) -> None:
    held = date(2026, 10, 19)
    report_task(contract_id=work.contract["malee"], task="orientation", day=held, note="", by=BY, at=at(NOW))
    assert "orientation" not in [code for code, *_ in late(work, "malee")]
    done = next(item for item in day_of(work, "malee").work.done if item.task.code == "orientation")
    assert done.done_on == held
    assert "orientation" in [code for code, *_ in late(work, "somchai")], (
        "a colleague's word is not one's own"
    )


def test_a_village_handed_over_yesterday_has_two_weeks(work: AtWork) -> None:
    yesterday = NOW - timedelta(days=1)
    first, second = work.world.post("580102", 1), work.world.post("580102", 2)
    workforce.hand_over(
        from_post=first, to_post=second, village_ids=work.world.villages("58010203"), on=yesterday, by=BY,
        at=at(yesterday),
    )  # fmt: skip
    new = [i for i in day_of(work, "somchai").work.today if i.village_id == work.area("58010203")]
    assert [(i.task.code, i.overdue, i.counts_from) for i in new] == [
        ("water-first", 15, yesterday + GRACE), ("water-late", 0, date(2026, 12, 31)),
    ]  # fmt: skip
    assert "58010203" not in [code for _, code, _ in late(work, "malee")]


def test_who_stands_in_sees_the_others_villages_and_whose_they_are(work: AtWork) -> None:
    workforce.set_absence(
        work.contract["malee"], since=NOW, until=NOW + timedelta(days=5), reason=AbsenceReason.SICK,
        substitute=work.contract["somchai"], by=BY, at=at(NOW),
    )  # fmt: skip
    day = day_of(work, "somchai")
    theirs = [one for one in day.held if one.stands_in is not None]
    assert {one.village_id for one in theirs} == set(work.world.villages("58010201", "58010202", "58010203"))
    assert day.owners[work.contract["malee"]] == work.person("malee")
    away = day_of(work, "malee")
    assert (away.held, away.work.late[0].task.code) == ((), "orientation")
    assert away.post and away.post.filled and away.post.filled.away
    assert away.post.filled.away.stand_in_person == work.person("somchai")
    assert day_of(work, "malee", NOW + timedelta(days=5)).held != ()


@pytest.mark.parametrize("substitute", ["somchai", None])
def test_whose_village_it_is_agrees_with_the_workforce(work: AtWork, substitute: str | None) -> None:
    workforce.set_absence(
        work.contract["malee"], since=NOW, until=NOW + timedelta(days=5), reason=AbsenceReason.LEAVE,
        substitute=work.contract[substitute] if substitute else None, by=BY, at=at(NOW),
    )  # fmt: skip
    for name in ("malee", "somchai", "kaew"):
        for on in (NOW - timedelta(days=1), NOW, NOW + timedelta(days=5)):
            told = sorted(one.village_id for one in day_of(work, name, on).held)
            assert told == posts.villages_of(work.contract[name], on=on)


def test_after_the_contract_the_page_says_so_and_asks_nothing(work: AtWork) -> None:
    day = day_of(work, "kaew", UNTIL)
    assert (day.standing, day.held, day.work.items) == (Standing.OVER, (), ())
    assert day_of(work, "kaew", SINCE - timedelta(days=1)).standing is Standing.AHEAD
    assert queries.work_for(work.person("fah"), on=NOW) is None


def test_the_glance_counts_what_each_worker_sees(work: AtWork) -> None:
    work.collect("malee", "58010201", "58010202", day=date(2026, 11, 10))
    work.collect("somchai", "58010204", "58010205", day=date(2026, 12, 8))
    found = lines(work)
    for name in ("malee", "somchai", "kaew"):
        day = day_of(work, name)
        assert found[name].late == len(day.work.late)
        assert found[name].villages == len(day.held)
        assert found[name].returned == len(day.work.returned)
        assert found[name].done == list(day.progress.values()).count(Progress.DONE)
    assert (found["somchai"].done, found["malee"].done, found["kaew"].done) == (2, 2, 0)
    assert (found["malee"].heard, found["kaew"].heard) == (date(2026, 11, 10), None)
    vacant = found["vacant 1"]
    assert (vacant.villages, vacant.done, vacant.late, vacant.overdue, vacant.alone) == (2, 0, 0, 2, True)
    assert next(iter(ordered(found.values(), Sort.NEED))) is vacant


def test_a_village_that_no_post_has_is_listed(work: AtWork) -> None:
    codes = [code for code in work.world.area if len(code) == 8]
    add_villages(*codes, "58010206", day=date(2026, 12, 1))
    new = ids_by_code(["58010206"], on=NOW)["58010206"]
    assert [one.village_id for one in queries.glance(work.area("5801"), on=NOW).without_post] == [new]


def test_a_disputed_value_comes_back_to_whoever_has_the_village_now(work: AtWork) -> None:
    work.collect("malee", "58010201", day=date(2026, 11, 10))
    work.dispute("58010201", "households", day=date(2026, 12, 1))
    (one,) = day_of(work, "malee").work.returned
    assert (one.variable, one.reason, one.since) == ("households", "out_of_date", date(2026, 12, 1))
    assert lines(work)["malee"].returned == 1


def test_a_month_is_made_of_what_is_known(work: AtWork) -> None:
    november = date(2026, 11, 1)
    work.collect("malee", "58010201", "58010202", day=date(2026, 11, 10))
    work.collect("malee", "58010203", "58010201", day=date(2026, 11, 12))
    contract = work.contract["malee"]
    for day, kind in ((10, "village"), (11, "office")):
        write_day(
            contract_id=contract,
            day=date(2026, 11, day),
            kind=kind,
            note="",
            by=BY,
            at=at(date(2026, 11, 12)),
        )
    workforce.set_absence(
        contract, since=date(2026, 11, 16), until=date(2026, 11, 18), reason=AbsenceReason.SICK,
        substitute=None, by=BY, at=at(date(2026, 11, 18)),
    )  # fmt: skip
    report = queries.month_report(contract, november, on=NOW)
    assert (report.days_written, report.days_visited, report.visits) == (2, 2, 4)
    assert set(report.villages) == set(work.world.villages("58010201", "58010202", "58010203"))
    assert report.sent == 4
    asked = sum(
        counts.reported
        for counts in records.counts_of_areas([("water", "2026")], report.who.villages).values()
    )
    assert report.cells.reported == asked, "a cell that was answered twice counts once"
    assert {line.task.code: line.done for line in report.tasks} == {"agencies": False, "water-first": True}
    assert (report.weight_done, report.weight) == (60, 100)
    assert [day.day.day for day in report.days if day.away] == [16, 17]
    assert len(report.days) == 30
    with pytest.raises(Problem, match="404-contract-unknown"):
        queries.month_report(contract, date(2025, 1, 1), on=NOW)


def test_a_district_month_has_whoever_was_there_also_who_left(work: AtWork) -> None:
    workforce.end_contract(
        work.contract["kaew"],
        on=date(2026, 12, 5),
        reason=EndReason.RESIGNED,
        by=BY,
        at=at(date(2026, 12, 5)),
    )
    work.world.hired("dao", "580103", 2, since=date(2026, 12, 7))
    found = queries.month_reports(work.area("5801"), NOW, on=NOW)
    names = {person: name for name, person in work.world.people.items()}
    assert [(names[one.who.person], len(one.days)) for one in found] == [
        ("malee", 10), ("somchai", 10), ("kaew", 4), ("dao", 4),
    ]  # fmt: skip


def test_thirty_workers_cost_no_more_statements_than_three(
    work: AtWork, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    queries.glance(work.area("580102"), on=NOW)
    with django_assert_max_num_queries(16) as few:
        queries.glance(work.area("580102"), on=NOW)
    with django_assert_max_num_queries(len(few.captured_queries)):
        queries.glance(work.area("5801"), on=NOW)
    with django_assert_max_num_queries(16) as one:
        queries.work_for(work.person("kaew"), on=NOW)
    with django_assert_max_num_queries(len(one.captured_queries)):
        queries.work_for(work.person("malee"), on=NOW)
    with django_assert_max_num_queries(16) as report:
        queries.month_report(work.contract["kaew"], NOW, on=NOW)
    with django_assert_max_num_queries(len(report.captured_queries)):
        queries.month_reports(work.area("5801"), NOW, on=NOW)


def test_who_works_where_is_found_without_reading_the_whole_nation(work: AtWork) -> None:
    asked = {"posts": [work.world.post("580102", 1)], "contracts": [work.contract["malee"]], "area": None}
    days = {"on": NOW, "since": NOW.replace(day=1), "until": NOW}
    given = {**asked, **days, "tambon": "tambon", "hierarchy": "administrative"}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # a small world is read whole by choice
        for sql in (_POSTS, _EMPLOYED):
            cursor.execute(f"EXPLAIN {sql}", given)
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert "Seq Scan on workforce_post" not in plan
            assert "Seq Scan on workforce_contract" not in plan

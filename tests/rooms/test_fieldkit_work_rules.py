"""What one worker has to do, by the rules alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tambon.fieldkit.rules.posts import Away, Filled, PostToday, held_by, left_alone
from tambon.fieldkit.rules.work import GRACE, Duty, Held, Progress, Returned, own_due, progress, work
from tambon.plan.rules import TaskKind, TaskView
from tambon.records.rules import CellCounts

START, END = date(2026, 10, 1), date(2027, 10, 1)
DAYS = st.dates(date(2026, 9, 1), date(2027, 11, 30))
ASKED = {"water": 4, "population": 2}


def task(
    code: str, *, opens: date, due: date, kind: TaskKind = TaskKind.DATASET, dataset: str = "water"
) -> TaskView:
    is_dataset = kind is TaskKind.DATASET
    return TaskView(
        code, f"{due:%Y-%m}", 1, code, code, kind, opens, due, 50, code, code,
        dataset if is_dataset else "", "2026" if is_dataset else "", "r1" if is_dataset else "",
    )  # fmt: skip


def counts(reported: int, absent: int = 0, disputed: int = 0) -> CellCounts:
    return CellCounts(1, reported, 0, 0, disputed, absent, 0, 0)


@st.composite
def tasks(draw: st.DrawFn) -> list[TaskView]:
    found = []
    for number in range(draw(st.integers(0, 5))):
        opens = draw(DAYS)
        kind = draw(st.sampled_from(TaskKind))
        dataset = draw(st.sampled_from(sorted(ASKED)))
        due = opens + timedelta(days=draw(st.integers(0, 90)))
        found.append(task(f"t{number}", opens=opens, due=due, kind=kind, dataset=dataset))
    return found


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    given_tasks = draw(tasks())
    held = [Held(n, draw(DAYS), draw(st.none() | st.just(7))) for n in range(draw(st.integers(0, 4)))]
    places = {
        (name, "2026", one.village_id): counts(draw(st.integers(0, 4)), draw(st.integers(0, 2)))
        for one in held
        for name in ASKED
        if draw(st.booleans())
    }
    meetings = [t.code for t in given_tasks if t.kind is not TaskKind.DATASET]
    done = {code: draw(DAYS) for code in meetings if draw(st.booleans())}
    since = draw(DAYS)
    until = since + timedelta(days=draw(st.integers(1, 400)))
    return Duty(since, until, given_tasks, held, ASKED, places, done)


@given(duties(), DAYS)
def test_every_village_of_an_open_task_stands_in_exactly_one_list(duty: Duty, today: date) -> None:
    found = work(duty, today=today)
    placed = [(item.task.code, item.village_id) for item in found.items]
    assert len(placed) == len(set(placed))
    open_now = [t for t in duty.tasks if t.opens <= today and t.opens < duty.until]
    expected = {
        (t.code, one.village_id) for t in open_now if t.kind is TaskKind.DATASET for one in duty.held
    } | {(t.code, None) for t in open_now if t.kind is not TaskKind.DATASET and t.due >= duty.since}
    assert set(placed) == expected
    assert all(t.opens > today for t in found.next)


@given(duties(), DAYS)
def test_late_is_late_and_what_is_done_never_is(duty: Duty, today: date) -> None:
    found = work(duty, today=today)
    assert all(item.late > 0 and today > item.counts_from >= item.due for item in found.late)
    assert all(item.late == 0 for item in (*found.today, *found.done))
    assert all(item.progress is Progress.DONE for item in found.done)
    assert all(item.overdue >= item.late for item in found.items)
    assert all(item.missing > 0 for item in (*found.late, *found.today) if item.village_id is not None)


@given(duties(), DAYS)
def test_lists_run_from_the_nearest_day(duty: Duty, today: date) -> None:
    found = work(duty, today=today)
    for listed in (found.today, found.late, found.done):
        days = [item.counts_from for item in listed]
        assert days == sorted(days)


@given(duties(), DAYS, DAYS)
def test_a_day_later_nothing_late_becomes_timely(duty: Duty, one: date, other: date) -> None:
    first, last = sorted((one, other))
    late = {(item.task.code, item.village_id) for item in work(duty, today=first).late}
    assert late <= {(item.task.code, item.village_id) for item in work(duty, today=last).late}


@given(opens=DAYS, length=st.integers(0, 90), since=DAYS, held=st.integers(0, 13))
def test_whoever_took_a_village_over_has_two_weeks(opens: date, length: int, since: date, held: int) -> None:
    due = opens + timedelta(days=length)
    last = own_due(due, opens=opens, since=since)
    assert last >= due
    if since > opens:
        assert since + timedelta(days=held) <= last, "given yesterday, late today"
        assert last <= max(due, since + GRACE)
    else:
        assert last == due, "who had the whole time has the plan's last day"


def test_a_village_given_yesterday_is_overdue_and_not_yet_this_workers_lateness() -> None:
    today = date(2027, 3, 10)
    asked = task("first", opens=date(2026, 12, 1), due=date(2027, 2, 28))
    held = [Held(1, START), Held(2, today - timedelta(days=1))]
    found = work(Duty(START, END, [asked], held, ASKED, {}, {}), today=today)
    (mine,), (new,) = found.late, found.today
    assert (mine.village_id, mine.late, mine.overdue, mine.taken_over) == (1, 10, 10, False)
    assert (new.village_id, new.late, new.overdue, new.taken_over) == (2, 0, 10, True)
    assert new.counts_from == date(2027, 3, 23)


def test_a_meeting_before_the_contract_was_somebody_elses() -> None:
    meeting = task("m", opens=date(2026, 10, 1), due=date(2026, 10, 15), kind=TaskKind.MEETING)
    duty = Duty(date(2026, 11, 1), END, [meeting], [], ASKED, {}, {})
    assert work(duty, today=date(2026, 11, 20)).items == ()
    own = work(Duty(START, END, [meeting], [], ASKED, {}, {}), today=date(2026, 11, 20))
    assert [item.task.code for item in own.late] == ["m"]
    said = work(Duty(START, END, [meeting], [], ASKED, {}, {"m": date(2026, 10, 14)}), today=END)
    assert [item.done_on for item in said.done] == [date(2026, 10, 14)]


def test_a_village_is_done_when_each_question_has_an_answer_or_a_reason() -> None:
    assert progress(None, 4) == (Progress.NOT_BEGUN, 4)
    assert progress(counts(0), 4) == (Progress.NOT_BEGUN, 4)
    assert progress(counts(2, 1), 4) == (Progress.BEGUN, 1)
    assert progress(counts(3, 1), 4) == (Progress.DONE, 0)
    assert progress(counts(9), 4) == (Progress.DONE, 0)


def test_what_an_office_returned_comes_oldest_first() -> None:
    one, other = (
        Returned("water", "2026", n, "households", "x", START + timedelta(days=5 - n)) for n in (1, 2)
    )
    assert work(Duty(START, END, [], [], ASKED, {}, {}, [one, other]), today=START).returned == (other, one)


SHARED = date(2026, 10, 5)
AWAY = Away(date(2026, 12, 1), date(2026, 12, 20), "sick", 2, 20)


def post(number: int, *, away: Away | None = None, contract: bool = True) -> PostToday:
    filled = Filled(number, number * 10, START, END, away) if contract else None
    return PostToday(number, "p", 1, number, ((number * 100, SHARED),), filled)


def test_a_present_worker_has_the_posts_villages_from_when_both_came_together() -> None:
    assert held_by(1, [post(1), post(2)]) == (Held(100, SHARED),)


def test_who_stands_in_has_the_others_villages_from_the_first_day_away() -> None:
    posts = [post(1, away=AWAY), post(2)]
    assert held_by(2, posts) == (Held(200, SHARED), Held(100, AWAY.since, stands_in=1))
    assert held_by(1, posts) == ()
    assert not left_alone(posts[0])


def test_a_vacant_post_and_one_away_alone_are_left_alone() -> None:
    alone = Away(AWAY.since, AWAY.until, "sick")
    assert left_alone(post(1, contract=False))
    assert left_alone(post(1, away=alone))
    assert held_by(1, [post(1, away=alone)]) == ()


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 4)), min_size=1, max_size=5))
def test_no_village_has_two_and_only_what_is_left_alone_has_none(shape: list[tuple[bool, bool, int]]) -> None:
    away_now = {n for n, (_, is_away, _) in enumerate(shape) if is_away}
    posts = []
    for number, (is_filled, is_away, substitute) in enumerate(shape):
        present = substitute < len(shape) and shape[substitute][0] and substitute not in away_now
        stand_in = substitute if present and substitute != number else None
        away = Away(AWAY.since, AWAY.until, "sick", stand_in) if is_away else None
        filled = Filled(number, number, START, END, away) if is_filled else None
        posts.append(PostToday(number, "p", 1, number, ((number, SHARED),), filled))
    held = [one.village_id for number in range(len(shape)) for one in held_by(number, posts)]
    assert len(held) == len(set(held))
    assert set(held) == {p.id for p in posts if not left_alone(p)}

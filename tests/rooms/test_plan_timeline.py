"""Months, tasks, differences and what becomes of rounds: properties of pure rules."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan_world import PLAN_TEXT, THEMES, small_plan

from tambon.lib.problem import Problem
from tambon.plan.rules import (
    LAST_DAY,
    Calendar,
    Move,
    Plan,
    PlannedRound,
    ProgrammeView,
    Sort,
    compare,
    fiscal_year,
    read_plan,
    round_moves,
    rounds,
    tasks,
)

SINCE, UNTIL = date(2020, 10, 1), date(2021, 10, 1)
PROGRAMME = ProgrammeView("p", "ก", "P", SINCE, UNTIL)
DATASETS = dict.fromkeys(THEMES, "year")
PLAN = read_plan(PLAN_TEXT, calendar=PROGRAMME.calendar, datasets=DATASETS)

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
calendars = st.builds(
    lambda since, length: Calendar(since, since + timedelta(days=length)), days, st.integers(1, 1500)
)


@given(calendars)
def test_months_follow_one_another_and_cover_the_programme(calendar: Calendar) -> None:
    months = list(calendar.months())
    assert [one.number for one in months] == list(range(1, calendar.count + 1))
    assert (months[0].since, months[-1].until) == (calendar.since, calendar.until)
    assert all(one.until == other.since for one, other in itertools.pairwise(months))
    assert all(one.code == f"{one.since:%Y-%m}" == f"{one.last:%Y-%m}" for one in months)


@given(calendars, days)
def test_a_day_lies_in_the_month_that_has_it(calendar: Calendar, on: date) -> None:
    month = calendar.month_on(on)
    assert (month is not None) is (calendar.since <= on < calendar.until)
    if month is not None:
        assert month.since <= on < month.until
        assert calendar.find_day(month.number, on.day) == on


@given(calendars, st.integers(-2, 60), st.integers(-1, LAST_DAY))
def test_no_day_outside_the_programme_is_found(calendar: Calendar, number: int, day: int) -> None:
    found = calendar.find_day(number, day)
    if found is not None:
        assert calendar.since <= found < calendar.until
        assert found.day == day or day == LAST_DAY
    assert (found is None) or 1 <= number <= calendar.count


@pytest.mark.parametrize(
    ("day", "year"), [(date(2020, 9, 30), 2020), (date(2020, 10, 1), 2021), (date(2021, 9, 30), 2021)]
)
def test_the_fiscal_year_begins_in_october(day: date, year: int) -> None:
    assert fiscal_year(day) == year


@pytest.mark.parametrize(("rule", "period"), [("year", "2020"), ("fiscal_year", "2021"), ("2022", "2022")])
def test_a_period_follows_from_the_day_on_which_the_round_opens(rule: str, period: str) -> None:
    plan = read_plan(small_plan(period=rule), calendar=PROGRAMME.calendar, datasets=DATASETS)
    assert rounds(plan, PROGRAMME)[0].datasets == (("water", period),)
    (task,) = tasks(plan, PROGRAMME)
    assert (task.period, task.round, task.opens, task.due) == (
        period, "p-first", date(2020, 12, 1), date(2021, 1, 31),
    )  # fmt: skip


def test_the_weights_of_every_month_come_to_a_hundred() -> None:
    found = tasks(PLAN, PROGRAMME)
    months = {task.month for task in found}
    assert len(months) == 12
    assert {sum(task.weight for task in found if task.month == month) for month in months} == {100}
    assert found == sorted(found, key=lambda task: (task.due, task.code))
    assert all(task.opens <= task.due for task in found)


tasks_of_plan = st.lists(st.sampled_from(PLAN.tasks), unique_by=lambda task: task.code).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The inferred plan with tasks left out, moved, retitled and reweighted."""
    changed = []
    for task in draw(tasks_of_plan):
        change: dict[str, object] = {}
        if not task.deliverable.dataset and draw(st.booleans()):
            change["month"] = draw(st.integers(1, 12))
        if draw(st.booleans()):
            change["weight"] = draw(st.integers(1, 100))
        if draw(st.booleans()):
            change["title"] = task.title.model_copy(update={"th": draw(st.sampled_from(["ก", "ข"]))})
        changed.append(task.model_copy(update=change))
    return PLAN.model_copy(update={"tasks": tuple(changed)})


@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    assert compare(plan, plan, PROGRAMME) == []
    added = compare(None, plan, PROGRAMME)
    assert {one.sort for one in added} <= {Sort.ADDED}
    assert len(added) == len(plan.tasks) + len(plan.rounds)


@given(plans(), plans())
def test_every_difference_is_told_once_and_the_way_back_mirrors_it(old: Plan, new: Plan) -> None:
    there, back = compare(old, new, PROGRAMME), compare(new, old, PROGRAMME)
    mirror = {Sort.ADDED: Sort.REMOVED, Sort.REMOVED: Sort.ADDED}
    assert {(c.code, mirror.get(c.sort, c.sort), c.after, c.before) for c in there} == {
        (c.code, c.sort, c.before, c.after) for c in back
    }
    assert len({(c.thing, c.code, c.sort) for c in there}) == len(there)
    before = {task.code: task for task in tasks(old, PROGRAMME)}
    after = {task.code: task for task in tasks(new, PROGRAMME)}
    differing = {code for code in before.keys() | after.keys() if before.get(code) != after.get(code)}
    assert {c.code for c in there} == differing
    for change in there:
        assert change.text_th and change.text_en and "{" not in change.text_th + change.text_en


def a_round(code: str, opens: date, length: int, period: str) -> PlannedRound:
    closes = opens + timedelta(days=length)
    return PlannedRound(code, f"p-{code}", "ร", "R", opens, closes, (("water", period),))


one_round = st.builds(
    a_round, st.sampled_from("abcd"), st.dates(date(2020, 10, 1), date(2021, 6, 1)), st.integers(1, 90),
    st.sampled_from(["2020", "2021"]),
)  # fmt: skip
some_rounds = st.lists(one_round, unique_by=lambda one: one.code, max_size=4)
in_programme = st.dates(SINCE, UNTIL)


@given(some_rounds, some_rounds, in_programme)
def test_an_open_round_keeps_its_answers_whatever_the_plan_says(
    planned: list[PlannedRound], standing: list[PlannedRound], on: date
) -> None:
    try:
        moves = round_moves(planned, standing, on=on)
    except Problem as problem:
        assert problem.kind.code in ("409-plan-round-opened", "409-plan-round-closed-before")
        return
    wanted, stood = {one.code: one for one in planned}, {one.code: one for one in standing}
    assert {move.round.code for move in moves} >= wanted.keys()
    for move in moves:
        was, will = stood.get(move.round.code), move.round
        assert (move.move is Move.MADE) is (was is None)
        if was is not None and was.opens <= on:
            assert move.move is not Move.WITHDRAWN
            assert will.opens == was.opens
            assert set(was.datasets) <= set(will.datasets)
            assert will.closes == was.closes or will.closes > on
        if move.move is Move.CLOSED:
            assert will.closes == on + timedelta(days=1)
    untold = stood.keys() - {move.round.code for move in moves}
    assert all(stood[code].closes <= on + timedelta(days=1) for code in untold)


@given(some_rounds, in_programme)
def test_the_same_plan_again_moves_nothing(planned: list[PlannedRound], on: date) -> None:
    assert {move.move for move in round_moves(planned, planned, on=on)} <= {Move.KEPT}

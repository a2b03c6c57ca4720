"""Plans are loaded as texts, approved by number, and rounds follow from the one in force."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from plan_world import (
    AT,
    BY,
    CODE,
    PLAN_TEXT,
    PROGRAMME_TEXT,
    THEMES,
    approve,
    area,
    load,
    make_programme,
    small_plan,
)
from pytest_django import DjangoAssertNumQueries

from tambon.dictionary import actions as dictionary
from tambon.journal import queries as journal
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.plan import actions, queries
from tambon.plan.models import PlanVersion, Round
from tambon.plan.rules import Move

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DATASETS = Path(__file__).parents[2] / "tambon" / "standard" / "datasets"
JANUARY = datetime(2021, 1, 10, 3, tzinfo=UTC)  # the first round is open
NO_SECOND = PLAN_TEXT[: PLAN_TEXT.index("  - code: second")] + re.sub(
    r"\{ dataset: \w+, round: second \}",
    "{ report: { th: ก, en: A } }",
    PLAN_TEXT[PLAN_TEXT.index("\ntasks:") :],
)


@pytest.fixture(autouse=True)
def programme() -> None:
    make_programme()


def refusal(number: int, at: datetime = AT, **terms: bool) -> str:
    with pytest.raises(Problem) as caught:
        approve(number, at, **terms)
    return caught.value.kind.code


def days(code: str) -> tuple[date, date]:
    found = queries.get_round(f"{CODE}-{code}")
    return found.opens, found.closes


def test_a_text_is_a_version_once_and_in_force_only_when_approved() -> None:
    number = load()
    assert (number, load()) == (1, 1)
    assert queries.plan_in_force(CODE) is None
    assert queries.list_tasks(CODE) == [] == queries.list_rounds()
    done = approve(number)
    assert [(one.move, one.round.in_plan) for one in done.rounds] == [
        (Move.MADE, "first"),
        (Move.MADE, "second"),
    ]
    held = queries.plan_in_force(CODE)
    assert held is not None
    assert (held.text, held.view.inferred, held.view.approved_at) == (PLAN_TEXT, True, AT)
    sum_ = hashlib.sha256(PLAN_TEXT.encode()).hexdigest()
    entries = Entry.objects.filter(kind__in=("plan.loaded", "plan.approved")).order_by("id")
    assert [one.body for one in entries] == [{"number": 1, "sha256": sum_}] * 2
    assert approve(number).already
    assert entries.count() == 2


def test_tasks_and_rounds_follow_from_the_plan_in_force() -> None:
    approve(load())
    found = queries.list_tasks(CODE)
    assert len(found) == 34
    january = queries.tasks_of_month(CODE, "2021-01")
    assert [(t.code, t.number, t.due, t.period, t.round) for t in january] == [
        (f"{theme}-first", 4, date(2021, 1, day), "2021", f"{CODE}-first")
        for theme, day in (("water", 10), ("economy", 20), ("health", 25), ("education", 31))
    ]
    assert january[0].deliverable_th.startswith("น้ำ")
    assert days("first") == (date(2020, 12, 1), date(2021, 3, 1))
    rounds = queries.rounds_in(CODE)
    assert {(one.dataset, one.period) for one in rounds} == {(theme, "2021") for theme in THEMES}
    assert {one.without for one in rounds} == {(area("10"),)}
    month = queries.current_month(CODE, date(2021, 1, 10))
    assert month is not None
    assert (month.number, month.code) == (4, "2021-01")
    assert queries.current_month(CODE, date(2021, 10, 1)) is None


def test_another_plan_moves_what_is_to_come_and_closes_what_is_open() -> None:
    approve(load())
    later = PLAN_TEXT.replace("to: { month: 5 }", "to: { month: 6, day: 15 }")
    done = approve(load(later), JANUARY)
    assert [(one.move, one.round.in_plan) for one in done.rounds] == [
        (Move.MOVED, "first"),
        (Move.KEPT, "second"),
    ]
    assert days("first") == (date(2020, 12, 1), date(2021, 3, 16))
    done = approve(load(NO_SECOND), JANUARY)
    assert [(one.move, one.round.in_plan) for one in done.rounds] == [
        (Move.MOVED, "first"), (Move.WITHDRAWN, "second"),
    ]  # fmt: skip
    assert [one.code for one in Round.objects.all()] == [f"{CODE}-first"]
    kinds = Entry.objects.filter(subject=f"round:{CODE}-second").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["plan.round_made", "plan.round_withdrawn"]


def test_an_open_round_that_the_plan_leaves_out_closes_and_comes_back_with_the_older_plan() -> None:
    approve(load())
    april = datetime(2021, 4, 10, 3, tzinfo=UTC)
    done = approve(load(NO_SECOND), april)
    assert [(one.move, one.round.in_plan) for one in done.rounds] == [
        (Move.KEPT, "first"),
        (Move.CLOSED, "second"),
    ]
    assert days("second") == (date(2021, 4, 1), date(2021, 4, 11))
    assert refusal(1, april) == "409-plan-older"
    back = approve(1, april + timedelta(minutes=1), older=True)
    assert [one.move for one in back.rounds] == [Move.KEPT, Move.MOVED]
    assert days("second") == (date(2021, 4, 1), date(2021, 6, 1))
    held = queries.plan_in_force(CODE)
    assert held is not None
    assert held.view.number == 1
    approvals = Entry.objects.filter(kind="plan.approved").order_by("id")
    assert [one.body["number"] for one in approvals] == [1, 2, 1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"period": "year"}, "409-plan-round-opened"),
        ({"since": "{ month: 3, day: 5 }"}, "409-plan-round-opened"),
        ({"dataset": "population"}, "409-plan-round-opened"),
        ({"until": "{ month: 4, day: 5 }", "due": "5"}, "409-plan-round-closed-before"),
    ],
)
def test_what_answers_stand_under_is_never_taken_from_an_open_round(
    change: dict[str, str], code: str
) -> None:
    approve(load(small_plan()))
    assert refusal(load(small_plan(**change)), JANUARY) == code
    assert days("first") == (date(2020, 12, 1), date(2021, 2, 1))
    held = queries.plan_in_force(CODE)
    assert held is not None
    assert held.view.number == 1


def test_a_round_made_by_hand_stands_in_the_way_and_nothing_is_half_done() -> None:
    actions.make_round(
        programme=CODE, code="by-hand", name_th="ร", name_en="R", area_id=area("58"), opens=date(2021, 2, 1),
        closes=date(2021, 3, 1), datasets={"water": "2020"}, by=BY, at=AT,
    )  # fmt: skip
    assert refusal(load()) == "409-plan-rounds-overlap"
    assert queries.plan_in_force(CODE) is None
    assert [one.code for one in Round.objects.all()] == ["by-hand"]
    assert not Entry.objects.filter(kind="plan.approved").exists()


def test_a_plan_with_faults_is_refused_whole_with_every_line() -> None:
    text = PLAN_TEXT.replace("dataset: water, round: first", "dataset: rivers, round: first")
    text = text.replace("due: 16", "due: 32nd").replace("code: area-profile", "code: orientation")
    with pytest.raises(Problem) as caught:
        load(text)
    faults = caught.value.details["faults"]
    lines = text.splitlines()
    assert [one.code for one in faults] == [
        "422-plan-field",
        "422-plan-name-twice",
        "422-plan-dataset-unknown",
    ]
    assert "due: 32nd" in lines[faults[0].line - 1]
    assert "rivers" in lines[faults[2].line - 1]
    assert not PlanVersion.objects.exists()
    with pytest.raises(Problem) as caught:
        actions.load_plan(programme="none", text=PLAN_TEXT, by=BY, at=AT)
    assert caught.value.kind.code == "404-programme-unknown"


def test_a_programme_without_an_area_has_a_plan_only_once_it_has_one() -> None:
    actions.make_programme(
        code="p", name_th="ก", name_en="P", since=date(2020, 10, 1), until=date(2021, 10, 1), by=BY, at=AT
    )
    number = actions.load_plan(programme="p", text=PLAN_TEXT, by=BY, at=AT).number
    with pytest.raises(Problem) as caught:
        actions.approve_plan(programme="p", number=number, by=BY, at=AT)
    assert caught.value.kind.code == "409-plan-programme-without-area"


def test_days_of_a_programme_do_not_leave_its_rounds_or_plan_outside() -> None:
    approve(load())
    for old, new, code in (
        ("last: 2021-09-30", "last: 2021-05-15", "409-programme-rounds-outside"),
        ("last: 2021-09-30", "last: 2021-06-30", "409-programme-plan-outside"),
        ("first: 2020-10-01", "first: 2020-09-01", "409-programme-first-day"),
        ("without: [10]", "without: [58]", "409-programme-area"),
    ):
        with pytest.raises(Problem) as caught:
            actions.load_programme(PROGRAMME_TEXT.replace(old, new), by=BY, at=AT)
        assert caught.value.kind.code == code
    longer = actions.load_programme(PROGRAMME_TEXT.replace("2021-09-30", "2021-10-31"), by=BY, at=AT)
    assert longer.changed == ("during",)


def test_the_journal_tells_a_text_that_was_changed_behind_it() -> None:
    approve(load())
    assert journal.verify(queries.JOURNAL_CHECKERS).holds
    PlanVersion.objects.update(text=PLAN_TEXT.replace("weight: 60", "weight: 59"))
    assert [one.code for one in journal.verify(queries.JOURNAL_CHECKERS).faults] == ["row-changed"]
    PlanVersion.objects.update(text=PLAN_TEXT, approved_at=None)
    assert [one.code for one in journal.verify(queries.JOURNAL_CHECKERS).faults] == ["row-missing"]


def test_of_two_approvals_the_one_that_came_last_is_in_force_whatever_the_clocks_say() -> None:
    """Who waits for another's approval had looked at the clock before."""
    first, second = load(), load(NO_SECOND)
    approve(first, AT, older=True)
    approve(second, AT - timedelta(seconds=1))
    in_force = queries.plan_in_force(CODE)
    assert in_force is not None and in_force.view.number == second
    approve(first, AT - timedelta(seconds=1), older=True)
    in_force = queries.plan_in_force(CODE)
    assert in_force is not None and in_force.view.number == first
    assert {one.in_plan for one in queries.standing_rounds(CODE)} == {
        one.in_plan for one in queries.planned_rounds(CODE)
    }


def test_tasks_are_named_as_the_dictionary_names_them_today() -> None:
    approve(load())
    (before, *_) = {task.deliverable_en for task in queries.list_tasks(CODE) if task.dataset == "water"}
    text = (DATASETS / "water.yml").read_text("utf-8")
    dictionary.load_text(text.replace(f"en: {before}", "en: Water anew", 1), file="water.yml", by=BY, at=AT)
    assert {one.deliverable_en for one in queries.list_tasks(CODE) if one.dataset == "water"} == {
        "Water anew"
    }


def test_the_tasks_of_a_plan_cost_three_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    approve(load())
    queries.list_tasks(CODE)
    with django_assert_num_queries(3):
        queries.list_tasks(CODE)

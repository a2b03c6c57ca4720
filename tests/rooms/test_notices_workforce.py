"""What the workforce and the plan let wait: for a worker, for the district, for nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from workforce_world import AT, BY, TODAY, World, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.dictionary import actions as dictionary
from tambon.fieldkit.queries import work_for
from tambon.notices import queries
from tambon.notices.rules import Wait, WaitKind
from tambon.plan import actions as plan
from tambon.plan import queries as plan_queries
from tambon.plan.rules import TaskKind
from tambon.workforce import actions as workforce
from tambon.workforce.models import DayEntry, TaskDone
from tambon.workforce.queries import find_contract
from tambon.workforce.rules import AbsenceReason, EndReason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLAN = Path(__file__).parents[2] / "tambon" / "standard" / "plans" / "inferred.yml"
GIVEN = {"by": BY, "at": AT}
NEXT_WEEK = TODAY + timedelta(days=2)  # from here the task of 30 November is due within seven days


@pytest.fixture
def world() -> World:
    """Malee and Somchai share 580102; of 580103 post 1 is Kaew's, post 2 vacant, no village given."""
    world = make_world()
    dictionary.load_standard(**GIVEN)
    world.shared()
    for name, tambon, number in (("malee", "580102", 1), ("somchai", "580102", 2), ("kaew", "580103", 1)):
        world.hired(name, tambon, number)
    return world


@pytest.fixture
def planned(world: World) -> World:
    number = plan.load_plan(programme="p", text=PLAN.read_text("utf-8"), **GIVEN).number
    plan.approve_plan(programme="p", number=number, **GIVEN)
    return world


def contract(world: World, name: str) -> int:
    found = find_contract(world.people[name], on=TODAY)
    assert found
    return found.id


def told(world: World, name: str, on: date = TODAY) -> dict[WaitKind, Wait]:
    return {wait.kind: wait for wait in queries.waiting_for(world.people[name], on=on)}


def test_a_district_hears_of_vacant_posts_and_villages_that_nobody_has(world: World) -> None:
    found = told(world, "wichai")
    assert (found[WaitKind.VACANT_POSTS].count, found[WaitKind.VACANT_POSTS].of) == (1, 4)
    assert found[WaitKind.UNASSIGNED_VILLAGES].count == 3
    assert WaitKind.VACANT_POSTS not in told(world, "prasert")
    world.shared("580103")
    world.hired("dao", "580103", 2)
    assert not {WaitKind.VACANT_POSTS, WaitKind.UNASSIGNED_VILLAGES} & told(world, "wichai").keys()


def test_a_district_hears_of_workers_of_whom_nothing_is_heard(world: World) -> None:
    assert told(world, "wichai")[WaitKind.SILENT_WORKERS].count == 3
    for name, days in (("malee", 1), ("somchai", 8)):
        day = TODAY - timedelta(days=days)
        DayEntry.objects.create(contract_id=contract(world, name), day=day, kind="village", written_at=AT)
    assert told(world, "wichai")[WaitKind.SILENT_WORKERS].count == 2
    away = {"since": TODAY, "until": TODAY + timedelta(9), "reason": AbsenceReason.SICK}
    workforce.set_absence(contract_id=contract(world, "kaew"), **away, **GIVEN)
    assert told(world, "wichai")[WaitKind.SILENT_WORKERS].count == 1


def test_a_district_hears_of_contracts_that_end_within_a_month(world: World) -> None:
    assert WaitKind.CONTRACTS_ENDING not in told(world, "wichai")
    over = TODAY + timedelta(days=20)
    workforce.end_contract(contract(world, "kaew"), on=over, reason=EndReason.RESIGNED, **GIVEN)
    wait = told(world, "wichai")[WaitKind.CONTRACTS_ENDING]
    assert (wait.count, wait.day) == (1, over - timedelta(days=1))
    world.hired("dao", "580103", 1, since=over)  # somebody follows
    assert WaitKind.CONTRACTS_ENDING not in told(world, "wichai")


def test_a_worker_hears_of_tasks_late_and_due_until_they_are_done(planned: World) -> None:
    late = told(planned, "malee", NEXT_WEEK)[WaitKind.TASKS_LATE]
    assert (late.count, late.day) == (3, date(2026, 10, 16))
    due = told(planned, "malee", NEXT_WEEK)[WaitKind.TASKS_DUE]
    assert (due.count, due.day) == (1, date(2026, 11, 30))
    for task in ("orientation", "area-profile", "agencies-informed", "records-gathered"):
        TaskDone.objects.create(contract_id=contract(planned, "malee"), task=task, day=TODAY, written_at=AT)
    assert not {WaitKind.TASKS_LATE, WaitKind.TASKS_DUE} & told(planned, "malee", NEXT_WEEK).keys()
    district = told(planned, "wichai", NEXT_WEEK)
    assert (district[WaitKind.WORKERS_LATE].count, district[WaitKind.WORKERS_LATE].of) == (2, 3)
    assert (district[WaitKind.TASKS_DUE].count, district[WaitKind.TASKS_DUE].day) == (1, date(2026, 11, 30))


def test_whoever_comes_later_is_not_late_at_once(planned: World) -> None:
    planned.shared("580103", on=TODAY)
    planned.hired("dao", "580103", 2, since=date(2026, 11, 20))
    found = told(planned, "dao", date(2026, 12, 1))
    assert WaitKind.TASKS_LATE not in found  # what others had until 30 November
    assert (found[WaitKind.TASKS_DUE].count, found[WaitKind.TASKS_DUE].day) == (1, date(2026, 12, 4))
    assert WaitKind.TASKS_LATE in told(planned, "dao", date(2026, 12, 5))


def test_a_field_task_is_late_until_each_village_has_all_its_answers(planned: World) -> None:
    after = date(2027, 3, 2)  # the first field round closed with February
    before = told(planned, "malee", after)[WaitKind.TASKS_LATE].count
    _answer_everything(planned, "58010201", "58010202", "58010203")
    assert told(planned, "malee", after)[WaitKind.TASKS_LATE].count < before
    assert told(planned, "somchai", after)[WaitKind.TASKS_LATE].count == before


def test_what_is_told_is_what_the_workers_own_page_shows(planned: World) -> None:
    """The page asks worker by worker and village by village; the digest asks once for everybody."""
    planned.shared("580103", on=TODAY)
    planned.hired("dao", "580103", 2, since=date(2026, 11, 20))
    _answer_everything(planned, "58010201", "58010204")
    away = {"since": TODAY, "until": date(2027, 2, 1), "reason": AbsenceReason.LEAVE}
    substitute = contract(planned, "somchai")
    workforce.set_absence(contract_id=contract(planned, "malee"), **away, substitute=substitute, **GIVEN)
    for on in (TODAY, date(2026, 12, 1), date(2026, 12, 20), date(2027, 3, 2), date(2027, 5, 5)):
        for name in ("malee", "somchai", "kaew", "dao"):
            day = work_for(planned.people[name], on=on)
            assert day is not None
            found = told(planned, name, on)
            late = {item.task.code for item in day.work.late}
            soon = on + timedelta(days=7)
            due = {item.task.code for item in day.work.today if item.counts_from <= soon}
            said = [found[k].count if k in found else 0 for k in (WaitKind.TASKS_LATE, WaitKind.TASKS_DUE)]
            if day.held:
                assert said == [len(late), len(due)], (name, on)
            else:  # whoever has no village today is no worker today
                assert said == [0, 0]


def test_a_worker_hears_of_villages_newly_given(world: World) -> None:
    assert WaitKind.NEW_VILLAGES not in told(world, "kaew")
    workforce.give_villages(
        post_id=world.post("580103", 1), village_ids=world.villages("58010301"), since=TODAY, **GIVEN
    )  # fmt: skip
    assert told(world, "kaew")[WaitKind.NEW_VILLAGES].count == 1
    assert WaitKind.NEW_VILLAGES not in told(world, "kaew", TODAY + timedelta(days=7))


def test_the_centre_hears_of_a_plan_that_waits_for_approval(planned: World) -> None:
    kanya = accounts.add_person(username="kanya", name_th="กัญญา", **GIVEN)
    accounts.grant(NewGrant(kanya, Role.CENTRAL, TODAY, area_id=planned.area["TH"]), **GIVEN)
    planned.people["kanya"] = kanya
    assert WaitKind.PLANS_TO_APPROVE not in told(planned, "kanya")
    text = PLAN.read_text("utf-8").replace('version: "2"', 'version: "3"')
    number = plan.load_plan(programme="p", text=text, **GIVEN).number
    assert told(planned, "kanya")[WaitKind.PLANS_TO_APPROVE].count == 1
    assert WaitKind.PLANS_TO_APPROVE not in told(planned, "wichai")
    plan.approve_plan(programme="p", number=number, **GIVEN)
    assert WaitKind.PLANS_TO_APPROVE not in told(planned, "kanya")


def _answer_everything(world: World, *codes: str) -> None:
    """Counts as if every variable of every dataset of the first round had been answered there."""
    from tambon.dictionary.queries import get_dataset
    from tambon.plan.models import RoundDataset
    from tambon.records.models import Record, Tally

    for asked in RoundDataset.objects.select_related("dataset"):
        cells = len(get_dataset(asked.dataset.name).spec.asked)
        for area in world.villages(*codes):
            record, made = Record.objects.get_or_create(
                dataset=asked.dataset.name, period=asked.period, area_id=area, defaults={"changed_at": AT}
            )
            if made:
                Tally.objects.create(
                    record=record, office=None, dataset=record.dataset, period=record.period, area_id=area,
                    reported=cells, checked=0, verified=0, disputed=0, absent=0, waiting=0, oddness=0,
                )  # fmt: skip


def test_a_district_hears_also_of_somebody_who_came_today(planned: World) -> None:
    """Who takes over what was due before is not late yet: counted among the workers, and breaks nothing."""
    day = TODAY + timedelta(days=10)
    planned.hired("dao", "580103", 2, since=day)
    planned.shared("580103", on=day)
    for name in ("malee", "somchai", "kaew", "dao"):
        contract = find_contract(planned.people[name], on=day)
        assert contract is not None
        for task in plan_queries.list_tasks("p"):
            if task.kind is not TaskKind.DATASET:
                TaskDone.objects.create(contract_id=contract.id, task=task.code, day=TODAY, written_at=AT)
    told = queries.waiting_for(planned.people["wichai"], on=day)
    assert not [wait for wait in told if wait.kind is WaitKind.WORKERS_LATE and wait.count]

"""Shares follow the registry of areas; a sharing is told before it is done; a post tells its history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from workforce_world import AT, BY, SINCE, TODAY, World, add_villages, make_world

from tambon.areas import actions as areas
from tambon.areas.queries import ids_by_code
from tambon.areas.rules import When
from tambon.areas.rules.operations import Abolish, Move, Operation
from tambon.config import jobs
from tambon.workforce import actions, queries
from tambon.workforce.rules import AbsenceReason, EndReason, ShareEnd
from tambon.workforce.rules.views import Why

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)


@pytest.fixture
def world() -> World:
    made = make_world()
    made.shared()
    made.shared("580103")
    made.hired("malee", "580102", 1)
    made.hired("kaew", "580103", 1)
    return made


def change(*operations: Operation, law: date) -> None:
    when = When(law, law, "test")
    areas.apply_operations([(one, when) for one in operations], note="", synthetic=True, by=BY, at=AT)


def keep(on: date = TODAY) -> actions.Kept:
    return actions.keep_with_registry(on=on, by=BY, at=AT)


def listed(world: World, tambon: str, on: date = TODAY) -> dict[int, tuple[Why, str]]:
    found = queries.list_unassigned("p", under=world.area[tambon], on=on)
    return {one.village_id: (one.why, one.end_reason) for one in found}


def test_while_nothing_changed_nothing_is_taken(world: World) -> None:
    assert keep() == actions.Kept(0, 0)


def test_a_village_that_ended_leaves_its_post_and_nobody_may_collect_there(world: World) -> None:
    change(Abolish("58010203"), law=TODAY)
    assert keep() == actions.Kept(1, 1)
    assert world.having("58010203", YESTERDAY) == "malee"
    assert world.having("58010203") is None
    assert world.area["58010203"] not in listed(world, "580102")  # it stands no more
    assert keep() == actions.Kept(0, 0)


def test_a_village_that_moved_is_listed_where_it_is_now_and_goes_to_a_post_there(world: World) -> None:
    village = world.area["58010203"]
    change(Move("58010203", "580103", "58010304"), law=TODAY)
    assert keep() == actions.Kept(1, 1)
    assert world.having("58010203") is None
    assert listed(world, "580103")[village] == (Why.NO_POST, "village_ended")
    actions.give_villages(post_id=world.post("580103", 1), village_ids=[village], since=TODAY, by=BY, at=AT)
    assert world.having("58010203") == "kaew"
    assert keep() == actions.Kept(0, 0)


def test_what_was_handed_to_a_neighbouring_tambon_on_purpose_stays(world: World) -> None:
    actions.hand_over(
        from_post=world.post("580102", 1), to_post=world.post("580103", 1),
        village_ids=world.villages("58010201"), on=TODAY, by=BY, at=AT,
    )  # fmt: skip
    assert keep() == actions.Kept(0, 0)
    assert world.having("58010201") == "kaew"


def test_a_change_of_a_later_day_takes_nothing_before_it(world: World) -> None:
    change(Abolish("58010203"), law=TOMORROW)
    assert keep() == actions.Kept(0, 0)
    assert keep(on=TOMORROW) == actions.Kept(1, 1)
    assert world.having("58010203") == "malee" and world.having("58010203", TOMORROW) is None


def test_a_new_village_needs_nothing_to_be_listed(world: World) -> None:
    add_villages("58010206", day=SINCE)
    village = ids_by_code(["58010206"], on=TODAY)["58010206"]
    assert keep() == actions.Kept(0, 0)
    assert listed(world, "580102")[village] == (Why.NO_POST, "")


def test_the_job_asks_once_for_each_edition_and_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []

    def kept(*, on: date, by: str, at: object) -> None:
        asked.append(on)

    monkeypatch.setattr(jobs.workforce, "keep_with_registry", kept)
    monkeypatch.setattr(jobs, "_kept", {})
    jobs.keep_shares(0)
    jobs.keep_shares(0)
    assert len(asked) == 1
    add_villages("58010206", day=SINCE)
    jobs.keep_shares(0)
    assert len(asked) == 2


def test_the_plan_of_a_sharing_is_what_sharing_does(world: World) -> None:
    add_villages("58010206", "58010207", day=SINCE)
    plan = queries.plan_sharing("p", world.area["580102"], on=TODAY)
    one, two = world.post("580102", 1), world.post("580102", 2)
    assert [len(plan.wanted[post]) for post in (one, two)] == [4, 3]
    assert set(plan.moving) == {
        world.area["58010204"], *ids_by_code(["58010206", "58010207"], on=TODAY).values()
    }  # fmt: skip
    done = world.shared(on=TODAY)
    assert done.villages == plan.wanted and done.moved == len(plan.moving)
    assert queries.plan_sharing("p", world.area["580102"], on=TODAY).moving == []
    assert not queries.never_shared("p", world.area["580102"], on=TODAY)
    assert queries.never_shared("p", world.area["580201"], on=TODAY)


def test_a_posts_history_tells_contracts_absences_and_villages_latest_first(world: World) -> None:
    post = world.post("580102", 1)
    held = queries.find_contract(world.people["malee"], on=TODAY)
    assert held
    away = {"since": YESTERDAY, "until": TODAY, "reason": AbsenceReason.SICK}
    absence = actions.set_absence(held.id, **away, by=BY, at=AT)
    actions.end_contract(held.id, on=TODAY, reason=EndReason.MOVED, by=BY, at=AT)
    next_one = world.hired("dao", "580102", 1, TOMORROW, replaces=held.id)
    actions.hand_back(
        post_id=post, village_ids=world.villages("58010201"), on=TODAY, reason=ShareEnd.TOO_MANY,
        note="สองคนทำไม่ไหว", by=BY, at=AT,
    )  # fmt: skip
    history = queries.history_of([post])[post]
    assert [(one.contract_id, one.since, one.until, one.end_reason) for one in history.tenures] == [
        (next_one, TOMORROW, date(2027, 10, 1), ""), (held.id, SINCE, TODAY, "moved"),
    ]  # fmt: skip
    assert [one.id for one in history.tenures[1].absences] == [absence]
    told = [(one.day, one.reason, one.note, len(one.village_ids)) for one in history.moves]
    assert told == [(TODAY, "too_many", "สองคนทำไม่ไหว", 1), (SINCE, "", "", 3)]
    view = queries.get_post(post)
    assert (view.programme, view.tambon_id, view.number) == ("p", world.area["580102"], 1)
    assert queries.get_absence(absence).contract_id == held.id

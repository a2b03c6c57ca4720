"""Two officers at once: each change sees what the other did, in one programme and across programmes."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from at_once import at_once, until_somebody_waits
from django.db import transaction
from workforce_world import AT, BY, SINCE, TODAY, UNTIL, World, make_world

from tambon.accounts.models import Grant
from tambon.areas import actions as areas
from tambon.areas.rules import When
from tambon.areas.rules.operations import Abolish
from tambon.lib.problem import Problem
from tambon.plan import actions as plan
from tambon.plan.models import Programme
from tambon.workforce import actions
from tambon.workforce.models import Contract, Post, RosterLoad, VillageShare
from tambon.workforce.rules import EndReason

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
GIVEN = {"by": BY, "at": AT}


@pytest.fixture
def world() -> World:
    """Two programmes work in the same tambons: malee has the villages of 580102 in one, dao in the other."""
    world = make_world()
    plan.make_programme(
        code="q", name_th="โครงการสอง", name_en="Second", since=SINCE, until=UNTIL, posts_per_tambon=1,
        area_id=world.area["58"], **GIVEN,
    )  # fmt: skip
    actions.make_posts(programme="q", on=TODAY, **GIVEN)
    for programme in ("p", "q"):
        for tambon in ("580102", "580103"):
            actions.share_evenly(programme=programme, tambon_id=world.area[tambon], on=SINCE, **GIVEN)
    return world


def post(world: World, programme: str, tambon: str = "580102") -> int:
    return Post.objects.get(programme__code=programme, tambon_id=world.area[tambon], number=1).pk


def hire(world: World, name: str, programme: str) -> int:
    return actions.make_contract(
        post_id=post(world, programme), person_id=world.people[name], since=TODAY, **GIVEN
    )


def test_grants_of_two_programmes_over_one_village_do_not_undo_one_another(world: World) -> None:
    written, may_end = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            hire(world, "malee", "p")
            written.set()
            assert may_end.wait(20)

    def second() -> None:
        assert written.wait(20)
        hire(world, "dao", "q")

    def meanwhile() -> None:
        assert written.wait(20)
        until_somebody_waits()
        may_end.set()

    assert at_once(first, second, meanwhile) == [None, None, None]
    having = Grant.objects.filter(
        area_id=world.area["58010201"], basis="workforce", during__contains=TODAY
    ).values_list("person_id", flat=True)
    assert set(having) == {world.people["malee"], world.people["dao"]}


def test_following_the_registry_and_an_officer_of_the_second_programme_do_not_lock_one_another_out(
    world: World,
) -> None:
    """The registry takes the first programme, then the second; the officer has begun in the second."""
    hire(world, "malee", "p")
    dao = hire(world, "dao", "q")
    when = When(TODAY, TODAY, "test")
    areas.apply_operations([(Abolish("58010201"), when)], note="", synthetic=True, **GIVEN)
    from tambon.workforce.actions.writing import wait_for_others

    written, may_go_on = threading.Event(), threading.Event()

    def officer() -> None:
        with transaction.atomic():
            wait_for_others(Programme.objects.get(code="q").pk)
            written.set()
            assert may_go_on.wait(20)
            actions.end_contract(dao, on=TODAY, reason=EndReason.RESIGNED, **GIVEN)

    def registry() -> None:
        assert written.wait(20)
        actions.keep_with_registry(on=TODAY, **GIVEN)

    def meanwhile() -> None:
        assert written.wait(20)
        until_somebody_waits()
        may_go_on.set()

    assert at_once(officer, registry, meanwhile) == [None, None, None]
    assert not Contract.objects.filter(pk=dao, during__contains=TODAY).exists()
    assert not VillageShare.objects.filter(village_id=world.area["58010201"], during__contains=TODAY).exists()


def test_one_roster_loaded_by_two_at_once_brings_everything_once(world: World) -> None:
    content = "\n".join(
        ["tambon,post,name_th,from", "580102,1,มาลี ใจดี,2026-10-01", "580102,2,สมชาย ดี,2026-10-01"]
    ).encode()
    reports: list[actions.RosterReport] = []

    def load() -> None:
        reports.append(actions.load_roster(content, programme="p", keys=None, **GIVEN))

    assert at_once(load, load, load) == [None] * 3
    assert sorted(one.contracts for one in reports) == [0, 0, 2]
    assert sorted(one.unchanged for one in reports) == [0, 2, 2]
    assert (Contract.objects.count(), RosterLoad.objects.count()) == (2, 1)


def test_two_people_hired_into_one_post_and_one_person_into_two_at_once(world: World) -> None:
    def hired(name: str, programme: str) -> Callable[[], object]:
        return lambda: hire(world, name, programme)

    faults = at_once(hired("malee", "p"), hired("kaew", "p"))
    assert sorted(refusals(faults)) == ["", "409-post-filled"]
    Contract.objects.all().delete()
    faults = at_once(hired("fah", "p"), hired("fah", "q"))
    assert sorted(refusals(faults)) == ["", "409-person-engaged"]


def refusals(faults: list[BaseException | None]) -> list[str]:
    assert all(fault is None or isinstance(fault, Problem) for fault in faults), faults
    return [fault.kind.code if isinstance(fault, Problem) else "" for fault in faults]

"""A worker answers a return at the desk: on which days, and what comes of two who act at once."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from at_once import at_once, until_somebody_waits
from django.db import transaction
from records_world import AT, BY, TODAY, World, collect, make_world
from test_verification_verdicts import officer, ref

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.verification import actions
from tambon.verification.models import Returned
from tambon.verification.rules import CellRef, Reason

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LATER = AT + timedelta(hours=2)


@pytest.fixture
def world() -> World:
    return make_world()


def returned(world: World) -> Returned:
    record, due = collect(world), TODAY + timedelta(days=9)
    actions.return_cells(
        officer(world), [ref(record)], reason=Reason.OTHER, note="", due=due, on=TODAY, at=AT
    )
    return Returned.objects.get()


def worker(world: World, name: str, since: date = date(2026, 10, 1)) -> int:
    id_ = accounts.add_person(username=name, name_th="มานี", by=BY, at=AT)
    accounts.grant(NewGrant(id_, Role.WORKER, since, area_id=world.area["580102"]), by=BY, at=AT)
    return id_


def answer(who: Who, row: Returned, value: int = 91, visited: date = TODAY, on: date = TODAY) -> None:
    actions.answer_return(who, row.pk, value=value, visited_on=visited, on=on, at=LATER)


def answers() -> list[int]:
    found = Claim.objects.filter(evidence__startswith="desk:return:").order_by("id")
    return [claim.values["piped_households"] for claim in found]


def code(fault: BaseException | None) -> str:
    return fault.kind.code if isinstance(fault, Problem) else repr(fault)


def test_who_collects_there_today_alone_cannot_have_visited_it_before(world: World) -> None:
    row, first = returned(world), TODAY + timedelta(days=2)
    who = who_is.who(worker(world, "manee", since=first), on=first)
    with pytest.raises(Problem) as caught:
        answer(who, row, visited=first - timedelta(days=1), on=first)
    assert (caught.value.kind.code, answers()) == ("403-not-allowed", [])
    answer(who, row, visited=first, on=first)
    assert (answers(), Returned.objects.get().closed_how) == ([91], "answered")


def test_of_two_workers_who_answer_at_once_one_is_told_that_it_is_answered(world: World) -> None:
    row = returned(world)
    people = [who_is.who(id_, on=TODAY) for id_ in (world.worker, worker(world, "manee"))]
    held = threading.Event()

    def hold() -> None:
        with transaction.atomic():
            records.hold([row.record_id])
            held.set()
            until_somebody_waits(many=2, for_rows=True)

    def speak(place: int):  # type: ignore[no-untyped-def]
        def run() -> None:
            assert held.wait(20)
            answer(people[place], row, 91 + place)

        return run

    waited, *told = at_once(hold, speak(0), speak(1))
    assert waited is None
    assert sorted(code(one) for one in told) == ["404-return-unknown", "None"]
    assert len(answers()) == 1 and Returned.objects.get().closed_how == "answered"


def test_an_answer_to_what_is_withdrawn_meanwhile_is_refused_and_makes_no_claim(world: World) -> None:
    row, withdrawn = returned(world), threading.Event()
    office, who = officer(world, name="wanna"), who_is.who(world.worker, on=TODAY)

    def withdraw() -> None:
        with transaction.atomic():
            actions.withdraw_return(office, row.pk, on=TODAY, at=LATER)
            withdrawn.set()
            until_somebody_waits(for_rows=True)

    def speak() -> None:
        assert withdrawn.wait(20)
        answer(who, row)

    assert [code(one) for one in at_once(withdraw, speak)] == ["None", "404-return-unknown"]
    assert answers() == [] and Returned.objects.get().closed_how == "withdrawn"


def test_verdicts_for_two_offices_lock_the_records_by_id_like_everybody(world: World) -> None:
    first, second = collect(world), collect(world, "58010202")
    who = officer(world, "lao", "malai")
    both = NewGrant(who.person_id, Role.VERIFIER, date(2026, 10, 1), office_id=world.office["pwa"])
    accounts.grant(both, by=BY, at=AT)
    who, held = who_is.who(who.person_id, on=TODAY), threading.Event()
    cells: list[CellRef] = [ref(second), ref(first, "households")]  # of pwa, and of the local government

    def by_id() -> None:
        with transaction.atomic():
            records.hold([first.id])
            held.set()
            until_somebody_waits(for_rows=True)
            records.hold([second.id])

    def confirm() -> None:
        assert held.wait(20)
        actions.confirm(who, cells, on=TODAY, at=LATER)

    assert at_once(by_id, confirm) == [None, None]

"""Locking while people speak: what the lock counts is what was said before it, to the last claim."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from at_once import at_once, until_somebody_waits
from django.db import transaction
from records_world import AT, TODAY, World, judge, make_world

from tambon.records import actions, queries
from tambon.records.models import Claim, Lock
from tambon.records.rules import ClaimKind, NewClaim

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VILLAGES = ("58010201", "58010202", "58010203")


@pytest.fixture
def world() -> World:
    return make_world()


def say(world: World, number: int, village: str = "58010201") -> None:
    claim = NewClaim(
        ClaimKind.FIELD, "water", world.area[village], "2026", {"households": number}, TODAY, "person:1",
        made_at=AT + timedelta(seconds=number),
    )  # fmt: skip
    actions.make_claims([claim], at=AT)


def lock(world: World) -> int:
    return actions.lock_area(dataset="water", period="2026", area_id=world.area["580102"], ref=uuid4(), at=AT)


def test_a_claim_on_its_way_counts_and_the_one_behind_the_lock_waits(world: World) -> None:
    say(world, 1)
    said, go_on = threading.Event(), threading.Event()

    def speak() -> None:
        with transaction.atomic():
            say(world, 2)
            said.set()
            assert go_on.wait(20)

    def sign() -> None:
        assert said.wait(20)
        lock(world)

    def release() -> None:
        assert said.wait(20)
        until_somebody_waits()  # the signer, for the one who is speaking
        go_on.set()

    assert at_once(speak, sign, release) == [None] * 3
    say(world, 3)
    upto = Lock.objects.get().upto
    assert world.record().values == {"households": 2}
    assert [c.values["households"] for c in Claim.objects.filter(id__lte=upto).order_by("id")] == [1, 2]
    assert list(queries.check_records()) == []


def test_many_who_speak_judge_lock_and_lift_at_once_leave_what_the_claims_make(world: World) -> None:
    for village in VILLAGES:
        say(world, 1, village)
    seen = [world.record(village) for village in VILLAGES]

    def speak(first: int):  # type: ignore[no-untyped-def]
        def work() -> None:
            for number in range(first, first + 8):
                say(world, number, VILLAGES[number % 3])

        return work

    def confirm() -> None:
        verdicts = [judge(record, "households") for record in seen]
        for _ in range(6):
            actions.give_verdicts(verdicts, office=world.office["lao"], by="person:9", at=AT)

    def lock_and_lift() -> None:
        for _ in range(5):
            lock(world)
            actions.lift_lock(ref=Lock.objects.get(until__isnull=True).ref, at=AT)
        lock(world)

    assert at_once(speak(10), speak(30), confirm, lock_and_lift) == [None] * 4
    assert list(queries.check_records()) == []
    actions.lift_lock(ref=Lock.objects.get(until__isnull=True).ref, at=AT)
    assert [world.record(v).values["households"] for v in VILLAGES] == [36, 37, 35]
    assert list(queries.check_records()) == []

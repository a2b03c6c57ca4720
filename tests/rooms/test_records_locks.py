"""A lock is a count of claims: what is offered after it waits, whatever the order, until it is lifted."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records_world import AT, TODAY, World, collect, judge, make_world, register
from test_records_rules import NOON, RULES, histories, owned

from tambon.lib.problem import Problem
from tambon.records import actions, queries
from tambon.records.models import Claim, Lock, PastValue
from tambon.records.queries.locks import Locks
from tambon.records.rules import VERDICTS, ClaimKind, Grade, Key, Known, NewClaim, Outcome, derive

LATER = AT + timedelta(hours=1)


def made(claims: list[Known], rule, upto: int | None = None):  # type: ignore[no-untyped-def]
    return derive(claims, {"x": rule}, owned=owned, held={}, at=NOON, upto=upto)


@given(histories(), RULES, st.integers(0, 8), st.randoms())
def test_under_a_lock_the_record_is_what_the_claims_up_to_it_make(claims, rule, upto, dice: random.Random):
    before = [claim for claim in claims if claim.id <= upto]
    words = [claim for claim in claims if claim.id > upto and claim.kind in VERDICTS]
    shuffled = list(claims)
    dice.shuffle(shuffled)
    locked = made(shuffled, rule, upto)
    assert locked == made([*before, *words], rule)
    if not words:
        assert locked == made(before, rule)


@given(histories(), RULES, st.randoms())
def test_a_lock_after_everything_and_no_lock_are_the_same(claims, rule, dice: random.Random):
    shuffled = list(claims)
    dice.shuffle(shuffled)
    last = max(claim.id for claim in claims)
    assert made(shuffled, rule, last) == made(claims, rule, None)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def lock(world: World, place: str = "580102", at=AT) -> UUID:  # type: ignore[no-untyped-def]
    ref = uuid4()
    actions.lock_area(dataset="water", period="2026", area_id=world.area[place], ref=ref, at=at)
    return ref


def holds() -> bool:
    return list(queries.check_records()) == []


def late(world: World, place: str = "58") -> tuple[int, int]:
    found = queries.count_late("water", period="2026", area_id=world.area[place], on=TODAY)
    return found.claims, found.records


@pytest.mark.slow
def test_what_comes_after_a_lock_waits_in_the_open_and_counts_when_it_is_lifted(world: World) -> None:
    collect(world, households=120, piped=90)
    ref = lock(world)
    record = collect(world, minutes=5, households=130, piped=90)
    assert record.values == {"households": 120, "piped_households": 90}
    assert [(c.values["households"], c.late) for c in queries.list_claims(record.id)] == [
        (120, False),
        (130, True),
    ]
    assert (late(world), late(world, "580103"), holds()) == ((1, 1), (0, 0), True)
    assert actions.lift_lock(ref=ref, at=LATER) == 1
    assert world.record().values == {"households": 130, "piped_households": 90}
    assert (late(world), holds()) == ((0, 0), True)
    assert {row.value for row in PastValue.objects.all()} == {120, 90}


@pytest.mark.slow
def test_a_first_value_after_a_lock_waits_too(world: World) -> None:
    ref = lock(world)
    record = collect(world, households=120, piped=90)
    assert (record.values, holds()) == ({}, True)
    assert actions.lift_lock(ref=ref, at=LATER) == 1
    assert (world.record().values["households"], holds()) == (120, True)


@pytest.mark.slow
def test_an_owner_may_dispute_a_locked_value_and_its_own_value_waits(world: World) -> None:
    collect(world, households=120, piped=90)
    ref = lock(world)
    verdict = judge(world.record(), "piped_households", dispute=True, proposed=80)
    answers = actions.give_verdicts([verdict], office=world.office["pwa"], by="person:9", at=LATER)
    assert [answer.outcome for answer in answers] == [Outcome.DONE]
    cell = world.record().cells["piped_households"]
    assert (world.record().values["piped_households"], cell.grade) == (90, Grade.DISPUTED)
    assert holds()
    actions.lift_lock(ref=ref, at=LATER)
    assert world.record().values["piped_households"] == 80
    assert holds()


@pytest.mark.slow
def test_the_tightest_lock_counts_and_the_wider_goes_on_holding(world: World) -> None:
    collect(world, households=120, piped=90)
    tambon = lock(world)
    collect(world, minutes=5, households=130, piped=90)
    district = lock(world, "5801", at=AT + timedelta(minutes=6))
    collect(world, minutes=7, households=140, piped=90)
    assert world.record().values["households"] == 120
    assert actions.lift_lock(ref=tambon, at=LATER) == 1
    assert (world.record().values["households"], holds()) == (130, True)
    assert actions.lift_lock(ref=district, at=LATER) == 1
    assert (world.record().values["households"], holds()) == (140, True)


@pytest.mark.slow
def test_a_lock_above_holds_up_the_neighbour_too_and_lifting_the_upper_first_frees_nothing(
    world: World,
) -> None:
    collect(world, households=120, piped=90)
    collect(world, "58010202", households=60, piped=50)
    tambon, district = lock(world), lock(world, "5801")
    actions.make_claims([register(world, village="58010202", households=61)], at=LATER)
    collect(world, minutes=5, households=130, piped=90)
    assert actions.lift_lock(ref=district, at=LATER) == 0
    assert world.record().values["households"] == 120
    assert actions.lift_lock(ref=tambon, at=LATER) == 2
    assert holds()


@pytest.mark.slow
def test_an_area_is_locked_once_and_lifted_once(world: World) -> None:
    ref = lock(world)
    with pytest.raises(Problem) as twice:
        lock(world)
    assert twice.value.kind.code == "409-records-already-locked"
    actions.lift_lock(ref=ref, at=LATER)
    with pytest.raises(Problem) as gone:
        actions.lift_lock(ref=ref, at=LATER)
    assert gone.value.kind.code == "404-records-no-lock"
    lock(world, at=LATER)


@pytest.mark.slow
def test_a_lock_counts_in_the_tree_of_its_day(world: World) -> None:
    lock(world)
    keys = [Key("water", "2026", world.area[code]) for code in ("58010201", "58010301")]
    found = Locks(keys)
    assert [found.upto(key) for key in keys] == [0, None]
    assert Locks([Key("water", "2027", world.area["58010201"])]).upto(keys[0]) is None


@pytest.mark.slow
def test_a_lock_moved_behind_the_log_shows_in_the_proof(world: World) -> None:
    collect(world, households=120, piped=90)
    lock(world)
    collect(world, minutes=5, households=130, piped=90)
    Lock.objects.update(upto=10**9)
    record = world.record()
    assert {(f.code, f.where) for f in queries.check_records()} == {
        ("record-differs-from-claims", f"records_record {record.id}")
    }


@pytest.mark.slow
def test_where_nothing_is_locked_a_batch_asks_once(world: World) -> None:
    keys = [Key("water", "2026", id_) for id_ in world.area.values()]
    with CaptureQueriesContext(connection) as asked:
        Locks(keys)
    assert len(asked) == 1


@pytest.mark.slow
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_lifting_a_lock_is_as_if_there_had_been_none(world: World, data: st.DataObject) -> None:
    """The same claims in two villages, one locked meanwhile: after lifting both hold the same."""
    free, bound = "58010301", "58010201"
    numbers = data.draw(st.lists(st.integers(1, 5), min_size=1, max_size=5))
    stop = data.draw(st.integers(0, len(numbers)))
    minutes = data.draw(st.permutations(range(len(numbers))))
    period = str(2000 + Claim.objects.count() % 400)

    def say(place: str, turn: int) -> None:
        at = AT + timedelta(minutes=minutes[turn])
        kind = ClaimKind.FIELD if numbers[turn] % 2 else ClaimKind.REGISTER
        claim = NewClaim(
            kind, "water", world.area[place], period, {"households": numbers[turn]}, TODAY, "x",
            made_at=at,
        )  # fmt: skip
        actions.make_claims([claim], at=LATER)

    def held(place: str):  # type: ignore[no-untyped-def]
        record = queries.find_record("water", area_id=world.area[place], period=period)
        return record and (record.values, {v: (c.grade, c.differs) for v, c in record.cells.items()})

    ref = None
    for turn in range(len(numbers)):
        if turn == stop:
            before, ref = held(bound), uuid4()
            actions.lock_area(dataset="water", period=period, area_id=world.area["580102"], ref=ref, at=LATER)
        say(free, turn)
        say(bound, turn)
    if ref is not None:
        assert held(bound) == (before or ({}, {}))
        actions.lift_lock(ref=ref, at=LATER)
    assert held(bound) == held(free)
    assert holds()

"""A dispute that was answered without another value winning is the owner's to decide again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from records_world import AT, TODAY, World, collect, make_world, register
from test_records_doubts import faults
from test_verification_returns import LATER, give_back, said, the_return
from test_verification_verdicts import officer, ref

from tambon.config.processor import drain_once
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import Cell, ClaimKind, Grade, Origin, is_waiting, pack, unpack
from tambon.verification import actions, queries
from tambon.verification.rules import Reason

SOLD = "pwa_customers"  # the waterworks' own figure wins over the field's


def test_a_stored_cell_without_an_answer_reads_as_not_answered() -> None:
    cell = Cell(Grade.DISPUTED, Origin.REGISTER, 7, AT)
    assert len(pack(cell)) == 6 and unpack(pack(cell)) == cell and not is_waiting(70, cell)
    answered = Cell(Grade.DISPUTED, Origin.REGISTER, 7, AT, answer=(9, LATER))
    assert unpack(pack(answered)) == answered and is_waiting(70, answered)
    assert (cell.asked, answered.asked) == ((7, AT), (9, LATER))


@pytest.fixture
def world() -> World:
    return make_world()


def returned(world: World) -> Any:
    collect(world)
    records.make_claims([register(world, pwa_customers=70)], at=AT)
    record = world.record()
    assert record.values[SOLD] == 70
    give_back(officer(world), ref(world.record(), SOLD))
    return world.record()


def queued(world: World) -> list[str]:
    """The variables of the first village in the owner's queue; the counts say the same."""
    office = world.office["pwa"]
    page = held.list_queue(office, on=TODAY, limit=50)
    found = [name for item in page for name in item.variables]
    assert held.count_waiting(office) == len(found) == sum(item.waiting for item in page)
    return found


@pytest.mark.django_db
@pytest.mark.slow
def test_what_the_village_answers_comes_back_to_the_office_though_the_register_wins(world: World) -> None:
    record = returned(world)
    assert SOLD not in queued(world)
    said(world, AT + timedelta(hours=1), day=TODAY - timedelta(days=1), pwa_customers=66)
    assert SOLD not in queued(world), "seen before it was asked for"
    answer = said(world, LATER, pwa_customers=64)
    drain_once(LATER)
    assert the_return().closed_how == "answered"
    cell = world.record().cells[SOLD]
    assert (world.record().values[SOLD], cell.grade, cell.answer) == (70, Grade.DISPUTED, (answer, LATER))
    assert SOLD in queued(world) and faults() == []
    due = queries.due_of([(record.id, SOLD)], on=TODAY)
    assert (record.id, SOLD) in due
    said(world, LATER + timedelta(hours=1), pwa_customers=65)
    assert world.record().cells[SOLD].answer == (answer, LATER), "the clock runs from the first answer"


@pytest.mark.django_db
@pytest.mark.slow
def test_the_office_decides_again(world: World) -> None:
    returned(world)
    said(world, LATER, pwa_customers=64)
    once, again = LATER + timedelta(hours=1), LATER + timedelta(hours=2)
    who = officer(world, name="somsak")
    actions.dispute(who, ref(world.record(), SOLD), reason=Reason.OTHER, proposed=None, on=TODAY, at=once)
    assert SOLD not in queued(world) and world.record().cells[SOLD].answer is None
    said(world, again, pwa_customers=63)
    assert SOLD in queued(world)
    actions.confirm(who, [ref(world.record(), SOLD)], on=TODAY, at=again + timedelta(hours=1))
    assert SOLD not in queued(world) and world.record().cells[SOLD].grade is Grade.VERIFIED


@pytest.mark.django_db
@pytest.mark.slow
def test_an_offices_own_proposal_beside_its_dispute_is_no_answer(world: World) -> None:
    returned(world)
    said(world, AT, kind=ClaimKind.ENTRY, pwa_customers=1)
    assert world.record().cells[SOLD].answer is None

"""Two people of one office at once: each sees what the other did, and neither writes over it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from at_once import at_once
from records_world import AT, BY, TODAY, World, collect, make_world

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.formats import csv_bytes
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.records.rules import Entered, Grade, Outcome, RecordView, word_of
from tambon.verification import actions
from tambon.verification.actions import OwnValue
from tambon.verification.queries import sheets
from tambon.verification.rules import CellRef, Reason
from tambon.verification.rules.sheets import COLUMNS, key_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VILLAGES = ("58010201", "58010202", "58010203")


def colleagues(world: World, count: int) -> list[Who]:
    found = []
    for number in range(count):
        person = accounts.add_person(username=f"c{number}", name_th=f"ค {number}", by=BY, at=AT)
        new = NewGrant(person, Role.VERIFIER, date(2026, 10, 1), office_id=world.office["pwa"])
        accounts.grant(new, by=BY, at=AT)
        found.append(who_is.who(person, on=TODAY))
    return found


def seen(world: World, code: str) -> CellRef:
    record = world.record(code)
    cell = record.cells["piped_households"]
    return CellRef(record.id, "piped_households", cell.claim_id, word_of(cell.grade))


def test_of_several_words_at_once_on_the_same_cells_one_is_given() -> None:
    world = make_world()
    for code in VILLAGES:
        collect(world, code)
    cells = [seen(world, code) for code in VILLAGES]
    one, two, three = colleagues(world, 3)
    given: dict[str, list[Outcome]] = {}

    def confirm() -> None:
        answers = actions.confirm(one, cells, on=TODAY, at=AT)
        given["confirm"] = [answer.outcome for answer in answers]

    def dispute() -> None:
        given["dispute"] = [
            actions.dispute(two, cell, reason=Reason.OTHER, proposed=None, on=TODAY, at=AT).outcome
            for cell in reversed(cells)
        ]
        given["dispute"].reverse()

    def enter() -> None:
        at = AT + timedelta(seconds=1)
        own = [OwnValue(cell, 7) for cell in cells]
        answers = actions.enter(three, own, observed_on=TODAY, note="", on=TODAY, at=at)
        given["enter"] = [answer.outcome for answer in answers]

    assert at_once(confirm, dispute, enter) == [None, None, None]
    for place, code in enumerate(VILLAGES):
        won = [what for what, outcomes in given.items() if outcomes[place] is Outcome.DONE]
        assert len(won) == 1, f"{code}: {given}"
        cell, value = world.record(code).cells["piped_households"], world.record(code).values
        assert value["piped_households"] == (7 if won == ["enter"] else 90)
        grades = {"confirm": Grade.VERIFIED, "dispute": Grade.DISPUTED, "enter": Grade.REPORTED}
        assert cell.grade is grades[won[0]]
    assert Claim.objects.exclude(kind="field").count() == len(VILLAGES)


def test_two_who_enter_for_two_offices_never_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    world = make_world()
    first, second = (collect(world, code) for code in VILLAGES[:2])
    people = [both_offices(world, name) for name in ("c0", "c1")]
    met, real = threading.Barrier(2), records.enter_values

    def meet(*given: Any, **more: Any) -> list[Entered]:
        answers = real(*given, **more)
        with suppress(threading.BrokenBarrierError):
            met.wait(1)  # each holds what it took for its first office
        return answers

    monkeypatch.setattr(records, "enter_values", meet)
    told: list[list[Outcome]] = []

    def enter(who: Who, *cells: CellRef) -> None:
        own = [OwnValue(cell, 7) for cell in cells]
        answers = actions.enter(who, own, observed_on=TODAY, note="", on=TODAY, at=AT)
        assert [answer.given.record_id for answer in answers] == [cell.record_id for cell in cells]
        told.append([answer.outcome for answer in answers])

    def cells_of(pwas: RecordView, laos: RecordView) -> list[CellRef]:
        return [
            CellRef(row.id, variable, row.cells[variable].claim_id)
            for row, variable in ((pwas, "piped_households"), (laos, "households"))
        ]

    def work(who: Who, cells: list[CellRef]) -> Callable[[], None]:
        return lambda: enter(who, *cells)

    assert at_once(
        work(people[0], cells_of(first, second)), work(people[1], cells_of(second, first))
    ) == [None, None]  # fmt: skip
    assert told == [[Outcome.DONE] * 2] * 2


def both_offices(world: World, name: str) -> Who:
    person = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    for office in ("pwa", "lao"):
        new = NewGrant(person, Role.VERIFIER, date(2026, 10, 1), office_id=world.office[office])
        accounts.grant(new, by=BY, at=AT)
    return who_is.who(person, on=TODAY)


def test_one_spreadsheet_sent_by_two_at_once_is_done_once() -> None:
    world = make_world()
    for code in VILLAGES:
        collect(world, code)
    key, office = key_of("secret"), world.office["pwa"]
    rows = [list(row) for row in sheets.sheet_rows(office, on=TODAY, key=key)]
    for row in rows:
        row[COLUMNS.index("word")] = "confirm"
    content = csv_bytes(COLUMNS, rows)
    done: list[int] = []

    def send(who: Who) -> None:
        report = actions.apply_sheet(content, who=who, office_id=office, on=TODAY, at=AT, key=key)
        done.append(len(report.wishes))

    one, two = colleagues(world, 2)
    assert at_once(lambda: send(one), lambda: send(two)) == [None, None]
    assert sum(done) == len(rows) == Claim.objects.filter(kind="confirmation").count()

"""An office enters its own values: beside what stands there, over nobody unseen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from records_world import AT, BY, TODAY, World, collect, make_world

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.records.models import Claim
from tambon.records.rules import Entered, Grade, Origin, Outcome, RecordView, Word, word_of
from tambon.verification import actions, queries
from tambon.verification.actions import OwnValue
from tambon.verification.rules import LONGEST_NOTE, OLDEST_SEEN, CellRef, Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def officer(world: World, office: str = "pwa", name: str = "somying") -> Who:
    person = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    new = NewGrant(person, Role.VERIFIER, date(2026, 10, 1), office_id=world.office[office])
    accounts.grant(new, by=BY, at=AT)
    return who_is.who(person, on=TODAY)


def ref(record: RecordView, variable: str = "piped_households") -> CellRef:
    cell = record.cells[variable]
    return CellRef(record.id, variable, cell.claim_id, word_of(cell.grade))


def enter(who: Who, *values: OwnValue, day: date = TODAY, note: str = "", minutes: int = 1) -> list[Entered]:
    at = AT + timedelta(minutes=minutes)
    return actions.enter(who, values, observed_on=day, note=note, on=TODAY, at=at)


def code(call) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kind.code


def test_an_own_value_is_a_claim_and_disputes_nothing(world: World) -> None:
    record, somying = collect(world), officer(world)
    (answer,) = enter(somying, OwnValue(ref(record), 88), note="ทะเบียนผู้ใช้น้ำ ต.ค. 2569")
    assert (answer.outcome, answer.held) == (Outcome.DONE, True)
    held = world.record()
    cell = held.cells["piped_households"]
    assert (held.values["piped_households"], cell.origin) == (88, Origin.OFFICE)
    assert cell.grade is Grade.REPORTED, "its own word does not make it verified"
    claim = Claim.objects.get(kind="entry")
    assert claim.office_id == world.office["pwa"] and claim.evidence.endswith(":ทะเบียนผู้ใช้น้ำ ต.ค. 2569")
    assert not Claim.objects.filter(kind="dispute").exists()
    entry = Entry.objects.get(kind="cells.enter")
    assert (entry.by, entry.body) == (somying.actor, {"done": 1})
    story = queries.get_story(record.id, "piped_households", on=TODAY)
    assert story.cell.beside.evidence is not None
    assert story.cell.beside.evidence.note == "ทะเบียนผู้ใช้น้ำ ต.ค. 2569"


def test_an_older_observation_is_kept_beside_a_newer_one(world: World) -> None:
    record, somying = collect(world), officer(world)
    (answer,) = enter(somying, OwnValue(ref(record), 70), day=date(2026, 1, 5))
    assert (answer.outcome, answer.held) == (Outcome.DONE, False)
    assert world.record().values["piped_households"] == 90


def test_several_at_once_on_one_document_are_each_kept(world: World) -> None:
    first, second, somying = collect(world), collect(world, "58010202"), officer(world)
    answers = enter(somying, OwnValue(ref(first), 91), OwnValue(ref(second), 92), note="หนังสือ 12/2569")
    assert [one.outcome for one in answers] == [Outcome.DONE] * 2
    assert [world.record(c).values["piped_households"] for c in ("58010201", "58010202")] == [91, 92]


def test_what_changed_since_it_was_seen_is_refused_one_by_one(world: World) -> None:
    first, second, somying = collect(world), collect(world, "58010202"), officer(world)
    collect(world, "58010202", minutes=1, households=120, piped=95)
    answers = enter(somying, OwnValue(ref(first), 1), OwnValue(ref(second), 2), minutes=2)
    assert [one.outcome for one in answers] == [Outcome.DONE, Outcome.CHANGED]
    assert world.record("58010202").values["piped_households"] == 95
    twice = OwnValue(ref(world.record()), 5)
    assert [one.outcome for one in enter(somying, twice, twice, minutes=3)] == [Outcome.DONE, Outcome.CHANGED]


def test_each_value_is_told_its_own_outcome_though_two_offices_answer(world: World) -> None:
    first, second, somying = collect(world), collect(world, "58010202"), officer(world)
    new = NewGrant(somying.person_id, Role.VERIFIER, date(2026, 10, 1), office_id=world.office["lao"])
    accounts.grant(new, by=BY, at=AT)
    both = who_is.who(somying.person_id, on=TODAY)
    collect(world, "58010202", minutes=1, households=120, piped=95)
    cells = [ref(first), ref(first, "households"), ref(second)]
    answers = enter(both, *(OwnValue(cell, 7) for cell in cells), minutes=2)
    assert [(one.given.record_id, one.given.variable) for one in answers] == [
        (cell.record_id, cell.variable) for cell in cells
    ]
    assert [one.outcome for one in answers] == [Outcome.DONE, Outcome.DONE, Outcome.CHANGED]


def test_a_colleagues_word_since_then_is_not_answered_over(world: World) -> None:
    record, somying = collect(world), officer(world)
    seen, colleague = ref(record), officer(world, name="somchai")
    assert seen.word is Word.NONE
    assert actions.confirm(somying, [seen], on=TODAY, at=AT)[0].outcome is Outcome.DONE
    dispute = actions.dispute(colleague, seen, reason=Reason.OTHER, proposed=None, on=TODAY, at=AT)
    assert dispute.outcome is Outcome.CHANGED
    assert enter(colleague, OwnValue(seen, 3))[0].outcome is Outcome.CHANGED
    assert world.record().cells["piped_households"].grade is Grade.VERIFIED
    looked = ref(world.record())
    late = AT + timedelta(minutes=1)
    again = actions.dispute(colleague, looked, reason=Reason.OTHER, proposed=None, on=TODAY, at=late)
    assert again.outcome is Outcome.DONE, "who has seen the word may answer it"
    assert world.record().cells["piped_households"].grade is Grade.DISPUTED


def test_nobody_enters_outside_the_own_office_or_over_their_own_answer(world: World) -> None:
    record = collect(world)
    assert code(lambda: enter(officer(world, "lao", "malai"), OwnValue(ref(record), 1))) == "403-not-allowed"
    new = NewGrant(world.worker, Role.VERIFIER, date(2026, 10, 1), office_id=world.office["pwa"])
    accounts.grant(new, by=BY, at=AT)
    malee = who_is.who(world.worker, on=TODAY)
    assert code(lambda: enter(malee, OwnValue(ref(record), 1))) == "403-verdict-own-answer"
    assert not Claim.objects.filter(kind="entry").exists()


def test_a_value_of_no_day_is_refused_and_so_is_nothing(world: World) -> None:
    record, somying = collect(world), officer(world)
    own = OwnValue(ref(record), 1)
    assert code(lambda: enter(somying, own, day=TODAY + timedelta(days=1))) == "422-entry-day"
    assert code(lambda: enter(somying, own, day=TODAY - timedelta(days=OLDEST_SEEN + 1))) == "422-entry-day"
    assert code(lambda: enter(somying, own, note="ก" * (LONGEST_NOTE + 1))) == "422-entry-note"
    assert code(lambda: enter(somying)) == "422-entry-nothing"


def test_a_cell_that_nobody_spoke_of_yet_can_be_entered_as_seen_empty(world: World) -> None:
    record, somying = collect(world), officer(world)
    empty = CellRef(record.id, "pwa_customers", 0)
    assert enter(somying, OwnValue(empty, 60))[0].outcome is Outcome.DONE
    assert world.record().values["pwa_customers"] == 60
    assert enter(somying, OwnValue(empty, 61), minutes=2)[0].outcome is Outcome.CHANGED


READ = [
    ("12:piped:7", CellRef(12, "piped", 7), None),
    ("12:piped:7:n", CellRef(12, "piped", 7), Word.NONE),
    ("12:piped:7:d", CellRef(12, "piped", 7), Word.DISPUTED),
]


@pytest.mark.parametrize(("text", "cell", "word"), READ)
def test_a_cell_is_named_with_the_word_that_was_seen(text: str, cell: CellRef, word: Word | None) -> None:
    found = CellRef.read(text)
    assert (found, found.word, str(found)) == (cell, word, text)


@pytest.mark.parametrize("text", ["", "1:a", "1:a:2:x", "1:a:2:n:n", "1:a:2:", "a:b:c", "1:a b:2", "1:a:-2"])
def test_what_names_no_cell_is_refused(text: str) -> None:
    assert code(lambda: CellRef.read(text)) == "422-verdict-cell"

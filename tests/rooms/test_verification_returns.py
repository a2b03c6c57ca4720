"""An office sends values back to the village: who may, what comes of it, and how it ends."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import yaml
from records_world import AT, BY, TODAY, World, collect, make_world, register
from test_verification_verdicts import officer, ref, refused

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.config.processor import drain_once
from tambon.dictionary import actions as dictionary
from tambon.forms import queries as forms
from tambon.journal import queries as journal
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.models import Claim, Reopened
from tambon.records.rules import ClaimKind, Grade, NewClaim
from tambon.verification import actions, queries
from tambon.verification.models import Returned
from tambon.verification.rules import CellRef, Reason
from tambon.verification.rules.returning import LONGEST_NOTE, Come

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DUE = TODAY + timedelta(days=10)
LATER = AT + timedelta(hours=2)


@pytest.fixture
def world() -> World:
    return make_world()


def give_back(who: Who, *cells: CellRef, note: str = "", due: date = DUE, at: datetime = AT) -> list[Come]:
    found = actions.return_cells(who, cells, reason=Reason.NOT_PLAUSIBLE, note=note, due=due, on=TODAY, at=at)
    assert [answer.cell for answer in found] == list(cells)
    return [answer.come for answer in found]


def said(
    world: World, at: datetime, *, day: date = TODAY, kind: ClaimKind = ClaimKind.FIELD, **values
) -> int:  # type: ignore[no-untyped-def]
    """A later claim about the first village; its id."""
    claim = NewClaim(
        kind, "water", world.area["58010201"], "2026", values, day, f"person:{world.worker}", made_at=at,
        office_id=world.office["pwa"] if kind is ClaimKind.ENTRY else None,
    )  # fmt: skip
    (made,) = records.make_claims([claim], at=at)
    return Claim.objects.get(ref=made).pk


def the_return() -> Returned:
    return Returned.objects.get()


def grade(world: World, variable: str = "piped_households") -> Grade:
    return world.record().cells[variable].grade


def test_a_returned_cell_is_disputed_reopened_and_has_its_form(world: World) -> None:
    record, somying = collect(world), officer(world)
    assert give_back(somying, ref(record), note="  ดูมิเตอร์   ด้วย ") == [Come.DONE]
    row = the_return()
    assert (row.claim_id, row.reason, row.note, row.due, row.by) == (
        record.cells["piped_households"].claim_id, "not_plausible", "ดูมิเตอร์ ด้วย", DUE, somying.actor,
    )  # fmt: skip
    assert grade(world) is Grade.DISPUTED
    assert [(o.variable, o.since, o.until) for o in Reopened.objects.all()] == [
        ("piped_households", TODAY, None)
    ]
    assert list(forms.list_return_forms([("water", "piped_households")])) == [("water", "piped_households")]
    entry = Entry.objects.get(kind="cells.return")
    content = queries.returns_content([row])
    assert entry.body == {"done": 1, "returns": [row.pk], "content": content}
    (view,) = queries.open_returns([world.area["58010201"]], on=TODAY)
    assert (view.value, view.held, view.area.code, view.late(DUE), view.late(DUE + timedelta(days=3))) == (
        90, 90, "58010201", 0, 3,
    )  # fmt: skip


def test_each_cell_comes_back_with_what_came_of_it(world: World) -> None:
    first, second = collect(world), collect(world, "58010202")
    collect(world, "58010202", minutes=5, households=120, piped=95)
    somying = officer(world)
    cells = (
        ref(first), ref(second), ref(first, "households"), CellRef(first.id + 10_000, "piped_households", 1),
        CellRef(first.id, "no_such_thing", 1),
    )  # fmt: skip
    assert give_back(somying, *cells) == [
        Come.DONE, Come.CHANGED, Come.NOT_OWNED, Come.UNKNOWN, Come.UNKNOWN,
    ]  # fmt: skip
    assert give_back(somying, ref(first)) == [Come.ALREADY]
    assert Returned.objects.count() == 1


def test_nobody_returns_what_is_not_theirs(world: World) -> None:
    record, malai = collect(world), officer(world, "lao", "malai")
    assert refused(lambda: give_back(malai, ref(record))) == "403-not-allowed"
    assert refused(lambda: give_back(who_is.who(world.worker, on=TODAY), ref(record))) == "403-not-allowed"
    new = NewGrant(world.worker, Role.VERIFIER, date(2026, 10, 1), office_id=world.office["pwa"])
    accounts.grant(new, by=BY, at=AT)
    malee = who_is.who(world.worker, on=TODAY)
    assert refused(lambda: give_back(malee, ref(record))) == "403-verdict-own-answer"
    over = officer(world, name="wanna", until=TODAY)
    assert refused(lambda: give_back(over, ref(record))) == "403-not-allowed"
    assert not Returned.objects.exists()


@pytest.mark.parametrize(
    ("days", "code"),
    [(0, "422-return-day"), (-3, "422-return-day"), (61, "422-return-day"), (1, ""), (60, "")],
)
def test_the_day_is_between_tomorrow_and_two_months(world: World, days: int, code: str) -> None:
    record, somying = collect(world), officer(world)
    due = TODAY + timedelta(days=days)
    if code:
        assert refused(lambda: give_back(somying, ref(record), due=due)) == code
    else:
        assert give_back(somying, ref(record), due=due) == [Come.DONE]


def test_what_is_no_return_is_refused(world: World) -> None:
    record, somying = collect(world), officer(world)
    assert refused(lambda: give_back(somying)) == "422-verdict-nothing-chosen"
    assert (
        refused(lambda: give_back(somying, ref(record), note="ก" * (LONGEST_NOTE + 1))) == "422-return-note"
    )


@pytest.mark.parametrize("value", [88, 90])
def test_a_later_answer_ends_it_also_when_it_repeats_the_value(world: World, value: int) -> None:
    record = collect(world)
    give_back(officer(world), ref(record))
    drain_once(AT)
    assert the_return().closed_at is None
    answer = said(world, LATER, piped_households=value)
    drain_once(LATER)
    row = the_return()
    assert (row.closed_how, row.closed_at, row.answer_claim_id) == ("answered", LATER, answer)
    assert Reopened.objects.get().until == TODAY
    assert grade(world) is Grade.CHECKED
    waiting = queries.list_office_queue(world.office["pwa"], on=TODAY).rows
    assert {cell.variable.name for row in waiting for cell in row.cells} >= {"piped_households"}
    ended = Entry.objects.get(kind="returns.ended").body
    assert ended == {"answered": [row.pk], "confirmed": [], "answers": [answer]}
    drain_once(LATER + timedelta(minutes=1))
    assert Entry.objects.filter(kind="returns.ended").count() == 1


def test_an_offices_own_value_ends_it_too(world: World) -> None:
    record = collect(world)
    give_back(officer(world), ref(record))
    answer = said(world, LATER, kind=ClaimKind.ENTRY, piped_households=91)
    drain_once(LATER)
    assert (the_return().closed_how, the_return().answer_claim_id) == ("answered", answer)


def test_a_confirmation_after_all_ends_it(world: World) -> None:
    record, somying = collect(world), officer(world)
    give_back(somying, ref(record))
    actions.confirm(somying, [ref(record)], on=TODAY, at=LATER)
    drain_once(LATER)
    assert (the_return().closed_how, the_return().answer_claim_id) == ("confirmed", None)
    assert Reopened.objects.get().until == TODAY


@pytest.mark.parametrize("what", ["older", "neighbour", "register"])
def test_what_does_not_answer_leaves_it_open(world: World, what: str) -> None:
    record = collect(world)
    give_back(officer(world), ref(record))
    if what == "older":  # seen before the value that was returned, and sent only now
        said(world, LATER, day=date(2026, 11, 1), piped_households=70)
    elif what == "neighbour":
        said(world, LATER, households=130)
    else:
        records.make_claims([register(world, piped_households=85)], at=LATER)
    drain_once(LATER)
    assert the_return().closed_at is None
    assert Reopened.objects.get().until is None


def test_an_answer_that_cannot_win_has_answered_all_the_same(world: World) -> None:
    """The waterworks' own figure wins over the field's, whatever the field says."""
    records.make_claims([register(world, pwa_customers=70)], at=AT)
    collect(world)
    record, somying = world.record(), officer(world)
    assert give_back(somying, ref(record, "pwa_customers")) == [Come.DONE]
    said(world, LATER, pwa_customers=64)
    drain_once(LATER)
    assert world.record().values["pwa_customers"] == 70
    assert the_return().closed_how == "answered"


def test_it_can_be_taken_back_by_the_office_and_by_nobody_else(world: World) -> None:
    record, somying = collect(world), officer(world)
    give_back(somying, ref(record))
    number = the_return().pk
    malai = officer(world, "lao", "malai")
    with pytest.raises(Problem) as caught:
        actions.withdraw_return(malai, number, on=TODAY, at=LATER)
    assert caught.value.kind.code == "403-not-allowed"
    actions.withdraw_return(officer(world, name="wanna"), number, on=TODAY, at=LATER)
    assert the_return().closed_how == "withdrawn"
    assert Reopened.objects.get().until == TODAY
    assert grade(world) is Grade.DISPUTED
    with pytest.raises(Problem) as caught:
        actions.withdraw_return(somying, number, on=TODAY, at=LATER)
    assert caught.value.kind.code == "404-return-unknown"
    assert give_back(somying, ref(record), at=LATER) == [Come.DONE]  # and returned once more
    assert [view.is_open for view in queries.returns_of_cell(record.id, "piped_households", on=TODAY)] == [
        True, False,
    ]  # fmt: skip


def test_who_was_killed_between_an_answer_and_the_end_goes_on_where_it_was(world: World) -> None:
    record = collect(world)
    give_back(officer(world), ref(record))
    drain_once(AT)
    said(world, LATER, piped_households=90)  # repeats the value: nothing of the record changed but its claim
    assert the_return().closed_at is None
    drain_once(LATER)  # another process, much later
    assert the_return().closed_how == "answered"


def test_no_more_statements_for_many_cells_than_for_one(world: World, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    cells = [ref(collect(world, f"5801020{number}")) for number in (1, 2, 3)]
    somying = officer(world)
    give_back(somying, cells[0])
    actions.withdraw_return(somying, the_return().pk, on=TODAY, at=AT)
    with django_assert_max_num_queries(45) as counted:
        give_back(somying, cells[1])
    with django_assert_max_num_queries(len(counted)):
        give_back(somying, cells[0], cells[2])


def test_a_return_of_what_is_asked_no_more_ends_and_stands_in_nobodys_way(world: World) -> None:
    collect(world)
    said(world, AT, supply_hours=9)
    give_back(officer(world), ref(world.record(), "supply_hours"))
    drain_once(AT)
    text = yaml.safe_load((dictionary.STANDARD / "water.yml").read_text("utf-8"))
    text["variables"] = [one for one in text["variables"] if one["name"] != "supply_hours"]
    dictionary.load_text(yaml.safe_dump(text, allow_unicode=True), file="water.yml", by=BY, at=LATER)
    for minute in range(4):
        drain_once(LATER + timedelta(minutes=minute))
    row = the_return()
    assert (row.closed_how, row.answer_claim_id) == ("not_asked", None)
    assert Entry.objects.get(kind="returns.ended").body["not_asked"] == [row.pk]
    assert Reopened.objects.get().until == TODAY
    assert not journal.verify(queries.JOURNAL_CHECKERS).faults

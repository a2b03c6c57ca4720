"""What cannot be true is confirmed by nobody, and is not verified whoever confirmed it before."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from records_world import AT, TODAY, World, collect, make_world
from test_verification_sheets import as_csv, done, sheet
from test_verification_verdicts import confirm, officer, ref

from tambon.journal import queries as journal
from tambon.records.models import Claim
from tambon.records.queries import proof as records_proof
from tambon.records.rules import ClaimKind, Grade, Outcome, RecordView
from tambon.verification import actions, queries
from tambon.verification.models import Finding
from tambon.verification.rules import Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = AT + timedelta(hours=2)


@pytest.fixture
def world() -> World:
    return make_world()


def checked(world: World, code: str = "58010201", *, at: datetime = AT) -> RecordView:
    while actions.check_changed(at=at) + actions.check_groups(at=at):
        pass
    return world.record(code)


def grade(world: World, variable: str = "piped_households") -> Grade:
    return world.record().cells[variable].grade


def faults() -> list[tuple[str, str]]:
    found = journal.verify({**records_proof.JOURNAL_CHECKERS, **queries.JOURNAL_CHECKERS}).faults
    return [(one.code, one.where) for one in found]


def test_of_many_that_are_confirmed_the_impossible_one_is_passed_over(world: World) -> None:
    collect(world, households=80, piped=90)
    collect(world, "58010202", households=120, piped=90)
    bad, good = checked(world), checked(world, "58010202")
    assert confirm(officer(world), ref(bad), ref(good)) == [Outcome.IMPOSSIBLE, Outcome.DONE]
    assert grade(world) is Grade.REPORTED
    assert world.record("58010202").cells["piped_households"].grade is Grade.VERIFIED
    assert Claim.objects.filter(kind=ClaimKind.CONFIRMATION.value).count() == 1


def test_its_owner_may_dispute_it_or_give_another_value(world: World) -> None:
    collect(world, households=80, piped=90)
    bad, somying = checked(world), officer(world)
    came = actions.dispute(somying, ref(bad), reason=Reason.NOT_PLAUSIBLE, proposed=70, on=TODAY, at=LATER)
    assert came.outcome is Outcome.DONE
    held = checked(world, at=LATER)
    assert held.values["piped_households"] == 70
    assert confirm(somying, ref(held)) == [Outcome.DONE]


def test_a_value_that_another_one_makes_impossible_waits_until_it_can_be_true_again(world: World) -> None:
    collect(world, households=120, piped=90)
    assert confirm(officer(world), ref(checked(world))) == [Outcome.DONE]
    collect(world, minutes=60, households=80)
    held = checked(world, at=LATER)
    assert grade(world) is Grade.REPORTED
    assert held.is_waiting("piped_households")
    assert faults() == []
    collect(world, minutes=120, households=130)
    held = checked(world, at=LATER + timedelta(hours=1))
    assert grade(world) is Grade.VERIFIED
    assert not held.is_waiting("piped_households")
    assert faults() == []


def test_what_was_confirmed_before_any_rule_looked_is_not_verified_if_it_cannot_be_true(world: World) -> None:
    bad = collect(world, households=80, piped=90)
    assert confirm(officer(world), ref(bad)) == [Outcome.DONE]
    checked(world, at=LATER)
    assert grade(world) is Grade.REPORTED
    assert faults() == []


def test_a_row_of_a_spreadsheet_is_refused_with_the_rule(world: World) -> None:
    collect(world, households=80, piped=90)
    checked(world)
    rows = sheet(world)
    for row in rows:
        row["word"] = "confirm" if row["variable"] == "piped_households" else ""
    report = done(world, officer(world), as_csv(rows))
    (refused,) = report.refused
    (rule,) = Finding.objects.filter(closed_at=None).values_list("details", flat=True)
    assert refused.code == "409-verdict-impossible"
    assert rule["th"] in refused.reason_th
    assert report.wishes == ()
    assert grade(world) is Grade.REPORTED


@pytest.mark.parametrize("seed", range(4))
def test_no_confirmation_makes_a_value_verified_that_a_rule_forbids(world: World, seed: int) -> None:
    """Whatever workers answer, offices confirm and rules find, in whatever order."""
    chance, somying = Random(seed), officer(world)
    collect(world, households=100, piped=50)
    for step in range(1, 25):
        at = AT + timedelta(minutes=step)
        what = chance.choice(("answer", "check", "confirm"))
        if what == "answer":
            about = {name: chance.choice((50, 100, 150)) for name in ("households", "piped")}
            named = chance.choice(("households", "piped"))
            collect(world, minutes=step, **{named: about[named]})
        elif what == "check":
            checked(world, at=at)
        else:
            actions.confirm(somying, [ref(world.record())], on=TODAY, at=at)
        _nothing_forbidden_is_verified(world)


def _nothing_forbidden_is_verified(world: World) -> None:
    record = world.record()
    for one in Finding.objects.filter(record_id=record.id, severity="blocks", closed_at=None):
        cell = record.cells[one.variable]
        made = Claim.objects.filter(kind=ClaimKind.CONFIRMATION.value, made_at__gt=one.opened_at)
        assert not made.exists()
        assert cell.grade is not Grade.VERIFIED or cell.weight is None

"""What people decided is proven: what is changed behind the log is named, and what was not is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from across_world import changed_village, finding, person, seen
from counter_world import VARIABLE, Counter, make_counter
from desk_world import FAST
from django.db.models import Model
from pytest_django import Settings
from records_world import AT, TODAY, collect, make_world
from test_verification_returns import LATER, give_back, said, the_return
from test_verification_verdicts import officer, ref

from tambon.accounts import queries as people
from tambon.accounts.rules import Role
from tambon.config.processor import drain_once
from tambon.host.home import Home
from tambon.journal import queries as journal
from tambon.journal.rules import EntryView
from tambon.records.models import Lock
from tambon.verification import actions, queries
from tambon.verification.actions import challenging
from tambon.verification.models import Challenge, Finding, Returned
from tambon.verification.queries import answers
from tambon.verification.rules.challenging import Asked, Outcome, Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def faults() -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in journal.verify(queries.JOURNAL_CHECKERS).faults]


def each_is_named(row: Model, *changes: dict[str, Any]) -> None:
    """Each change of the row behind the log is named; put back, nothing is."""
    where, rows = f"{row._meta.db_table} {row.pk}", type(row).objects.filter(pk=row.pk)  # type: ignore[attr-defined]
    assert faults() == []
    for change in changes:
        before = rows.values(*change).get()
        rows.update(**change)
        assert where in {place for _, place in faults()}, change
        rows.update(**before)
    assert faults() == []


def asked(desk: Counter, **given: Any) -> Asked:
    record = desk.record
    about = {
        "ref": uuid4(), "release": desk.release, "dataset": record.dataset, "period": record.period,
        "area_id": record.area_id, "variable": VARIABLE, "published": record.values[VARIABLE],
        "said": "มีแค่ 60 ครัวเรือน", "proposed": 60.0, "lang": "th",
    }  # fmt: skip
    return Asked(**{**about, **given})


def test_a_challenge_and_its_answer(home: Home, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = FAST
    desk = make_counter()
    one, other = asked(desk), asked(desk)
    for each in (one, other):
        challenging.challenge(each, address="203.0.113.9", at=AT)
    row = Challenge.objects.get(ref=one.ref)
    each_is_named(row, {"said": "x"}, {"proposed": 61}, {"published": 1})
    challenging.pass_on(desk.who("kanya"), one.ref, on=TODAY, at=AT)
    each_is_named(row, {"claim_ref": uuid4()}, {"state": "refused"})
    challenging.refuse(desk.who("kanya"), other.ref, reason=Refusal.ABUSE, on=TODAY, at=AT)
    each_is_named(Challenge.objects.get(ref=other.ref), {"refusal": "other"}, {"state": "open"})
    challenging.answer(
        desk.who("somying"), one.ref, outcome=Outcome.STANDS, text="ตรวจแล้วถูกต้อง", on=TODAY, at=LATER
    )
    each_is_named(
        row, {"answer": "x"}, {"outcome": "corrected"}, {"state": "open"}, {"answered_by": "x"}, {"said": "y"}
    )
    challenging.forget_addresses(at=LATER + timedelta(days=2))
    assert faults() == []


def test_an_accepted_explanation() -> None:
    world = make_world()
    record = changed_village(world)
    one = finding(record)
    each_is_named(
        one,
        {"explained_by": "x", "explained_at": AT},
        {"explained_by": "x", "explained_at": AT, "accepted_by": "y", "accepted_at": AT},
    )
    worker, lao = people.who(world.worker, on=TODAY), person(world, "lao", Role.VERIFIER, office="lao")
    text = "มีหมู่บ้านจัดสรรใหม่ 360 หลัง"
    actions.explain(worker, seen(record), text=text, on=TODAY, at=AT)
    each_is_named(one, {"explanation": "x"}, {"accepted_by": lao.actor, "accepted_at": LATER})
    actions.refuse(lao, seen(record), why="ไม่มีหลักฐาน", on=TODAY, at=AT)
    each_is_named(one, {"explained_by": worker.actor, "explained_at": AT})
    actions.explain(worker, seen(record), text=text, on=TODAY, at=AT)
    actions.accept(lao, seen(record), on=TODAY, at=LATER)
    each_is_named(one, {"accepted_by": "", "accepted_at": None}, {"accepted_by": "z"}, {"explanation": "x"})


def test_returns_as_they_were_made_and_as_they_ended() -> None:
    world = make_world()
    record, somying = collect(world), officer(world)
    give_back(somying, ref(record), note="ดูมิเตอร์")
    row = the_return()
    each_is_named(
        row, {"note": ""}, {"reason": "other"}, {"due": TODAY}, {"by": "x"},
        {"closed_at": LATER, "closed_how": "withdrawn"},
    )  # fmt: skip
    said(world, LATER, piped_households=88)
    drain_once(LATER)
    assert the_return().closed_how == "answered"
    each_is_named(
        row, {"closed_how": "confirmed"}, {"answer_claim_id": 1}, {"closed_at": None, "closed_how": ""}
    )
    give_back(somying, ref(world.record()), at=LATER)
    again = Returned.objects.latest("pk")
    actions.withdraw_return(somying, again.pk, on=TODAY, at=LATER)
    each_is_named(again, {"closed_at": None, "closed_how": ""}, {"note": "x"})
    Returned.objects.bulk_create([_copy(again)])
    assert {code for code, _ in faults()} == {"row-unjournaled", "reopened-differs-from-returns"}


def _copy(row: Returned) -> Returned:
    made = Returned.objects.get(pk=row.pk)
    made.pk = None
    return made


def test_a_lock_that_no_sign_off_set() -> None:
    world = make_world()
    lock = Lock.objects.create(
        dataset="water", period="2026", area_id=world.area["580102"], upto=0, since=AT, ref=uuid4()
    )
    assert faults() == [("row-unjournaled", f"records_lock {lock.pk}")]


def test_entries_from_before_content_was_written_are_no_faults() -> None:
    world = make_world()
    record = changed_village(world)
    worker = people.who(world.worker, on=TODAY)
    actions.explain(worker, seen(record), text="มีหมู่บ้านจัดสรรใหม่", on=TODAY, at=AT)
    row = Finding.objects.get(pk=finding(record).pk)
    body = {"record": row.record_id, "variable": row.variable, "rule": row.rule}
    entry = EntryView(1, 1, 1, "finding.explained", f"finding:{row.pk}", worker.actor, AT, body, b"")
    assert not answers._finding_differs(row, entry)

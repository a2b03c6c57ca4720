"""A doubt about a published value: kept without its asker, read first, answered truly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from counter_world import VARIABLE, Counter, make_counter
from desk_world import FAST
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from records_world import AT, TODAY, collect

from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.lib.text import BLOT
from tambon.records.models import Claim
from tambon.records.rules import ClaimKind, Grade
from tambon.releases import actions as releases
from tambon.verification import actions as verification
from tambon.verification import queries
from tambon.verification.actions import challenging
from tambon.verification.models import Challenge
from tambon.verification.rules import Reason
from tambon.verification.rules.challenging import (
    MOST_OF_A_VALUE,
    MOST_OF_ONE,
    MOST_OF_ONE_VALUE_BY_ONE,
    MOVES,
    Asked,
    Outcome,
    Refusal,
    State,
    demand_move,
    demand_true,
    is_published,
    read_said,
)

HERE = "203.0.113.9"


def code_of(call) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kind.code


def test_the_table_of_states_is_the_only_way() -> None:
    reached = {(move.before, move.after) for move in MOVES}
    for before in State:
        for after in State:
            if (before, after) in reached:
                demand_move(before, after)
            else:
                assert code_of(lambda b=before, a=after: demand_move(b, a)) == "409-challenge-moved-on"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ผิด", "422-counter-too-little"),
        ("ก" * 1001, "422-counter-too-much"),
        ("โทรหาฉันที่ 081-234-5678", "422-counter-personal"),
        ("เขียนถึง somchai@example.org นะ", "422-counter-personal"),
        ("บัตร 1-1017-00230-70-8 ของเขา", "422-counter-personal"),
        ("\0\0\0\0\0\0", "422-counter-too-little"),
    ],
)
def test_what_may_not_be_said(text: str, code: str) -> None:
    assert code_of(lambda: read_said(text)) == code


@given(st.text(max_size=1200))
def test_whatever_is_typed_is_text_that_the_database_holds_or_is_refused(text: str) -> None:
    try:
        said = read_said(text)
    except Problem as problem:
        assert problem.kind.status == 422
    else:
        assert "\0" not in said and said.encode() and len(said) <= 1000


@pytest.mark.parametrize(
    ("published", "held", "same"),
    [
        (90, 90, True), (90, 90.0, True), (90, 91, False), (True, 1, False), (True, True, True),
        (["a", "b"], ["b", "a"], True), ("a b", ["b", "a"], True), ("pump", "pump", True),
        ("pump", {"absent": "unknown"}, False), (0, False, False),
    ],
)  # fmt: skip
def test_what_is_held_is_compared_with_what_was_published(published: Any, held: Any, same: bool) -> None:
    assert is_published(published, held) is same


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("returned", [True, False])
def test_an_answer_that_is_belied_is_refused(outcome: Outcome, same: bool, returned: bool) -> None:
    true = {Outcome.STANDS: same, Outcome.CORRECTED: not same, Outcome.RETURNED: returned}[outcome]
    if true:
        demand_true(outcome, same=same, returned=returned)
    else:
        assert code_of(lambda: demand_true(outcome, same=same, returned=returned)).startswith("422-challenge")


@pytest.fixture
def world(db: None, home: Home, settings: Settings) -> Counter:
    settings.PASSWORD_HASHERS = FAST
    return make_counter()


def asked(world: Counter, said: str = "มีประปาแค่ 80 หลัง", **other: object) -> Asked:
    area = world.desk.world.area[str(other.pop("village", "58010201"))]
    fields = {"proposed": 80, **other}
    return Asked(uuid4(), world.release, "water", "2026", area, VARIABLE, 90, said, **fields)  # type: ignore[arg-type]


def ask(world: Counter, address: str = HERE, **other: object) -> Challenge:
    new = asked(world, **other)
    challenging.challenge(new, address=address, at=AT)
    return Challenge.objects.get(ref=new.ref)


def passed(world: Counter) -> Challenge:
    one = ask(world)
    challenging.pass_on(world.who("kanya"), one.ref, on=TODAY, at=AT)
    one.refresh_from_db()
    return one


@pytest.mark.slow
def test_from_a_doubt_to_a_published_answer(world: Counter, home: Home) -> None:
    before = world.record.cells[VARIABLE]
    one = passed(world)
    claim = Claim.objects.get(ref=one.claim_ref)
    held = Claim.objects.get(pk=before.claim_id)
    assert (claim.kind, claim.about, claim.values) == ("challenge", {VARIABLE: str(held.ref)}, {VARIABLE: 80})
    assert claim.reason == "" and claim.by == f"challenge:{one.ref}" and one.address is not None
    assert world.record.cells[VARIABLE] == before
    assert one.office_id == world.desk.world.office["pwa"]
    assert [v.ref for v in queries.list_of_office(one.office_id, on=TODAY)] == [one.ref]
    said = queries.said_of([world.record])[world.record.id, VARIABLE]
    assert [(s.kind, s.speaker, s.proposed) for s in said] == [(ClaimKind.CHALLENGE, "reader", 80)]

    owner = world.who("somying")
    answer = dict(text="สำรวจใหม่แล้วมี 82 หลัง", on=TODAY, at=AT)
    wrong = lambda: challenging.answer(owner, one.ref, outcome=Outcome.CORRECTED, **answer)  # type: ignore[arg-type]  # noqa: E731
    assert code_of(wrong) == "422-challenge-not-corrected"
    verification.dispute(owner, world.ref(), reason=Reason.OUT_OF_DATE, proposed=82, on=TODAY, at=AT)
    stands = lambda: challenging.answer(owner, one.ref, outcome=Outcome.STANDS, **answer)  # type: ignore[arg-type]  # noqa: E731
    assert world.record.values[VARIABLE] == 82 and code_of(stands) == "422-challenge-stands-not"
    personal = {**answer, "text": "โทร 0812345678 ได้เลย"}
    refused = lambda: challenging.answer(owner, one.ref, outcome=Outcome.CORRECTED, **personal)  # type: ignore[arg-type]  # noqa: E731
    assert code_of(refused) == "422-counter-personal"
    challenging.answer(owner, one.ref, outcome=Outcome.CORRECTED, **answer)  # type: ignore[arg-type]
    assert code_of(wrong) == "409-challenge-moved-on"

    releases.refresh_snapshots(at=AT + timedelta(days=2))
    text = (home.catalogue / "snapshots" / "challenges.json").read_text("utf-8")
    assert "สำรวจใหม่แล้วมี 82 หลัง" in text and "58010201" in text and "corrected" in text
    assert "มีประปาแค่ 80 หลัง" not in text and str(one.ref) not in text
    journal = str(list(Entry.objects.filter(kind__startswith="challenge.").values_list("body", flat=True)))
    assert "มีประปา" not in journal and "82 หลัง" not in journal


@pytest.mark.slow
def test_only_a_moderator_of_the_area_reads_and_only_the_owner_answers(world: Counter) -> None:
    one = ask(world)
    for name in ("somying", "malai", "wichai", "prasert", "anan", "malee"):
        who = world.who(name)
        for call in (
            lambda who=who: challenging.pass_on(who, one.ref, on=TODAY, at=AT),
            lambda who=who: challenging.refuse(who, one.ref, reason=Refusal.ABUSE, on=TODAY, at=AT),
        ):
            assert code_of(call).startswith("403"), name
    challenging.pass_on(world.who("kanya"), one.ref, on=TODAY, at=AT)
    for name in ("malai", "wichai", "kanya", "malee"):
        who = world.who(name)
        answered = lambda who=who: challenging.answer(  # noqa: E731
            who, one.ref, outcome=Outcome.STANDS, text="ถูกต้องแล้ว", on=TODAY, at=AT
        )
        assert code_of(answered).startswith("403"), name
    again = lambda: challenging.refuse(world.who("kanya"), one.ref, reason=Refusal.ABUSE, on=TODAY, at=AT)  # noqa: E731
    assert code_of(again) == "409-challenge-moved-on"


@pytest.mark.slow
def test_refused_for_personal_data_means_that_the_text_is_gone(world: Counter) -> None:
    one = ask(world, said="ค่านี้ผิดเพราะนายสมชายโกหก")
    challenging.refuse(world.who("kanya"), one.ref, reason=Refusal.PERSONAL, on=TODAY, at=AT)
    one.refresh_from_db()
    assert (one.said, one.proposed, one.state) == (BLOT, None, "refused")
    assert Claim.objects.filter(kind="challenge").count() == 0


@pytest.mark.slow
def test_a_thousand_from_one_address_leave_room_for_others(world: Counter) -> None:
    codes = []
    villages = [code for code in world.desk.world.area if len(code) == 8]
    kept = min(MOST_OF_ONE, len(villages) * MOST_OF_ONE_VALUE_BY_ONE)
    for number in range(1000):
        try:
            ask(world, village=villages[number % len(villages)], address="203.0.113.77")
        except Problem as problem:
            codes.append(problem.kind.code)
    assert Challenge.objects.count() == kept
    assert {code[:12] for code in codes} == {"429-counter-"} and len(codes) == 1000 - kept
    ask(world, address="203.0.113.78")
    ask(world, address="2001:db8:1::1", village="58010202")
    assert Challenge.objects.count() == kept + 2
    assert Challenge.objects.values("address").distinct().count() == 3


@pytest.mark.slow
def test_one_value_and_the_whole_counter_have_limits_too(
    world: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(MOST_OF_A_VALUE):
        ask(world, address=f"198.51.100.{number}")
    assert code_of(lambda: ask(world, address="198.51.100.99")) == "429-counter-value"
    with monkeypatch.context() as patched:
        patched.setattr(challenging, "MOST_OF_A_WIDER", MOST_OF_A_VALUE)
        around = "198.51.200.1"  # another address, and the network around it is the same
        assert code_of(lambda: ask(world, address=around, village="58010202")) == "429-counter-address"
    monkeypatch.setattr(challenging, "MOST_IN_ALL", MOST_OF_A_VALUE)  # the value's are waiting still
    assert code_of(lambda: ask(world, address="198.51.100.98", village="58010202")) == "429-counter-full"


@pytest.mark.slow
def test_one_address_keeps_nobody_from_speaking_about_a_value(world: Counter) -> None:
    first = [ask(world) for _ in range(2)]
    assert code_of(lambda: ask(world)) == "429-counter-said-already"
    ask(world, address="198.51.100.7")
    for one in first:  # what was read leaves room again, whatever the office takes to answer
        challenging.pass_on(world.who("kanya"), one.ref, on=TODAY, at=AT)
    ask(world)


@pytest.mark.slow
def test_the_same_form_twice_is_one_challenge_with_one_code(world: Counter) -> None:
    new = asked(world)
    code = challenging.challenge(new, address=HERE, at=AT)
    assert challenging.challenge(new, address="198.51.100.1", at=AT) == code
    assert Challenge.objects.count() == 1
    assert queries.find_by_code(f" {code[:5].upper()}-{code[5:]} ", on=TODAY).ref == new.ref
    assert code_of(lambda: queries.find_by_code(code[:-1] + "!", on=TODAY)) == "404-challenge-unknown"


@pytest.mark.slow
def test_addresses_are_forgotten_the_day_after(world: Counter) -> None:
    one = ask(world)
    assert challenging.forget_addresses(at=AT + timedelta(hours=1)) == 0
    assert challenging.forget_addresses(at=AT + timedelta(days=1)) == 1
    one.refresh_from_db()
    assert (one.address, one.wider) == (None, None)
    assert challenging.forget_addresses(at=AT + timedelta(days=1)) == 0


@pytest.mark.slow
def test_an_open_challenge_follows_its_owner(world: Counter) -> None:
    one = passed(world)
    Challenge.objects.filter(pk=one.pk).update(office=world.desk.world.office["dopa"])
    assert challenging.follow_owners(on=TODAY, at=AT) == 1
    one.refresh_from_db()
    assert one.office_id == world.desk.world.office["pwa"]
    assert challenging.follow_owners(on=TODAY, at=AT) == 0


@pytest.mark.slow
def test_a_challenge_is_about_what_stands_when_it_is_passed_on(world: Counter) -> None:
    one = ask(world)
    newer = collect(world.desk.world, minutes=5, households=120, piped=91)
    assert newer.cells[VARIABLE].grade is Grade.REPORTED
    ref = challenging.pass_on(world.who("kanya"), one.ref, on=TODAY, at=AT + timedelta(hours=1))
    about = Claim.objects.get(ref=ref).about[VARIABLE]
    assert about == str(Claim.objects.get(pk=newer.cells[VARIABLE].claim_id).ref)

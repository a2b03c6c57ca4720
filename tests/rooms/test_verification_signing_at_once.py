"""Two who sign at once, and signing while claims come in."""

from __future__ import annotations

import threading

import pytest
import yaml
from at_once import at_once, until_somebody_waits
from django.db import transaction
from records_world import AT, BY, TODAY, collect, make_world, register
from signing_world import LATER, faults, new, officer

from tambon.accounts.rules import Who
from tambon.dictionary import actions as dictionary
from tambon.lib.problem import Problem
from tambon.records import actions as records
from tambon.records.models import Lock
from tambon.verification import actions
from tambon.verification.models import SignOff
from tambon.verification.rules.signing import (
    NewSigning,
)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_wins_and_the_other_is_told() -> None:
    world = make_world()
    collect(world, households=120, piped=90)
    first, second = officer(world), officer(world, name="somchai")
    asked = new(world)

    def sign_as(who: Who):  # type: ignore[no-untyped-def]
        return lambda: actions.sign(who, asked, on=TODAY, at=LATER)

    told = at_once(sign_as(first), sign_as(second))
    codes = [fault.kind.code for fault in told if isinstance(fault, Problem)]
    assert codes == ["409-signing-already"] and told.count(None) == 1
    assert (SignOff.objects.count(), Lock.objects.count()) == (1, 1)
    assert faults() == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_signing_while_claims_come_in_signs_what_was_seen_or_says_that_it_changed() -> None:
    world = make_world()
    collect(world, households=120, piped=90)
    who = officer(world)
    for turn in range(4):
        asked, before = new(world), world.record().values["households"]

        def speak(turn: int = turn) -> None:
            collect(world, minutes=60 + turn, households=200 + turn, piped=90)

        def try_to_sign(asked: NewSigning = asked) -> None:
            actions.sign(who, asked, on=TODAY, at=LATER)

        spoke, signed = at_once(speak, try_to_sign)
        assert spoke is None
        if signed is None:
            assert world.record().values["households"] == before
            actions.unlock(who, ref=SignOff.objects.latest("id").ref, reason="x", on=TODAY, at=LATER)
        else:
            assert isinstance(signed, Problem) and signed.kind.code == "409-signing-changed"
        assert world.record().values["households"] == 200 + turn
        assert faults() == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_signs_while_records_are_told_again_signs_what_they_became_or_nothing() -> None:
    world = make_world()
    collect(world, households=120, piped=90)
    records.make_claims([register(world, agency="lao", households=150)], at=AT)
    while records.keep_standing(at=AT):
        pass
    who, asked = officer(world), new(world)
    assert world.record().values["households"] == 150
    text = yaml.safe_load((dictionary.STANDARD / "water.yml").read_text("utf-8"))
    next(one for one in text["variables"] if one["name"] == "households")["resolution"] = "field"
    dictionary.load_text(yaml.safe_dump(text, allow_unicode=True), file="water.yml", by=BY, at=AT)
    told, go_on = threading.Event(), threading.Event()

    def tell_again() -> None:
        with transaction.atomic():
            assert records.keep_standing(at=LATER) == 1
            told.set()
            assert go_on.wait(20)

    def try_to_sign() -> None:
        assert told.wait(20)
        actions.sign(who, asked, on=TODAY, at=LATER)

    def release() -> None:
        assert told.wait(20)
        try:
            until_somebody_waits()  # the signer, for the one who tells
        finally:
            go_on.set()

    _, signed, waited = at_once(tell_again, try_to_sign, release)
    assert isinstance(signed, Problem) and signed.kind.code == "409-signing-changed" and waited is None
    assert (world.record().values["households"], Lock.objects.count(), faults()) == (120, 0, [])

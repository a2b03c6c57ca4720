"""Who signs, and how a sign-off is asked for in tests."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from records_world import AT, BY, TODAY, World

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, Who
from tambon.journal import queries as journal
from tambon.lib.problem import Problem
from tambon.records import queries as held
from tambon.records.models import Lock
from tambon.verification import actions
from tambon.verification.models import SignOff
from tambon.verification.queries import JOURNAL_CHECKERS, signing
from tambon.verification.rules.signing import (
    Left,
    NewSigning,
    Standing,
)

LATER = AT + timedelta(hours=1)
EVERYTHING = frozenset(Left)


def officer(world: World, role: Role = Role.DISTRICT, place: str = "5801", name: str = "wichai") -> Who:
    person = accounts.add_person(username=name, name_th="วิชัย", by=BY, at=AT)
    accounts.grant(NewGrant(person, role, date(2026, 10, 1), area_id=world.area[place]), by=BY, at=AT)
    return who_is.who(person, on=TODAY)


def run_rules() -> None:
    while actions.check_changed(at=AT) + actions.check_groups(at=AT):
        pass


def standing(world: World, place: str = "580102") -> Standing:
    area = world.area[place]
    return signing.standings("water", "2026", [area], on=TODAY)[area]


def new(world: World, place: str = "580102", **given) -> NewSigning:  # type: ignore[no-untyped-def]
    run_rules()
    given = {"seen": standing(world, place).seen, "leave": EVERYTHING, **given}
    return NewSigning("water", "2026", world.area[place], **given)


def sign(world: World, who: Who, place: str = "580102", at=LATER, **given) -> UUID:  # type: ignore[no-untyped-def]
    return actions.sign(who, new(world, place, **given), on=TODAY, at=at)


def refused(call) -> str:  # type: ignore[no-untyped-def]
    before = SignOff.objects.filter(unlocked_at=None).count(), Lock.objects.filter(until=None).count()
    with pytest.raises(Problem) as caught, transaction.atomic():
        call()
    assert (
        SignOff.objects.filter(unlocked_at=None).count(), Lock.objects.filter(until=None).count()
    ) == before  # fmt: skip
    return caught.value.kind.code


def faults() -> list[tuple[str, str]]:
    checkers = {**held.JOURNAL_CHECKERS, **JOURNAL_CHECKERS}
    return [(one.code, one.where) for one in journal.verify(checkers).faults]

"""A moderator is told of challenges that nobody has read, an office of those that wait for its answer."""

from __future__ import annotations

import pytest
from counter_world import Counter, make_counter
from desk_world import FAST
from pytest_django import Settings
from records_world import AT, TODAY
from test_verification_challenging import ask

from tambon.host.home import Home
from tambon.notices import queries
from tambon.notices.rules import WaitKind
from tambon.verification.actions import challenging

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KINDS = (WaitKind.TO_READ, WaitKind.CHALLENGED)


@pytest.fixture
def world(home: Home, settings: Settings) -> Counter:
    settings.PASSWORD_HASHERS = FAST
    return make_counter()


def told(world: Counter, name: str) -> list[tuple[WaitKind, int]]:
    """What of challenges the person is told."""
    waits = queries.waiting_for(world.desk.people[name], on=TODAY)
    return [(wait.kind, wait.count) for wait in waits if wait.kind in KINDS]


def test_a_challenge_is_told_to_who_reads_it_and_then_to_the_office_that_answers(world: Counter) -> None:
    one = ask(world)
    assert told(world, "kanya") == [(WaitKind.TO_READ, 1)]
    assert told(world, "somying") == [] and told(world, "malee") == []
    challenging.pass_on(world.who("kanya"), one.ref, on=TODAY, at=AT)
    assert told(world, "kanya") == []
    assert told(world, "somying") == [(WaitKind.CHALLENGED, 1)] and told(world, "boonmi") == []

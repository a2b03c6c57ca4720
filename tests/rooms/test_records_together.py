"""Several at once: the same records derived, judged and checked by many, each with its own connection."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from at_once import given_at_once
from records_world import AT, TODAY, World, judge, make_world, send, xml

from tambon.records import actions, queries
from tambon.records.models import Claim, Record
from tambon.records.rules import Checked, ClaimKind, NewClaim, Outcome
from tambon.submissions import queries as submissions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VILLAGES = ("58010201", "58010202", "58010203")


@pytest.fixture
def world() -> World:
    return make_world()


def said(world: World, village: str, number: int) -> NewClaim:
    return NewClaim(
        ClaimKind.FIELD, "water", world.area[village], "2026", {"households": number}, TODAY, "person:1",
        made_at=AT + timedelta(seconds=number),
    )  # fmt: skip


def test_who_derives_the_same_records_at_once_loses_no_claim(world):
    def make(seed: int) -> Callable[[], object]:
        claims = [said(world, village, seed * 10 + turn) for turn in range(5) for village in VILLAGES]
        random.Random(seed).shuffle(claims)

        def work() -> object:
            return [actions.make_claims(claims[i : i + 3], at=AT) for i in range(0, len(claims), 3)]

        return work

    given_at_once(*(make(seed) for seed in range(1, 5)))
    assert Claim.objects.count() == 60
    assert [r.values for r in Record.objects.order_by("area_id")] == [{"households": 44}] * 3
    assert list(queries.check_records()) == []


def test_two_processors_share_the_inbox_and_nothing_is_done_twice(world):
    for number in range(40):
        send(world, xml(VILLAGES[number % 3], households=number))

    def drain() -> object:
        done = 0
        while taken := actions.process_inbox(at=AT, limit=5):
            done += taken
        return done

    assert sum(given_at_once(drain, drain)) == 40  # type: ignore[arg-type]
    assert (Claim.objects.count(), submissions.count_waiting(), submissions.count_quarantined()) == (40, 0, 0)
    assert list(queries.check_records()) == []


def test_of_two_verdicts_on_what_another_changes_meanwhile_none_is_lost_or_misplaced(world):
    actions.make_claims([said(world, village, 1) for village in VILLAGES], at=AT)
    seen = [world.record(village) for village in VILLAGES]
    verdicts = [judge(record, "households") for record in seen]
    checked = [Checked(record.id, record.version, {}) for record in seen]

    def confirm() -> object:
        return actions.give_verdicts(verdicts, office=world.office["lao"], by="person:9", at=AT)

    _, answers, _ = given_at_once(
        lambda: [actions.make_claims([said(world, village, 2)], at=AT) for village in reversed(VILLAGES)],
        confirm,
        lambda: actions.apply_findings(checked, at=AT),
    )
    outcomes = [answer.outcome for answer in answers]  # type: ignore[attr-defined]
    confirmed = Claim.objects.filter(kind=ClaimKind.CONFIRMATION).count()
    assert set(outcomes) <= {Outcome.DONE, Outcome.CHANGED}
    assert confirmed == outcomes.count(Outcome.DONE)
    assert [r.values for r in Record.objects.all()] == [{"households": 2}] * 3
    assert list(queries.check_records()) == []

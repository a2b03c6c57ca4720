"""Closing a sample while words are given: each word is counted or comes too late, and the proof holds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from at_once import at_once, until_somebody_waits
from django.db import transaction
from records_world import TODAY, World, make_world
from signing_world import faults
from test_verification_handing import OTHER, hand, second_office
from test_verification_sampling import LATER, drawn, officer, ref, say

from tambon.accounts.rules import Who
from tambon.lib.problem import Problem
from tambon.verification import actions
from tambon.verification.actions import sampling
from tambon.verification.models import Sample, SampledCell
from tambon.verification.rules import Reason

pytestmark = pytest.mark.slow


def half_judged() -> tuple[World, Who, Any]:
    """A sample of two cells, the first confirmed."""
    world = make_world()
    for village in ("58010201", "58010202"):
        say(world, village, piped_households=90)
    who = officer(world)
    sample = drawn(world, who)
    actions.confirm(who, [ref(cells()[0])], on=TODAY, at=LATER)
    return world, who, sample


def cells() -> list[SampledCell]:
    return list(SampledCell.objects.order_by("id"))


def judged() -> list[str | None]:
    return [cell.judged for cell in cells()]


def dispute(who: Who, cell: SampledCell) -> None:
    actions.dispute(who, ref(cell), reason=Reason.NOT_PLAUSIBLE, proposed=None, on=TODAY, at=LATER)


def while_open(first: Callable[[], object], second: Callable[[], object]) -> list[BaseException | None]:
    """The second begins once the first has done its work, which is not committed before the second waits."""
    done = threading.Event()

    def begin() -> None:
        with transaction.atomic():
            first()
            done.set()
            until_somebody_waits(for_rows=True)

    def follow() -> None:
        assert done.wait(20)
        second()

    return at_once(begin, follow)


@pytest.mark.django_db(transaction=True)
def test_a_word_that_comes_while_a_sample_closes_is_not_counted() -> None:
    _, who, sample = half_judged()
    told = while_open(
        lambda: actions.close_sample(who, ref=sample, on=TODAY, at=LATER, leave=1),
        lambda: dispute(who, cells()[1]),
    )
    assert (told, judged(), faults()) == ([None, None], ["confirmed", None], [])


@pytest.mark.django_db(transaction=True)
def test_a_sample_closes_after_the_words_that_are_being_given() -> None:
    _, who, sample = half_judged()
    told = while_open(
        lambda: dispute(who, cells()[1]),
        lambda: actions.close_sample(who, ref=sample, on=TODAY, at=LATER, leave=1),
    )
    assert isinstance(told[1], Problem) and told[1].kind.code == "409-sample-waits"
    assert (judged(), Sample.objects.get().closed_at) == (["confirmed", "disputed"], None)
    actions.close_sample(who, ref=sample, on=TODAY, at=LATER)
    assert faults() == []


@pytest.mark.django_db
def test_what_changed_is_set_aside_over_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    _, who, sample = half_judged()
    real = sampling.held.views

    def then_disputed(ids: Any) -> Any:
        monkeypatch.setattr(sampling.held, "views", real)
        dispute(who, cells()[1])
        return real(ids)

    monkeypatch.setattr(sampling.held, "views", then_disputed)
    actions.close_sample(who, ref=sample, on=TODAY, at=LATER)
    assert judged() == ["confirmed", "disputed"]


@pytest.mark.django_db
def test_another_offices_word_is_not_the_samples() -> None:
    world, giver, sample = half_judged()
    second_office(world)
    taker = officer(world, "somchai", OTHER)
    left = cells()[1]
    both = (world.record(village) for village in ("58010201", "58010202"))  # drawn in any order
    record = next(record for record in both if record.id == left.record_id)
    actions.answer_hand_over(taker, hand(giver, record), taken=True, on=TODAY, at=LATER)
    dispute(taker, left)
    actions.close_sample(giver, ref=sample, on=TODAY, at=LATER + timedelta(hours=1))
    assert (judged(), faults()) == (["confirmed", "changed"], [])

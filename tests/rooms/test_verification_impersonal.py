"""What officers and workers write beside values names nobody by number; a refusal keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from records_world import AT, TODAY, World, collect, make_world
from test_verification_verdicts import officer, ref

from tambon.lib.problem import Problem
from tambon.records.models import Claim
from tambon.verification import actions
from tambon.verification.models import Returned
from tambon.verification.rules import Reason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NUMBERS = ["ถามลุงที่ 081-234-5678", "เขียนถึง somchai@example.org", "บัตร 1-1017-00230-70-8"]


@pytest.fixture
def world() -> World:
    return make_world()


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kind.code


@pytest.mark.parametrize("text", NUMBERS)
def test_a_return_and_an_own_value_are_refused_and_nothing_is_kept(world: World, text: str) -> None:
    record, somying = collect(world), officer(world)
    cell, claims = ref(record), Claim.objects.count()
    due = TODAY + timedelta(days=7)
    returned = lambda: actions.return_cells(  # noqa: E731
        somying, [cell], reason=Reason.OTHER, note=text, due=due, on=TODAY, at=AT
    )
    entered = lambda: actions.enter(  # noqa: E731
        somying, [(cell, 91)], observed_on=TODAY, note=text, on=TODAY, at=AT
    )
    assert code_of(returned) == code_of(entered) == "422-counter-personal"
    assert Claim.objects.count() == claims and not Returned.objects.exists()


def test_the_number_of_a_letter_or_a_meter_is_no_persons(world: World) -> None:
    record, somying = collect(world), officer(world)
    note = "หนังสือ ที่ มท 0310.1/ว 12345 ลว. 29 ต.ค. 2563 มิเตอร์ 5801020145"
    done = actions.enter(somying, [(ref(record), 91)], observed_on=TODAY, note=note, on=TODAY, at=AT)
    assert len(done) == 1

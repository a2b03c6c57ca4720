"""A challenge of a value that is signed off: what the office enters waits, and its answer says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from counter_world import Counter
from records_world import AT, TODAY
from test_verification_challenging import code_of, passed, world  # noqa: F401 - the fixture

from tambon.verification import actions as verification
from tambon.verification.actions import challenging
from tambon.verification.queries import signing
from tambon.verification.rules.challenging import Outcome
from tambon.verification.rules.signing import Left, NewSigning


@pytest.mark.slow
def test_corrected_is_no_answer_while_a_sign_off_holds_the_published_value(world: Counter) -> None:  # noqa: F811
    one, owner = passed(world), world.who("somying")
    while verification.check_changed(at=AT) + verification.check_groups(at=AT):
        pass
    area = world.desk.world.area["580102"]
    seen = signing.standings("water", "2026", [area], on=TODAY)[area].seen
    new = NewSigning("water", "2026", area, seen, frozenset(Left))
    verification.sign(world.who("wichai"), new, on=TODAY, at=AT)
    later = AT + timedelta(hours=1)
    (came,) = verification.enter(
        owner, [verification.OwnValue(world.ref(), 95)], observed_on=TODAY, note="", on=TODAY, at=later
    )
    assert (came.held, came.waits) == (False, True)
    corrected = lambda: challenging.answer(  # noqa: E731
        owner, one.ref, outcome=Outcome.CORRECTED, text="มี 95 หลัง", on=TODAY, at=later
    )
    assert code_of(corrected) == "409-challenge-signed"

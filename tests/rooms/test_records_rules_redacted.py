"""A redacted offer holds nothing, and what it ended does not come back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_records_rules import BAND, derived, offer, verdict

from tambon.dictionary.rules.spec import Resolution as Resolve
from tambon.records.rules import REDACTED, ClaimKind, Grade, Known


def redacted(claim: Known) -> Known:
    return replace(claim, values={}, about={"x": REDACTED})


@pytest.mark.parametrize("rule", [Resolve.NEWEST, Resolve.FIELD, Resolve.PERSON, BAND])
def test_a_redacted_offer_holds_nothing_and_still_ends_a_confirmation(rule) -> None:  # type: ignore[no-untyped-def]
    first = offer(1, ClaimKind.FIELD, 120)
    word = verdict(2, ClaimKind.CONFIRMATION, 1, minute=1)
    other = redacted(offer(3, ClaimKind.FIELD, 999, minute=2))
    same = offer(4, ClaimKind.FIELD, 120, minute=3)
    graded = [
        derived(claims, rule)[1].grade
        for claims in (
            [first, word, same],
            [first, word, other],
            [first, word, other, same],
            [first, word, other, verdict(5, ClaimKind.CONFIRMATION, 1, minute=4)],
            [first, word, other, same, verdict(5, ClaimKind.CONFIRMATION, 4, minute=4)],
            [redacted(offer(1, ClaimKind.FIELD, 7)), offer(2, ClaimKind.FIELD, 120, minute=1),
             verdict(3, ClaimKind.CONFIRMATION, 2, minute=2)],
        )
    ]  # fmt: skip
    assert [one is Grade.VERIFIED for one in graded] == [True, False, False, True, True, True]
    assert derived([redacted(first), word], rule) is None
    disputed = verdict(2, ClaimKind.DISPUTE, 1, minute=1)
    assert derived([first, disputed, other], rule)[1].grade is Grade.DISPUTED

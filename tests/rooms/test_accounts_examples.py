"""The files that the administrator's guide shows do what the guide says."""

from __future__ import annotations

from pathlib import Path

import pytest
from workforce_world import AT, BY, make_world

from tambon.accounts import actions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_the_examples_load_but_for_the_rows_that_show_a_refusal() -> None:
    make_world()
    offices = actions.load_offices(EXAMPLES / "offices.csv", by=BY, at=AT)
    assert (offices.offices, offices.areas) == (2, 3)
    assert [(one.row, one.code) for one in offices.refused] == [
        (4, "409-offices-file-territory"),
        (5, "422-accounts-file-day-ambiguous"),
    ]
    accounts = actions.load_accounts(EXAMPLES / "accounts.csv", who=None, by=BY, at=AT)
    assert (accounts.people, accounts.grants) == (2, 3)
    assert [(one.row, one.code) for one in accounts.refused] == [(5, "422-accounts-file-area")]

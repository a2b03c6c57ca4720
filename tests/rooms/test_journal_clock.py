"""A server's clock that was a year wrong, and was set right, breaks neither seals nor what was received."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tambon.config import health
from tambon.host.home import Home
from tambon.journal import actions, queries
from tambon.submissions import actions as submissions
from tambon.submissions.queries import JOURNAL_CHECKERS

RIGHT = datetime(2026, 11, 20, 3, tzinfo=UTC)
YEAR = timedelta(days=365)
XML = b'<data id="water" version="1"><meta><instanceID>uuid:%d</instanceID></meta></data>'


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wrong", [RIGHT + YEAR, RIGHT - YEAR])
def test_a_clock_that_was_a_year_wrong_breaks_no_seal(home: Home, wrong: datetime) -> None:
    for number, at in enumerate((RIGHT, wrong, RIGHT + timedelta(minutes=5))):
        submissions.receive(xml=XML % number, person_id=1, at=at)
        assert actions.seal(at=at)
    report = queries.verify(JOURNAL_CHECKERS)
    assert (report.holds, report.entries, report.seals) == (True, 3, 3)
    told, status = health.look(RIGHT + timedelta(minutes=6))
    assert status == 200
    assert told["journal"]["sealed_seconds_ago"] >= 0

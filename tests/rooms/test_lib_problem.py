"""A refusal's sentence: days among its details stand as the reader writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tambon.lib.problem import Kind

KIND = Kind("422-test-days", "วันที่ {on} ก่อน {at} ถึง {last}", "{on} before {at} until {last}")


def test_days_are_said_in_the_readers_calendar() -> None:
    problem = KIND(on=date(2026, 11, 29), at=datetime(2026, 11, 28, 23, 30, tzinfo=UTC), last=None)
    assert problem.say("th") == "วันที่ 29 พฤศจิกายน 2569 ก่อน 29 พฤศจิกายน 2569 06:30 น. ถึง …"
    assert problem.say("en") == "29 November 2026 before 29 November 2026 06:30 until …"


def test_a_machine_still_reads_the_day_in_one_form() -> None:
    assert KIND(on=date(2026, 11, 29)).as_dict("th")["details"]["on"] == "2026-11-29"

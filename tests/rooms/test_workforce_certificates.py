"""How a certificate's days and number are written and read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.lib.text import arabic_digits
from tambon.workforce.queries.certificates import TEMPLATE, paper_of  # noqa: F401 - the template is packed
from tambon.workforce.rules.certificates import number_of, read_number, say_days_en, say_days_th

CODE = st.from_regex(r"[A-Z0-9][A-Z0-9-]{1,31}", fullmatch=True)


@pytest.mark.parametrize(
    ("since", "last", "th", "en"),
    [
        ("2026-11-23", "2026-11-23", "วันที่ ๒๓ พฤศจิกายน พ.ศ. ๒๕๖๙", "23 November 2026"),
        ("2026-11-23", "2026-11-25", "ระหว่างวันที่ ๒๓ – ๒๕ พฤศจิกายน พ.ศ. ๒๕๖๙", "23–25 November 2026"),
        (
            "2026-11-30", "2026-12-01", "ระหว่างวันที่ ๓๐ พฤศจิกายน – ๑ ธันวาคม พ.ศ. ๒๕๖๙",
            "30 November – 1 December 2026",
        ),
        (
            "2026-12-31", "2027-01-01", "ระหว่างวันที่ ๓๑ ธันวาคม พ.ศ. ๒๕๖๙ – ๑ มกราคม พ.ศ. ๒๕๗๐",
            "31 December 2026 – 1 January 2027",
        ),
    ],
)  # fmt: skip
def test_days_are_said_as_short_as_they_can_be(since: str, last: str, th: str, en: str) -> None:
    days = date.fromisoformat(since), date.fromisoformat(last)
    assert (say_days_th(*days), say_days_en(*days)) == (th, en)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_last_day_is_always_whole(since: date, more: int) -> None:
    last = since + timedelta(days=more)
    assert arabic_digits(say_days_th(since, last)).endswith(str(last.year + 543))
    assert say_days_en(since, last).endswith(str(last.year))


@given(CODE, st.integers(1, 999_999))
def test_a_number_is_read_back_however_it_is_typed(code: str, running: int) -> None:
    number = number_of(code, running)
    thai = number.lower().translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert read_number(number) == read_number(f" {thai} ") == number


@pytest.mark.parametrize("written", ["", "x", "MHS-1", "A/../B-0001", "ก-0001", "A" * 60 + "-0001"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_number(written) == ""

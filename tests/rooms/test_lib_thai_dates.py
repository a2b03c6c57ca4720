"""Days of either era are read as a Thai office means them; what could be two days is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.lib.days import say_day
from tambon.lib.thai_dates import Fault, UnclearDay, read_day

DAY = date(2020, 10, 1)


@pytest.mark.parametrize(
    "written",
    [
        "1 ต.ค. 2563", "๑ ตุลาคม ๒๕๖๓", "วันที่ 1 ตุลาคม พ.ศ. 2563", "1 เดือนตุลาคม พ.ศ.2563",
        "1/10/2563", "01-10-2563", "๑/๑๐/๒๕๖๓", "2563-10-01", "2020-10-01",
        "2020-10-01 00:00:00", "1 Oct 2020", "1st October 2020",
        " 1  ต.ค.2563 ", "1 ตค 2563", "1 ตุลาคม ค.ศ. 2020", "01.10.2563",
    ],
)  # fmt: skip
def test_the_same_day_however_it_is_written(written: str) -> None:
    assert read_day(written) == DAY


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("10/1/2020", Fault.AMBIGUOUS), ("1/10/63", Fault.AMBIGUOUS), ("1 ต.ค. 63", Fault.AMBIGUOUS),
        ("31 ก.พ. 2563", Fault.NO_SUCH_DAY), ("29/2/2562", Fault.NO_SUCH_DAY),
        ("1/10/3563", Fault.NO_SUCH_DAY), ("13/10/1020", Fault.NO_SUCH_DAY),
        ("44105.0", Fault.UNREADABLE), ("", Fault.UNREADABLE),
        ("ต้นเดือนตุลาคม", Fault.UNREADABLE), ("1 ตู้ 2563", Fault.UNREADABLE),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_refused(written: str, fault: Fault) -> None:
    with pytest.raises(UnclearDay) as raised:
        read_day(written)
    assert raised.value.fault is fault


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_what_we_say_is_read_again(day: date) -> None:
    assert read_day(say_day(day, "th")) == read_day(say_day(day, "en")) == read_day(day.isoformat()) == day
    assert read_day(f"{day.day}/{day.month}/{day.year + 543}") == day


@given(st.text())
def test_nothing_that_is_typed_breaks_it(written: str) -> None:
    with suppress(UnclearDay):
        assert isinstance(read_day(written), date)

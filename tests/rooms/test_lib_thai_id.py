"""The citizen ID's check digit, how people write the number, and how it is taken out of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.lib.thai_id import check_digit, hide_citizen_ids, is_citizen_id, read_citizen_id

TWELVE = st.text("0123456789", min_size=12, max_size=12)


@given(TWELVE)
def test_of_ten_last_digits_one_fits(first: str) -> None:
    assert [is_citizen_id(first + last) for last in "0123456789"].count(True) == 1


@given(TWELVE, st.integers(0, 11), st.integers(1, 9))
def test_a_mistyped_digit_is_seen_where_the_sum_can_see_it(first: str, place: int, by: int) -> None:
    """The third digit weighs eleven and counts for nothing; remainders 0 and 10 both give a 1."""
    good = first + check_digit(first)
    other = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert is_citizen_id(other) == (place == 2) or good[12] == "1"


@given(TWELVE)
def test_it_is_read_however_it_is_written(first: str) -> None:
    good = first + check_digit(first)
    thai = good.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    card = f"{good[0]}-{good[1:5]}-{good[5:10]}-{good[10:12]}-{good[12]}"
    for written in (good, thai, card, f" {card} ", card.replace("-", " ")):
        assert read_citizen_id(written) == good


def test_a_spreadsheets_number_is_read_and_a_lost_zero_is_not() -> None:
    good = "1" + "0" * 11
    good += check_digit(good)
    assert read_citizen_id(f"{good}.0") == good
    lost = "0" + "1" * 11
    assert read_citizen_id(f"{lost + check_digit(lost)}.0".lstrip("0")) is None


@pytest.mark.parametrize("written", ["", "-", "123", "1" * 14, "๑" * 13 + "x", "1234567890123e", "²" * 13])
def test_what_is_none_is_none(written: str) -> None:
    assert read_citizen_id(written) is None


@given(TWELVE, st.text("ก ,;\n", max_size=5), st.text("ก ,;\n", max_size=5))
def test_ids_are_hidden_in_a_text(first: str, before: str, after: str) -> None:
    good = first + check_digit(first)
    assert hide_citizen_ids(f"{before}{good}{after}") == f"{before}{'x' * 13}{after}"
    assert hide_citizen_ids("โทร 0812345678 ปี 2569") == "โทร 0812345678 ปี 2569"

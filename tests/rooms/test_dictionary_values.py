"""What phones and files write becomes a value, no answer, or a doubt; never a guess."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.dictionary.rules.spec import Bilingual, CodeItem, Column, VariableSpec
from tambon.dictionary.rules.values import read_day, read_rows, read_value
from tambon.lib.days import MONTHS_TH
from tambon.lib.problem import Problem
from tambon.lib.text import BLOT, thai_digits

LABEL = {"th": "ก", "en": "a"}
SOURCES = tuple(
    CodeItem(code=code, th=th, en=en)
    for code, th, en in (("well", "บ่อน้ำ", "Well"), ("rain", "น้ำฝน", "Rain water"), ("pipe", "ประปา", "Pipe"))
)


def column(kind: Any) -> Column:
    codes = SOURCES if kind in ("code", "codes") else ()
    return Column(name="asked", label=Bilingual(**LABEL), type=kind, codes=codes)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "120", 120),
        ("integer", " ๑๒๐ ", 120),
        ("integer", "1,234", 1234),
        ("integer", "-3", -3),
        ("integer", "12.0", 12),
        ("integer", "1.0E7", 10_000_000),
        ("decimal", "12.50", 12.5),
        ("decimal", "๑,๒๓๔.๕", 1234.5),
        ("boolean", "yes", True),
        ("boolean", "0", False),
        ("boolean", "มี", True),
        ("boolean", "ไม่มี", False),
        ("code", "rain", "rain"),
        ("code", "น้ำฝน", "rain"),
        ("code", "น\u0e49\u0e4d\u0e32ฝน", "rain"),
        ("code", "Rain water", "rain"),
        ("codes", "pipe well", ["well", "pipe"]),
        ("codes", "น้ำฝน, บ่อน้ำ", ["well", "rain"]),
        ("date", "2026-11-22", "2026-11-22"),
        ("date", "2569-11-22", "2026-11-22"),
        ("date", "2026-11-22T06:30:00.000+07:00", "2026-11-22"),
        ("date", "2026-11-22T17:30:00.000Z", "2026-11-23"),
        ("date", "2569-11-22T23:30:00+07:00", "2026-11-22"),
        ("date", "๒๒/๑๑/๒๕๖๙", "2026-11-22"),
        ("date", "22 พฤศจิกายน 2569", "2026-11-22"),
        ("date", "22 พฤศจิกายน พ.ศ. 2569", "2026-11-22"),
        ("date", "22 พ.ย. 69", "2026-11-22"),
        ("date", "๒๒ พ.ย.๖๙", "2026-11-22"),
        ("date", "22 Nov 2026", "2026-11-22"),
        ("integer", "\u22125", -5),
        ("text", "  หมู่  ๑ ", "หมู่ 1"),
        *[
            (kind, blank, None)
            for kind in ("integer", "date", "code", "text")
            for blank in ("", " ", "NaN", "-", "–", "N/A", BLOT)
        ],
    ],
)
def test_a_value_is_read_as_people_write_it(kind: str, text: str, value: Any) -> None:
    found = read_value(column(kind), text)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("integer", "12.5", "422-value-not-whole"),
        ("integer", "1,23", "422-value-not-whole"),
        ("integer", "ประมาณ 120", "422-value-not-whole"),
        ("integer", "9" * 30, "422-value-not-whole"),
        ("integer", "1e30", "422-value-too-large"),
        ("integer", "1101700230708", "422-value-too-large"),  # a national ID is no figure
        ("decimal", "-9e50", "422-value-too-large"),
        ("decimal", "inf", "422-value-not-number"),
        ("decimal", "0x10", "422-value-not-number"),
        ("boolean", "maybe", "422-value-not-yes-no"),
        ("code", "river", "422-value-not-code"),
        ("codes", "well river", "422-value-not-code"),
        ("date", "31/02/2569", "422-value-not-date"),
        ("date", "22/11/69", "422-value-not-date"),  # 2026 or 1969
        ("date", "22 พ.ย. 26", "422-value-not-date"),  # 1983, or 2026 with a slip
        ("date", "10/1/2020", "422-value-not-date"),  # 10 January, or a spreadsheet's 1 October
        ("integer", "120 ครัวเรือน", "422-value-not-whole"),
        ("date", "yesterday", "422-value-not-date"),
        ("date", "2026-11-22T99:00:00Z", "422-value-not-date"),
        ("date", "9999-12-31T23:00:00Z", "422-value-not-date"),
        ("text", "ก" * 3000, "422-value-too-long"),
    ],
)
def test_what_cannot_be_read_is_a_doubt(kind: str, text: str, code: str) -> None:
    with pytest.raises(Problem) as doubt:
        read_value(column(kind), text)
    assert doubt.value.kind.code == code
    assert doubt.value.say("th") and doubt.value.say("en")


def test_the_largest_figure_is_read() -> None:
    assert read_value(column("integer"), "999,999,999,999") == 999_999_999_999


@pytest.mark.slow
@given(
    st.sampled_from(["integer", "decimal", "boolean", "code", "codes", "date", "text"]), st.text(max_size=30)
)
def test_any_text_is_a_value_or_a_problem(kind: str, text: str) -> None:
    try:
        read_value(column(kind), text)
    except Problem as doubt:
        assert doubt.kind.status == 422


def rows_variable() -> VariableSpec:
    return VariableSpec.model_validate(
        {
            "name": "systems", "label": LABEL, "description": LABEL, "type": "rows", "owner": ["lao"],
            "resolution": "newest", "evidence": ["field"], "class": "free", "aggregation": {"method": "none"},
            "source": "ours", "columns": [
                {"name": "kind", "label": LABEL, "type": "code", "codes": [c.model_dump() for c in SOURCES]},
                {"name": "homes", "label": LABEL, "type": "integer", "minimum": 0},
            ],
        }
    )  # fmt: skip


def test_rows_are_typed_and_empty_ones_left_out() -> None:
    given = [{"kind": "well", "homes": "๑๒"}, {"kind": "", "homes": ""}]
    assert read_rows(rows_variable(), given) == [{"kind": "well", "homes": 12}]
    assert read_rows(rows_variable(), []) is None
    assert read_value(rows_variable(), '[{"kind": "rain", "homes": 3}]') == [{"kind": "rain", "homes": 3}]


@pytest.mark.parametrize("text", ["3", "[1]", "{", "[" * 100_000, '[{"colour": "red"}]'])
def test_rows_of_another_shape_are_a_doubt(text: str) -> None:
    with pytest.raises(Problem) as doubt:
        read_value(rows_variable(), text)
    assert doubt.value.kind.code == "422-value-not-rows"


@given(st.integers(-(10**12) + 1, 10**12 - 1))
def test_a_figure_is_the_same_however_a_person_writes_it(figure: int) -> None:
    for written in (
        str(figure),
        f"{figure:,}",
        thai_digits(figure),
        thai_digits(f"{figure:,}"),
        f" {figure} ",
    ):
        assert read_value(column("integer"), written) == figure


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_a_day_is_the_same_in_either_era_and_every_spelling(day: date) -> None:
    year, month = day.year + 543, MONTHS_TH[day.month - 1]
    spellings = [
        day.isoformat(), f"{year}-{day:%m-%d}", f"{day.day}/{day.month}/{year}", f"{day.day} {month} {year}",
        f"{day.day} {month} พ.ศ. {year}", f"{day.isoformat()}T08:00:00.000+07:00",
    ]  # fmt: skip
    assert {read_day(written) for written in spellings} == {day}
    assert {read_value(column("date"), thai_digits(written)) for written in spellings} == {day.isoformat()}


def test_a_refusal_names_the_variable_as_people_call_it() -> None:
    label = Bilingual(th="ครัวเรือนทั้งหมด", en="Households")
    asked = Column(name="households", label=label, type="integer")
    with pytest.raises(Problem) as refused:
        read_value(asked, "ยี่สิบ")
    assert refused.value.say("th").startswith("ครัวเรือนทั้งหมด: ยี่สิบ")
    assert refused.value.say("en").startswith("Households: ยี่สิบ")
    assert refused.value.details["variable"] == "households"

"""Tokens of a spreadsheet's rows, and what a row can say; no database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.dictionary.rules.spec import VariableSpec
from tambon.lib.problem import Problem
from tambon.verification.rules import Reason
from tambon.verification.rules.sheets import (
    SheetWord,
    Token,
    choices_of,
    is_untouched,
    key_of,
    read_token,
    read_wish,
    still_written,
    version_of,
    written,
)

KEY, OTHER_KEY = key_of("a secret of this home"), key_of("another home's secret")
BILINGUAL = {"th": "ก", "en": "a"}
COMMON = {
    "label": BILINGUAL, "description": BILINGUAL, "owner": ["pwa"], "resolution": "newest",
    "evidence": ["field"], "class": "official", "aggregation": {"method": "none"}, "source": "test",
}  # fmt: skip
CODES = [{"code": "tap", "th": "ประปา", "en": "Tap"}, {"code": "well", "th": "บ่อ", "en": "Well"}]


def variable(kind: str) -> VariableSpec:
    codes = {"codes": CODES} if kind in ("code", "codes") else {}
    return VariableSpec.model_validate({"name": "x", "type": kind, **COMMON, **codes})


IDS = st.integers(0, 2**62)
TOKENS = st.builds(
    Token, IDS, st.from_regex(r"[a-z][a-z0-9_]{0,30}", fullmatch=True), IDS, IDS,
    st.integers().map(version_of),
)  # fmt: skip


def code(call) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Problem) as caught:
        call()
    return caught.value.kind.code


@given(TOKENS)
def test_a_token_is_read_as_it_was_written(token: Token) -> None:
    assert read_token(token.signed(KEY), KEY) == token


@given(TOKENS, st.data())
def test_a_token_with_any_letter_changed_is_refused(token: Token, data: st.DataObject) -> None:
    text = token.signed(KEY)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from([c for c in "0123456789.abcXฮ" if c != text[place]]))
    assert code(lambda: read_token(text[:place] + other + text[place + 1 :], KEY)) == "422-sheet-token"


@given(TOKENS)
def test_a_token_of_another_home_is_refused(token: Token) -> None:
    assert code(lambda: read_token(token.signed(OTHER_KEY), KEY)) == "422-sheet-token"


@pytest.mark.parametrize("text", ["", "t", "t.1.a.2.3.4.", "1.a.2.3.x.y", "t....." + "a" * 32, "'=1+1"])
def test_what_is_no_token_is_refused(text: str) -> None:
    assert code(lambda: read_token(text, KEY)) == "422-sheet-token"


WRITTEN = [
    ("integer", 90, "90"),
    ("decimal", 12.5, "12.5"),
    ("decimal", 12.0, "12"),
    ("boolean", True, "ใช่"),
    ("code", "well", "บ่อ"),
    ("codes", ["tap", "well"], "ประปา; บ่อ"),
    ("date", "2026-11-22", "22 พฤศจิกายน 2569"),
    ("text", "ดี  มาก", "ดี มาก"),
]


@pytest.mark.parametrize(("kind", "value", "text"), WRITTEN)
def test_values_are_written_so_that_they_are_known_again(kind: str, value: object, text: str) -> None:
    asked = variable(kind)
    assert written(value, asked) == text
    assert still_written(text, value, asked)
    assert not still_written(f"{text}9", value, asked)


def test_a_value_typed_anew_by_a_spreadsheet_is_the_same() -> None:
    assert still_written("90.0", 90, variable("integer")) and still_written("๙๐", 90, variable("integer"))
    assert not still_written("", 90, variable("integer"))
    assert not still_written("90", {"absent": "unknown"}, variable("integer"))


WISHES = [
    # word, reason, own value → what is asked for, or why it is refused
    ("ยืนยัน", "", "", (SheetWord.CONFIRM, None, None)),
    ("Confirm", "", "", (SheetWord.CONFIRM, None, None)),
    (choices_of(SheetWord)[0], "", "90", (SheetWord.CONFIRM, None, None)),
    ("ยืนยัน", "", "91", "422-sheet-two-answers"),
    ("ยืนยัน", "ข้อมูลเก่า", "", "422-sheet-reason-alone"),
    ("โต้แย้ง", "ข้อมูลเก่า", "", (SheetWord.DISPUTE, Reason.OUT_OF_DATE, None)),
    ("dispute", choices_of(Reason)[1], "๙๑", (SheetWord.DISPUTE, Reason.OUT_OF_DATE, 91)),
    ("dispute", "", "91", "422-verdict-reason"),
    ("dispute", "เพราะ", "", "422-sheet-reason"),
    ("", "", "91.0", (None, None, 91)),
    ("", "out_of_date", "", "422-sheet-reason-alone"),
    ("", "", "เก้าสิบ", "422-verdict-proposal"),
    ("ok", "", "", "422-sheet-word"),
]


@pytest.mark.parametrize(("word", "reason", "own", "asked"), WISHES)
def test_a_row_says_one_thing_or_is_refused(word: str, reason: str, own: str, asked: object) -> None:
    cells = {"word": word, "reason": reason, "own_value": own}
    if isinstance(asked, str):
        assert code(lambda: read_wish(cells, variable("integer"), 90)) == asked
    else:
        assert read_wish(cells, variable("integer"), 90) == asked


def test_a_row_as_it_went_out_asks_for_nothing() -> None:
    assert is_untouched({"value": "90", "word": "", "reason": "", "own_value": ""})
    assert not is_untouched({"own_value": "1"})

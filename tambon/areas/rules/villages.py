"""Whether a row of a village list can stand, and the sentence for its sender when it cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tambon.areas import problems
from tambon.areas.rules.codes import CODE_LENGTHS, parent_code
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.lists import Listed
from tambon.areas.rules.sources.found import Found
from tambon.formats import Row
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits

COLUMNS = ("code", "name_th")
OPTIONAL_COLUMNS = ("name_en",)
_LENGTH = CODE_LENGTHS[Kind.VILLAGE]
_ASCII_DIGITS = frozenset("0123456789")


def read_villages(rows: Iterable[Row], tambons: Collection[str]) -> Found:
    """Sorts rows into villages and refusals; ``tambons`` are the codes that stand on the list's day."""
    found = Found()
    for row in rows:
        code = ""
        try:
            code = _code(arabic_digits(row["code"]))
            village = _village(code, row, tambons)
            if code in found.rows:
                raise problems.code_twice(code=code, first=found.rows[code].number)
        except Problem as problem:
            found.refuse(problem, row, key=code)
        else:
            found.take(village, row)
    return found


def _village(code: str, row: Row, tambons: Collection[str]) -> Listed:
    if parent_code(code) not in tambons:
        raise problems.tambon_unknown(tambon=parent_code(code))
    name_th, name_en = row["name_th"], row["name_en"]
    if not name_th:
        raise problems.name_missing(code=code)
    if not (name_th + name_en).isprintable():
        raise problems.name_characters(code=code)
    return Listed(Kind.VILLAGE, code, name_th, name_en)


def _code(text: str) -> str:
    """The 8 digits, or the problem that says what is wrong with them. Nothing is guessed into a code."""
    if not text:
        raise problems.code_missing()
    if _looks_like_a_number(text):
        raise problems.code_is_a_number(code=text)
    if not _ASCII_DIGITS.issuperset(text):
        raise problems.code_characters(code=text)
    if len(text) == _LENGTH - 1:
        raise problems.missing_zero(code=text, guess=f"{text[:6]}0{text[6:]}")
    if len(text) != _LENGTH:
        raise problems.code_length(code=text, length=len(text))
    if text.endswith("00"):
        raise problems.number_zero(code=text)
    return text


def _looks_like_a_number(text: str) -> bool:
    """``58010101.0``, ``58,010,101``, ``5.8010101E+07``: what spreadsheets make of a code."""
    rest = text.translate(str.maketrans("", "", ".,+eE"))
    return rest != text and _ASCII_DIGITS.issuperset(rest) and rest != ""

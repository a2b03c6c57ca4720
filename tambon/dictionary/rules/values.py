"""What a phone or a CSV wrote, as a value of a variable's type, or None for no answer. Pure.

Values are what JSON can hold: int, float, bool, str (a code, an ISO day), list. Thai digits, thousands
commas and Buddhist years are read; what cannot be read is never guessed: it raises a Problem that is kept
as a doubt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from tambon.dictionary import problems
from tambon.dictionary.rules.spec import Column, VariableSpec
from tambon.lib.days import BUDDHIST_OFFSET, MONTHS_TH, thai_day
from tambon.lib.text import arabic_digits, tidy

Question = VariableSpec | Column
N = TypeVar("N", int, float)
BLANK = frozenset(
    {"", "nan", "-"}
)  # a phone's empty calculation arrives as NaN; official tables write - for none
YES = frozenset({"yes", "1", "true", "y", "มี", "ใช่"})
NO = frozenset({"no", "0", "false", "n", "ไม่มี", "ไม่ใช่"})
LONGEST_TEXT = 2000
# No figure of a village comes near it, and the sums that a release makes of the nation's villages still fit:
# one phone's 1e30 must not stop it. A national ID has one digit more.
TOO_LARGE = 10**12
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")  # Java writes 1.0E7
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})")
_SLASHED = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SPOKEN = re.compile(rf"([0-9]{{1,2}}) ?({'|'.join(MONTHS_TH)}) ?(?:พ\.ศ\. ?)?([0-9]{{4}})")


def read_value(variable: Question, text: str) -> Any:
    """The value written as ``text``; None when there is no answer; raises a Problem when it is unreadable."""
    plain = text.isascii() and text.strip() == text  # what phones send; tidying costs more than reading
    said = text if plain else arabic_digits(tidy(text))
    if said.lower() in BLANK:
        return None
    return _READERS[variable.type](variable, said)


def _number_text(said: str) -> str:
    return said.replace(",", "") if _GROUPED.fullmatch(said) else said


def _integer(variable: Question, said: str) -> int:
    plain = _number_text(said)
    if _WHOLE.fullmatch(plain):
        return _fitting(variable, said, int(plain))
    if _NUMBER.fullmatch(plain) and float(plain).is_integer():  # "12.0" in spreadsheets
        return _fitting(variable, said, int(float(plain)))
    raise problems.value_not_whole(variable=variable.name, text=said)


def _decimal(variable: Question, said: str) -> float:
    plain = _number_text(said)
    if not _NUMBER.fullmatch(plain):
        raise problems.value_not_number(variable=variable.name, text=said)
    return _fitting(variable, said, float(plain))


def _fitting(variable: Question, said: str, number: N) -> N:
    if abs(number) >= TOO_LARGE:
        raise problems.value_too_large(variable=variable.name, text=said, limit=f"{TOO_LARGE:,}")
    return number


def _boolean(variable: Question, said: str) -> bool:
    low = said.lower()
    if low in YES:
        return True
    if low in NO:
        return False
    raise problems.value_not_yes_no(variable=variable.name, text=said)


@lru_cache(maxsize=4096)
def _spellings(codes: tuple[Any, ...]) -> dict[str, str]:
    """Each code under its own name and under its labels, as official files write them."""
    return {
        spelling: item.code
        for item in codes
        for spelling in (tidy(item.en).lower(), tidy(item.th), item.code)
    }


def _one_code(variable: Question, said: str) -> str:
    known = _spellings(variable.codes)
    found = known.get(said) or known.get(said.lower())
    if found is None:
        names = ", ".join(item.code for item in variable.codes)
        raise problems.value_not_code(variable=variable.name, text=said, known=names)
    return found


def _codes(variable: Question, said: str) -> list[str]:
    parts = re.split(r"[;,|]", said) if re.search(r"[;,|]", said) else said.split(" ")
    chosen = {_one_code(variable, part.strip()) for part in parts if part.strip()}
    return [item.code for item in variable.codes if item.code in chosen]


def _date(variable: Question, said: str) -> str:
    try:
        return read_day(said).isoformat()
    except ValueError:
        raise problems.value_not_date(variable=variable.name, text=said) from None


def read_day(said: str) -> date:
    """A day as people and phones write it; raises ValueError for anything else, a two-digit year too.

    Of an instant with its time zone it is the day in Bangkok.
    """
    if _INSTANT.fullmatch(said):
        try:
            said = thai_day(datetime.fromisoformat(said)).isoformat()
        except OverflowError:  # the last hours of the year 9999
            raise ValueError(said) from None
    if found := _ISO.fullmatch(said):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _SLASHED.fullmatch(said):
        year, month, day = int(found[3]), int(found[2]), int(found[1])
    elif found := _SPOKEN.fullmatch(said):
        year, month, day = int(found[3]), MONTHS_TH.index(found[2]) + 1, int(found[1])
    else:
        raise ValueError(said)
    year -= BUDDHIST_OFFSET if year >= 2400 else 0
    if not 1850 <= year < 2200:
        raise ValueError(said)
    return date(year, month, day)


def _text(variable: Question, said: str) -> str:
    if len(said) > LONGEST_TEXT:
        raise problems.value_too_long(variable=variable.name, limit=LONGEST_TEXT)
    return said


def _rows(variable: Question, said: str) -> list[dict[str, Any]] | None:
    """Rows as JSON, e.g. in a feed's cell; a form's repeat is read by read_rows()."""
    try:
        rows = json.loads(said)
    except (ValueError, RecursionError):
        rows = None
    good = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not good or not isinstance(variable, VariableSpec):
        raise problems.value_not_rows(variable=variable.name)
    return read_rows(variable, [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows])


def read_rows(variable: VariableSpec, rows: list[dict[str, str]]) -> list[dict[str, Any]] | None:
    """Typed rows from texts by column; empty rows are left out, none at all is no answer."""
    known = {column.name for column in variable.columns}
    if any(row.keys() - known for row in rows):
        raise problems.value_not_rows(variable=variable.name)
    read = [{c.name: read_value(c, row.get(c.name, "")) for c in variable.columns} for row in rows]
    return [row for row in read if any(value is not None for value in row.values())] or None


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "integer": _integer, "decimal": _decimal, "boolean": _boolean, "code": _one_code,
    "codes": _codes, "date": _date, "text": _text, "rows": _rows,
}  # fmt: skip

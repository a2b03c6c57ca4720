"""What a phone or a CSV wrote, as a value of a variable's type, or None for no answer. Pure.

Values are what JSON can hold: int, float, bool, str (a code, an ISO day), list. Thai digits, thousands
commas and Buddhist years are read; what cannot be read, or could be two things, is never guessed: it raises
a Problem that is kept as a doubt.
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
from tambon.lib import thai_dates
from tambon.lib.days import thai_day
from tambon.lib.text import arabic_digits, is_blot, tidy

Question = VariableSpec | Column
N = TypeVar("N", int, float)
# a phone's empty calculation arrives as NaN; official tables write - for none, spreadsheets N/A and null
BLANK = frozenset({"", "nan", "-", "--", "–", "—", "n/a", "null"})
YES = frozenset({"yes", "1", "true", "y", "มี", "ใช่"})
NO = frozenset({"no", "0", "false", "n", "ไม่มี", "ไม่ใช่"})
LONGEST_TEXT = 2000
# No figure of a village comes near it, and the sums that a release makes of the nation's villages still fit:
# one phone's 1e30 must not stop it. A national ID has one digit more.
TOO_LARGE = 10**12
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?")  # Java writes 1.0E7
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_ISO_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})[T ].*")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})")
# With a Thai month a year of two digits is Buddhist: 69 is 2569. Up to 56 it could be one of our era as well
# (22 พ.ย. 26 is 1983, or 2026 with a slip), and without the month's name nothing says which era is meant.
_SHORT_YEAR = re.compile(r"([0-9]{1,2} ?[\u0e00-\u0e7f. ]+?) ?'?([5-9][0-9])")
_SURELY_BUDDHIST = 57


def read_value(variable: Question, text: str) -> Any:
    """The value written as ``text``; None when there is no answer; raises a Problem when it is unreadable."""
    plain = text.isascii() and text.strip() == text  # what phones send; tidying costs more than reading
    said = text if plain else arabic_digits(tidy(text))
    if is_blank(said):
        return None
    return _READERS[variable.type](variable, said)


def _named(variable: Question) -> dict[str, str]:
    """What a refusal calls the variable: its name for machines, its label for people."""
    return {"variable": variable.name, "label_th": variable.label.th, "label_en": variable.label.en}


def is_blank(said: str) -> bool:
    """Whether a tidied text is no answer: nothing, a dash, a phone's NaN, or what was redacted."""
    return said.lower() in BLANK or is_blot(said)


def _number_text(said: str) -> str:
    said = said.replace("\u2212", "-")  # the minus of typesetters
    return said.replace(",", "") if _GROUPED.fullmatch(said) else said


def _integer(variable: Question, said: str) -> int:
    plain = _number_text(said)
    if _WHOLE.fullmatch(plain):
        return _fitting(variable, said, int(plain))
    if _NUMBER.fullmatch(plain) and float(plain).is_integer():  # "12.0" in spreadsheets
        return _fitting(variable, said, int(float(plain)))
    raise problems.value_not_whole(**_named(variable), text=said)


def _decimal(variable: Question, said: str) -> float:
    plain = _number_text(said)
    if not _NUMBER.fullmatch(plain):
        raise problems.value_not_number(**_named(variable), text=said)
    return _fitting(variable, said, float(plain))


def _fitting(variable: Question, said: str, number: N) -> N:
    if abs(number) >= TOO_LARGE:
        raise problems.value_too_large(**_named(variable), text=said, limit=f"{TOO_LARGE:,}")
    return number


def _boolean(variable: Question, said: str) -> bool:
    low = said.lower()
    if low in YES:
        return True
    if low in NO:
        return False
    raise problems.value_not_yes_no(**_named(variable), text=said)


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
        raise problems.value_not_code(**_named(variable), text=said, known=names)
    return found


def _codes(variable: Question, said: str) -> list[str]:
    parts = re.split(r"[;,|]", said) if re.search(r"[;,|]", said) else said.split(" ")
    chosen = {_one_code(variable, part.strip()) for part in parts if part.strip()}
    return [item.code for item in variable.codes if item.code in chosen]


def _date(variable: Question, said: str) -> str:
    try:
        return read_day(said).isoformat()
    except ValueError:
        raise problems.value_not_date(**_named(variable), text=said) from None


def read_day(said: str) -> date:
    """A day as people and phones write it: ``2569-11-22``, ``22/11/2569``, ``22 พ.ย. 69``.

    Of an instant with its time zone it is the day in Bangkok. Raises ValueError for anything else, for a year
    that could be of either era, and for a day that could be a month.
    """
    if _INSTANT.fullmatch(said):
        try:
            said = thai_day(datetime.fromisoformat(said)).isoformat()
        except OverflowError:  # the last hours of the year 9999
            raise ValueError(said) from None
    elif with_time := _ISO_WITH_TIME.fullmatch(said):
        said = with_time[1]
    elif short := _SHORT_YEAR.fullmatch(said):
        said = f"{short[1]} 25{short[2]}" if int(short[2]) >= _SURELY_BUDDHIST else said
    return thai_dates.read_day(said)


def _text(variable: Question, said: str) -> str:
    if len(said) > LONGEST_TEXT:
        raise problems.value_too_long(**_named(variable), limit=LONGEST_TEXT)
    return said


def _rows(variable: Question, said: str) -> list[dict[str, Any]] | None:
    """Rows as JSON, e.g. in a feed's cell; a form's repeat is read by read_rows()."""
    try:
        rows = json.loads(said)
    except (ValueError, RecursionError):
        rows = None
    good = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    if not good or not isinstance(variable, VariableSpec):
        raise problems.value_not_rows(**_named(variable))
    return read_rows(variable, [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows])


def read_rows(variable: VariableSpec, rows: list[dict[str, str]]) -> list[dict[str, Any]] | None:
    """Typed rows from texts by column; empty rows are left out, none at all is no answer."""
    known = {column.name for column in variable.columns}
    if any(row.keys() - known for row in rows):
        raise problems.value_not_rows(**_named(variable))
    read = [{c.name: read_value(c, row.get(c.name, "")) for c in variable.columns} for row in rows]
    return [row for row in read if any(value is not None for value in row.values())] or None


_READERS: dict[str, Callable[[Any, str], Any]] = {
    "integer": _integer, "decimal": _decimal, "boolean": _boolean, "code": _one_code,
    "codes": _codes, "date": _date, "text": _text, "rows": _rows,
}  # fmt: skip

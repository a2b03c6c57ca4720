"""Days as Thai offices write them, in either era; what could be two days is refused, never guessed.

A year from 2400 on is Buddhist, one before it Christian. ``10/1/2563`` is a Thai office's: the day comes
first. ``10/1/2020`` may also be what a spreadsheet set to another country made of 1 October, so it is
refused; so is a year of two digits, which is a year of either era.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from tambon.lib.days import BUDDHIST_OFFSET, MONTHS_EN, MONTHS_TH
from tambon.lib.text import arabic_digits, tidy

FIRST_BUDDHIST = 2400
YEARS = range(1900, 2200)  # Christian: what lies outside is a slip of the pen
_SHORT_TH = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]00:00(?::00)?)?")
_NUMBERS = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/. -].+[/. -]'?[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_WORDS = re.compile(r"(?:วันที่ ?)?([0-9]{1,2})(?:st|nd|rd|th)? ?([^0-9]+?),? ?([0-9]{4})")
_ERAS = re.compile(r"พ\.?ศ\.?|ค\.?ศ\.?|เดือน| (?:b\.?e\.?|a\.?d\.?)$")


class Fault(StrEnum):
    """Why a day was not read."""

    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    NO_SUCH_DAY = "no_such_day"


class UnclearDay(ValueError):
    """A day that was not read, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def read_day(written: str) -> date:
    """The day: ``1 ต.ค. 2563``, ``๑ ตุลาคม พ.ศ. ๒๕๖๓``, ``1/10/2563``, ``2020-10-01``, ``1 Oct 2020``.

    Raises `UnclearDay`.
    """
    text = tidy(arabic_digits(written)).lower()
    iso = _ISO.fullmatch(text)
    if iso:
        return _day(iso[1], int(iso[2]), iso[3])
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        return _day_of_numbers(*numbers.groups())
    words = _WORDS.fullmatch(text)
    month = _month(words[2]) if words else None
    if words and month:
        return _day(words[3], month, words[1])
    raise UnclearDay(Fault.AMBIGUOUS if _SHORT_YEAR.fullmatch(text) else Fault.UNREADABLE)


def _day_of_numbers(first: str, second: str, year: str) -> date:
    may_be_american = int(year) < FIRST_BUDDHIST and int(first) <= 12 and int(second) <= 12
    if may_be_american and int(first) != int(second):
        raise UnclearDay(Fault.AMBIGUOUS)
    return _day(year, int(second), first)


def _day(year: str, month: int, day: str) -> date:
    christian = int(year) - BUDDHIST_OFFSET if int(year) >= FIRST_BUDDHIST else int(year)
    if christian not in YEARS:
        raise UnclearDay(Fault.NO_SUCH_DAY)
    try:
        return date(christian, month, int(day))
    except ValueError:
        raise UnclearDay(Fault.NO_SUCH_DAY) from None


def _month(written: str) -> int | None:
    name = "".join(_ERAS.sub("", written).split()).replace(".", "")
    return _MONTHS.get(name)


def _names() -> dict[str, int]:
    """Every way to write a month, without points and spaces, in lower case."""
    found: dict[str, int] = {}
    for number, (thai, short, english) in enumerate(zip(MONTHS_TH, _SHORT_TH, MONTHS_EN, strict=True), 1):
        for name in (thai, short.replace(".", ""), english.lower(), english.lower()[:3]):
            found[name] = number
    return found | {"sept": 9}


_MONTHS = _names()

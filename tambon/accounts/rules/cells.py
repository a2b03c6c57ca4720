"""Cells of files of accounts and offices, under headings in either language. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from tambon.accounts import loading_problems as problems
from tambon.formats import Row, Table
from tambon.lib.text import arabic_digits, tidy
from tambon.lib.thai_dates import Fault, UnclearDay, read_day

Headings = Mapping[str, Sequence[str]]  # our column: the Thai headings under which it may stand

MOST_NAME, MOST_EMAIL, MOST_TEXT = 200, 254, 500
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NUMBER = re.compile(r"([0-9]+)\.0")  # a code that a spreadsheet took for a number
_BETWEEN = re.compile(r"[\s,;/]+")
_FAULTS = {
    Fault.UNREADABLE: problems.day_unclear,
    Fault.AMBIGUOUS: problems.day_ambiguous,
    Fault.NO_SUCH_DAY: problems.no_such_day,
}


def wanted(headings: Headings) -> list[str]:
    """All names under which the columns may stand."""
    return [name for column, thai in headings.items() for name in (column, *thai)]


def demand_columns(table: Table, required: Iterable[str], headings: Headings) -> None:
    """Raises ``422-accounts-file-columns`` with what is missing."""
    missing = [one for one in required if not {one, *headings[one]} & set(table.columns)]
    if missing:
        said = ", ".join("/".join((one, *headings[one][:1])) for one in missing)
        raise problems.columns_missing(missing=said)


def cell(row: Row, column: str, headings: Headings) -> str:
    """The first cell that is filled, of all headings of the column."""
    return next(filter(None, (row[name] for name in (column, *headings[column]))), "")


def code(text: str) -> str:
    """A code as it was meant: ``๕๘๐๑`` and ``5801.0`` are ``5801``."""
    written = arabic_digits(text)
    found = _NUMBER.fullmatch(written)
    return found[1] if found else written


def codes(text: str) -> tuple[str, ...]:
    """Several codes in a cell, each once."""
    return tuple(dict.fromkeys(code(part) for part in _BETWEEN.split(text) if part))


def name(text: str, *, needed: bool, most: int = MOST_NAME) -> str:
    said = tidy(text)
    if (needed and not said) or not said.isprintable() or len(said) > most:
        raise problems.name_unfit()
    return said


def email(text: str) -> str:
    """An address, or nothing."""
    fits = _EMAIL.fullmatch(text) and text.isascii() and text.isprintable() and len(text) <= MOST_EMAIL
    if text and not fits:
        raise problems.email_unfit(email=text[:60])
    return text


def period(since: str, until: str) -> tuple[date, date | None]:
    """From the first day until the day after the last, which is what a file names; open without one."""
    first = _day(since)
    last = _day(until) if until else None
    if last is not None and last < first:
        raise problems.out_of_order(since=first, until=last)
    return first, None if last is None else last + timedelta(days=1)


def overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return one[0] < (other[1] or date.max) and other[0] < (one[1] or date.max)


def last_day(until: date | None) -> str:
    """The last day of a period that ends before ``until``, as refusals say it."""
    return "…" if until is None else (until - timedelta(days=1)).isoformat()


def _day(text: str) -> date:
    try:
        return read_day(text)
    except UnclearDay as unclear:
        raise _FAULTS[unclear.fault](text=text[:40] or "–") from None

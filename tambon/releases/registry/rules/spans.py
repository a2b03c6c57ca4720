"""Spans of days in which everything about an area stays the same. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from tambon.areas.rules.published import Period

_FIRST, _LAST = date.min, date.max  # stand for an open beginning and an open end while days are compared

Values = tuple[str | None, ...]


class Fact(NamedTuple):
    """What holds in ``[since, until)``."""

    since: date
    until: date
    value: str


class Span(NamedTuple):
    """What all columns hold in ``[since, until)``; None is an open end."""

    since: date | None
    until: date | None
    values: Values


def fact(period: Period | None, value: str) -> Iterator[Fact]:
    """The fact, unless it never holds in this calendar."""
    if period is not None:
        yield Fact(period.since or _FIRST, period.until or _LAST, value)


def constant_spans(columns: Sequence[Sequence[Fact]], *, needed: int) -> list[Span]:
    """The longest spans in which no column changes, in order.

    Within a column facts never overlap; where a column says nothing its value is None. A span in which one of
    the first ``needed`` columns says nothing is left out.
    """
    days = sorted({day for column in columns for one in column for day in (one.since, one.until)})
    found: list[tuple[date, date, Values]] = []
    for since, until in pairwise(days):
        values = tuple(_value(column, since) for column in columns)
        if None in values[:needed]:
            continue
        if found and found[-1][1] == since and found[-1][2] == values:
            found[-1] = (found[-1][0], until, values)
        else:
            found.append((since, until, values))
    return [
        Span(None if since == _FIRST else since, None if until == _LAST else until, values)
        for since, until, values in found
    ]


def both_calendars(law: Iterable[Span], listed: Iterable[Span]) -> list[tuple[Span, str]]:
    """Each span with ``both``, ``law`` or ``list``; what both calendars say alike stands once.

    Sorted by calendar, then by the first day.
    """
    by_law, by_list = set(law), set(listed)
    found = [(span, "both") for span in by_law & by_list]
    found += [(span, "law") for span in by_law - by_list]
    found += [(span, "list") for span in by_list - by_law]
    return sorted(found, key=lambda one: (one[1], one[0].since or _FIRST))


def holds(period: Period | None, on: date) -> bool:
    """Whether the day lies in the period."""
    return (
        period is not None
        and (period.since is None or period.since <= on)
        and (period.until is None or on < period.until)
    )


def _value(column: Sequence[Fact], day: date) -> str | None:
    return next((one.value for one in column if one.since <= day < one.until), None)

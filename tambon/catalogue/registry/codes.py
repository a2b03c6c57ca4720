"""The codes of every scheme, in a few columns."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from datetime import date
from itertools import pairwise

from tambon.catalogue.registry.columns import Few, Texts
from tambon.catalogue.registry.shapes import CodeSpan
from tambon.catalogue.registry.spans import FIRST, LAST, Column, Spans

_DAYS = ("since", "until", "listed_since", "listed_until")


class Codes:
    """Finds the codes that an area ever bore."""

    def __init__(self, column: Column, spans: Spans) -> None:
        """Raises ValueError where the file is not sorted by area."""
        self._area = spans.numbers(column("area_id"))
        if any(a > b for a, b in pairwise(self._area)):
            raise ValueError("codes.parquet is not sorted by area_id")
        self._scheme = Few(column("scheme"))
        self._code = Texts(column("code"))
        self._days = tuple(array("i", (_ordinal(each, name) for each in column(name))) for name in _DAYS)

    def of(self, area: int) -> list[CodeSpan]:
        """The area's codes by scheme, oldest first."""
        found = []
        at = bisect_left(self._area, area)
        while at < len(self._area) and self._area[at] == area:
            found.append(self._one(at))
            at += 1
        return found

    def _one(self, at: int) -> CodeSpan:
        since, until, listed_since, listed_until = (days[at] for days in self._days)
        by = "both" if since < until and listed_since < listed_until else "law" if since < until else "list"
        days = (None if by == "list" else since, None if by == "list" else until)
        listed = (None if by == "law" else listed_since, None if by == "law" else listed_until)
        return {
            "scheme": self._scheme[at],
            "code": self._code[at],
            "by": by,
            "since": _day(days[0]),
            "until": _day(days[1]),
            "listed_since": _day(listed[0]),
            "listed_until": _day(listed[1]),
        }


def _ordinal(day: date | None, name: str) -> int:
    return day.toordinal() if day else LAST if name.endswith("until") else FIRST


def _day(ordinal: int | None) -> date | None:
    return None if ordinal in (None, FIRST, LAST) else date.fromordinal(ordinal)

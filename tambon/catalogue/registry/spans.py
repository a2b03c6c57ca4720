"""Every version of every area, column by column: 84,000 areas take some twenty megabytes.

An area is its number in the order of public ids, a version its row in the published file. Days are ordinals.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from tambon.catalogue.registry.columns import Texts
from tambon.catalogue.registry.shapes import KINDS, By

Column = Callable[[str], Iterator[Any]]  # the file's column, from its first row on

FIRST, LAST = 0, 2**31 - 1  # an open beginning and an open end
NONE = -1
_RANK = {kind: number for number, kind in enumerate(KINDS)}
_BOTH = 0
_CALENDAR: dict[str, int] = {"both": _BOTH, "law": 1, "list": 2}
CALENDARS = ("both", "law", "list")


class Chosen(NamedTuple):
    """A version that answers a question: ``ref`` is the asked day, or the nearest day on which it held."""

    span: int
    standing: bool
    ref: int
    by: By


class Spans:
    """Finds versions by area, code and day; kinds of areas that nobody knows are refused as damage."""

    def __init__(self, column: Column) -> None:
        """Raises ValueError and KeyError where the file is not sorted or not of its form."""
        self.area = array("I")
        self.ids = Texts(_count(column("area_id"), self.area))
        total = len(self.area)
        self._start = array("I", _starts(self.area, len(self.ids)))
        self.kind = bytearray(_RANK[each] for each in column("kind"))
        self.synthetic = bytearray(bool(each) for each in column("synthetic"))
        self.by = bytearray(_CALENDAR[each] for each in column("by"))
        self.code = Texts(column("code"))
        self.th = Texts(column("name_th"))
        self.en = Texts(column("name_en"))
        self.since = array("i", (each.toordinal() if each else FIRST for each in column("since")))
        self.until = array("i", (each.toordinal() if each else LAST for each in column("until")))
        self.parent = self.numbers(column("parent_id"))
        self.government = self.numbers(column("local_government_id"))
        self._by_code = array("I", sorted(range(total), key=self.code.__getitem__))
        ranked = sorted(range(total), key=lambda span: (self.kind[span], self.code[span]))
        self._below = Groups(ranked, self.parent, len(self.ids))
        self._governed = Groups(ranked, self.government, len(self.ids))

    def number(self, area_id: str) -> int | None:
        """The area with this public id."""
        at = bisect_left(self.ids, area_id)
        return at if at < len(self.ids) and self.ids[at] == area_id else None

    def numbers(self, ids: Iterable[str | None]) -> array[int]:
        """The areas with these public ids, `NONE` for others; quick where one follows the other in order."""
        found = array("i")
        at, last = NONE, ""
        for each in ids:
            if each and each != last:
                follows = at + 1 < len(self.ids) and self.ids[at + 1] == each
                number = at + 1 if follows else self.number(each)
                at, last = NONE if number is None else number, each
            found.append(at if each else NONE)
        return found

    def of(self, area: int) -> range:
        """All versions of the area, by calendar and first day."""
        return range(self._start[area], self._start[area + 1])

    def with_code(self, code: str) -> Iterator[int]:
        """All versions that ever bore the code."""
        at = bisect_left(self._by_code, code, key=self.code.__getitem__)
        while at < len(self._by_code) and self.code[self._by_code[at]] == code:
            yield self._by_code[at]
            at += 1

    def holds(self, span: int, day: int, by: By) -> bool:
        """Whether the version is the truth on the day in the calendar."""
        own = self.by[span]
        return (own in (_BOTH, _CALENDAR[by])) and self.since[span] <= day < self.until[span]

    def at(self, area: int, day: int, by: By) -> int | None:
        """The area's version of the day."""
        return next((span for span in self.of(area) if self.holds(span, day, by)), None)

    def find(self, key: str, day: int, by: By) -> Chosen | None:
        """The version that a public id or a code means on a day; None for what was never known.

        Where none holds that day: the last one before it, else the first one after it, and one of the other
        calendar only where this calendar has none. Of several the larger kind; villages before communities,
        which share their eight digits.
        """
        area = self.number(key)
        spans: Iterable[int] = self.of(area) if area is not None else self.with_code(key)
        return self.choose(spans, day, by)

    def choose(self, spans: Iterable[int], day: int, by: By) -> Chosen | None:
        """As `find`, among these versions."""
        best = min(((self._distance(span, day, by), span) for span in spans), default=None)
        if best is None:
            return None
        (foreign, _, _, _), span = best
        dated: By = by if not foreign else "list" if by == "law" else "law"
        ref = max(self.since[span], min(day, self.until[span] - 1))
        return Chosen(span, self.holds(span, day, by), ref, dated)

    def above(self, span: int, day: int, by: By) -> list[int]:
        """The versions of the areas above on the day, country first."""
        chain: list[int] = []
        parent = self.parent[span]
        while parent != NONE and len(chain) < len(KINDS):
            chosen = self.choose(self.of(parent), day, by)
            if chosen is None:
                break
            chain.append(chosen.span)
            parent = self.parent[chosen.span]
        return chain[::-1]

    def below(self, span: int, day: int, by: By) -> list[int]:
        """The versions right below on the day, by kind and code; of a local government its villages."""
        groups = self._governed if KINDS[self.kind[span]] == "local_government" else self._below
        return [each for each in groups.of(self.area[span]) if self.holds(each, day, by)]

    def size(self, area: int) -> int:
        """How many versions ever lay right below: what is asked is only which of two areas is larger."""
        return len(self._below.of(area))

    def days(self, span: int) -> tuple[date | None, date | None]:
        """``since`` and ``until``; None is an open end."""
        since, until = self.since[span], self.until[span]
        return (
            None if since == FIRST else date.fromordinal(since),
            None if until == LAST else date.fromordinal(until),
        )

    def _distance(self, span: int, day: int, by: By) -> tuple[bool, int, int, int]:
        foreign = self.by[span] not in (_BOTH, _CALENDAR[by])
        since, until = self.since[span], self.until[span]
        if since <= day < until:
            return foreign, 0, 0, self.kind[span]
        return (foreign, 1, day - until, self.kind[span]) if until <= day else (foreign, 2, since - day, 0)


class Groups:
    """Versions by the area they hang on, in the order in which they were given."""

    def __init__(self, spans: Sequence[int], key: Sequence[int], areas: int) -> None:
        self._spans = array("I", sorted((one for one in spans if key[one] != NONE), key=key.__getitem__))
        self._start = array("I", _starts([key[one] for one in self._spans], areas))

    def of(self, area: int) -> array[int]:
        return self._spans[self._start[area] : self._start[area + 1]]


def _count(ids: Iterable[str], numbers: array[int]) -> Iterator[str]:
    """Each id once; ``numbers`` takes for every row which one it is of."""
    last, number = "", -1
    for each in ids:
        if each < last:
            raise ValueError("areas.parquet is not sorted by area_id")
        if each != last:
            yield each
            last, number = each, number + 1
        numbers.append(number)


def _starts(numbers: Sequence[int], total: int) -> Iterator[int]:
    """Where each number begins in a sorted sequence, and its end last."""
    at = 0
    for number in range(total + 1):
        while at < len(numbers) and numbers[at] < number:
            at += 1
        yield at

"""Finding areas by what people type: one long text per script in the order of rank, searched as it is."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop
from typing import NamedTuple

from tambon.catalogue.registry.spans import Spans
from tambon.lib.text import arabic_digits, tidy

_PREFIXES = ("จังหวัด", "กิ่งอำเภอ", "อำเภอ", "ตำบล", "หมู่บ้าน", "บ้าน", "เขต", "แขวง", "จ.", "อ.", "ต.", "บ.")
_ENGLISH = ("changwat ", "province ", "amphoe ", "district ", "tambon ", "khet ", "khwaeng ", "ban ")
_END = "\n"
_HIGHEST = chr(0x10FFFF)


class Hit(NamedTuple):
    """``fit`` 0: the whole name or code, 1: its beginning, 2: a part of the name."""

    fit: int
    rank: int
    span: int


class Names:
    """The names and codes of all versions; those of today before those of the past, larger kinds first."""

    def __init__(self, spans: Spans, today: int) -> None:
        self._spans = spans
        current = bytearray(spans.holds(span, today, "law") for span in range(len(spans.area)))
        order = array(
            "I",
            sorted(
                range(len(spans.area)),
                key=lambda span: (not current[span], spans.kind[span], spans.code[span], -spans.until[span]),
            ),
        )
        self._rank = array("I", bytes(4 * len(order)))
        for rank, span in enumerate(order):
            self._rank[span] = rank
        self._texts = (
            _Text(_distinct(order, spans, spans.th)),
            _Text(_distinct(order, spans, spans.en)),
        )
        self._codes = _Text(_distinct(order, spans, spans.code, as_code=True))

    def find(self, wanted: str, most: int) -> list[Hit]:
        """At most ``most`` areas by their best fit, each once; ``wanted`` comes from `plain`."""
        found: dict[int, Hit] = {}
        for fit in (0, 1, 2):
            level = sorted(
                Hit(fit, self._rank[span], span)
                for text in (*self._texts, self._codes)
                if fit < 2 or text is not self._codes
                for span in self._first(text.find(wanted, fit), most, found)
            )
            for hit in level:
                found.setdefault(self._spans.area[hit.span], hit)
            if len(found) >= most:
                break
        return list(found.values())[:most]

    def _first(self, spans: Iterator[int], most: int, known: dict[int, Hit]) -> list[int]:
        """The first versions, of so many areas that were not found yet."""
        taken: dict[int, int] = {}
        for span in spans:
            area = self._spans.area[span]
            if area not in known:
                taken.setdefault(area, span)
            if len(taken) >= most:
                break
        return list(taken.values())


class _Text:
    """Names one below the other in the order of rank, and which version each is of."""

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        names: list[str] = []
        self._of = array("I")
        self._start = array("I")
        at = 0
        for name, span in entries:
            names.append(name)
            self._of.append(span)
            self._start.append(at)
            at += len(name) + len(_END)
        self._start.append(at)
        self._all = _END.join([*names, ""])
        self._sorted = array("I", sorted(range(len(names)), key=names.__getitem__))

    def find(self, wanted: str, fit: int) -> Iterator[int]:
        """The versions whose name fits so, or better, in the order of rank."""
        entries = self._parts(wanted) if fit == 2 else self._beginnings(wanted, whole=fit == 0)
        return (self._of[entry] for entry in entries)

    def _name(self, entry: int) -> str:
        return self._all[self._start[entry] : self._start[entry + 1] - len(_END)]

    def _beginnings(self, wanted: str, *, whole: bool) -> Iterator[int]:
        first = bisect_left(self._sorted, wanted, key=self._name)
        last = bisect_right(self._sorted, wanted if whole else wanted + _HIGHEST, lo=first, key=self._name)
        best = self._sorted[first:last].tolist()
        heapify(best)
        while best:
            yield heappop(best)

    def _parts(self, wanted: str) -> Iterator[int]:
        at = self._all.find(wanted)
        while at >= 0:
            entry = bisect_right(self._start, at) - 1
            yield entry
            at = self._all.find(wanted, self._start[entry + 1])


def plain(text: str) -> str:
    """Lower case, Arabic digits, no prefix such as ตำบล, no spaces."""
    lower = arabic_digits(tidy(text)).casefold()
    for prefix in _ENGLISH:
        lower = lower.removeprefix(prefix)
    joined = lower.replace(" ", "")
    for prefix in _PREFIXES:
        if joined.startswith(prefix) and len(joined) > len(prefix):
            return joined[len(prefix) :]
    return joined


def _distinct(
    order: Iterable[int], spans: Spans, column: Sequence[str], *, as_code: bool = False
) -> Iterator[tuple[str, int]]:
    """Each name of each area once, at its best rank, as it is searched for."""
    met: set[tuple[int, str]] = set()
    for span in order:
        area, name = spans.area[span], column[span].casefold() if as_code else plain(column[span])
        if not name or (area, name) in met:
            continue
        if len(spans.of(area)) > 1:
            met.add((area, name))
        yield name, span

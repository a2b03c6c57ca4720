"""Where the heading of a table stands: below title rows, over one row or merged over two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tambon.formats import problems
from tambon.lib.text import tidy

MOST_HEADING_ROWS = 12  # rows that hold something, title rows and heading together
_INTEGRAL = re.compile(r"([0-9]+)\.0")  # a year that heads a column is a number in a spreadsheet

Record = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Our columns and the heading each stands under (folded); which must be there, which a mapping named."""

    headings: dict[str, str]
    required: frozenset[str]
    mapped: frozenset[str]

    @classmethod
    def of(
        cls, required: Sequence[str], optional: Sequence[str], mapping: Mapping[str, str] | None
    ) -> Wanted:
        """Raises ``422-mapping-column-unknown`` when the mapping names a column that nobody asked for."""
        theirs = dict(mapping or {})
        ours = dict.fromkeys((*required, *optional))
        for column in theirs:
            if column not in ours:
                raise problems.mapping_column_unknown(column=column, wanted=", ".join(ours))
        headings = {column: fold(theirs.get(column, column)) for column in ours}
        return cls(headings, frozenset(required), frozenset(theirs))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: the last row it takes, all its names in order, our columns' places."""

    row: int
    names: tuple[str, ...]
    places: dict[str, int]


def fold(text: str) -> str:
    """A heading as it is compared: tidied, without case, a year without the ``.0`` of a spreadsheet."""
    name = tidy(text).lower()
    integral = _INTEGRAL.fullmatch(name)
    return integral[1] if integral else name


def find_heading(records: Sequence[Record], wanted: Wanted) -> Heading:
    """The heading among the first rows: the one that names most of our columns.

    A single row goes before two rows joined, the first of equals before the others. Raises
    ``422-file-columns-missing``, ``422-mapping-heading-missing`` or ``422-file-columns-twice``.
    """
    ways = [_single(record) for record in records] + [_joined(a, b) for a, b in pairwise(records)]
    best = max(ways, key=lambda way: _worth(way, wanted))
    for column, heading in wanted.headings.items():
        found = best.places(heading)
        if len(found) > 1:
            raise problems.columns_twice(columns=heading)
        if not found and column in wanted.mapped:
            raise problems.mapping_heading_missing(column=column, heading=heading, found=_some(best.names))
    missing = [h for column, h in wanted.headings.items() if column in wanted.required and not best.places(h)]
    if missing:
        raise problems.columns_missing(missing=", ".join(missing), found=_some(best.names))
    places = {column: best.places(h)[0] for column, h in wanted.headings.items() if best.places(h)}
    return Heading(best.row, best.names, places)


@dataclass(frozen=True, slots=True)
class _Way:
    """One reading of the rows: each column's full name, and the short one that a merged heading leaves it."""

    row: int
    names: tuple[str, ...]
    short: tuple[str, ...]

    def places(self, heading: str) -> list[int]:
        full = [place for place, name in enumerate(self.names) if name == heading]
        return full or [place for place, name in enumerate(self.short) if name == heading]


def _single(record: Record) -> _Way:
    names = tuple(fold(cell) for cell in record[1])
    return _Way(record[0], names, names)


def _joined(above: Record, below: Record) -> _Way:
    """Two rows as one: a name above stands also over the cells to its right that only the row below fills."""
    width = max(len(above[1]), len(below[1]))
    tops = [fold(cell) for cell in above[1]] + [""] * (width - len(above[1]))
    subs = [fold(cell) for cell in below[1]] + [""] * (width - len(below[1]))
    names, group = [], ""
    for top, sub in zip(tops, subs, strict=True):
        group = top or (group if sub else "")
        names.append(" ".join(part for part in (group, sub) if part))
    short = tuple(sub or name for sub, name in zip(subs, names, strict=True))
    return _Way(below[0], tuple(names), short)


def _worth(way: _Way, wanted: Wanted) -> tuple[int, int]:
    found = {column for column, heading in wanted.headings.items() if way.places(heading)}
    return len(found & (wanted.required | wanted.mapped)), len(found)


def _some(names: Sequence[str]) -> str:
    """The names for a sentence; a file of anything at all must not fill the page."""
    shown = [name[:40] for name in names if name]
    return ", ".join(shown[:30]) + (" …" if len(shown) > 30 else "")

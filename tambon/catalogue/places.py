"""The areas of one release, in memory: a few tens of megabytes for the whole country with its villages."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from functools import cached_property
from typing import Any, cast
from weakref import WeakValueDictionary

from tambon.catalogue.nearness import together
from tambon.catalogue.shapes import LEVELS, Area, AreaPage
from tambon.lib.text import arabic_digits, tidy

COLUMNS = (
    "area_id", "kind", "area_code", "name_th", "name_en", "parent_code",
    "province_code", "district_code", "tambon_code", "synthetic",
)  # fmt: skip
_RANK = {kind: number for number, kind in enumerate(LEVELS)}
_PREFIXES = ("จังหวัด", "อำเภอ", "ตำบล", "หมู่บ้าน", "บ้าน", "เขต", "แขวง", "จ.", "อ.", "ต.", "บ.")
_Row = tuple[Any, ...]


class Atlas:
    """The areas of the releases that are open: those of two with the same areas are kept once."""

    def __init__(self) -> None:
        self._kept: WeakValueDictionary[str, Places] = WeakValueDictionary()

    def of(self, total: str, read: Callable[[], Iterable[_Row]]) -> Places:
        """``total`` is the sum of the file in which they are; ``read`` gives its rows of `COLUMNS`."""
        places = self._kept.get(total)
        if places is None:
            places = self._kept[total] = Places(read())
        return places


class Places:
    """Finds an area by public id or code, its children and ancestors, and areas by name."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        """``rows`` hold the columns `COLUMNS`."""
        self._rows = sorted((_lean(row) for row in rows), key=lambda row: (row[2], _rank(row)))
        self._by_id = {row[0]: row for row in self._rows}
        self._by_code: dict[str, _Row] = {}
        self._children: dict[str, list[_Row]] = defaultdict(list)
        for row in self._rows:
            known = self._by_code.get(row[2])
            if known is None or _rank(row) < _rank(known):
                self._by_code[row[2]] = (
                    row  # communities share the villages' eight digits: the tree of villages wins
                )
            if row[5]:
                self._children[row[5]].append(row)

    def find(self, key: str) -> Area | None:
        """The area with this code or public id."""
        row = self._find(key)
        return _area(row) if row else None

    def page(self, key: str) -> AreaPage | None:
        """The same with its ancestors, country first, and how many children it has."""
        row = self._find(key)
        return self._page(row) if row else None

    def children(self, key: str) -> list[Area]:
        """The areas right below, by code; none for an unknown area."""
        row = self._find(key)
        return [_area(child) for child in self._below(row)] if row else []

    def search(self, text: str, limit: int, near: str = "", told: Container[str] = ()) -> list[AreaPage]:
        """Areas whose code starts with, or whose name holds, the text: exact ones first, then those nearest
        to the area ``near``, the larger kinds, those of the provinces ``told``, those of more areas."""
        wanted = _plain(text)
        if not wanted:
            return []
        named = zip(self._names, self._rows, strict=True)
        found = [(fit, row) for names, row in named if (fit := _fit(names, wanted)) is not None]
        beside = self._find(near) if near else None
        code = beside[2] if beside else ""

        def key(pair: tuple[int, _Row]) -> tuple[int | bool | str, ...]:
            fit, row = pair
            size = len(self._below(row)) if fit == 0 else 0
            return fit, -together(row[2], code), _rank(row), row[2][:2] not in told, -size, row[2]

        found.sort(key=key)
        return [self._page(row) for _, row in found[:limit]]

    @cached_property
    def _names(self) -> list[tuple[str, str, str]]:
        return [(row[2], _plain(row[3] or ""), _plain(row[4] or "")) for row in self._rows]

    def _find(self, key: str) -> _Row | None:
        return self._by_id.get(key) or self._by_code.get(arabic_digits(key))

    def _below(self, row: _Row) -> list[_Row]:
        return self._children.get(row[2], []) if self._by_code.get(row[2]) is row else []

    def _page(self, row: _Row) -> AreaPage:
        return {**_area(row), "ancestors": self._ancestors(row), "children_count": len(self._below(row))}

    def _ancestors(self, row: _Row) -> list[Area]:
        chain: list[Area] = []
        above = self._by_code.get(row[5] or "")
        while above and len(chain) < len(LEVELS):
            chain.append(_area(above))
            above = self._by_code.get(above[5] or "")
        return chain[::-1]


def _lean(row: _Row) -> _Row:
    """The row with its repeated texts (kinds, codes above) kept once."""
    return tuple(sys.intern(each) if isinstance(each, str) else each for each in row)


def _rank(row: _Row) -> int:
    return _RANK.get(row[1], len(_RANK))


def _area(row: _Row) -> Area:
    filled = ("" if each is None else each for each in row)
    return cast(Area, dict(zip(COLUMNS, filled, strict=True)))


def _fit(names: tuple[str, str, str], wanted: str) -> int | None:
    code, th, en = names
    if wanted in (code, th, en):
        return 0
    if code.startswith(wanted) or th.startswith(wanted) or en.startswith(wanted):
        return 1
    return 2 if wanted in th or wanted in en else None


def _plain(text: str) -> str:
    """Lower case, Arabic digits, no prefix such as ตำบล, no spaces."""
    plain = arabic_digits(tidy(text)).casefold().replace(" ", "")
    for prefix in _PREFIXES:
        if plain.startswith(prefix) and len(plain) > len(prefix):
            return plain[len(prefix) :]
    return plain

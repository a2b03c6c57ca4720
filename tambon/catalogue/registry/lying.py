"""Where areas lie and which lie side by side, in a few columns."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import pairwise
from typing import Any, cast

from tambon.catalogue.registry.columns import Few, Texts
from tambon.catalogue.registry.shapes import Place
from tambon.catalogue.registry.spans import Column, Spans

_NUMBERS = ("longitude", "latitude", "square_km", "west", "south", "east", "north")
_TEXTS = ("found_as", "source", "licence", "credit")
_UNKNOWN = float("nan")


class Places:
    """A point and a box for each area that was drawn."""

    def __init__(self, column: Column, spans: Spans) -> None:
        """Raises ValueError where the file is not sorted by area."""
        self._area = _sorted(column("area_id"), spans, "places.parquet")
        self._point = bytearray(bool(each) for each in column("is_point"))
        self._numbers = tuple(
            array("d", (_UNKNOWN if each is None else each for each in column(name))) for name in _NUMBERS
        )
        self._texts = tuple((Texts if name == "found_as" else Few)(column(name)) for name in _TEXTS)

    def of(self, area: int) -> Place | None:
        at = bisect_left(self._area, area)
        if at == len(self._area) or self._area[at] != area:
            return None
        numbers = (None if values[at] != values[at] else values[at] for values in self._numbers)
        texts = (values[at] for values in self._texts)
        one: dict[str, Any] = {"is_point": bool(self._point[at])}
        one |= zip(_NUMBERS, numbers, strict=True)
        one |= zip(_TEXTS, texts, strict=True)
        return cast(Place, one)


class Neighbours:
    """Pairs of areas of one kind that share a border."""

    def __init__(self, column: Column, spans: Spans) -> None:
        """Raises ValueError where the file is not sorted by area."""
        self._area = _sorted(column("area_id"), spans, "neighbours.parquet")
        self._other = spans.numbers(column("neighbour_id"))

    def of(self, area: int) -> list[int]:
        """The areas beside it."""
        found = []
        at = bisect_left(self._area, area)
        while at < len(self._area) and self._area[at] == area:
            found.append(self._other[at])
            at += 1
        return [each for each in found if each >= 0]


def _sorted(ids: Any, spans: Spans, name: str) -> array[int]:
    areas = spans.numbers(ids)
    if any(a > b for a, b in pairwise(areas)):
        raise ValueError(f"{name} is not sorted by area_id")
    return areas

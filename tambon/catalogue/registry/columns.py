"""Columns of many texts in little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload


class Texts(Sequence[str]):
    """Texts end to end in one: a tenth of the memory of as many objects. Cut out when asked for."""

    def __init__(self, texts: Iterable[str | None]) -> None:
        """None becomes an empty text."""
        ends = array("I", [0])
        end = 0

        def each() -> Iterator[str]:
            nonlocal end
            for text in texts:
                end += len(text or "")
                ends.append(end)
                yield text or ""

        self._all = "".join(each())
        self._end = ends

    def __len__(self) -> int:
        return len(self._end) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return self._all[self._end[at] : self._end[at + 1]]


class Few(Sequence[str]):
    """Texts of which there are only a few different ones."""

    def __init__(self, texts: Iterable[str | None]) -> None:
        """None becomes an empty text."""
        numbers: dict[str, int] = {}
        self._of = array("I", (numbers.setdefault(text or "", len(numbers)) for text in texts))
        self._texts = list(numbers)

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return self._texts[self._of[at]]

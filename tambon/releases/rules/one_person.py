"""Where figures of offices' work are not published, so that none is about the one person of an office. Pure.

An area's figures are the sum of those of the offices that own cells there. Those of offices of more than one
person are published by themselves, so that a reader can take them off: what is left must be nothing, or the
work of two offices of one person at least, as an office that is named has two people at least.

Published areas add up too: an area less the published ones in it leaves what its withheld ones hold together
(its *rest*). Whatever a reader adds and subtracts is made of published areas without others below them, and
of rests. So it is enough that none of these holds the cells of exactly one such office; two withheld areas
that the same office owns protect nobody, which is why counting areas (`rules.withholding`) does not do here.

What is withheld rests on the tree, on territories and on who works where, never on the figures themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    ONE_PERSON = "one_person_office"
    PROTECTS_ANOTHER = "protects_another"


@dataclass(frozen=True, slots=True)
class Worked:
    """An area whose figures would be published, the one right above it, how many cells are asked there (of
    two that would do, the one with fewer is withheld), and the only persons of the offices of one person that
    own some: two offices of the same person are one."""

    area_id: int
    parent_id: int | None
    cells: int
    alone: frozenset[int]


def only_person(office: int, now: Set[int], ever: Set[int]) -> int | None:
    """Whose work an office's figures are, of those who work for it now and who ever did: of whoever is alone
    now, of whoever alone was there, or (less than nothing) of the office's former people together.

    None where they are the work of several, or of nobody: nobody's figures are known, and protect nobody.
    """
    for people in (now, ever):
        if len(people) == 1:
            return next(iter(people))
    return -office if ever and not now else None


def withhold_work(areas: Iterable[Worked]) -> dict[int, Why]:
    """{area: why} for each area where figures of offices' work stay unpublished."""
    tree = _Tree(areas)
    for one in tree.areas.values():
        if len(one.alone) == 1:
            tree.hidden[one.area_id] = Why.ONE_PERSON
    while (bare := tree.find_bare()) is not None:
        for area in tree.partner(*bare):
            tree.hidden[area] = Why.PROTECTS_ANOTHER
    return tree.hidden


class _Tree:
    def __init__(self, areas: Iterable[Worked]) -> None:
        self.areas = {one.area_id: one for one in areas}
        self.below: dict[int, list[int]] = {}
        self.hidden: dict[int, Why] = {}
        for one in self.areas.values():
            if one.parent_id in self.areas:
                self.below.setdefault(one.parent_id, []).append(one.area_id)

    def rest(self, area: int) -> frozenset[int]:
        """The offices of one person in what is left of the area when what is published in it is taken off."""
        below = [each for each in self.below.get(area, ()) if each in self.hidden]
        return frozenset[int]().union(*map(self._left, below))

    def _left(self, area: int) -> frozenset[int]:
        return self.rest(area) if area in self.below else self.areas[area].alone

    def find_bare(self) -> tuple[int, int] | None:
        """A published area whose rest is the work of one office of one person, and this office."""
        for area in self.below:
            if area not in self.hidden and len(rest := self.rest(area)) == 1:
                return area, next(iter(rest))
        return None

    def partner(self, area: int, office: int) -> tuple[int, ...]:
        """What is withheld as well, so that the rest holds another such office's work: the fewest areas, of
        these the smallest; the area itself where no other has any."""
        ways = (way for way in self._ways(area) if self._left(way[-1]) - {office})
        return min(ways, key=self._cost, default=(area,))

    def _ways(self, area: int) -> Iterator[tuple[int, ...]]:
        """The areas to withhold so that one more below becomes part of the rest."""
        for each in self.below.get(area, ()):
            own = () if each in self.hidden else (each,)
            if own and self._left(each):
                yield own
            yield from ((*own, *way) for way in self._ways(each))

    def _cost(self, way: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        return len(way), sum(self.areas[each].cells for each in way), way

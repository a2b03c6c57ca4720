"""A programme's figures, added up from where they arise to the areas that show them. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from tambon.areas.rules import AreaView
from tambon.plan.rules import ProgrammeView, RoundView
from tambon.records.rules import CellCounts

Lines = Mapping[int, Sequence[int]]  # each area with those above it, the country first, itself last
P = TypeVar("P", bound=ProgrammeView)
T = TypeVar("T", "Staff", "Cells")


@dataclass(frozen=True, slots=True)
class Staff:
    """An area's posts on a day, the tambons that have some, and what their people did up to then."""

    posts: int = 0
    filled: int = 0
    person_months: Fraction = Fraction(0)
    trained: int = 0
    tambons: int = 0

    @property
    def vacant(self) -> int:
        return self.posts - self.filled

    def __add__(self, other: Staff) -> Staff:
        return Staff(
            self.posts + other.posts,
            self.filled + other.filled,
            self.person_months + other.person_months,
            self.trained + other.trained,
            self.tambons + other.tambons,
        )


@dataclass(frozen=True, slots=True)
class Cells:
    """``checked`` counts every value that passed the checks or was verified: verified is part of checked, and
    checked of reported."""

    expected: int = 0
    reported: int = 0
    checked: int = 0
    verified: int = 0

    def __add__(self, other: Cells) -> Cells:
        return Cells(
            self.expected + other.expected,
            self.reported + other.reported,
            self.checked + other.checked,
            self.verified + other.verified,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One area's nine figures, with the area right above it that has some too."""

    area: AreaView
    parent: AreaView | None
    staff: Staff
    cells: Cells


def shown_on(programmes: Sequence[P], on: date) -> list[P]:
    """The programmes that run that day; else the one that ended last; else the one that begins next."""
    running = [one for one in programmes if one.since <= on < one.until]
    ended = sorted((one for one in programmes if one.until <= on), key=lambda one: (one.until, one.code))
    coming = sorted((one for one in programmes if one.since > on), key=lambda one: (one.since, one.code))
    return running or ended[-1:] or coming[:1]


def counted_on(programme: ProgrammeView, on: date) -> date:
    """The day on which its people are counted: the day asked, but within its own days."""
    return max(programme.since, min(on, programme.last))


def outermost(rounds: Iterable[RoundView], lines: Lines) -> list[RoundView]:
    """Of rounds that ask the same dataset for the same period, only those in no other's area.

    Areas lie in one another or apart; so the ones left ask each cell once, and together ask all of them.
    """
    groups: dict[tuple[str, str], dict[int, RoundView]] = defaultdict(dict)
    for one in rounds:
        groups[one.dataset, one.period].setdefault(one.area_id, one)
    return [
        one
        for group in groups.values()
        for area, one in group.items()
        if not any(above in group for above in lines.get(area, (area,)) if above != area)
    ]


def add_up(own: Mapping[int, T], lines: Lines, nothing: T) -> dict[int, T]:
    """{area: the sum of what lies in it}, for every area that stands in a line."""
    found: dict[int, T] = {}
    for area, part in own.items():
        for above in lines.get(area, (area,)):
            found[above] = found.get(above, nothing) + part
    return found


def cells_of(counts: CellCounts) -> Cells:
    """From counts of exactly one grade each to counts of which each is part of the one before."""
    return Cells(0, counts.reported, counts.checked + counts.verified, counts.verified)


def link(areas: Iterable[int], lines: Lines) -> dict[int, int]:
    """{area: the nearest one above it among the areas}."""
    known = set(areas)
    found = {}
    for area in known:
        above = [each for each in lines.get(area, ()) if each in known and each != area]
        if above:
            found[area] = above[-1]
    return found

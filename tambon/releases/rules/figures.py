"""A programme's figures, added up from where they arise to the areas that show them. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from tambon.areas.rules import AreaView
from tambon.plan.rules import ProgrammeView, RoundView

P = TypeVar("P", bound=ProgrammeView)


@dataclass(frozen=True, slots=True)
class Staff:
    """Posts of a tambon, or of all tambons of an area, and what their people did so far."""

    posts: int = 0
    filled: int = 0
    vacant: int = 0
    person_months: Fraction = Fraction(0)
    trained: int = 0
    tambons: int = 0

    def __add__(self, other: Staff) -> Staff:
        return Staff(
            self.posts + other.posts,
            self.filled + other.filled,
            self.vacant + other.vacant,
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
    return max(programme.since, min(on, programme.until - timedelta(days=1)))


def staff_above(
    tambons: Mapping[int, Staff], lines: Mapping[int, Sequence[int]]
) -> dict[int, Staff]:
    """{area: its staff} for every area above the tambons; ``lines``: each tambon's areas, itself included."""
    found: dict[int, Staff] = defaultdict(Staff)
    for tambon, staff in tambons.items():
        for area in lines.get(tambon, ()):
            found[area] += staff
    return dict(found)


def outermost(rounds: Iterable[RoundView], lines: Mapping[int, Sequence[int]]) -> list[RoundView]:
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


def stated_posts(tambons: int | None, per_tambon: int) -> int | None:
    return None if tambons is None else tambons * per_tambon


def add_cells(parts: Iterable[Mapping[int, Cells]]) -> dict[int, Cells]:
    """The cells of several datasets, by area."""
    found: dict[int, Cells] = defaultdict(Cells)
    for part in parts:
        for area, cells in part.items():
            found[area] += cells
    return dict(found)

"""The words in which figures, releases and what is to be kept unknown are spoken of. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tambon.releases.rules.suppression.limits import Limit, Range
from tambon.releases.rules.suppression.primary import Figure, Kind, Number, Rule

Shown = frozenset[tuple[str, str]]  # (variable, area) with a value in a release
Relation = tuple[int, tuple[int, ...]]  # a total and its parts


@dataclass(frozen=True, slots=True)
class Member:
    """A variable of a family. ``starts`` is the first step of the paths at which it is published: 0 for the
    lowest; None when it never is. An open one is known everywhere, down to the village. ``allowed`` is its
    range in a row; ``limits`` are rules of a row that name it, with others of the family."""

    name: str
    rule: Rule
    starts: int | None = 0
    is_open: bool = False
    parts: tuple[str, ...] = ()
    allowed: Range = (None, None)
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """One release: {village: its areas from the stated level to the country}, {variable: {village: figure}}.

    ``shown`` are the cells that the public has from it; None for the release that is being made. Of
    ``opened`` variables the public has every figure from it.
    """

    paths: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, Number]]
    shown: Shown | None = None
    opened: frozenset[str] = frozenset()


@dataclass(slots=True)
class Unknown:
    """One figure that the public has or wants. ``fixed``: it is known and nothing can be done about it.
    Beforehand it is known to lie between ``floor`` and ``ceiling``."""

    member: Member
    figure: Figure
    kind: Kind
    step: int  # how high in the tree; -1 for an atom that no table holds
    name: str
    floor: Number = 0
    ceiling: Number | None = None
    fixed: bool = False
    publishable: bool = False  # in the release that is made
    told: bool = False  # a table says, or will say, that it is hidden
    hidden_before: bool = False  # in an earlier release

    @property
    def nameless(self) -> bool:
        """A side of a rule, or its rest: in no table, and nobody's figure."""
        return not self.member.name


@dataclass(slots=True)
class System:
    """All unknowns, the relations between them, and which unknown a cell is: of the new release (variable,
    area), of any one (its place among those seen, variable, area)."""

    unknowns: list[Unknown] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)
    everywhere: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def touching(self) -> list[list[int]]:
        """For each unknown its relations."""
        found: list[list[int]] = [[] for _ in self.unknowns]
        for number, (total, parts) in enumerate(self.relations):
            for each in (total, *parts):
                found[each].append(number)
        return found


def rules_of(family: Sequence[Member]) -> list[Limit]:
    """The rules of a row that name the family's variables alone, each once."""
    names = {member.name for member in family}
    found = dict.fromkeys(limit for member in family for limit in member.limits)
    return [limit for limit in found if names.issuperset(limit.named())]


def binds(limit: Limit, family: Sequence[Member]) -> bool:
    """Whether it says of several protected figures together more than of each alone."""
    hidden = [m for m in family if m.name in limit.named() and not m.is_open]
    return len(hidden) > 1 and all(abs(times) == 1 for _, times in limit.terms)

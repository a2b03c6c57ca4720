"""From villages and trees to unknowns and the sums that the public can form of them. Pure.

Every published figure is a sum over villages. Villages that stood in the same area of the stated level in
each release, with the same answers, can never be told apart: together they are an *atom*. A figure is a
set of atoms, and figures of the same set are one unknown, in whatever release or area they stand. So a
village that moved, came or was corrected makes an atom of its own, and the sums of then and of now meet
in the atoms. Where only another variable of the family was corrected, the figure stays what it was: a reader
may guess so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tambon.releases.rules.suppression.primary import Figure, Kind, Number, Rule, judge

Shown = frozenset[tuple[str, str]]  # (variable, area) with a value in a release
Relation = tuple[int, tuple[int, ...]]  # a total and its parts


@dataclass(frozen=True, slots=True)
class Member:
    """A variable of a family. ``starts`` is the first step of the paths at which it is published: 0 for the
    lowest; None when it never is. An open one is known everywhere, down to the village."""

    name: str
    rule: Rule
    starts: int | None = 0
    is_open: bool = False
    parts: tuple[str, ...] = ()


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
    """One figure that the public has or wants. ``fixed``: it is known and nothing can be done about it."""

    member: Member
    figure: Figure
    kind: Kind
    step: int  # how high in the tree; -1 for an atom that no table holds
    name: str
    fixed: bool = False
    publishable: bool = False  # in the release that is made
    told: bool = False  # a table says, or will say, that it is hidden
    hidden_before: bool = False  # in an earlier release


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


def relate(family: Sequence[Member], seen: Sequence[Seen]) -> System:
    """The system of a family of variables (linked by totals and parts, or one alone) in all its releases."""
    return _Builder(family, seen).system


_Version = tuple[Number | None, ...]  # a village's figures in one release, in the family's order


class _Builder:
    def __init__(self, family: Sequence[Member], seen: Sequence[Seen]) -> None:
        self.family, self.seen = family, seen
        self.system = System()
        self.figures: list[dict[str, Figure]] = []  # of each atom
        self.held: list[dict[int, str]] = []  # of each atom: {release: area of the stated level}
        self.alike: dict[int, dict[str, int]] = {}  # of each atom: the first of the same villages and figure
        self.known: dict[tuple[str, frozenset[int]], int] = {}
        self.relations: dict[Relation, None] = {}
        self._make_atoms()
        for release, one in enumerate(seen):
            self._read_release(release, one)
        for atom in range(len(self.figures)):
            self._relate_parts(
                {m.name: frozenset([atom]) for m in family if m.name in self.figures[atom]}, -1
            )
        self.system.relations = list(self.relations)

    def _make_atoms(self) -> None:
        numbers: dict[tuple[object, ...], dict[int, int]] = {}
        names = [member.name for member in self.family]
        for village in sorted({village for one in self.seen for village in one.paths}):
            versions: dict[_Version, int] = {}
            signs: list[tuple[str, int] | None] = []
            for one in self.seen:
                signs.append(_sign(one, village, names, versions))
            first = [_first(figures) for figures in zip(*versions, strict=True)]
            atoms = numbers.setdefault((tuple(signs), tuple(first)), {})
            for version, number in versions.items():
                self._add(atoms, number, signs, dict(zip(names, version, strict=True)))
                alike = {name: each[number] for name, each in zip(names, first, strict=True)}
                self.alike[atoms[number]] = {name: atoms[n] for name, n in alike.items() if n >= 0}

    def _add(
        self,
        atoms: dict[int, int],
        number: int,
        signs: list[tuple[str, int] | None],
        values: dict[str, Number | None],
    ) -> None:
        if number not in atoms:
            atoms[number] = len(self.figures)
            self.figures.append({name: Figure() for name, value in values.items() if value is not None})
            self.held.append({r: sign[0] for r, sign in enumerate(signs) if sign and sign[1] == number})
        for name, value in values.items():
            if value is not None:
                self.figures[atoms[number]][name].add(value)

    def _read_release(self, release: int, one: Seen) -> None:
        tree = {path[0]: path for path in one.paths.values()}
        inside: dict[tuple[int, str], list[int]] = defaultdict(list)
        below: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
        for atom, held in enumerate(self.held):
            if release not in held:
                continue
            path = tree[held[release]]
            for step, area in enumerate(path):
                inside[step, area].append(atom)
                if step:
                    below[step, area][path[step - 1]] = None
        content = {
            place: {m.name: self._only(atoms, m.name) for m in self.family} for place, atoms in inside.items()
        }
        for (step, area), sets in content.items():
            for member in self.family:
                if sets[member.name]:
                    parts = [content[step - 1, each][member.name] for each in below[step, area]]
                    parts = parts if step else [frozenset([atom]) for atom in sets[member.name]]
                    number = self._place(member, one, (step, area), sets[member.name], parts)
                    self.system.everywhere[release, member.name, area] = number
            self._relate_parts({name: atoms for name, atoms in sets.items() if atoms}, step)
        self._open_atoms(release, one.opened)

    def _open_atoms(self, release: int, names: frozenset[str]) -> None:
        """What the release told of villages is known."""
        for atom, held in enumerate(self.held):
            for name in sorted(names & self.figures[atom].keys()) if release in held else ():
                number = self._number(self._member(name), frozenset([atom]), -1, f"atom {atom}")
                self.system.unknowns[number].fixed = True

    def _only(self, atoms: list[int], name: str) -> frozenset[int]:
        return frozenset(atom for atom in atoms if name in self.figures[atom])

    def _place(
        self,
        member: Member,
        one: Seen,
        place: tuple[int, str],
        atoms: frozenset[int],
        parts: list[frozenset[int]],
    ) -> int:
        step, area = place
        number = self._number(member, atoms, step, area)
        unknown = self.system.unknowns[number]
        published = not member.is_open and member.starts is not None and step >= member.starts
        if one.shown is None:
            self.system.cells[member.name, area] = number
            unknown.publishable |= published
            unknown.told |= published
        elif member.name in one.opened or (member.name, area) in one.shown:
            unknown.fixed = True
        else:
            unknown.told |= published
            unknown.hidden_before |= published
        pieces = [part for part in dict.fromkeys(parts) if part]
        if len(pieces) > 1:
            children = [self._number(member, part, step - 1, area) for part in pieces]
            self.relations[number, tuple(sorted(children))] = None
        return number

    def _number(self, member: Member, atoms: frozenset[int], step: int, area: str) -> int:
        atoms = frozenset(self.alike[atom][member.name] for atom in atoms)
        found = self.known.get((member.name, atoms))
        if found is None:
            figure = Figure()
            for atom in atoms:
                figure.merge(self.figures[atom][member.name])
            never = member.starts is None and not member.is_open
            kind = Kind.FEW if never else judge(figure, member.rule)
            found = self.known[member.name, atoms] = len(self.system.unknowns)
            self.system.unknowns.append(
                Unknown(member, figure, kind, step, f"{member.name} {area}", member.is_open)
            )
        return found

    def _relate_parts(self, sets: dict[str, frozenset[int]], step: int) -> None:
        """A total and its parts, wherever the same villages answered all of them and the figures add up."""
        for member in self.family:
            atoms = sets.get(member.name)
            if not member.parts or not atoms or any(sets.get(name) != atoms for name in member.parts):
                continue
            area = f"atom {min(atoms)}"
            total = self._number(member, atoms, step, area)
            numbers = [self._number(self._member(name), atoms, step, area) for name in member.parts]
            figures = [self.system.unknowns[number].figure.total for number in numbers]
            if self.system.unknowns[total].figure.total == sum(figures):
                self.relations[total, tuple(sorted(numbers))] = None

    def _member(self, name: str) -> Member:
        return next(member for member in self.family if member.name == name)


def _first(figures: Sequence[Number | None]) -> tuple[int, ...]:
    """Of each version of a village the first one with the same figure; -1 for one that has none."""
    return tuple(-1 if figure is None else figures.index(figure) for figure in figures)


def _sign(one: Seen, village: str, names: list[str], versions: dict[_Version, int]) -> tuple[str, int] | None:
    """Where the village stood and which of its answers it had; None when it stood or said nothing."""
    path = one.paths.get(village)
    version: _Version = tuple(one.values.get(name, {}).get(village) for name in names)
    if path is None or all(value is None for value in version):
        return None
    return path[0], versions.setdefault(version, len(versions))


def families(members: Sequence[Member]) -> Iterator[list[Member]]:
    """The variables in groups that totals and parts link; groups that need no protection are left out."""
    group = {member.name: {member.name} for member in members}
    for member in members:
        for part in member.parts:
            joined = group[member.name] | group[part]
            for name in joined:
                group[name] = joined
    for names in {id(each): each for each in group.values()}.values():
        found = [member for member in members if member.name in names]
        if any(member.starts is not None and not member.is_open for member in found):
            yield found

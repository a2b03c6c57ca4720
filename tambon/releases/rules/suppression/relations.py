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
from collections.abc import Iterator, Sequence

from tambon.releases.rules.suppression.limits import Rules, adding_up, joined, meet, slack
from tambon.releases.rules.suppression.linear import Bounds
from tambon.releases.rules.suppression.primary import Figure, Kind, Number, Rule, is_full, judge
from tambon.releases.rules.suppression.unknowns import (
    Member,
    Relation,
    Seen,
    System,
    Unknown,
    binds,
    rules_of,
)


def relate(family: Sequence[Member], seen: Sequence[Seen]) -> System:
    """The system of a family of variables (linked by totals and parts, or one alone) in all its releases."""
    return _Builder(family, seen).system


_Version = tuple[Number | None, ...]  # a village's figures in one release, in the family's order
_NOBODY = Member("", Rule(counts=False))


class _Builder:
    def __init__(self, family: Sequence[Member], seen: Sequence[Seen]) -> None:
        self.family, self.seen = family, seen
        self.system = System()
        self.figures: list[dict[str, Figure]] = []  # of each atom
        self.held: list[dict[int, str]] = []  # of each atom: {release: area of the stated level}
        self.alike: dict[int, dict[str, int]] = {}  # of each atom: the first of the same villages and figure
        self.known: dict[tuple[str, frozenset[int]], int] = {}
        self.relations: dict[Relation, None] = {}
        self.spans: list[dict[str, Bounds]] = []  # of each atom: what is known of its figures beforehand
        self.rules = rules_of(family)
        self.opened = frozenset(m.name for m in family if m.is_open)
        totals = [each for m in family if m.parts for each in adding_up(m.name, m.parts)]
        ranges = {m.name: m.allowed for m in family if m.allowed != (None, None)}
        self.row = Rules(ranges, [*self.rules, *totals])
        self.rests: dict[tuple[int, tuple[int, ...]], None] = {}
        self._make_atoms()
        for release, one in enumerate(seen):
            self._read_release(release, one)
        for atom in range(len(self.figures)):
            self._relate_parts(
                {m.name: frozenset([atom]) for m in family if m.name in self.figures[atom]}, -1
            )
            self._bind(atom)
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
            known = self._spans(list(versions), signs, first)
            for version, number in versions.items():
                self._add(atoms, number, signs, dict(zip(names, version, strict=True)), known[number])
                alike = {name: each[number] for name, each in zip(names, first, strict=True)}
                self.alike[atoms[number]] = {name: atoms[n] for name, n in alike.items() if n >= 0}

    def _add(
        self,
        atoms: dict[int, int],
        number: int,
        signs: list[tuple[str, int] | None],
        values: dict[str, Number | None],
        known: dict[str, Bounds],
    ) -> None:
        if number not in atoms:
            atoms[number] = len(self.figures)
            self.figures.append({name: Figure() for name, value in values.items() if value is not None})
            self.held.append({r: sign[0] for r, sign in enumerate(signs) if sign and sign[1] == number})
            self.spans.append(dict.fromkeys(known, (0, 0)))
        for name, value in values.items():
            if value is not None:
                self.figures[atoms[number]][name].add(value)
        together = self.spans[atoms[number]]
        for name, (low, high) in known.items():
            least, most = together[name]
            together[name] = (least + low, None if most is None or high is None else most + high)

    def _spans(
        self, versions: list[_Version], signs: list[tuple[str, int] | None], first: list[tuple[int, ...]]
    ) -> list[dict[str, Bounds]]:
        """Of each version of a village what is known of its figures beforehand: of one that is the same in
        two versions what both tell; and what rules leave over. Empty where no rule tells anything."""
        if not self.row:
            return [{} for _ in versions]
        found = []
        for number, version in enumerate(versions):
            values = {m.name: x for m, x in zip(self.family, version, strict=True) if x is not None}
            then = [
                one.opened for one, sign in zip(self.seen, signs, strict=True) if sign and sign[1] == number
            ]
            known = self.opened.union(*then)
            found.append(self.row.spans(values, known))
        for place, member in enumerate(self.family) if len(found) > 1 else ():
            for same in set(first[place]) - {-1}:
                alike = [n for n, each in enumerate(first[place]) if each == same]
                bounds = meet([found[n][member.name] for n in alike])
                for n in alike:
                    found[n][member.name] = bounds
        return found

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
            floor, high = min(0, 2 * figure.total), None
            if self.row:
                low, high = joined([self.spans[atom][member.name] for atom in atoms])
                floor = max(low, floor)
                full = kind is Kind.SAFE and is_full(figure, member.rule, floor, high)
                kind = Kind.FULL if full else kind
            found = self.known[member.name, atoms] = len(self.system.unknowns)
            self.system.unknowns.append(
                Unknown(member, figure, kind, step, f"{member.name} {area}", floor, high, member.is_open)
            )
        return found

    def _bind(self, atom: int) -> None:
        """Rules that bind protected figures to each other: what the greater side has more is unknown too."""
        for place, limit in enumerate(self.rules):
            figures = [self.figures[atom].get(name) for name in limit.named()]
            if not binds(limit, self.family) or not all(figures):
                continue
            sides: dict[bool, list[int]] = {True: [], False: []}
            for name, times in limit.terms:
                number = self._number(self._member(name), frozenset([atom]), -1, f"atom {atom}")
                sides[times > 0].append(number)
            lesser, greater = sides[True], sides[False]
            if (place, key := (*lesser, -1, *greater)) in self.rests:
                continue
            self.rests[place, key] = None
            room = self.spans[atom].get(slack(place), (0, None))[0]
            room -= limit.most * max(figure.villages for figure in figures if figure)
            if not greater:
                self._sum(lesser, ceiling=-room)
            elif not lesser:
                self._sum(greater, floor=room)
            else:
                total = greater[0] if len(greater) == 1 else self._sum(greater)
                more = self._truth(greater) - self._truth(lesser)
                rest = self._unseen(more, min(more, room), None)
                # nothing left over is like a total of parts, and where all areas are so, reckoned so
                self.system.unknowns[rest].fixed = more <= room
                self.relations[total, tuple(sorted((*lesser, rest)))] = None

    def _sum(self, parts: list[int], *, floor: Number = 0, ceiling: Number | None = None) -> int:
        total = self._truth(parts)
        low, high = joined([(each.floor, each.ceiling) for each in (self.system.unknowns[n] for n in parts)])
        if ceiling is not None:
            high = max(total, ceiling if high is None else min(high, ceiling))
        number = self._unseen(total, min(total, max(low, floor)), high)
        self.relations[number, tuple(sorted(parts))] = None
        return number

    def _unseen(self, total: Number, floor: Number, ceiling: Number | None) -> int:
        """A figure that no table has and nobody needs to be kept from."""
        self.system.unknowns.append(Unknown(_NOBODY, Figure(total), Kind.SAFE, -1, "rest", floor, ceiling))
        return len(self.system.unknowns) - 1

    def _truth(self, some: list[int]) -> Number:
        return sum(self.system.unknowns[number].figure.total for number in some)

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
    """The variables in groups that totals, parts and rules link, each with the open ones that rules measure
    it by; groups that need no protection are left out. An open one may stand in several."""
    group = {member.name: {member.name} for member in members}
    opened = {member.name for member in members if member.is_open}
    for member in members:
        protected = [set(limit.named()) - opened for limit in member.limits]
        for some in ({member.name, *member.parts}, *protected):
            linked = set[str]().union(*(group[name] for name in some))
            group.update(dict.fromkeys(linked, linked))
    for names in {id(each): each for each in group.values()}.values():
        found = [member for member in members if member.name in names]
        if any(member.starts is not None and not member.is_open for member in found):
            measures = {name for m in found for limit in m.limits for name in limit.named()} & opened
            yield [member for member in members if member.name in names | measures]

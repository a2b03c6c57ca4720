"""Which further cells are hidden so that the hidden ones stay hidden: the fewest and smallest, found
greedily.

Round after round the audit names the figures that are told too much about; for each the cheapest shown
cell of the nearest relation is hidden as well. Siblings come before their parent, large enough ones
before those that are too small to hide behind, small before large, and the order of names decides between
equals: the same figures, the same pattern. What was hidden before stays hidden while its figure is the
same. It ends since each round hides a cell or gives one up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tambon.releases.rules.suppression.audit import LAST, components, members, told_by, unmet
from tambon.releases.rules.suppression.demands import is_bounded
from tambon.releases.rules.suppression.primary import Kind
from tambon.releases.rules.suppression.unknowns import System, Unknown


@dataclass(frozen=True, slots=True)
class Pattern:
    """Unknowns hidden for their own sake and for others'.

    ``given`` are told by what was published before or is open anyway, ``bounded`` closer than the rule asks
    by open figures and the rules of a row alone. Around ``tight`` ones all is hidden; only who knows why each
    cell is hidden bounds them closer than the rule asks. ``masked`` are hidden for others' in the same
    component: they must not say so, since that they reach the threshold is what bounds.
    """

    primary: frozenset[int]
    secondary: frozenset[int]
    given: frozenset[int]
    tight: frozenset[int]
    masked: frozenset[int]
    bounded: frozenset[int] = frozenset()


def suppress(system: System) -> Pattern:
    """The pattern of the release that is being made."""
    return _Search(system).run()


class _Search:
    def __init__(self, system: System) -> None:
        self.system = system
        self.touching = system.touching()
        unknowns = list(enumerate(system.unknowns))
        self.primary = {n for n, each in unknowns if each.publishable and each.kind is not Kind.SAFE}
        self.secondary = {n for n, each in unknowns if self._stays_hidden(each)} - self.primary
        self.settled: set[int] = set()
        self.tight: set[int] = set()
        self.given = {n for n in self.primary if system.unknowns[n].fixed}
        unseen = {n for n, each in unknowns if not each.publishable and not each.fixed}
        self.hidden = (self.primary - self.given) | self.secondary | unseen

    def run(self) -> Pattern:
        dirty = set(self.hidden)
        while dirty:
            dirty = self._round(dirty)
        bounded = {n for n in self.primary if is_bounded(self.system.unknowns[n])}
        found = (self.primary, self.secondary, self.given, self.tight, self._masked(), bounded)
        return Pattern(*map(frozenset, found))

    def _masked(self) -> set[int]:
        """What shares a component with a tight figure and is hidden for others' sake."""
        found: set[int] = set()
        for component in components(self.system, self.touching, self.hidden) if self.tight else ():
            if not self.tight.isdisjoint(component):
                found |= self.secondary.intersection(component)
        return found

    def _round(self, dirty: set[int]) -> set[int]:
        """Looks at each component that something was hidden in; what was hidden now."""
        found: set[int] = set()
        for component in list(components(self.system, self.touching, self.hidden)):
            if not dirty.isdisjoint(component):
                found |= self._mend(component)
        self.secondary |= found
        self.hidden |= found
        return found

    def _mend(self, component: list[int]) -> set[int]:
        asked = [one for one in component if one not in self.settled]
        broken = unmet(self.system, self.touching, component, asked)
        self.settled |= set(asked) - set(broken)  # hiding more can only widen bounds
        chosen, helped = self._accompany(broken)
        lost = [one for one in broken if one not in helped and not self._help(one, chosen)]
        self._give_up(lost, component)
        return chosen

    def _help(self, one: int, chosen: set[int]) -> bool:
        """Adds to ``chosen`` the cell that helps one most cheaply; False where none can."""
        if self._is_told(one):
            return False
        if beside := self._beside(one):
            if chosen.isdisjoint(beside):
                chosen.add(min(beside, key=self._cost))
            return True
        for relations in self._outward(one):
            cells = {each for number in relations for each in members(self.system, number)}
            if chosen & cells:
                return True  # another's cell may do for this one too: the next round will tell
            if free := [each for each in cells if self._may_hide(each)]:
                chosen.add(min(free, key=self._cost))
                return True
        return False

    def _accompany(self, broken: list[int]) -> tuple[set[int], set[int]]:
        """A second cell for each relation in which a broken one is hidden alone, since there it is reckoned
        whatever else is hidden; where only one cell can be taken it is taken first. And who was helped."""
        alone = []
        for one in broken:
            for number in self.touching[one]:
                cells = members(self.system, number)
                if all(each == one or each not in self.hidden for each in cells):
                    free = [each for each in cells if self._may_hide(each)]
                    if free:
                        alone.append((len(free) > 1, number, one, free))
        chosen: set[int] = set()
        for _, _, _, free in sorted(alone):
            if chosen.isdisjoint(free):
                chosen.add(min(free, key=self._cost))
        return chosen, {one for _, _, one, _ in alone}

    def _is_told(self, one: int) -> bool:
        """A relation in which nothing is left to hide tells too much, as an open total does of two small
        parts: no other cell helps."""
        return any(
            told_by(self.system, self.hidden, [number], one)
            for number in self.touching[one]
            if not any(self._may_hide(each) for each in members(self.system, number))
        )

    def _beside(self, one: int) -> list[int]:
        """Where a rule of the row alone tells too much, the cells it measures by: no other area can help."""
        found: list[int] = []
        for start in self.touching[one]:
            group = self._of_rule(start)
            if len(group) > 1 or self._holds_nameless(start):
                free = {e for n in group for e in members(self.system, n) if self._may_hide(e)}
                if free and told_by(self.system, self.hidden, group, one):
                    found += sorted(free)
        return found

    def _of_rule(self, relation: int) -> list[int]:
        """A relation, and those that the nameless figures in it stand in."""
        found, left = {relation}, [relation]
        while left:
            for each in members(self.system, left.pop()):
                new = set(self.touching[each]) - found if self.system.unknowns[each].nameless else set[int]()
                found |= new
                left += new
        return sorted(found)

    def _holds_nameless(self, relation: int) -> bool:
        return any(self.system.unknowns[each].nameless for each in members(self.system, relation))

    def _give_up(self, lost: list[int], component: list[int]) -> None:
        """Nothing is left to hide, so a closer look: at all of them at once: a country may be hidden."""
        self.settled.update(lost)
        broken = unmet(self.system, self.touching, component, lost, blocks=LAST)
        loose = unmet(self.system, self.touching, component, broken, strict=False, blocks=LAST)
        self.given.update(loose)
        self.tight.update(set(broken) - set(loose))

    def _outward(self, one: int) -> Iterator[list[int]]:
        """The relations of one, then those of the hidden unknowns in them, and so on."""
        seen, known, layer = set(self.touching[one]), {one}, list(self.touching[one])
        while layer:
            yield layer
            reached = {
                e for number in layer for e in members(self.system, number) if e in self.hidden
            } - known
            known |= reached
            layer = sorted({number for each in reached for number in self.touching[each]} - seen)
            seen |= set(layer)

    @staticmethod
    def _stays_hidden(unknown: Unknown) -> bool:
        """The same figure was hidden in an earlier release: what it protects there is protected still."""
        return unknown.publishable and unknown.hidden_before and not unknown.fixed

    def _may_hide(self, one: int) -> bool:
        unknown = self.system.unknowns[one]
        shown = unknown.publishable and not unknown.fixed and one not in self.hidden
        return shown and unknown.figure.total > 0

    def _cost(self, one: int) -> tuple[bool, int, bool, object, int]:
        """What can hardly be more than it is hides little of its siblings."""
        unknown, total = self.system.unknowns[one], self.system.unknowns[one].figure.total
        full = unknown.ceiling is not None and unknown.ceiling - total < 1
        thin = total - unknown.floor < 2 * unknown.member.rule.threshold
        return full, unknown.step, thin, total, one

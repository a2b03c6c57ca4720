"""What the rules of a row tell of its figures before anything protected is published. Pure.

The dictionary is public, and so are the open figures of each village: who reads that no more households can
be poor than there are knows the most of each village. Rules that bind several protected figures to each other
narrow here only as far as one figure alone is concerned; the rest stands as relations of the system.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tambon.releases.rules.suppression.linear import Bounds, over
from tambon.releases.rules.suppression.primary import Number

MOST_ROUNDS = 8  # of narrowing one figure by another: chains of rules are short
Range = tuple[Number | None, Number | None]  # what the dictionary allows a variable in one row
_Terms = list[tuple[str, Number]]
_Plan = tuple[int, _Terms, _Terms, Number]  # whose, unknown terms, known ones, the most of all together
_ANY: Range = (None, None)


@dataclass(frozen=True, slots=True)
class Limit:
    """The sum of times x figure over ``terms`` is at most ``most`` in a row that has all of them."""

    terms: tuple[tuple[str, Number], ...]
    most: Number

    def named(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.terms)


def adding_up(total: str, parts: Sequence[str]) -> tuple[Limit, Limit]:
    """A total of parts in the words of limits."""
    return (
        Limit(((total, 1), *((part, -1) for part in parts)), 0),
        Limit(((total, -1), *((part, 1) for part in parts)), 0),
    )


class Rules:
    """The rules of a row, ready for many villages: which of them apply depends on what was answered and is
    known."""

    def __init__(self, ranges: Mapping[str, Range], limits: Sequence[Limit]) -> None:
        self.ranges, self.limits = ranges, limits
        self.plans: dict[tuple[frozenset[str], frozenset[str]], list[_Plan]] = {}

    def __bool__(self) -> bool:
        return bool(self.ranges or self.limits)

    def spans(self, values: Mapping[str, Number], known: frozenset[str]) -> dict[str, Bounds]:
        """{variable: lowest and highest} of a village by what is ``known`` of it and by the rules.

        ``values`` are its true figures. One that does not keep to a rule is itself as far as that rule goes,
        so that no less is taken as known of the others. Under `slack` stands what each rule of several
        unknown figures leaves over at least: other villages' room is not theirs.
        """
        found: dict[str, Bounds] = {}
        for name, value in values.items():
            least, most = self.ranges.get(name, _ANY)
            low = 2 * value if value < 0 else max(least or 0, 0)
            found[name] = (value, value) if name in known else _around(value, low, most)
        pending = [
            (place, free, most - sum(times * values[name] for name, times in fixed))
            for place, free, fixed, most in self._plans(frozenset(values), known)
        ]
        for _ in range(MOST_ROUNDS):
            again = False
            for _, free, room in pending:
                again |= _narrow(free, room, values, found) and len(free) > 1
            if not again:
                break
        return {**found, **_slacks(pending, values, found)}

    def _plans(self, answered: frozenset[str], known: frozenset[str]) -> list[_Plan]:
        """Those of one unknown figure first: what they tell no other can add to."""
        if (answered, known) not in self.plans:
            found = [
                (
                    place,
                    [term for term in limit.terms if term[0] not in known],
                    [term for term in limit.terms if term[0] in known],
                    limit.most,
                )
                for place, limit in enumerate(self.limits)
                if answered.issuperset(limit.named()) and not known.issuperset(limit.named())
            ]
            self.plans[answered, known] = sorted(found, key=lambda plan: len(plan[1]))
        return self.plans[answered, known]


def _narrow(
    terms: Sequence[tuple[str, Number]], room: Number, values: Mapping[str, Number], found: dict[str, Bounds]
) -> bool:
    """Narrows each figure of a limit by the least of the others; whether any did narrow."""
    least = [_least(times, found[name]) for name, times in terms]
    lacking = least.count(None)
    left = room - sum(each for each in least if each is not None)
    changed = False
    for (name, times), mine in zip(terms, least, strict=True):
        if lacking > (mine is None):
            continue
        edge, value, (low, high) = over(left + (mine or 0), times), values[name], found[name]
        if times > 0 and (high is None or edge < high) and high != value:
            found[name], changed = (low, max(edge, value)), True
        elif times < 0 and edge > low and low != value:
            found[name], changed = (min(edge, value), high), True
    return changed


def _least(times: Number, bounds: Bounds) -> Number | None:
    side = bounds[0] if times > 0 else bounds[1]
    return None if side is None else times * side


def _slacks(
    pending: Sequence[tuple[int, _Terms, Number]], values: Mapping[str, Number], found: Mapping[str, Bounds]
) -> dict[str, Bounds]:
    """What each rule leaves over at least, by its figures' ranges and by other rules of the same sum."""
    tightest: dict[tuple[tuple[str, Number], ...], Number] = {}
    for _, free, room in pending:
        tightest[tuple(free)] = min(room, tightest.get(tuple(free), room))
    slacks: dict[str, Bounds] = {}
    for place, free, room in pending:
        ends = [_least(-times, found[name]) for name, times in free]
        reach = tightest[tuple(free)]
        if None not in ends:
            reach = min(reach, -sum(each for each in ends if each is not None))
        left = room - max(reach, sum(times * values[name] for name, times in free))
        slacks[slack(place)] = (max(0, left), None)
    return slacks


def slack(place: int) -> str:
    """The name of what a rule leaves over; no variable has a space in its name."""
    return f"rule {place}"


def _around(value: Number, low: Number, high: Number | None) -> Bounds:
    return min(low, value), None if high is None else max(high, value)


def meet(some: Sequence[Bounds]) -> Bounds:
    """What all of them allow together."""
    highs = [high for _, high in some if high is not None]
    return max(low for low, _ in some), min(highs, default=None)


def joined(some: Sequence[Bounds]) -> Bounds:
    """Of a sum the bounds, by those of its parts."""
    highs = [high for _, high in some]
    low = sum(each for each, _ in some)
    return low, None if None in highs else sum(high for high in highs if high is not None)

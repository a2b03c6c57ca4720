"""Which figures of class aggregate are about too few: the cells that are hidden for their own sake. Pure.

Three rules. *Small*: a count below the threshold, and nought too unless the dictionary says that noughts
are safe: else whoever sees a hidden cell knows that somebody is there. *Few*: fewer than three villages
are behind a total, or all but the two largest of them bring less than a tenth of the largest (the p%
rule, p = 10): the total would tell a village's figure, the more so to the second largest, which knows its
own. *Full*: open figures and the rules of a row say of each village how much it can be at most or must be at
least, and the total is so near to all of that together that it tells what each village is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Number = int | Fraction
FEWEST = 3  # villages behind a total
PER_CENT = 10


class Kind(StrEnum):
    """Why a figure must stay unknown; SAFE ones may be shown."""

    SMALL = "small"
    FEW = "few"
    FULL = "full"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the dictionary says of one variable. ``counts`` is false for sums that count nobody (means)."""

    threshold: int = 10
    zeros_safe: bool = False
    counts: bool = True

    @property
    def least(self) -> int:
        """The smallest figure that a small hidden cell may be."""
        return 1 if self.zeros_safe else 0


@dataclass(slots=True)
class Figure:
    """A total with what is behind it: how many villages, and the two largest of their figures."""

    total: Number = 0
    villages: int = 0
    first: Number = 0
    second: Number = 0

    def add(self, value: Number) -> None:
        self.total += value
        self.villages += 1
        self._rank(value)

    def merge(self, other: Figure) -> None:
        self.total += other.total
        self.villages += other.villages
        self._rank(other.first)
        self._rank(other.second)

    def _rank(self, value: Number) -> None:
        if value > self.first:
            self.first, self.second = value, self.first
        elif value > self.second:
            self.second = value


def judge(figure: Figure, rule: Rule) -> Kind:
    """Whether a figure may be shown for its own part. Nothing reported is no figure: judge only what is."""
    if rule.counts and figure.total < rule.threshold:
        return Kind.SAFE if rule.zeros_safe and figure.total == 0 else Kind.SMALL
    rest = figure.total - figure.first - figure.second
    if figure.villages < FEWEST or rest * 100 < figure.first * PER_CENT:
        return Kind.FEW
    return Kind.SAFE


def is_full(figure: Figure, rule: Rule, low: Number, high: Number | None) -> bool:
    """Whether a total tells of its villages that they are what they can be at most (least), nearly or
    altogether; never where that was known without it."""
    if not figure.total or low == high:
        return False
    rooms = [figure.total - low] if low > 0 else []
    rooms += [high - figure.total] if high is not None else []
    return bool(rooms) and min(rooms) < room(figure, rule)


def room(figure: Figure, rule: Rule) -> Number:
    """How far from all that its villages can be a total has to lie at least: a tenth of the largest, never
    less than a small count's."""
    least = Fraction(rule.threshold - 1 if rule.counts else 0)
    return max(least, Fraction(figure.first * PER_CENT, 100))


def swing(figure: Figure, rule: Rule) -> Number:
    """How wide the bounds of a hidden FEW figure have to be at least, never less than a small one's."""
    return max(Fraction(rule.threshold - 1), Fraction(figure.total * PER_CENT, 100))

"""What anybody may know of a hidden figure beforehand, and how far from it the bounds must stay. Pure.

A strict reader is assumed: one who knows the rule, and of each hidden cell why it is hidden. Even to this
reader a small figure must remain possible from the least to the largest small one, a figure of few villages
must swing by a tenth (at least as a small one), and a figure hidden to protect others must not be told.
"""

from __future__ import annotations

from dataclasses import dataclass

from tambon.releases.rules.suppression.linear import Bounds
from tambon.releases.rules.suppression.primary import Kind, Number, swing
from tambon.releases.rules.suppression.relations import Unknown


@dataclass(frozen=True, slots=True)
class Demand:
    """The figure must be possible at or below ``low`` and at or above ``high`` (where given), and its bounds
    at least ``width`` apart."""

    low: Number | None
    high: Number | None
    width: Number

    def met_by(self, low: Number, high: Number | None) -> bool:
        if self.low is not None and low > self.low:
            return False
        if high is None:
            return True
        return (self.high is None or high >= self.high) and high - low >= self.width


def demand_of(unknown: Unknown) -> Demand | None:
    """None for what nobody has to be kept from."""
    rule = unknown.member.rule
    if unknown.kind is Kind.SMALL:
        high = max(rule.threshold - 1, rule.least)
        return Demand(min(rule.least, unknown.figure.total), high, 0)
    if unknown.kind is Kind.FEW:
        return Demand(None, None, swing(unknown.figure, rule))
    return Demand(None, None, 1) if unknown.told else None


def known_bounds(unknown: Unknown, *, for_high: bool) -> Bounds:
    """What is known without any relation: counts are not below nought, a small one is below the threshold.

    That others reach the threshold narrows how high a small one beside them can be. How low it can be is
    asked without: a total that reaches it tells of its parts that they are not all nought, hidden or not.
    """
    rule, total = unknown.member.rule, unknown.figure.total
    lowest = min(0, 2 * total)
    if not unknown.told or not rule.counts:
        return lowest, None
    if unknown.kind is Kind.SMALL:
        return lowest, rule.threshold - 1
    return (min(rule.threshold, total) if for_high else lowest), None

"""What anybody may know of a hidden figure beforehand, and how far from it the bounds must stay. Pure.

A strict reader is assumed: one who knows the rule, and of each hidden cell why it is hidden. Even to this
reader a small figure must remain possible from the least to the largest small one, a figure of few villages
must swing by a tenth (at least as a small one), a full one by what it would have to lack, and a figure hidden
to protect others must not be told: each as far as open figures and the rules of a row leave it unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

from tambon.releases.rules.suppression.linear import Bounds
from tambon.releases.rules.suppression.primary import Kind, Number, room, swing
from tambon.releases.rules.suppression.unknowns import Unknown

_WIDTHS = {Kind.FEW: swing, Kind.FULL: room}


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
        low = max(min(rule.least, unknown.figure.total), unknown.floor)
        return Demand(low, _capped(max(rule.threshold - 1, rule.least), unknown.ceiling), 0)
    if unknown.kind in _WIDTHS:
        width = _WIDTHS[unknown.kind](unknown.figure, rule)
        return Demand(None, None, _capped(width, _span(unknown)))
    return Demand(None, None, _capped(1, _span(unknown))) if unknown.told else None


def is_bounded(unknown: Unknown) -> bool:
    """Whether open figures and the rules of a row alone bound it closer than its own rule asks."""
    rule = unknown.member.rule
    if unknown.kind is Kind.SMALL:
        least = min(rule.least, unknown.figure.total)
        return unknown.floor > least or (unknown.ceiling is not None and unknown.ceiling < rule.threshold - 1)
    span = _span(unknown)
    asked = _WIDTHS.get(unknown.kind)
    return asked is not None and span is not None and span < asked(unknown.figure, rule)


def _span(unknown: Unknown) -> Number | None:
    return None if unknown.ceiling is None else unknown.ceiling - unknown.floor


def _capped(value: Number, most: Number | None) -> Number:
    return value if most is None else min(value, most)


def known_bounds(unknown: Unknown, *, for_high: bool) -> Bounds:
    """What is known without any relation: what open figures and the rules of a row tell, that counts are not
    below nought and a small one is below the threshold.

    That others reach the threshold (small ones: one, where noughts are shown) narrows how high a small one
    beside them can be. How low it can be is asked without: a total that reaches it tells of its parts that
    they are not all nought, hidden or not.
    """
    rule, total, lowest = unknown.member.rule, unknown.figure.total, unknown.floor
    if not unknown.told or not rule.counts:
        return lowest, unknown.ceiling
    if unknown.kind is Kind.SMALL:
        lowest = max(lowest, min(rule.least, total)) if for_high else lowest
        return lowest, _capped(rule.threshold - 1, unknown.ceiling)
    if for_high:
        lowest = max(lowest, min(rule.threshold, total))
        if unknown.kind is Kind.FULL and unknown.ceiling is not None:
            lowest = max(lowest, min(unknown.ceiling - room(unknown.figure, rule), total))
    return lowest, unknown.ceiling

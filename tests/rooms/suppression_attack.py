"""Somebody with the published tables alone, linear algebra and linear programming: what is to be got out?

The unknowns are villages' figures, one for each different answer of a village; every figure that is shown is
a sum of them, as the trees and the dictionary say. The attacker knows the rule, and of each hidden cell why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tambon.releases.rules.suppression import Kind, Rule

Sum = frozenset[str]  # names of unknowns, each taken once


@dataclass
class Attack:
    """``shown``: sums with their figures. ``adds_up``: a name and those that make it.
    ``between``: what is known of hidden sums beforehand. ``limits``: times of each name, and the most."""

    shown: dict[Sum, float] = field(default_factory=dict)
    adds_up: list[tuple[str, Sum]] = field(default_factory=list)
    between: dict[Sum, tuple[float, float | None]] = field(default_factory=dict)
    limits: list[tuple[dict[str, float], float]] = field(default_factory=list)

    def _columns(self, more: Iterable[Sum]) -> dict[str, int]:
        sums = [*self.shown, *self.between, *more, *({total, *parts} for total, parts in self.adds_up)]
        sums += [frozenset(terms) for terms, _ in self.limits]
        return {name: number for number, name in enumerate(sorted({n for one in sums for n in one}))}

    def solved(self, targets: Iterable[Sum]) -> list[Sum]:
        """The targets that are combinations of what is shown: exact, with fractions."""
        targets = list(targets)
        columns = self._columns(targets)
        rows = [{columns[name]: Fraction(1) for name in one} for one in self.shown]
        rows += [
            {columns[total]: Fraction(1), **{columns[part]: Fraction(-1) for part in parts}}
            for total, parts in self.adds_up
        ]
        basis: dict[int, dict[int, Fraction]] = {}
        for row in rows:
            _reduce(row, basis)
            if row:
                pivot = min(row)
                basis[pivot] = {column: value / row[pivot] for column, value in row.items()}
        found = []
        for target in targets:
            row = {columns[name]: Fraction(1) for name in target}
            _reduce(row, basis)
            if not row:
                found.append(target)
        return found

    def bounds(self, target: Sum, *, strict: bool = True) -> tuple[float, float]:
        """The least and the most that the target can be. Of a hidden sum the attacker uses the highest it can
        be for both, the lowest only for the most."""
        return self._farthest(target, 1), self._farthest(target, -1, strict=strict)

    def beforehand(self, open_names: Iterable[str]) -> Attack:
        """The same somebody before any protected table: the figures of open names alone, and the rules."""
        known = {frozenset([name]) for name in open_names}
        return Attack(
            {one: x for one, x in self.shown.items() if one in known}, self.adds_up, limits=self.limits
        )

    def _farthest(self, target: Sum, sign: int, *, strict: bool = False) -> float:
        columns = self._columns([target])
        equal = [_row(columns, dict.fromkeys(one, 1)) for one in self.shown]
        equal += [_row(columns, {total: 1, **dict.fromkeys(parts, -1)}) for total, parts in self.adds_up]
        right = [*self.shown.values(), *(0.0 for _ in self.adds_up)]
        least = [(one, -1, -low) for one, (low, _) in self.between.items() if low and strict]
        most = [(one, 1, high) for one, (_, high) in self.between.items() if high is not None]
        upper = [_row(columns, dict.fromkeys(one, way)) for one, way, _ in (*least, *most)]
        upper += [_row(columns, terms) for terms, _ in self.limits]
        limits = [limit for _, _, limit in (*least, *most)] + [limit for _, limit in self.limits]
        answer = linprog(
            sign * numpy.array(_row(columns, dict.fromkeys(target, 1)), dtype=float),
            A_ub=csr_array(numpy.array(upper)) if upper else None,
            b_ub=limits or None,
            A_eq=csr_array(numpy.array(equal)) if equal else None,
            b_eq=right or None,
            method="highs",
        )
        assert answer.status in (0, 3), answer.message
        return sign * answer.fun if answer.status == 0 else float("inf")


def foreknown(kind: Kind, rule: Rule, before: tuple[float, float]) -> bool:
    """Whether what was open anyway, and why the cell is hidden, leave one figure only."""
    low, high = before
    if kind is Kind.SMALL:
        low, high = max(rule.least, low), min(rule.threshold - 1, high)
    return high - low < 1e-6


def stands(kind: Kind, rule: Rule, now: tuple[float, float], before: tuple[float, float]) -> bool:
    """Whether the bounds of a hidden cell are as wide as the rule asks, or as what was open anyway leaves."""
    if kind is Kind.SMALL:
        low, high = max(rule.least, before[0]), min(rule.threshold - 1, before[1])
        return now[0] <= low + 1e-6 and now[1] >= high - 1e-6
    width = rule.threshold - 1 if kind is Kind.FEW else 1
    return now[1] - now[0] >= min(width, before[1] - before[0]) - 1e-6


def _row(columns: Mapping[str, int], values: Mapping[str, float]) -> list[float]:
    row: list[float] = [0] * len(columns)
    for name, value in values.items():
        row[columns[name]] = value
    return row


def _reduce(row: dict[int, Fraction], basis: Mapping[int, Mapping[int, Fraction]]) -> None:
    while (pivot := next((column for column in sorted(row) if column in basis), None)) is not None:
        by = row[pivot]
        for column, value in basis[pivot].items():
            row[column] = row.get(column, Fraction(0)) - by * value
            if not row[column]:
                del row[column]

"""How far a hidden figure can lie from the truth: exact linear programming on a small block. Pure.

The truth itself is a solution, so no first phase is needed: from it the simplex walks up or down, with
fractions. Columns that are not in the basis may stand anywhere between their bounds, and move either way
(superbasic).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tambon.releases.rules.suppression.primary import Number

Bounds = tuple[Number, Number | None]  # lowest, highest; None for none
Row = dict[int, Number]  # of each unknown its coefficient; the row sums to a known figure


class Block:
    """Unknowns with their true figures, and the equations between them."""

    def __init__(self, truth: Mapping[int, Number], rows: Sequence[Mapping[int, int]]) -> None:
        self.truth = truth
        self.basis = eliminate(rows)

    def farthest(
        self, one: int, *, up: bool, enough: Number, bounds: Mapping[int, Bounds]
    ) -> dict[int, Number] | None:
        """A solution where ``one`` is as high (low) as can be; the walk ends at ``enough``. None: without
        end."""
        walk = _Walk(self, bounds, one, 1 if up else -1)
        while not walk.reached(enough):
            if not walk.step():
                break
        return None if walk.endless else walk.at


def eliminate(rows: Sequence[Mapping[int, int]]) -> dict[int, Row]:
    """{unknown: the others it is made of, but for a constant}: Gauss and Jordan. An empty row means that the
    unknown can be reckoned: it is disclosed."""
    found: dict[int, Row] = {}
    for each in rows:
        row: Row = dict(each)
        for column in [column for column in row if column in found]:
            _add(row, found[column], row.pop(column))
        if not row:
            continue
        pivot = min(row)
        by = row.pop(pivot)
        made = {column: over(-value, by) for column, value in row.items()}
        for other in found.values():
            if pivot in other:
                _add(other, made, other.pop(pivot))
        found[pivot] = made
    return found


def over(one: Number, other: Number) -> Number:
    """The quotient, whole where it can be: whole numbers are many times as fast as fractions."""
    if isinstance(one, int) and isinstance(other, int) and one % other == 0:
        return one // other
    return Fraction(one) / other


def _add(row: Row, other: Row, times: Number) -> None:
    for column, value in other.items():
        total = row.get(column, 0) + times * value
        if total:
            row[column] = total
        else:
            row.pop(column, None)


class _Walk:
    def __init__(self, block: Block, bounds: Mapping[int, Bounds], one: int, sign: int) -> None:
        self.one, self.sign = one, sign
        self.bounds = bounds
        self.at = dict(block.truth)
        self.basis = {pivot: dict(row) for pivot, row in block.basis.items()}
        self.endless = False

    def reached(self, enough: Number) -> bool:
        return (self.at[self.one] - enough) * self.sign >= 0

    def step(self) -> bool:
        """One move along one column (the first that helps, after Bland); False when none helps."""
        gains: Row = self.basis.get(self.one, {self.one: 1})
        for column in sorted(gains):
            way = 1 if gains[column] * self.sign > 0 else -1
            if self._room(column, way) != 0:
                return self._move(column, way)
        return False

    def _room(self, column: int, way: int) -> Number | None:
        low, high = self.bounds[column]
        if way < 0:
            return self.at[column] - low
        return None if high is None else high - self.at[column]

    def _move(self, column: int, way: int) -> bool:
        far, leaves = self._room(column, way), None
        for pivot in sorted(self.basis):
            slope = self.basis[pivot].get(column)
            if slope is None:
                continue
            room = self._room(pivot, 1 if slope * way > 0 else -1)
            limit = None if room is None else over(room, slope if slope > 0 else -slope)
            if limit is not None and (far is None or limit < far):
                far, leaves = limit, pivot
        if far is None:
            self.endless = True
            return False
        self.at[column] += far * way
        for pivot, row in self.basis.items():
            if column in row:
                self.at[pivot] += row[column] * far * way
        if leaves is not None:
            self._pivot(leaves, column)
        return True

    def _pivot(self, leaves: int, enters: int) -> None:
        row = self.basis.pop(leaves)
        slope = row.pop(enters)
        made = {column: over(-value, slope) for column, value in row.items()}
        made[leaves] = over(1, slope)
        for other in self.basis.values():
            if enters in other:
                _add(other, made, other.pop(enters))
        self.basis[enters] = made

"""Which hidden figures the relations tell too much about. Pure.

Hidden figures that share relations make a component. Where a component has no ring, passing bounds along
its relations until nothing narrows gives exactly what linear programming gives. Where it has one (totals
with parts over a tree, trees of two years) the programme itself is solved around each figure, everything
further away taken as known: what is safe then is safe.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence

from tambon.releases.rules.suppression.demands import Demand, demand_of, known_bounds
from tambon.releases.rules.suppression.linear import Block, Bounds
from tambon.releases.rules.suppression.primary import Number
from tambon.releases.rules.suppression.unknowns import System

BLOCKS = (6, 16, 48)  # unknowns around one figure, as many as are asked in turn
LAST = (192, 768)  # before a figure is given up


def components(
    system: System, touching: Sequence[Sequence[int]], hidden: Collection[int]
) -> Iterator[list[int]]:
    """The hidden unknowns in groups that relations hold together, each sorted."""
    seen: set[int] = set()
    for start in sorted(hidden):
        if start in seen:
            continue
        found, queue = [start], deque([start])
        seen.add(start)
        while queue:
            for number in touching[queue.popleft()]:
                for each in members(system, number):
                    if each in hidden and each not in seen:
                        seen.add(each)
                        found.append(each)
                        queue.append(each)
        yield sorted(found)


def members(system: System, relation: int) -> tuple[int, ...]:
    total, parts = system.relations[relation]
    return (total, *parts)


def unmet(
    system: System,
    touching: Sequence[Sequence[int]],
    component: Sequence[int],
    asked: Collection[int],
    *,
    strict: bool = True,
    blocks: Sequence[int] = BLOCKS,
) -> list[int]:
    """Those of the ``asked`` unknowns of a component whose demand its relations break.

    Not ``strict`` leaves out of highs too what `known_bounds` leaves out of lows.
    """
    left = {one: demand for one in asked if (demand := demand_of(system.unknowns[one]))}
    if not left:
        return []
    rows = _rows(system, touching, component)
    ring = sum(map(len, rows.values())) > len(component) + len(rows) - 1
    truth, equations = _truth(system, component), list(rows.values())
    lows = propagate(truth, _bounds(system, component, for_high=False), equations)
    highs = propagate(truth, _bounds(system, component, for_high=strict), equations)
    holds = {one for one, demand in left.items() if demand.met_by(lows[one][0], highs[one][1])}
    if ring:
        rings = _Rings(system, rows, strict=strict)
        holds = {one for one in sorted(holds) if rings.stand(one, left[one], blocks)}
    return [one for one in left if one not in holds]


def told_by(system: System, hidden: Collection[int], relations: Sequence[int], one: int) -> bool:
    """Whether these relations alone, with all that is hidden in them, break the demand of one of them."""
    rows = []
    for number in relations:
        total, parts = system.relations[number]
        rows.append({each: -1 for each in parts if each in hidden} | ({total: 1} if total in hidden else {}))
    inside = {each for row in rows for each in row}
    truth, demand = _truth(system, inside), demand_of(system.unknowns[one])
    lows = propagate(truth, _bounds(system, inside, for_high=False), rows)
    highs = propagate(truth, _bounds(system, inside, for_high=True), rows)
    return demand is not None and not demand.met_by(lows[one][0], highs[one][1])


def propagate(
    truth: Mapping[int, Number], bounds: Mapping[int, Bounds], rows: Sequence[Mapping[int, int]]
) -> dict[int, Bounds]:
    """The bounds after each row has narrowed each of its unknowns, again and again. Exact without a ring."""
    found = dict(bounds)
    of: dict[int, list[int]] = {one: [] for one in truth}
    for number, row in enumerate(rows):
        for one in row:
            of[one].append(number)
    queue, waiting = deque(range(len(rows))), set(range(len(rows)))
    while queue:
        number = queue.popleft()
        waiting.discard(number)
        for one in _narrow(rows[number], truth, found):
            for other in of[one]:
                if other != number and other not in waiting:
                    waiting.add(other)
                    queue.append(other)
    return found


def _narrow(row: Mapping[int, int], truth: Mapping[int, Number], found: dict[int, Bounds]) -> list[int]:
    """Narrows each unknown of a row by the others; those that did narrow."""
    known = sum(sign * truth[one] for one, sign in row.items())
    low, high, below, above = known * 0, known * 0, 0, 0  # sums of lowest and highest; how many have none
    for one, sign in row.items():
        least, most = _turned(found[one], sign)
        low, below = (low, below + 1) if least is None else (low + least, below)
        high, above = (high, above + 1) if most is None else (high + most, above)
    changed = []
    for one, sign in row.items():
        least, most = _turned(found[one], sign)
        rest_low = None if below - (least is None) else low - (least or 0)
        rest_high = None if above - (most is None) else high - (most or 0)
        mine = None if rest_high is None else known - rest_high
        top = None if rest_low is None else known - rest_low
        new = _meet(found[one], (mine, top) if sign > 0 else (_minus(top), _minus(mine)))
        if new != found[one]:
            changed.append(one)
            least_new, most_new = _turned(new, sign)
            low, below = _replace(low, below, least, least_new)
            high, above = _replace(high, above, most, most_new)
            found[one] = new
    return changed


def _turned(bounds: Bounds, sign: int) -> tuple[Number | None, Number | None]:
    return bounds if sign > 0 else (_minus(bounds[1]), -bounds[0])


def _minus(value: Number | None) -> Number | None:
    return None if value is None else -value


def _meet(old: Bounds, new: tuple[Number | None, Number | None]) -> Bounds:
    low = old[0] if new[0] is None else max(old[0], new[0])
    high = old[1] if new[1] is None else new[1] if old[1] is None else min(old[1], new[1])
    return low, high


def _replace(total: Number, lacking: int, old: Number | None, new: Number | None) -> tuple[Number, int]:
    if new is None:
        return total, lacking
    return (total + new, lacking - 1) if old is None else (total - old + new, lacking)


class _Rings:
    """Asks the relations of a component with rings about one unknown after the other.

    ``low`` and ``high`` are what each was seen to be in some solution: one walk answers for many.
    """

    def __init__(self, system: System, rows: Mapping[int, Mapping[int, int]], *, strict: bool) -> None:
        self.system, self.rows, self.strict = system, rows, strict
        self.low: dict[int, Number] = {}
        self.high: dict[int, Number] = {}
        self.endless: set[int] = set()
        self.of: dict[int, list[int]] = {}
        for number, row in rows.items():
            for each in row:
                self.of.setdefault(each, []).append(number)

    def stand(self, one: int, demand: Demand, blocks: Sequence[int]) -> bool:
        """Whether the demand is met even when all but the nearest unknowns are known: small blocks first."""
        truth = self.system.unknowns[one].figure.total
        if self._met(one, demand, truth):
            return True
        for size in blocks:
            inside, rows = self.block(one, size)
            self._walk(Block(_truth(self.system, inside), rows), inside, one, demand)
            if self._met(one, demand, truth):
                return True
        return False

    def _met(self, one: int, demand: Demand, truth: Number) -> bool:
        high = None if one in self.endless else self.high.get(one, truth)
        return demand.met_by(self.low.get(one, truth), high)

    def _walk(self, block: Block, inside: set[int], one: int, demand: Demand) -> None:
        truth = self.system.unknowns[one].figure.total
        wanted = truth - demand.width if demand.low is None else demand.low
        bounds = _bounds(self.system, inside, for_high=False)
        lowest = block.farthest(one, up=False, enough=wanted, bounds=bounds) or {}
        wanted = lowest.get(one, truth) + demand.width if demand.high is None else demand.high
        bounds = _bounds(self.system, inside, for_high=self.strict)
        highest = block.farthest(one, up=True, enough=wanted, bounds=bounds)
        if highest is None:
            self.endless.add(one)
        for each, value in (highest or {}).items():
            self.high[each] = max(value, self.high.get(each, value))
        for each, value in (*lowest.items(), *(highest or {}).items()):
            self.low[each] = min(value, self.low.get(each, value))

    def block(self, one: int, size: int) -> tuple[set[int], list[dict[int, int]]]:
        """The nearest unknowns, about so many, and the relations among them, the others taken as known."""
        found, queue = {one}, deque([one])
        while queue and len(found) < size:
            for number in self.of.get(queue.popleft(), ()):
                new = sorted(self.rows[number].keys() - found)[:size]
                found.update(new)
                queue.extend(new)
        numbers = sorted({number for each in found for number in self.of.get(each, ())})
        rows = [{e: sign for e, sign in self.rows[number].items() if e in found} for number in numbers]
        return found, rows


def _rows(
    system: System, touching: Sequence[Sequence[int]], component: Sequence[int]
) -> dict[int, dict[int, int]]:
    """The relations of a component, of each the hidden unknowns with their signs."""
    inside, rows = set(component), {}
    for number in sorted({number for one in component for number in touching[one]}):
        total, parts = system.relations[number]
        row = {total: 1} if total in inside else {}
        rows[number] = row | {part: -1 for part in parts if part in inside}
    return rows


def _truth(system: System, some: Collection[int]) -> dict[int, Number]:
    return {one: system.unknowns[one].figure.total for one in some}


def _bounds(system: System, some: Collection[int], *, for_high: bool) -> dict[int, Bounds]:
    return {one: known_bounds(system.unknowns[one], for_high=for_high) for one in some}

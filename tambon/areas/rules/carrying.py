"""Figures carried along a crosswalk: exact where the shares are known, empty where they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tambon.areas.rules.crosswalk import Line, Rule
from tambon.areas.rules.exact import decimal_of

Numbers = Mapping[int, Decimal]
PLACES = 12  # decimals of a share reckoned from measures; the last digit's remainder goes to the largest part


class Why(StrEnum):
    """Why a figure is not carried."""

    UNKNOWN_SHARE = "unknown-share"
    NO_SUCCESSOR = "no-successor"
    NOT_WHOLE = "shares-not-whole"
    NOT_STANDING = "not-standing"
    NO_VALUE = "no-value"
    NO_WEIGHT = "no-weight"

    def say(self) -> tuple[str, str]:
        """The reason in Thai and in English."""
        return _WORDS[self]


_WORDS = {
    Why.UNKNOWN_SHARE: (
        "ไม่ทราบสัดส่วนที่ส่งต่อ โปรดเลือกกฎ area หรือ population ถ้ายอมรับการประมาณ",
        "The share is unknown. Choose the rule area or population if an estimate will do.",
    ),
    Why.NO_SUCCESSOR: (
        "ไม่ทราบว่าพื้นที่นี้กลายเป็นพื้นที่ใด",
        "It is not known what became of this area.",
    ),
    Why.NOT_WHOLE: (
        "สัดส่วนของพื้นที่นี้รวมกันไม่เท่ากับ 1 ผลรวมจึงไม่เท่าเดิม",
        "The shares of this area do not add up to 1, so the total changes.",
    ),
    Why.NOT_STANDING: (
        "พื้นที่นี้ไม่มีอยู่ ณ วันเริ่มต้น โปรดตรวจรหัสและวันที่",
        "This area does not stand on the first day. Check the code and the day.",
    ),
    Why.NO_VALUE: (
        "พื้นที่ต้นทางแห่งหนึ่งไม่มีค่า ผลรวมจึงไม่ครบ",
        "One of the areas it came from has no value, so the result would be incomplete.",
    ),
    Why.NO_WEIGHT: (
        "ไม่มีน้ำหนักหรือตัวหาร หรือมีค่าเป็นศูนย์",
        "The weight or denominator is missing, or zero.",
    ),
}


@dataclass(frozen=True, slots=True)
class Sum:
    """Counts and totals: a target has the sum of the parts it received."""


@dataclass(frozen=True, slots=True)
class WeightedMean:
    """Means: sum(value · weight · share) / sum(weight · share), the weights by from-area."""

    weights: Numbers


@dataclass(frozen=True, slots=True)
class Share:
    """Ratios: sum(numerator · share) / sum(denominator · share), both by from-area.

    The values given beside it only say which areas are carried.
    """

    numerators: Numbers
    denominators: Numbers


_Missing = tuple[int, int | None, Why]


@dataclass(frozen=True, slots=True)
class Carried:
    """What came to each to-area.

    ``apportioned``: the results that hold a part of a divided area, by a known share or by the chosen rule.
    ``missing``: (from-area, to-area or None, why) for all that was not carried; a to-area named there has no
    value, because a part of a sum is no sum.
    """

    values: dict[int, Decimal]
    apportioned: frozenset[int]
    missing: list[_Missing]


def carry(
    values: Mapping[int, Decimal | None],
    lines: Iterable[Line],
    *,
    how: Sum | WeightedMean | Share,
    by: str | None = None,
    measures: Numbers | None = None,
) -> Carried:
    """The values of the from-areas as values of the to-areas.

    Sums are exact, and their total is conserved where nothing is missing; means and ratios are exact when
    their digits end, else rounded to 34. The mean of an area that came from a single one needs no weight.
    A target none of whose sources is in ``values`` is left out silently, so that a part of the country can be
    carried. ``by`` and ``measures``: see `apportion`.
    """
    known = apportion(lines, by=by, measures=measures) if by is not None else list(lines)
    terms = _terms(values, how)
    missing = _astray(values, known)
    carried, apportioned = {}, set()
    for to, parts in _by_target(known).items():
        if any(line.from_id in values for line in parts):
            faults = [(line.from_id, to, why) for line in parts if (why := terms.fault(line, len(parts)))]
            if faults or (result := terms.result(parts)) is None:
                missing += faults or [(line.from_id, to, Why.NO_WEIGHT) for line in parts]
                continue
            carried[to] = decimal_of(result)
            apportioned |= {to} if any(line.share != 1 for line in parts) else set()
    return Carried(carried, frozenset(apportioned), missing)


def apportion(lines: Iterable[Line], *, by: str, measures: Numbers | None) -> list[Line]:
    """The lines with unknown shares filled in by a rule: ``area`` or ``population``.

    What the known shares of a from-area leave is divided over its other to-areas in proportion to their
    measures: square kilometres or persons of the whole to-area. So it is an estimate, the rougher the more
    a to-area received from elsewhere. Where a measure is missing, or a part of the from-area went nobody
    knows where, the shares stay unknown. Raises ValueError for another rule, or without measures.
    """
    if by not in (Rule.AREA, Rule.POPULATION) or measures is None:
        raise ValueError(f"{by!r} is no rule to apportion by, or its measures were not given")
    of: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        of[line.from_id].append(line)
    return [line for parts in of.values() for line in _apportioned(parts, Rule(by), measures)]


def _apportioned(parts: Sequence[Line], rule: Rule, measures: Numbers) -> Iterator[Line]:
    unknown = [line for line in parts if line.share is None]
    sizes = [
        measures.get(line.to_id, Decimal(0)) if line.to_id is not None else Decimal(0) for line in unknown
    ]
    rest = 1 - sum((Fraction(line.share) for line in parts if line.share is not None), Fraction(0))
    if not unknown or rest <= 0 or not all(size > 0 for size in sizes):
        yield from parts
        return
    shares = iter(_divided(rest, [Fraction(size) for size in sizes]))
    for line in parts:
        yield line if line.share is not None else replace(line, share=decimal_of(next(shares)), rule=rule)


def _divided(rest: Fraction, sizes: Sequence[Fraction]) -> list[Fraction]:
    """Parts of PLACES decimals in proportion to the sizes, which add up to the rest exactly."""
    unit, total = Fraction(1, 10**PLACES), sum(sizes)
    parts = [rest * size / total // unit * unit for size in sizes]
    largest = max(range(len(parts)), key=lambda place: parts[place])
    parts[largest] += rest - sum(parts)
    return parts


def _astray(values: Mapping[int, Decimal | None], lines: Iterable[Line]) -> list[_Missing]:
    """Values that lead, wholly or in part, to no area, or come from one that the crosswalk does not know."""
    of: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        of[line.from_id].append(line)
    missing: list[_Missing] = []
    for area in values:
        if area not in of:
            missing.append((area, None, Why.NOT_STANDING))
        elif any(line.to_id is None for line in of[area]):
            missing.append((area, None, Why.NO_SUCCESSOR))
        elif _sum_of_shares(of[area]) not in (None, 1):
            missing.append((area, None, Why.NOT_WHOLE))
    return missing


def _sum_of_shares(parts: Iterable[Line]) -> Fraction | None:
    total = Fraction(0)
    for line in parts:
        if line.share is None:
            return None
        total += 1 if line.share == 1 else Fraction(line.share)
    return total


def _by_target(lines: Iterable[Line]) -> dict[int, list[Line]]:
    received: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.to_id is not None:
            received[line.to_id].append(line)
    return received


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is summed over the parts: `above`, and for means and ratios `below`, by which that is divided."""

    given: dict[int, Fraction]
    above: dict[int, Fraction]
    below: dict[int, Fraction] | None
    is_mean: bool

    def fault(self, line: Line, parts: int) -> Why | None:
        if line.from_id not in self.given:
            return Why.NO_VALUE
        if line.from_id not in self.above and not (self.is_mean and parts == 1):
            return Why.NO_WEIGHT
        return Why.UNKNOWN_SHARE if line.share is None else None

    def result(self, parts: Sequence[Line]) -> Fraction | None:
        """None where it would be divided by zero."""
        if self.is_mean and len(parts) == 1:
            return self.given[parts[0].from_id]
        above = _total(parts, self.above)
        if self.below is None:
            return above
        below = _total(parts, self.below)
        return above / below if below else None


def _total(parts: Sequence[Line], of: Mapping[int, Fraction]) -> Fraction:
    if len(parts) == 1 and parts[0].share == 1:  # nearly all areas of a country, so worth a line
        return of[parts[0].from_id]
    return sum((of[line.from_id] * Fraction(line.share or 0) for line in parts), Fraction(0))


def _terms(values: Mapping[int, Decimal | None], how: Sum | WeightedMean | Share) -> _Terms:
    given = {area: Fraction(value) for area, value in values.items() if value is not None}
    if isinstance(how, Sum):
        return _Terms(given, given, None, False)
    if isinstance(how, Share):
        above, below = _fractions(how.numerators), _fractions(how.denominators)
        both = given.keys() & above.keys() & below.keys()
        return _Terms(given, {area: above[area] for area in both}, below, False)
    weights = _fractions(how.weights)
    products = {area: given[area] * weights[area] for area in given.keys() & weights.keys()}
    return _Terms(given, products, weights, True)


def _fractions(numbers: Numbers) -> dict[int, Fraction]:
    return {area: Fraction(number) for area, number in numbers.items()}

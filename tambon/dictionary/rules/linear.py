"""Checks that are plain comparisons of sums, as limits: so many times each variable, at most so much.

Pure. Releases need them: who knows the dictionary knows of every row that it keeps to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tambon.dictionary.rules import expression_tree as tree

_Sum = tuple[dict[str, Fraction], Fraction]  # times of each variable, and what is added


@dataclass(frozen=True, slots=True)
class Limit:
    """The sum of times x value over ``terms`` is at most ``most`` in every row that has all of them."""

    terms: Mapping[str, Fraction]
    most: Fraction


def limits_of(condition: tree.Condition, whole: Collection[str]) -> list[Limit]:
    """The limits that a condition sets; none where it is more than comparisons of sums, joined by ``and``.

    ``whole`` are the variables of whole numbers: below means at least one below.
    """
    match condition:
        case tree.All(parts):
            return [limit for part in parts for limit in limits_of(part, whole)]
        case tree.Compare(sign, left, right):
            return list(_compared(sign, left, right, whole))
    return []


def _compared(
    sign: tree.CompareSign, left: tree.Value, right: tree.Value, whole: Collection[str]
) -> Iterator[Limit]:
    both = _sum(tree.Arithmetic("-", left, right))
    if both is None or not both[0] or sign == "!=":
        return
    terms, added = both
    if sign in ("<", "<=", "=="):
        yield Limit(terms, -added - _gap(sign, terms, whole))
    if sign in (">", ">=", "=="):
        yield Limit({name: -times for name, times in terms.items()}, added - _gap(sign, terms, whole))


def _gap(sign: str, terms: Mapping[str, Fraction], whole: Collection[str]) -> int:
    steps = all(name in whole and times.denominator == 1 for name, times in terms.items())
    return int(steps and sign in ("<", ">"))


def _sum(value: tree.Value) -> _Sum | None:
    """None where it is no sum of variables, each taken so many times."""
    match value:
        case tree.Number(number):
            return {}, Fraction(str(number))
        case tree.Name(name):
            return {name: Fraction(1)}, Fraction(0)
        case tree.Arithmetic(sign, left, right):
            one, other = _sum(left), _sum(right)
            return None if one is None or other is None else _joined(sign, one, other)
    return None


def _joined(sign: tree.ArithmeticSign, one: _Sum, other: _Sum) -> _Sum | None:
    if sign == "*":
        return _times(one, other[1]) if not other[0] else _times(other, one[1]) if not one[0] else None
    if sign == "/":
        return _times(one, 1 / other[1]) if not other[0] and other[1] else None
    terms, added = _times(other, Fraction(1 if sign == "+" else -1))
    for name, times in one[0].items():
        terms[name] = terms.get(name, Fraction(0)) + times
    return {name: times for name, times in terms.items() if times}, one[1] + added


def _times(one: _Sum, times: Fraction) -> _Sum:
    return {name: each * times for name, each in one[0].items() if times}, one[1] * times

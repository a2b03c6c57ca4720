"""Classes of values for a map and a legend: about as many areas in each, and never one value in two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

MOST = 5


def breaks(values: Sequence[float], most: int = MOST) -> list[tuple[float, float]]:
    """The lowest and the highest value of each class, at most ``most``, from low to high.

    Equal values lie in one class, so that there may be fewer; every value given lies in exactly one.
    """
    ordered = sorted(values)
    different = sorted(set(ordered))
    if len(different) <= most:
        return [(each, each) for each in different]
    tops = [ordered[len(ordered) * step // most - 1] for step in range(1, most)]
    found: list[tuple[float, float]] = []
    start = 0
    for top in [*dict.fromkeys(tops), different[-1]]:
        end = bisect_left(different, top)
        if end >= start:
            found.append((different[start], different[end]))
            start = end + 1
    return found


def shade(value: float, classes: Sequence[tuple[float, float]]) -> int:
    """Which class the value lies in, from 1; one of the values that the classes were made of."""
    return bisect_left([high for _, high in classes], value) + 1


def tone(number: int, classes: int, most: int = MOST) -> int:
    """The colour of a class, from 1 (light) to ``most`` (dark): few classes lie as far apart as they can."""
    return most if classes < 2 else 1 + round((number - 1) * (most - 1) / (classes - 1))

"""Leads about one person's answers: heaped last digits, and one village's numbers given for another. Pure.

A lead is a reason to talk to somebody. People round for good reasons (an estimate is an estimate), and two
small villages may be alike: nothing here is proof, and nothing here touches a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, lgamma, log
from typing import Any

from tambon.verification.rules.across.rule import basis_of

LARGE = 100  # the last digit of a smaller count is no chance digit
FEWEST_NUMBERS = 40
SMALL_P = 1e-6  # thousands of people are looked at in a round; this many find one in a million by chance
ROUND_SHARE = 0.2  # two of ten last digits
FEWEST_SAME = 8
FEWEST_KINDS = 4  # of different numbers among them


@dataclass(frozen=True, slots=True)
class Answers:
    """The numbers that one person gave about one village: {variable: number}."""

    record_id: int
    area_id: int
    numbers: Mapping[str, int | float]


@dataclass(frozen=True, slots=True)
class Clue:
    """What was found. ``basis`` changes when the answers that it rests on do."""

    kind: str
    th: str
    en: str
    basis: str
    areas: tuple[int, ...] = ()
    found: Mapping[str, Any] = field(default_factory=dict)


def find_heaping(answers: Iterable[Answers]) -> Clue | None:
    """Whether far more large counts end in 0 or 5 than chance would end so (exact, one-sided)."""
    digits = Counter(
        value % 10
        for one in answers
        for value in one.numbers.values()
        if isinstance(value, int) and value >= LARGE
    )
    n, heaped = digits.total(), digits[0] + digits[5]
    if n < FEWEST_NUMBERS:
        return None
    p = binomial_tail(heaped, n, ROUND_SHARE)
    if p >= SMALL_P:
        return None
    usual = round(n * ROUND_SHARE)
    th = f"จำนวนใหญ่ {heaped} จาก {n} ตัวลงท้ายด้วย 0 หรือ 5 ตามปกติราว {usual} อาจเป็นการประมาณ"
    en = f"{heaped} of {n} large numbers end in 0 or 5, where {usual} would be usual: perhaps estimates"
    return Clue("heaping", th, en, basis_of([heaped, n]), found={"heaped": heaped, "numbers": n, "p": p})


def find_copied(answers: Sequence[Answers]) -> Clue | None:
    """Whether two or more villages were given the very same numbers, many of them and not all alike."""
    alike: dict[tuple[tuple[str, int | float], ...], list[Answers]] = {}
    for one in answers:
        vector = tuple(sorted(one.numbers.items()))
        if _tells(value for _, value in vector):
            alike.setdefault(vector, []).append(one)
    copied = sorted(
        (one.area_id, one.record_id) for group in alike.values() if len(group) > 1 for one in group
    )
    if not copied:
        return None
    areas = tuple(area for area, _ in copied)
    th = f"{len(areas)} หมู่บ้านมีตัวเลขเหมือนกันทุกข้อ อาจกรอกซ้ำจากหมู่บ้านอื่น"
    en = (
        f"{len(areas)} villages have the very same numbers throughout: perhaps one was filled in from another"
    )
    return Clue(
        "copied", th, en, basis_of(sorted(map(_listed, _twice(alike)))), areas, {"villages": len(areas)}
    )


def binomial_tail(k: int, n: int, p: float) -> float:
    """P(X >= k) of a binomial with n trials of probability p, summed exactly."""
    if k <= 0:
        return 1.0
    return min(1.0, sum(exp(_log_chance(i, n, p)) for i in range(k, n + 1)))


def _log_chance(i: int, n: int, p: float) -> float:
    ways = lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1)
    return ways + i * log(p) + (n - i) * log(1 - p)


def _tells(values: Iterable[int | float]) -> bool:
    """Whether numbers say much about a village: zeros say little, and so does one number again and again."""
    told = [value for value in values if value]
    return len(told) >= FEWEST_SAME and len(set(told)) >= FEWEST_KINDS


def _twice(alike: Mapping[Any, list[Answers]]) -> Iterator[tuple[Any, list[Answers]]]:
    return ((vector, group) for vector, group in alike.items() if len(group) > 1)


def _listed(copied: tuple[Any, list[Answers]]) -> list[Any]:
    vector, group = copied
    return [sorted(one.area_id for one in group), [list(pair) for pair in vector]]

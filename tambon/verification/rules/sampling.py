"""Which cells a sample holds, and what it says about those that it does not. Pure.

Anybody who has the seed draws the same cells again: a cell's place depends on the seed, the record's public
name and the variable alone, and not on what else there is or in which order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

THOUSAND = 1000
_Z = 1.959963984540054  # two-sided 95% of the normal distribution


class Why(StrEnum):
    """Why a cell was drawn."""

    FIRST = "first"  # the place has no value of an earlier period, though others have
    ODD = "odd"  # a rule asks, or another source says something else
    RANDOM = "random"


class Judged(StrEnum):
    """What the office found."""

    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CHANGED = "changed"  # another value stood there, or another office answered, before it was judged


@dataclass(frozen=True, slots=True)
class NewSample:
    """What is to be drawn from. ``share`` is of the ordinary cells, in thousandths."""

    office_id: int
    dataset: str
    period: str
    share: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that waits for the office's word. ``key`` is the record's public name."""

    record_id: int
    key: str
    variable: str
    claim_id: int
    first: bool
    odd: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    candidate: Candidate
    why: Why


def public_key(dataset: str, period: str, area: str) -> str:
    """A record's name in public: the dataset, the period and the area's public identifier."""
    return f"{dataset}/{period}/{area}"


def in_share(seed: str, key: str, variable: str, share: int) -> bool:
    """Whether SHA-256 of ``seed``, ``key`` and ``variable``, a line each, read as a fraction of all there
    could be, lies below ``share`` thousandths.
    """
    digest = sha256(f"{seed}\n{key}\n{variable}".encode()).digest()
    return int.from_bytes(digest, "big") * THOUSAND < share << 256


def draw(candidates: Iterable[Candidate], *, seed: str, share: int) -> tuple[list[Drawn], int]:
    """The sample, with all new and odd cells, and how many ordinary cells its random part stands for."""
    drawn, population = [], 0
    for one in candidates:
        if one.first or one.odd:
            drawn.append(Drawn(one, Why.FIRST if one.first else Why.ODD))
            continue
        population += 1
        if in_share(seed, one.key, one.variable, share):
            drawn.append(Drawn(one, Why.RANDOM))
    return drawn, population


def wilson(errors: int, judged: int) -> tuple[float, float]:
    """The 95% interval of a share after Wilson (1927, J. Am. Stat. Assoc. 22:209); (0, 1) of nothing."""
    if not judged:
        return 0.0, 1.0
    share, square = errors / judged, _Z * _Z
    middle = share + square / (2 * judged)
    half = _Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    scale = 1 + square / judged
    low, high = (middle - half) / scale, (middle + half) / scale
    return (low if errors else 0.0), (high if errors < judged else 1.0)


@dataclass(frozen=True, slots=True)
class Result:
    """What was found. The rate and its interval are of the random part: the others were not chosen by lot."""

    drawn: int
    waiting: int
    judged: int  # of the random part, those confirmed or disputed
    errors: int  # of these, those disputed
    whole_judged: int  # new and odd ones
    whole_errors: int
    changed: int

    @property
    def rate(self) -> float | None:
        return self.errors / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.errors, self.judged) if self.judged else None


def result_of(counts: Iterable[tuple[Why, Judged | None, int]]) -> Result:
    """From how many cells were drawn for each reason and how they were judged (None: not yet)."""
    found = {(why, judged): count for why, judged, count in counts}

    def of(random: bool, *judged: Judged | None) -> int:
        return sum(n for (why, how), n in found.items() if (why is Why.RANDOM) is random and how in judged)

    done = (Judged.CONFIRMED, Judged.DISPUTED)
    return Result(
        drawn=sum(found.values()),
        waiting=of(True, None) + of(False, None),
        judged=of(True, *done),
        errors=of(True, Judged.DISPUTED),
        whole_judged=of(False, *done),
        whole_errors=of(False, Judged.DISPUTED),
        changed=of(True, Judged.CHANGED) + of(False, Judged.CHANGED),
    )


@dataclass(frozen=True, slots=True)
class SampleView:
    """A draw and what was found so far."""

    ref: UUID
    office_id: int
    dataset: str
    period: str
    seed: str
    share: int
    population: int
    drawn_at: datetime
    closed_at: datetime | None
    result: Result

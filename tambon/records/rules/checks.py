"""What the automatic rules hand over about one record. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tambon.dictionary.rules.spec import Severity

# How much a finding makes a cell odd. A note asks nobody anything and leaves the cell checked.
WEIGHT = {Severity.BLOCKS: 10, Severity.ASKS: 3, Severity.NOTES: 0}


def weigh(severities: Iterable[Severity]) -> int:
    """How odd open findings make a cell: never so much by questions as by one that cannot be true."""
    found = list(severities)
    asked = sum(WEIGHT[one] for one in found if one is not Severity.BLOCKS)
    return WEIGHT[Severity.BLOCKS] * found.count(Severity.BLOCKS) + min(asked, WEIGHT[Severity.BLOCKS] - 1)


def is_impossible(weight: int | None) -> bool:
    """Whether one of the findings that weigh so much says that the value cannot be true."""
    return weight is not None and weight >= WEIGHT[Severity.BLOCKS]


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that the rules ran over: the version that they saw, and what they `weigh` by variable.

    A variable that is not named passed.
    """

    record_id: int
    version: int
    weights: Mapping[str, int]

"""What the automatic rules hand over about one record. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tambon.dictionary.rules.spec import Severity

# How much a finding makes a cell odd. A note asks nobody anything and leaves the cell checked.
WEIGHT = {Severity.BLOCKS: 10, Severity.ASKS: 3, Severity.NOTES: 0}


@dataclass(frozen=True, slots=True)
class Checked:
    """A record that the rules ran over: the version that they saw, and the sum of `WEIGHT` by variable.

    A variable that is not named passed.
    """

    record_id: int
    version: int
    weights: Mapping[str, int]

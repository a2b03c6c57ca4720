"""What an office says about cells, and what comes of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tambon.records.rules.kinds import ClaimKind


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """One office's word on one cell as it saw it: record, variable, and the claim whose value stood there.

    ``kind`` is CONFIRMATION or DISPUTE. A dispute has a reason, and may propose the value that the office
    holds true.
    """

    record_id: int
    variable: str
    claim_id: int
    kind: ClaimKind
    reason: str = ""
    proposed: Any = None


class Outcome(StrEnum):
    """What came of a verdict."""

    DONE = "done"
    CHANGED = "changed"  # another claim's value stands there now: look again
    NOT_OWNED = "not_owned"  # the office does not own this variable in this area on this day
    UNKNOWN = "unknown"  # there is no such cell


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict and what came of it."""

    verdict: GivenVerdict
    outcome: Outcome

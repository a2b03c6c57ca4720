"""What an office says about cells, and what comes of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tambon.records.rules.kinds import ClaimKind, Grade


class Word(StrEnum):
    """The owner's word on a cell as it stands. Who gives another says which one they saw."""

    NONE = "n"
    CONFIRMED = "v"
    DISPUTED = "d"


_WORDS = {Grade.VERIFIED: Word.CONFIRMED, Grade.DISPUTED: Word.DISPUTED}


def word_of(grade: Grade) -> Word:
    """The owner's word that the grade tells of."""
    return _WORDS.get(grade, Word.NONE)


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """One office's word on one cell as it saw it: record, variable, and the claim whose value stood there.

    ``kind`` is CONFIRMATION or DISPUTE. A dispute has a reason, and may propose the value that the office
    holds true. ``seen`` is the word that stood there; None where nobody looked.
    """

    record_id: int
    variable: str
    claim_id: int
    kind: ClaimKind
    reason: str = ""
    proposed: Any = None
    seen: Word | None = None


@dataclass(frozen=True, slots=True)
class GivenValue:
    """An office's own value of one cell, beside what stands there as it was seen (claim 0: nothing).

    ``note`` is on what evidence: a register, a letter, a visit.
    """

    record_id: int
    variable: str
    claim_id: int
    value: Any
    observed_on: date
    note: str = ""
    seen: Word | None = None


class Outcome(StrEnum):
    """What came of a verdict."""

    DONE = "done"
    CHANGED = "changed"  # another claim's value, or another word, stands there now: look again
    NOT_OWNED = "not_owned"  # the office does not own this variable in this area on this day
    UNKNOWN = "unknown"  # there is no such cell
    IMPOSSIBLE = "impossible"  # a rule says that the value cannot be true, so nobody confirms it


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict and what came of it."""

    verdict: GivenVerdict
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Entered:
    """An office's own value and what came of it. ``held``: by the variable's rule it is the value now;
    ``waits``: it is not, for it came behind a sign-off's lock.
    """

    given: GivenValue
    outcome: Outcome
    held: bool = False
    waits: bool = False

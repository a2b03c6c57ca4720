"""What can happen to one value, each sort with what is needed to tell it. Pure.

People are not named here: workers are workers, offices speak for those who sit in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from tambon.dictionary.rules.history import Change
from tambon.records.rules import Grade, Origin
from tambon.verification.rules.challenging import Outcome
from tambon.verification.rules.clock import Pair, Step
from tambon.verification.rules.heads import Speaker
from tambon.verification.rules.sampling import Why
from tambon.verification.rules.signing import Level


class How(StrEnum):
    """How somebody came to give a value."""

    FIELD = "field"
    EDIT = "edit"  # of a form sent before
    RETURN_PHONE = "return_phone"  # looked again because an office sent it back
    RETURN_DESK = "return_desk"
    REGISTER = "register"
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """``kind`` names the sort, for machines and for the looks of a page."""

    kind: ClassVar[str] = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Event):
    """A value was given. ``who`` is an office or an agency, None a worker."""

    kind: ClassVar[str] = "said"
    claim_id: int
    how: How
    who: Pair | None
    value: Any
    observed_on: date
    late: bool = False  # it waits behind a sign-off's lock
    waited: bool = False  # it did, until the lock was lifted
    document: str = ""
    remark: str = ""  # what a worker wrote to the office with the answer to a return


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Event):
    kind: ClassVar[str] = "judged"
    office: Pair | None
    confirms: bool
    value: Any
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSaid(Event):
    kind: ClassVar[str] = "head"
    speaker: Speaker
    agrees: bool
    proposed: Any = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Event):
    """An automatic rule began to ask; ``asks`` is its sentence."""

    kind: ClassVar[str] = "asked"
    asks: Pair
    severity: str


class FindingStep(StrEnum):
    EXPLAINED = "explained"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    CLOSED = "closed"  # the values changed, and the rule asks no more


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMoved(Event):
    kind: ClassVar[str] = "finding"
    step: FindingStep
    asks: Pair
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack(Event):
    kind: ClassVar[str] = "returned"
    office: Pair | None
    reason: str
    note: str
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEnded(Event):
    """``late``: how many days after the last one."""

    kind: ClassVar[str] = "return_ended"
    how: str
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    kind: ClassVar[str] = "handed"
    giver: Pair | None
    taker: Pair | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandAnswered(Event):
    kind: ClassVar[str] = "hand_answered"
    taker: Pair | None
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenged(Event):
    """A reader questions what a release holds; ``at`` is when it was asked."""

    kind: ClassVar[str] = "challenged"
    release: str
    published: Any
    said: str
    proposed: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeAnswered(Event):
    kind: ClassVar[str] = "challenge_answered"
    office: Pair | None
    outcome: Outcome
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOver(Event):
    """A sign-off of an area in which the value lies; ``late``: days after it was due."""

    kind: ClassVar[str] = "signed"
    level: Level
    area: Pair | None
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked(Event):
    kind: ClassVar[str] = "unlocked"
    level: Level
    area: Pair | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn(Event):
    kind: ClassVar[str] = "drawn"
    office: Pair | None
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceStep(Event):
    kind: ClassVar[str] = "silence"
    office: Pair | None
    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged(Event):
    """A new version of the dictionary says something else about the variable."""

    kind: ClassVar[str] = "rules"
    number: int
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Event):
    """What was held from then on. ``moved``: the value is another one; ``why`` says why this one."""

    kind: ClassVar[str] = "held"
    value: Any
    grade: Grade
    origin: Origin
    claim_id: int
    moved: bool
    why: Pair | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Event):
    """A release holds the value as it stood when the release was frozen."""

    kind: ClassVar[str] = "published"
    release: str
    value: Any
    grade: Grade | None  # None: a reason stands in place of a value

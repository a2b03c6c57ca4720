"""Who signs what, by when, and what stands in the way of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from tambon.accounts.rules import Role, Who
from tambon.areas.rules import Kind
from tambon.journal.rules.entries import canonical_json, say_instant


class Level(StrEnum):
    """Where a dataset's period is signed, from below."""

    TAMBON = "tambon"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"

    @property
    def words(self) -> tuple[str, str]:
        """In Thai and in English."""
        return _LEVEL_WORDS[self]

    @property
    def below(self) -> Kind | None:
        """The kind of the areas that are signed before this one; None at the bottom."""
        at = _UPWARDS.index(self)
        return Kind(_UPWARDS[at - 1].value) if at else None

    @property
    def above(self) -> Level | None:
        at = _UPWARDS.index(self) + 1
        return _UPWARDS[at] if at < len(_UPWARDS) else None


_UPWARDS = tuple(Level)
_LEVEL_WORDS = {
    Level.TAMBON: ("ตำบล", "Tambon"),
    Level.DISTRICT: ("อำเภอ", "District"),
    Level.PROVINCE: ("จังหวัด", "Province"),
    Level.COUNTRY: ("ประเทศ", "Country"),
}
SIGNS: dict[Level, Role] = {
    Level.TAMBON: Role.DISTRICT,
    Level.DISTRICT: Role.DISTRICT,
    Level.PROVINCE: Role.PROVINCE,
    Level.COUNTRY: Role.CENTRAL,
}
DAYS: dict[Level, int] = {Level.TAMBON: 7, Level.DISTRICT: 14, Level.PROVINCE: 21, Level.COUNTRY: 30}


class Stop(StrEnum):
    """What must be settled before anybody signs."""

    UNCHECKED = "unchecked"
    BLOCKS = "blocks"
    RETURNS = "returns"
    DISPUTED = "disputed"
    QUARANTINED = "quarantined"
    BELOW = "below"

    @property
    def words(self) -> tuple[str, str]:
        return _STOP_WORDS[self]


_STOP_WORDS = {
    Stop.UNCHECKED: (
        "ค่าที่รอการตรวจอัตโนมัติ (ลองใหม่ในหนึ่งนาที)",
        "values that wait for the automatic checks (try again in a minute)",
    ),
    Stop.BLOCKS: ("ค่าที่เป็นไปไม่ได้ตามกฎตรวจ", "values that a rule says cannot be true"),
    Stop.RETURNS: ("ค่าที่ส่งกลับและยังไม่มีคำตอบ", "values returned and not answered"),
    Stop.DISPUTED: ("ค่าที่สำนักงานเจ้าของข้อมูลโต้แย้ง", "values that the owner's office disputes"),
    Stop.QUARANTINED: ("แบบที่กักไว้และยังไม่มีคนดู", "forms set aside that nobody has looked at"),
    Stop.BELOW: ("พื้นที่ระดับล่างที่ยังไม่ลงนาม", "areas below that are not signed"),
}


class Left(StrEnum):
    """What may be left open, when whoever signs says so."""

    MISSING = "missing"
    UNVERIFIED = "unverified"
    ASKS = "asks"
    CHALLENGES = "challenges"
    ENDED = "ended"  # nobody can settle it any more: no office answers for a place that is no more

    @property
    def words(self) -> tuple[str, str]:
        return _LEFT_WORDS[self]


_LEFT_WORDS = {
    Left.MISSING: ("ค่าที่ยังไม่มีคำตอบ", "values without an answer"),
    Left.UNVERIFIED: ("ค่าที่สำนักงานเจ้าของข้อมูลยังไม่ยืนยัน", "values that their owner has not verified"),
    Left.ASKS: ("ข้อสงสัยที่ยังไม่มีคำอธิบายที่รับแล้ว", "questions without an accepted explanation"),
    Left.CHALLENGES: ("ข้อทักท้วงที่ยังไม่ได้ตอบ", "challenges that are not answered"),
    Left.ENDED: (
        "ข้อโต้แย้ง ข้อสงสัย และค่าที่ส่งกลับ ในพื้นที่ที่ยุบไปแล้ว",
        "disputes, questions and returns in places that are no more",
    ),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dataset's period stands in one area. ``seen`` changes whenever a value there does, and with every
    count that whoever signs answers for.
    """

    expected: int = 0
    reported: int = 0
    verified: int = 0
    disputed: int = 0
    absent: int = 0
    records: int = 0
    seen: str = "0.0"
    stops: Mapping[Stop, int] = field(default_factory=dict)
    left: Mapping[Left, int] = field(default_factory=dict)

    @property
    def concerned(self) -> bool:
        """Whether anything is asked or held there at all."""
        return bool(self.expected or self.records)

    @property
    def counts(self) -> dict[str, int]:
        """The cells as a sign-off keeps them."""
        names = ("expected", "reported", "verified", "disputed", "absent", "records")
        return {name: getattr(self, name) for name in names}


def seen_of(standing: Standing, version: int) -> str:
    """What tells that somebody read this and nothing else: the values' version, how many of them are verified
    and disputed, and how much of each sort is left open.
    """
    left = {one.value: count for one, count in standing.left.items()}
    told = canonical_json([standing.counts, left]).encode()
    return f"{standing.records}.{version}.{sha256(told).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class NewSigning:
    """What somebody signs. ``seen`` is what `Standing.seen` was when they read the page; ``leave`` is what
    they said they leave open.
    """

    dataset: str
    period: str
    area_id: int
    seen: str
    leave: frozenset[Left] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """One sign-off, in force (``unlocked_at`` is None) or of the past."""

    ref: UUID
    dataset: str
    period: str
    area_id: int
    level: Level
    counts: Mapping[str, int]
    left_open: Mapping[Left, int]
    note: str
    due: date | None
    at: datetime
    by: str
    unlocked_at: datetime | None
    unlocked_by: str
    unlock_reason: str


class State(StrEnum):
    """How an area looks in the tree of sign-offs."""

    NOTHING = "nothing"  # nothing is asked there
    SIGNED = "signed"
    STOPPED = "stopped"
    READY = "ready"


def level_of(kind: Kind) -> Level | None:
    """The level at which an area of this kind is signed; None for a village or a local government."""
    return Level(kind.value) if kind.value in set(Level) else None


def state_of(standing: Standing, signed: Signed | None) -> State:
    if signed is not None:
        return State.SIGNED
    if not standing.concerned:
        return State.NOTHING
    return State.STOPPED if standing.stops else State.READY


def as_signer(who: Who, level: Level) -> Who:
    """The person with those grants alone that sign at the level: a province signs no district's values."""
    return replace(who, grants=tuple(grant for grant in who.grants if grant.role is SIGNS[level]))


def due_day(level: Level, last_day: date) -> date:
    """By when the level signs a round whose last day of collecting this was."""
    return last_day + timedelta(days=DAYS[level])


def days_late(due: date | None, on: date) -> int:
    """How many days after the due day it is; 0 while there is time."""
    return max(0, (on - due).days) if due else 0


def unsaid(standing: Standing, leave: Collection[Left]) -> list[Left]:
    """What would be left open without having been said."""
    return [one for one in standing.left if one not in leave]


@dataclass(frozen=True, slots=True)
class LockSeen:
    """The lock of a sign-off as it is stored."""

    dataset: str
    period: str
    area_id: int
    upto: int
    since: datetime
    until: datetime | None


def made_bytes(signed: Signed, lock: LockSeen | None) -> bytes:
    """What the journal vouches for of a sign-off and its lock; of a lock that is gone, or that is open while
    the sign-off is not, nothing.
    """
    holds = lock is not None and (lock.until is None) == (signed.unlocked_at is None)
    content: dict[str, Any] = {
        "ref": str(signed.ref), "dataset": signed.dataset, "period": signed.period, "area": signed.area_id,
        "level": signed.level.value, "counts": dict(signed.counts),
        "left_open": {one.value: count for one, count in signed.left_open.items()}, "note": signed.note,
        "due": signed.due.isoformat() if signed.due else None, "at": say_instant(signed.at), "by": signed.by,
        "lock": _lock(lock) if lock is not None and holds else None,
    }  # fmt: skip
    return canonical_json(content).encode()


def _lock(lock: LockSeen) -> list[Any]:
    return [lock.dataset, lock.period, lock.area_id, lock.upto, say_instant(lock.since)]


def lifted_bytes(signed: Signed) -> bytes:
    """What the journal vouches for of an unlock."""
    at = say_instant(signed.unlocked_at) if signed.unlocked_at else None
    return canonical_json([str(signed.ref), at, signed.unlocked_by, signed.unlock_reason]).encode()

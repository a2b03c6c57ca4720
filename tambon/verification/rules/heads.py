"""What a village's head says of values, by a link or before a worker, and how it is told apart. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import DataClass
from tambon.records.rules import ClaimKind, ClaimView
from tambon.verification.rules.cells import CellRef

# What is read out in a meeting is published by that: single values of the other classes are not.
SHOWN = frozenset({DataClass.FREE})
LIVES = {days: timedelta(days=days) for days in (7, 30, 90)}
MOST_REMARK = 500
MOST_CLAIMS_A_DAY = 500  # by one link


@dataclass(frozen=True)
class Word:
    """One word of the head on one value, as it was seen."""

    cell: CellRef
    agrees: bool
    proposed: Any = None
    remark: str = ""


@dataclass(frozen=True)
class Given:
    """What became of words: how many count, which cells had changed, whether it was all said before."""

    done: int
    changed: tuple[CellRef, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class HeadLinkView:
    """A link for one village; ``area`` is None where it does not stand any more."""

    ref: UUID
    area_id: int
    area: AreaView | None
    made_at: datetime
    until: datetime
    ended_at: datetime | None
    words: int = 0


class Speaker(StrEnum):
    """Who witnessed or objected, as a story tells it."""

    HEAD = "head"
    WORKER = "worker"  # the head said so before a worker
    READER = "reader"


def speaker_of(kind: ClaimKind, by: str, evidence: str) -> Speaker | None:
    """Who speaks in a claim that witnesses or challenges; None for claims of other kinds."""
    if kind not in (ClaimKind.WITNESS, ClaimKind.CHALLENGE):
        return None
    if evidence.startswith("witness:"):
        return Speaker.WORKER
    return Speaker.HEAD if by.startswith("headlink:") else Speaker.READER


def words_of(claim: ClaimView) -> tuple[str, str] | None:
    """The claim's kind in words, where who speaks decides; None: its kind says it all."""
    speaker = speaker_of(claim.kind, claim.by, claim.evidence)
    return None if speaker is None else WORDS[claim.kind, speaker]


WORDS: dict[tuple[ClaimKind, Speaker], tuple[str, str]] = {
    (ClaimKind.WITNESS, Speaker.HEAD): ("ผู้ใหญ่บ้านยืนยันว่าตรง", "The village head says so too"),
    (ClaimKind.WITNESS, Speaker.WORKER): (
        "ผู้ใหญ่บ้านยืนยันว่าตรง มีผู้เก็บข้อมูลเป็นพยาน",
        "The village head says so too, witnessed by the worker",
    ),
    (ClaimKind.WITNESS, Speaker.READER): ("มีผู้ยืนยันว่าตรง", "Somebody says so too"),
    (ClaimKind.CHALLENGE, Speaker.HEAD): ("ผู้ใหญ่บ้านทักท้วง", "The village head objects"),
    (ClaimKind.CHALLENGE, Speaker.WORKER): (
        "ผู้ใหญ่บ้านทักท้วง มีผู้เก็บข้อมูลเป็นพยาน",
        "The village head objects, witnessed by the worker",
    ),
    (ClaimKind.CHALLENGE, Speaker.READER): ("ผู้อ่านทักท้วง", "A reader questions it"),
}


@dataclass(frozen=True)
class SaidOf:
    """One word on the value that stands in a cell, for who judges it."""

    kind: ClaimKind
    speaker: Speaker
    proposed: Any
    remark: str
    made_at: datetime

    @property
    def words(self) -> tuple[str, str]:
        return WORDS[self.kind, self.speaker]

"""Findings and leads as people see them in lists. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import Bilingual, VariableSpec


class State(StrEnum):
    """How a finding that stands was answered."""

    ASKED = "asked"
    EXPLAINED = "explained"  # waits for somebody who accepts it or does not
    ACCEPTED = "accepted"


class PhotoOf(StrEnum):
    """How a picture that was named as evidence stands to the place of the value."""

    SHOWN = "shown"  # it came with an answer about the place
    WITHHELD = "withheld"  # so it did, but the answer spoke of what is personal too
    ELSEWHERE = "elsewhere"  # no answer about the place has it


@dataclass(frozen=True, slots=True)
class Refusal:
    """An explanation that was not taken, and why not."""

    explanation: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding that stands, with the cell that it asks about. ``by`` names who explained; ``explained`` is
    the hash of what was said, empty while nothing was.
    """

    id: int
    basis: str
    rule: str
    severity: str
    th: str
    en: str
    state: State
    record_id: int
    variable: VariableSpec
    title: Bilingual
    period: str
    value: Any
    area: AreaView
    office_id: int | None
    opened_at: datetime
    explanation: str
    evidence: str
    by: tuple[str, str] | None
    explained_at: datetime | None
    explained: str = ""
    dataset: str = ""
    refused: tuple[Refusal, ...] = ()

    @property
    def may_be_explained(self) -> bool:
        return self.severity == "asks" and self.state is State.ASKED

    @property
    def photo(self) -> str:
        """The SHA-256 of the picture that was named as evidence; empty where none was."""
        return self.evidence.removeprefix("sha256:") if self.evidence.startswith("sha256:") else ""


@dataclass(frozen=True, slots=True)
class FindingPage:
    """``after`` is the cursor of the next page, None at the end."""

    lines: tuple[FindingLine, ...]
    after: int | None


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A lead that stands, or that somebody looked at (``looked_on``)."""

    id: int
    kind: str
    th: str
    en: str
    person_id: int
    person: tuple[str, str]
    title: Bilingual
    period: str
    area: AreaView
    places: tuple[AreaView, ...]
    opened_at: datetime
    looked_on: date | None
    note: str

"""Answered challenges as ``snapshots/challenges.json`` holds them: one shape for the file and its readers."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import Trust, read_snapshot

PLACE = "snapshots/challenges.json"
LARGEST = 20_000_000  # bytes that a reader takes


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AnsweredChallenge(Shape):
    """What an office answered to a doubt about one published value. Who doubted, and in what words, is not
    published."""

    release: str = Field(description="the release in which the value was published")
    dataset: str
    area_id: str
    area_code: str
    area_name_th: str
    area_name_en: str
    period: str
    variable: str
    outcome: Literal["stands", "corrected", "returned"]
    answer: str = Field(description="the office's sentence; empty where it seemed to name a person")
    office_th: str = Field(description="empty where one person works for the office: it would name a person")
    office_en: str
    asked_on: str = Field(description="day in Bangkok, ISO 8601; empty where the office is not named")
    answered_on: str
    days: int | None = Field(
        description="from the question to the answer; null where the office is not named: it would tell how "
        "fast one person works"
    )


class Counts(Shape):
    """Challenges by where they stand."""

    waiting: int = Field(description="wait to be read by a person")
    refused: int = Field(description="not passed on: not about the value, personal data, abuse, said already")
    open: int = Field(description="with the office that owns the value")
    answered: int


class ChallengeFile(Shape):
    at: str = Field(description="when it was written, ISO 8601 in UTC")
    synthetic: bool = Field(description="true: a demonstration, all made up")
    counts: Counts
    answered: list[AnsweredChallenge] = Field(description="the newest first, at most five thousand")


@dataclass(frozen=True)
class Challenges:
    """What was found in the place: nothing where there is no file, or a damaged one (``fault``)."""

    file: ChallengeFile | None
    fault: str
    etag: str

    def about(
        self, *, dataset: str | None = None, area: str | None = None, most: int = 20
    ) -> list[AnsweredChallenge]:
        """The newest answers about the dataset, or about the area with this permanent id."""
        if self.file is None:
            return []
        return [
            one
            for one in self.file.answered
            if dataset in (None, one.dataset) and area in (None, one.area_id)
        ][:most]


_NOTHING = Challenges(None, "", "nothing")


class ChallengeSnapshot:
    """The snapshot in a catalogue's folder; read again only when the file has changed."""

    def __init__(self, folder: Path, trust: Trust | None = None) -> None:
        self._folder, self._path = folder, folder / PLACE
        self._trust = trust
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._found = _NOTHING

    def read(self) -> Challenges:
        """Raises nothing: a damaged file is named in ``fault``."""
        try:
            found = self._path.stat()
        except OSError:
            return _NOTHING
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        with self._lock:
            if stamp != self._stamp:
                self._found, self._stamp = _read(self._folder, self._trust), stamp
            return self._found


def _read(folder: Path, trust: Trust | None) -> Challenges:
    try:
        content = read_snapshot(folder, PLACE, trust, most=LARGEST)
    except BadSignature as error:
        return Challenges(None, f"snapshots/{error}", "untrusted")
    except OSError as error:
        return Challenges(None, f"{PLACE}: {error.strerror}", "unreadable")
    total = hashlib.sha256(content).hexdigest()
    try:
        return Challenges(ChallengeFile.model_validate_json(content, strict=True), "", total)
    except ValidationError as error:
        return Challenges(None, f"{PLACE}: {error.error_count()} faults", total)

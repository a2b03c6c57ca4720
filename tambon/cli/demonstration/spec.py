"""The demonstration's reviewed text, read into shapes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[2] / "standard" / "demonstration" / "demonstration.yml"


@dataclass(frozen=True)
class Words:
    th: str
    en: str


@dataclass(frozen=True)
class OfficeSpec:
    code: str
    agency: str
    words: Words
    areas: tuple[str, ...]


@dataclass(frozen=True)
class WorkerSpec:
    username: str
    area: str
    half: str


@dataclass(frozen=True)
class PersonSpec:
    username: str
    role: str
    words: Words
    area: str | None
    office: str | None


@dataclass(frozen=True)
class Demonstration:
    programme: str
    programme_words: Words
    round: str
    round_words: Words
    province: str
    villages: int
    without_villages: tuple[str, ...]
    agencies: dict[str, Words]
    offices: tuple[OfficeSpec, ...]
    workers: tuple[WorkerSpec, ...]
    people: tuple[PersonSpec, ...]
    unanswered: tuple[str, ...]


def read() -> Demonstration:
    """The demonstration as its text file says."""
    text: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return Demonstration(
        programme=text["programme"]["code"],
        programme_words=_words(text["programme"]["name"]),
        round=text["round"]["code"],
        round_words=_words(text["round"]["name"]),
        province=text["province"],
        villages=text["villages"],
        without_villages=tuple(text["without_villages"]),
        agencies={code: _words(words) for code, words in text["agencies"].items()},
        offices=tuple(
            OfficeSpec(o["code"], o["agency"], _words(o), tuple(o["areas"])) for o in text["offices"]
        ),
        workers=tuple(WorkerSpec(**w) for w in text["workers"]),
        people=tuple(
            PersonSpec(p["username"], p["role"], _words(p), p.get("area"), p.get("office"))
            for p in text["people"]
        ),
        unanswered=tuple(text["unanswered"]),
    )


def _words(text: dict[str, str]) -> Words:
    return Words(text["th"], text["en"])

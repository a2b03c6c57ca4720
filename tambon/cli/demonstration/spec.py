"""The demonstration's reviewed text, read into shapes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "standard" / "demonstration"
FILE, PLAN = FOLDER / "demonstration.yml", FOLDER / "plan.yml"


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
class Happening:
    """Something that happened to a post (its tambon's code and its number) so many days before today."""

    post: str
    days_ago: int
    days: int = 0
    reason: str = ""
    substitute: str = ""
    to: str = ""
    villages: int = 0


@dataclass(frozen=True)
class PersonSpec:
    username: str
    role: str
    words: Words
    area: str | None
    office: str | None


@dataclass(frozen=True)
class Verified:
    """Who took part in verification so far, and where."""

    confirmed: dict[str, int]
    district: str
    officer: str
    explained: int
    returned_by: str
    returned_in: str
    sampled_by: str
    head_of: str
    moderator: str


@dataclass(frozen=True)
class Demonstration:
    programme: str
    programme_words: Words
    months: int
    runs_for: int
    wage: int
    round: str
    province: str
    villages: int
    without_villages: tuple[str, ...]
    agencies: dict[str, Words]
    offices: tuple[OfficeSpec, ...]
    workers_with_password: int
    never_filled: tuple[str, ...]
    resigned: tuple[Happening, ...]
    replaced: tuple[Happening, ...]
    absent: tuple[Happening, ...]
    handed_over: tuple[Happening, ...]
    people: tuple[PersonSpec, ...]
    unanswered: tuple[str, ...]
    verified: Verified | None


def read() -> Demonstration:
    """The demonstration as its text file says."""
    text: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    programme = text["programme"]
    return Demonstration(
        programme=programme["code"],
        programme_words=_words(programme["name"]),
        months=programme["months"],
        runs_for=programme["runs_for"],
        wage=programme["wage"],
        round=text["round"],
        province=text["province"],
        villages=text["villages"],
        without_villages=tuple(text["without_villages"]),
        agencies={code: _words(words) for code, words in text["agencies"].items()},
        offices=tuple(
            OfficeSpec(o["code"], o["agency"], _words(o), tuple(o["areas"])) for o in text["offices"]
        ),
        workers_with_password=text["workers_with_password"],
        never_filled=tuple(text["never_filled"]),
        resigned=_happened(text["resigned"]),
        replaced=_happened(text["replaced"]),
        absent=_happened(text["absent"]),
        handed_over=_happened(text["handed_over"]),
        people=tuple(
            PersonSpec(p["username"], p["role"], _words(p), p.get("area"), p.get("office"))
            for p in text["people"]
        ),
        unanswered=tuple(text["unanswered"]),
        verified=Verified(**text["verified"]) if text["verified"] else None,
    )


def plan_text() -> str:
    """The demonstration's plan, as it is loaded."""
    return PLAN.read_text("utf-8")


def _happened(rows: list[dict[str, Any]]) -> tuple[Happening, ...]:
    return tuple(Happening(**row) for row in rows)


def _words(text: dict[str, str]) -> Words:
    return Words(text["th"], text["en"])

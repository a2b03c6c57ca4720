"""The programme's figures as ``snapshots/programme.json`` holds them: one shape for file, page and API."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tambon.catalogue.signing import BadSignature
from tambon.catalogue.trusting import Trust, read_snapshot

PLACE = "snapshots/programme.json"
PERSONAL = ("filled", "vacant", "person_months", "trained")  # about people: withheld where they are too few
CELLS = ("expected_cells", "reported_cells", "checked_cells", "verified_cells")
KEYS = ("posts", *PERSONAL, *CELLS)
Withheld = Literal["one_tambon", "protects_another"]
WorkWithheld = Literal["one_person_office", "protects_another"]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Definition(Shape):
    """What a figure counts."""

    key: str
    unit: str = Field(description="posts, people, months or cells")
    label_th: str
    label_en: str
    text_th: str
    text_en: str


class BudgetLine(Shape):
    code: str
    name_th: str
    name_en: str
    baht: float = Field(description="baht, over the whole programme")


class Task(Shape):
    code: str
    title_th: str
    title_en: str
    due: str = Field(description="last day, ISO 8601")


class Month(Shape):
    month: str = Field(description="SDMX period: 2026-11")
    tasks: list[Task]


class Plan(Shape):
    """The version of the monthly plan that is in force."""

    number: int
    sha256: str = Field(description="of the plan's text, as the journal has it")
    inferred: bool = Field(description="true: our own plan, in place of one that is lost")
    approved_at: str
    months: list[Month]


class StatedFigure(Shape):
    """What the programme's papers say of one figure, beside what the registry of areas counts."""

    figure: str = Field(description="tambons, districts, provinces or posts")
    label_th: str
    label_en: str
    stated: int | None = Field(description="as the papers say; null where they do not")
    counted: int | None = Field(description="by the registry, in the programme's area")
    text_th: str = Field(description="the two in a sentence, with why they differ")
    text_en: str


class AreaFigures(Shape):
    """The nine figures of one country, province or district."""

    kind: Literal["country", "province", "district"]
    area_id: str
    area_code: str
    name_th: str
    name_en: str
    parent_code: str = Field(description="code of the area above; empty for the country")
    synthetic: bool
    posts: int = Field(description="posts: places of work that stand on the day")
    filled: int | None = Field(description="posts that somebody's contract fills on the day")
    vacant: int | None = Field(description="posts that nobody fills on the day")
    person_months: float | None = Field(
        description="months: days served so far, each divided by the days of its month; two decimals"
    )
    trained: int | None = Field(description="people who passed at least one course")
    expected_cells: int = Field(description="cells (variable × village × period) of the rounds opened so far")
    reported_cells: int = Field(description="cells of these that have a value")
    checked_cells: int | None = Field(
        description="cells that passed the automatic checks, those verified since included"
    )
    verified_cells: int | None = Field(description="cells that the owner's office confirmed")
    withheld: Withheld | None = Field(
        description="why filled, vacant, person_months and trained are null: one_tambon (the few people of "
        "one tambon would show) or protects_another (else the rest would give another area's figures away)"
    )
    cells_withheld: WorkWithheld | None = Field(
        default=None,
        description="why checked_cells and verified_cells are null: one_person_office (they would be the "
        "work of an office's only person) or protects_another (else they would give that work away)",
    )


class ProgrammeFigures(Shape):
    code: str
    name_th: str
    name_en: str
    since: str = Field(description="first day, ISO 8601")
    until: str = Field(description="the day after the last, ISO 8601")
    on: str = Field(description="the day on which posts and contracts were counted")
    wage: int | None = Field(description="baht a month")
    posts_per_tambon: int
    budget: list[BudgetLine]
    stated: list[StatedFigure]
    plan: Plan | None = Field(description="null: no plan is approved yet")
    areas: list[AreaFigures] = Field(description="country first, then by code")


class ProgrammeFile(Shape):
    """All that is published about the programmes that run (or the one that ran last)."""

    at: str = Field(description="when it was counted, ISO 8601 in UTC")
    synthetic: bool = Field(description="true: a demonstration, all made up")
    definitions: list[Definition]
    programmes: list[ProgrammeFigures]


@dataclass(frozen=True)
class Reading:
    """What was found in the place: ``file`` None when there is none or when it is damaged (``fault``)."""

    file: ProgrammeFile | None
    fault: str
    etag: str  # the SHA-256 of the bytes


_NOTHING = Reading(None, "", "nothing")


class ProgrammeSnapshot:
    """The snapshot in a catalogue's folder; read again only when the file has changed."""

    def __init__(self, folder: Path, trust: Trust | None = None) -> None:
        self._folder, self._path = folder, folder / PLACE
        self._trust = trust
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._reading = _NOTHING

    def read(self) -> Reading:
        """Raises nothing: a damaged file is named in ``fault``."""
        try:
            found = self._path.stat()
        except OSError:
            return _NOTHING
        stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
        with self._lock:
            if stamp != self._stamp:
                self._reading, self._stamp = _read(self._folder, self._trust), stamp
            return self._reading


def _read(folder: Path, trust: Trust | None) -> Reading:
    try:
        content = read_snapshot(folder, PLACE, trust)
    except BadSignature as error:
        return Reading(None, f"snapshots/{error}", "untrusted")
    except OSError as error:
        return Reading(None, f"{PLACE}: {error.strerror}", "unreadable")
    total = hashlib.sha256(content).hexdigest()
    try:
        return Reading(ProgrammeFile.model_validate_json(content, strict=True), "", total)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return Reading(None, f"{PLACE} {where}: {first['msg']}".replace(" :", ":"), total)

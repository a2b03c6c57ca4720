"""Records, claims and their history as other rooms see them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tambon.records.rules.cells import Cell, is_waiting
from tambon.records.rules.claims import Key
from tambon.records.rules.kinds import ClaimKind, Grade, Origin


@dataclass(frozen=True, slots=True)
class RecordView:
    """What is held about one area and period: {variable: value}, and how sure we are of each."""

    id: int
    dataset: str
    period: str
    area_id: int
    values: dict[str, Any]
    cells: dict[str, Cell]
    version: int

    def is_waiting(self, variable: str) -> bool:
        """Whether an office can give its word on that cell now."""
        return variable in self.cells and is_waiting(self.values[variable], self.cells[variable])


@dataclass(frozen=True, slots=True)
class ClaimView:
    id: int
    ref: str
    kind: ClaimKind
    values: dict[str, Any]
    about: dict[str, str]
    reason: str
    observed_on: date
    made_at: datetime
    by: str
    agency_id: int | None
    office_id: int | None
    evidence: str
    late: bool = False  # it waits behind a sign-off's lock


@dataclass(frozen=True, slots=True)
class LateClaims:
    """Claims that wait behind locks, and the records that they speak of."""

    claims: int
    records: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that would be another one under a changed rule, and the grade that it has now.

    ``signed``: a sign-off's lock keeps it as it is until it is lifted.
    """

    key: Key
    variable: str
    before: Any
    after: Any
    grade: Grade
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The newest value of one cell from one source: the field, an agency's register, or an office."""

    claim_id: int
    origin: Origin
    agency_id: int | None
    value: Any
    observed_on: date
    made_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What a cell held from ``since`` until ``until``; None: it holds it now."""

    value: Any
    grade: Grade
    origin: Origin
    claim_id: int
    since: datetime
    until: datetime | None


def held_at(rows: Iterable[HistoryRow], moment: datetime) -> HistoryRow | None:
    """What a cell with this history held at that moment; None when nothing."""
    for row in rows:
        if row.since <= moment and (row.until is None or moment < row.until):
            return row
    return None


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A record on which an office can give its word, and the variables that wait for it.

    ``cursor`` of the last item of a page is the next page's ``after``.
    """

    record: RecordView
    variables: tuple[str, ...]
    waiting: int
    oddness: int

    @property
    def cursor(self) -> tuple[int, int]:
        return self.oddness, self.record.id


@dataclass(frozen=True, slots=True)
class WaitingCount:
    """Cells, and records with any, that wait for an office in one dataset and district (0: in none)."""

    dataset: str
    district_id: int
    cells: int
    records: int


@dataclass(frozen=True, slots=True)
class CellQuestion:
    """Which cells are to be counted: of one dataset and period, by the tree of a day.

    ``under`` and ``office`` narrow it, the areas of ``without`` are left out. ``before``: what waits beside
    something that waits since then or longer is counted apart (``waiting_long``).
    """

    dataset: str
    period: str
    on: date
    under: int | None = None
    office: int | None = None
    without: tuple[int, ...] = ()
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class WaitingOffice:
    """Cells of one dataset and period that wait long for an office's word: the oldest since ``since``."""

    office_id: int
    dataset: str
    period: str
    cells: int
    since: datetime


@dataclass(frozen=True, slots=True)
class CellCounts:
    """Cells under an area. ``reported`` counts every value, the grades those of exactly that grade.

    ``absent`` counts reasons in place of values and ``not_applicable`` those among them that say that there
    can be none; ``waiting`` what owners can give their word on, ``waiting_long`` what they could before the
    moment that was asked for; ``impossible`` what cannot be true, where whoever asks reckons with it;
    ``unowned`` the cells for which no office is responsible, ``records`` the records that hold any of them.
    """

    records: int
    reported: int
    checked: int
    verified: int
    disputed: int
    absent: int
    waiting: int
    unowned: int
    not_applicable: int = 0
    waiting_long: int = 0
    impossible: int = 0


@dataclass(frozen=True, slots=True)
class DisputedCell:
    """A cell that its owner's office disputes: ``reason`` is the office's code, ``since`` when it said so."""

    dataset: str
    period: str
    area_id: int
    variable: str
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Delivered:
    """Cells that a person's phone answered, and how they stand now, whoever spoke of them since.

    ``day`` and ``area_id`` are of the visit; both None in what the person brought in all. ``reported`` counts
    values of whatever grade, the grades those of exactly that grade, ``absent`` reasons in place of values.
    """

    person_id: int
    day: date | None
    area_id: int | None
    reported: int
    checked: int
    verified: int
    disputed: int
    absent: int

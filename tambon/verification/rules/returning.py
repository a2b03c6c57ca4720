"""Returning a value to the village: until when, what comes of it, and how it is shown. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.spec import VariableSpec
from tambon.records.rules import Outcome
from tambon.verification import problems
from tambon.verification.rules.cells import CellRef

MOST_DAYS = 60
USUAL_DAYS = 14
LONGEST_NOTE = 300  # letters: it stands on a phone's screen


class Come(StrEnum):
    """What came of returning one cell."""

    DONE = "done"
    CHANGED = "changed"  # another claim's value stands there now: look again
    NOT_OWNED = "not_owned"  # the person has no word on it, or its office does not own it that day
    UNKNOWN = "unknown"  # there is no such cell
    ALREADY = "already"  # it was sent back before, and nobody has answered yet


OF_VERDICTS = {
    Outcome.DONE: Come.DONE,
    Outcome.CHANGED: Come.CHANGED,
    Outcome.NOT_OWNED: Come.NOT_OWNED,
    Outcome.UNKNOWN: Come.UNKNOWN,
}  # a dispute is never refused because its value cannot be true


@dataclass(frozen=True, slots=True)
class ReturnAnswer:
    """A cell that was to be returned, and what came of it."""

    cell: CellRef
    come: Come


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A return. ``value`` is what the office sent back; ``held`` what the cell holds now."""

    id: int
    record_id: int
    dataset: str
    period: str
    area: AreaView
    variable: VariableSpec
    value: Any
    held: Any
    office_id: int
    reason: str
    note: str
    due: date
    made_at: datetime
    by: str
    closed_at: datetime | None = None
    closed_how: str = ""

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def late(self, on: date) -> int:
        """The days past the last one, 0 while there is time."""
        return max(0, (on - self.due).days) if self.is_open else 0


def demand_due(due: date, *, on: date) -> None:
    """Raises a Problem for a day before tomorrow, or too far away."""
    last = on + timedelta(days=MOST_DAYS)
    if not on < due <= last:
        raise problems.bad_due(most=MOST_DAYS)


def sorted_by_day(returns: list[ReturnView]) -> list[ReturnView]:
    """The nearest last day first, so that what is late comes before all."""
    return sorted(returns, key=_by_day)


def _by_day(one: ReturnView) -> tuple[date, str, str, str, str]:
    return one.due, one.area.code, one.dataset, one.variable.name, one.period

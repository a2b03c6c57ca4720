"""Which days a worker may still write about, and what a day or a task report says. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tambon.workforce.rules.states import DayKind

DAYS_AFTER_THE_MONTH = 5  # a month's entries can be put right so long after it; ours
LONGEST_NOTE = 200  # characters


@dataclass(frozen=True, slots=True)
class DayView:
    """A worker's own word on one day."""

    day: date
    kind: DayKind
    note: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class TaskReport:
    """A worker's word that a meeting was held or a report handed in, and on which day."""

    task: str
    day: date
    note: str
    written_at: datetime


def month_of(day: date) -> tuple[date, date]:
    """The first day of the month and of the next."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def closes(day: date) -> date:
    """The last day on which that day's entry can be written or put right."""
    return month_of(day)[1] + timedelta(days=DAYS_AFTER_THE_MONTH - 1)


def first_open(today: date) -> date:
    """The oldest day that can still be written about: this month's first, or the last month's for a while."""
    this = today.replace(day=1)
    before = (this - timedelta(days=1)).replace(day=1)
    return before if today <= closes(before) else this

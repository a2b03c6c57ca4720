"""A plan as its page draws it: the months with their tasks, the rounds as bars over the programme's days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tambon.plan.rules import Calendar, Month, PlannedRound, ProgrammeView, TaskKind, TaskView

WIDTH = 1000  # of the picture, in its own units
KINDS = {
    TaskKind.DATASET: ("ข้อมูลทุกหมู่บ้าน", "Every village"),
    TaskKind.MEETING: ("ประชุม", "Meeting"),
    TaskKind.REPORT: ("รายงาน", "Report"),
}


@dataclass(frozen=True)
class TaskCard:
    task: TaskView
    kind: tuple[str, str]


@dataclass(frozen=True)
class MonthCard:
    """A month with its tasks; ``rounds`` are those open on some day of it."""

    month: Month
    tasks: list[TaskCard]
    rounds: list[PlannedRound]
    is_now: bool
    is_over: bool


@dataclass(frozen=True)
class RoundBar:
    """A round from ``x`` on, ``width`` wide, over the programme's days; its datasets' names and periods."""

    round: PlannedRound
    x: int
    width: int
    datasets: list[tuple[tuple[str, str], str]]


def picture(
    programme: ProgrammeView,
    tasks: Sequence[TaskView],
    rounds: Sequence[PlannedRound],
    *,
    titles: Mapping[str, tuple[str, str]],
    today: date,
) -> dict[str, Any]:
    """What the templates of a plan need."""
    calendar = programme.calendar
    here = calendar.month_on(today)
    return {
        "months": [_month(month, tasks, rounds, today) for month in calendar.months()],
        "bars": [_bar(one, calendar, titles) for one in rounds],
        "month_lines": [_x(month.since, calendar) for month in calendar.months()][1:],
        "now": here,
        "now_x": _x(today, calendar) if here else None,
        "width": WIDTH,
    }


def _month(month: Month, tasks: Sequence[TaskView], rounds: Sequence[PlannedRound], today: date) -> MonthCard:
    return MonthCard(
        month=month,
        tasks=[TaskCard(task, KINDS[task.kind]) for task in tasks if task.number == month.number],
        rounds=[one for one in rounds if one.opens < month.until and month.since < one.closes],
        is_now=month.since <= today < month.until,
        is_over=month.until <= today,
    )


def _bar(one: PlannedRound, calendar: Calendar, titles: Mapping[str, tuple[str, str]]) -> RoundBar:
    x = _x(one.opens, calendar)
    datasets = [(titles.get(name, (name, name)), period) for name, period in one.datasets]
    return RoundBar(one, x, max(_x(one.closes, calendar) - x, 4), datasets)


def _x(day: date, calendar: Calendar) -> int:
    whole = (calendar.until - calendar.since).days
    return round(WIDTH * (day - calendar.since).days / whole)

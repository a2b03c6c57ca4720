"""A worker's month, made of what is known already: nothing is typed twice. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tambon.fieldkit.rules.work import Place, Progress, progress
from tambon.plan.rules import TaskKind, TaskView
from tambon.records.rules import CellCounts
from tambon.records.rules.views import Delivered
from tambon.submissions.rules import SentDay
from tambon.workforce.rules.days import DayView, TaskReport


@dataclass(frozen=True, slots=True)
class Employed:
    """A contract as far as it reaches into a month: ``[since, until)`` are its days there, ``villages`` those
    that its post had on any of them. ``starts`` and ``ends`` are the contract's own days."""

    contract: int
    post: int
    programme: str
    tambon_id: int
    number: int
    person: int
    since: date
    until: date
    starts: date
    ends: date
    villages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AwayDays:
    """An absence as far as it reaches into the month."""

    since: date
    until: date
    reason: str
    substituted: bool


@dataclass(frozen=True, slots=True)
class Training:
    """A course that the person was enrolled in; ``came`` and ``passed`` are None until somebody says."""

    code: str
    name_th: str
    name_en: str
    hours: int
    since: date
    until: date
    came: bool | None
    passed: bool | None
    certificate: str | None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of the contract in the month: the worker's word, visits by what phones said, and absences.

    ``villages`` are those whose answers say that they were visited that day, ``sent`` the answers that came
    that day, of whatever day they speak.
    """

    day: date
    entry: DayView | None
    villages: tuple[int, ...]
    sent: int
    away: str  # the reason of an absence; empty when present


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task due in the month: done when every place of it is. A meeting or a report is one place."""

    task: TaskView
    places: int
    places_done: int
    done_on: date | None = None

    @property
    def done(self) -> bool:
        return self.places > 0 and self.places_done == self.places


@dataclass(frozen=True, slots=True)
class MonthReport:
    """What one contract did in one month, as far as the system knows on the day ``on``."""

    who: Employed
    month: date  # its first day
    on: date
    days: tuple[MonthDay, ...]
    cells: Delivered
    tasks: tuple[TaskLine, ...]
    trainings: tuple[Training, ...]
    away: tuple[AwayDays, ...]
    waiting: int  # answers of the month that nobody has read yet
    set_aside: int  # answers of the month at which somebody has to look

    @property
    def days_written(self) -> int:
        return sum(day.entry is not None for day in self.days)

    @property
    def days_visited(self) -> int:
        return sum(bool(day.villages) for day in self.days)

    @property
    def visits(self) -> int:
        """A village on a day is one visit."""
        return sum(len(day.villages) for day in self.days)

    @property
    def villages(self) -> tuple[int, ...]:
        """The villages visited, each once."""
        return tuple(dict.fromkeys(village for day in self.days for village in day.villages))

    @property
    def sent(self) -> int:
        return sum(day.sent for day in self.days)

    @property
    def tasks_done(self) -> int:
        return sum(line.done for line in self.tasks)

    @property
    def weight(self) -> float:
        """Of all tasks of the month; the plan's own unit."""
        return sum(line.task.weight for line in self.tasks)

    @property
    def weight_done(self) -> float:
        return sum(line.task.weight for line in self.tasks if line.done)

    @property
    def hours_trained(self) -> int:
        return sum(one.hours for one in self.trainings if one.came)


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a month about everybody at hand; by contract, or by person where phones spoke."""

    tasks: Mapping[str, Sequence[TaskView]]  # by programme
    asked: Mapping[str, int]
    counts: Mapping[Place, CellCounts]
    task_reports: Mapping[int, Mapping[str, TaskReport]]
    entries: Mapping[int, Sequence[DayView]]
    delivered: Sequence[Delivered]
    sent: Sequence[SentDay]
    trainings: Mapping[int, Sequence[Training]]
    away: Mapping[int, Sequence[AwayDays]]


def report(who: Employed, heard: Heard, *, month: date, on: date) -> MonthReport:
    """The month of one contract. Days after ``on`` are left out, as are days outside the contract."""
    days = _days(who, heard, on)
    sent = [one for one in heard.sent if one.person_id == who.person and who.since <= one.day < who.until]
    return MonthReport(
        who=who,
        month=month,
        on=on,
        days=days,
        cells=_cells(who, heard),
        tasks=tuple(_task(task, who, heard) for task in _due(who, heard, month)),
        trainings=tuple(heard.trainings.get(who.contract, ())),
        away=tuple(heard.away.get(who.contract, ())),
        waiting=sum(one.waiting for one in sent),
        set_aside=sum(one.set_aside for one in sent),
    )


def _days(who: Employed, heard: Heard, on: date) -> tuple[MonthDay, ...]:
    entries = {entry.day: entry for entry in heard.entries.get(who.contract, ())}
    sent = {one.day: one.sent for one in heard.sent if one.person_id == who.person}
    visits: dict[date, list[int]] = {}
    for one in heard.delivered:
        if one.person_id == who.person and one.day is not None and one.area_id is not None:
            visits.setdefault(one.day, []).append(one.area_id)
    away = heard.away.get(who.contract, ())
    return tuple(
        MonthDay(day, entries.get(day), tuple(visits.get(day, ())), sent.get(day, 0), _reason(day, away))
        for day in _each(who.since, min(who.until, on + timedelta(days=1)))
    )


def _reason(day: date, away: Iterable[AwayDays]) -> str:
    return next((one.reason for one in away if one.since <= day < one.until), "")


def _each(since: date, until: date) -> Iterable[date]:
    return (since + timedelta(days=n) for n in range((until - since).days))


def _cells(who: Employed, heard: Heard) -> Delivered:
    """The person's total, which counts a cell once; day by day where another contract has days of the month,
    so that nothing is counted for both."""
    of_days = [d for d in heard.delivered if d.person_id == who.person and d.day is not None]
    own = [d for d in of_days if d.day is not None and who.since <= d.day < who.until]
    total = next((d for d in heard.delivered if d.person_id == who.person and d.day is None), None)
    if total is not None and len(own) == len(of_days):
        return total
    counts = [(d.reported, d.checked, d.verified, d.disputed, d.absent) for d in own]
    sums = [sum(column) for column in zip(*counts, strict=True)] or [0] * 5
    return Delivered(who.person, None, None, *sums)


def _due(who: Employed, heard: Heard, month: date) -> list[TaskView]:
    after = (month + timedelta(days=32)).replace(day=1)
    tasks = heard.tasks.get(who.programme, ())
    return [t for t in tasks if month <= t.due < after and t.due >= who.starts and t.opens < who.ends]


def _task(task: TaskView, who: Employed, heard: Heard) -> TaskLine:
    if task.kind is not TaskKind.DATASET:
        said = heard.task_reports.get(who.contract, {}).get(task.code)
        return TaskLine(task, 1, int(said is not None), said.day if said else None)
    asked = heard.asked.get(task.dataset, 0)
    keys = [(task.dataset, task.period, village) for village in who.villages]
    done = sum(progress(heard.counts.get(key), asked)[0] is Progress.DONE for key in keys)
    return TaskLine(task, len(keys), done)

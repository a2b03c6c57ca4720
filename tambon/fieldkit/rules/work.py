"""What one worker has to do on a day: today, late, returned, done, next. Pure.

Work follows from the plan's tasks, from the villages that the worker looks after that day, and from what is
held about them. Nothing of it is stored, so that a village handed over this morning is on the right page now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tambon.plan.rules import TaskKind, TaskView
from tambon.records.rules import CellCounts

GRACE = timedelta(days=14)  # what whoever takes a village over has at least; ours, no source gives one

Pair = tuple[str, str]  # dataset, period
Place = tuple[str, str, int]  # dataset, period, village


class Progress(StrEnum):
    """How far a village is with one dataset."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Held:
    """A village that the worker looks after that day, and since when without a break.

    ``stands_in``: the contract of the colleague whose village it is, and who is away.
    """

    village_id: int
    since: date
    stands_in: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One task in one village; a meeting or a report has no village.

    ``due`` is the plan's last day, ``counts_from`` this worker's own: later than the plan's where the village
    came to them after the task had opened. ``overdue`` and ``late`` are the days past each, else 0: overdue
    is the village's, late is the worker's. ``missing`` of ``asked`` cells are without an answer or a reason.
    """

    task: TaskView
    village_id: int | None
    due: date
    counts_from: date
    overdue: int
    late: int
    progress: Progress
    missing: int = 0
    asked: int = 0
    since: date | None = None
    done_on: date | None = None

    @property
    def taken_over(self) -> bool:
        """Whether the worker has longer than the plan says, since the village came to them late."""
        return self.counts_from > self.due


@dataclass(frozen=True, slots=True)
class Returned:
    """A value that its owner's office disputes; it goes back to whoever has the village now.

    Where the office asks that it is looked at again by a day, ``due`` is that day, ``return_id`` names the
    return, ``note`` is what the office says, and ``office`` its name in Thai and English.
    """

    dataset: str
    period: str
    village_id: int
    variable: str
    reason: str  # the office's code for it
    since: date
    due: date | None = None
    return_id: int | None = None
    note: str = ""
    office: tuple[str, str] = ("", "")

    def late(self, today: date) -> int:
        """The days past the last one; 0 while there is time, and where no day was set."""
        return 0 if self.due is None else _past(self.due, today)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a worker's page is made of: the contract's days, the villages of the day, what is held and said.

    ``until`` is the day after the contract's last. ``asked``: how many variables each dataset asks.
    ``counts``: of the places that have any record. ``tasks_done``: the day of each meeting and report.
    """

    since: date
    until: date
    tasks: Sequence[TaskView]
    held: Sequence[Held]
    asked: Mapping[str, int]
    counts: Mapping[Place, CellCounts]
    tasks_done: Mapping[str, date]
    returned: Sequence[Returned] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """``today`` is open and in time, ``late`` is past the worker's own last day; nearest due first.

    ``next`` are tasks that open later; every village of a task stands in exactly one of the first four.
    """

    today: tuple[Item, ...] = ()
    late: tuple[Item, ...] = ()
    returned: tuple[Returned, ...] = ()
    done: tuple[Item, ...] = ()
    next: tuple[TaskView, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self.late, *self.today, *self.done)


@dataclass(slots=True)
class _Sorted:
    today: list[Item] = field(default_factory=list)
    late: list[Item] = field(default_factory=list)
    done: list[Item] = field(default_factory=list)


def own_due(due: date, *, opens: date, since: date) -> date:
    """The last day of a task for who has the village since that day: a village given yesterday is nobody's
    fault, so whoever took it over after the task had opened has at least `GRACE`."""
    return due if since <= opens else max(due, since + GRACE)


def progress(counts: CellCounts | None, asked: int) -> tuple[Progress, int]:
    """How far a place is with a dataset, and how many cells are without an answer or a reason.

    An answer that cannot be true is none.
    """
    answered = 0 if counts is None else counts.reported + counts.absent
    if not answered:
        return Progress.NOT_BEGUN, asked
    missing = max(0, asked - answered) + (0 if counts is None else counts.impossible)
    return (Progress.BEGUN if missing else Progress.DONE), missing


def work(duty: Duty, *, today: date) -> Work:
    """The worker's whole list on that day.

    What opens after the contract, or was due before it, is not theirs; a village's open dataset is, however
    old: somebody has to go there.
    """
    bins = _Sorted()
    for task in duty.tasks:
        if task.opens <= today and task.opens < duty.until:
            for item in _items(task, duty, today):
                _bin(bins, item).append(item)
    coming = (task for task in duty.tasks if today < task.opens < duty.until)
    return Work(
        today=_nearest(bins.today),
        late=_nearest(bins.late),
        returned=tuple(sorted(duty.returned, key=_nearest_returned)),
        done=_nearest(bins.done),
        next=tuple(sorted(coming, key=lambda task: (task.opens, task.due, task.code))),
    )


def _items(task: TaskView, duty: Duty, today: date) -> Iterable[Item]:
    if task.kind is TaskKind.DATASET:
        return [_of_village(task, one, duty, today) for one in duty.held]
    return [_of_contract(task, duty, today)] if task.due >= duty.since else []


def _of_village(task: TaskView, held: Held, duty: Duty, today: date) -> Item:
    asked = duty.asked.get(task.dataset, 0)
    far, missing = progress(duty.counts.get((task.dataset, task.period, held.village_id)), asked)
    counts_from = own_due(task.due, opens=task.opens, since=held.since)
    is_open = far is not Progress.DONE
    return Item(
        task=task,
        village_id=held.village_id,
        due=task.due,
        counts_from=counts_from,
        overdue=_past(task.due, today) if is_open else 0,
        late=_past(counts_from, today) if is_open else 0,
        progress=far,
        missing=missing,
        asked=asked,
        since=held.since,
    )


def _of_contract(task: TaskView, duty: Duty, today: date) -> Item:
    done_on = duty.tasks_done.get(task.code)
    counts_from = own_due(task.due, opens=task.opens, since=duty.since)
    return Item(
        task=task,
        village_id=None,
        due=task.due,
        counts_from=counts_from,
        overdue=0 if done_on else _past(task.due, today),
        late=0 if done_on else _past(counts_from, today),
        progress=Progress.DONE if done_on else Progress.NOT_BEGUN,
        since=duty.since,
        done_on=done_on,
    )


def _past(due: date, today: date) -> int:
    return max(0, (today - due).days)


def _bin(bins: _Sorted, item: Item) -> list[Item]:
    if item.progress is Progress.DONE:
        return bins.done
    return bins.late if item.late else bins.today


def _nearest_returned(one: Returned) -> tuple[date, date, int, str]:
    """By the last day, so that what is late comes first; what has none comes after."""
    return one.due or date.max, one.since, one.village_id, one.variable


def _nearest(items: list[Item]) -> tuple[Item, ...]:
    """Nearest due first; a task's villages stay together, in the order in which they were given."""
    return tuple(sorted(items, key=lambda item: (item.counts_from, item.due, item.task.code)))

"""A district's workers at a glance: one line each, of the same work that each of them sees. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tambon.fieldkit.rules.posts import PostToday, held_by, left_alone
from tambon.fieldkit.rules.work import Duty, Held, Place, Progress, Work, progress, work
from tambon.plan.rules import TaskKind, TaskView
from tambon.records.rules import CellCounts
from tambon.workforce.rules.days import DayView


class Sort(StrEnum):
    """How an officer may order the lines."""

    NEED = "need"  # who needs help first
    PLACE = "place"
    SILENT = "silent"  # heard longest ago first


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a day about everybody in an area; see `work.Duty` for the words."""

    tasks: Mapping[str, Sequence[TaskView]]  # by programme
    asked: Mapping[str, int]
    counts: Mapping[Place, CellCounts]
    tasks_done: Mapping[int, Mapping[str, date]]  # by contract
    days: Mapping[int, Sequence[DayView]]  # by contract, of this month
    heard: Mapping[int, date]  # by person


@dataclass(frozen=True, slots=True)
class Line:
    """One post on a day. Of a vacant one, and of one whose person is away alone, villages and what is overdue
    there are counted too, for nobody.

    ``done``, ``begun`` and ``villages`` are of the round that opened last. ``late`` and ``overdue`` count
    tasks, a village's dataset as one; see `work.Item`. ``returned`` counts cells.
    """

    post: PostToday
    villages: int
    done: int
    begun: int
    late: int
    overdue: int
    returned: int
    longest: int = 0  # days of the latest of the late ones
    heard: date | None = None
    days: tuple[DayView, ...] = ()
    stands_in: int = 0  # villages of colleagues among ``villages``

    @property
    def alone(self) -> bool:
        return left_alone(self.post)

    @property
    def need(self) -> tuple[int, int, int, int]:
        """More is more in need: nobody there, late, returned, not done."""
        nobody, left = self.alone and self.villages > 0, self.villages - self.done
        return int(nobody), self.late or self.overdue, self.returned, left


def lines(posts: Iterable[PostToday], known: Known, *, today: date) -> list[Line]:
    """One line for each asked post, in the order of the posts."""
    posts = list(posts)
    return [_line(post, posts, known, today) for post in posts if post.asked]


def ordered(found: Iterable[Line], sort: Sort) -> list[Line]:
    """The lines as asked; among equals the order in which they came."""
    if sort is Sort.NEED:
        return sorted(found, key=lambda line: [-part for part in line.need])
    if sort is Sort.SILENT:
        return sorted(found, key=lambda line: (line.post.filled is None, line.heard or date.min))
    return list(found)


def duty_of(post: PostToday, posts: Sequence[PostToday], known: Known) -> Duty:
    """What the worker of a filled post has to do; of a post that nobody works in, what is left lying."""
    filled, tasks = post.filled, known.tasks.get(post.programme, ())
    held = tuple(Held(village, since) for village, since in post.villages)
    if filled is not None and not left_alone(post):
        held = held_by(filled.contract, posts)
    return Duty(
        since=filled.since if filled else date.min,
        until=filled.until if filled else date.max,
        tasks=tasks if filled else [task for task in tasks if task.kind is TaskKind.DATASET],
        held=held,
        asked=known.asked,
        counts=known.counts,
        tasks_done=known.tasks_done.get(filled.contract, {}) if filled else {},
    )


def current_round(tasks: Iterable[TaskView], *, today: date) -> list[TaskView]:
    """The dataset tasks of the round that opened last; none before the first opens."""
    opened = [task for task in tasks if task.kind is TaskKind.DATASET and task.opens <= today]
    newest = max(opened, key=lambda task: (task.opens, task.due, task.code), default=None)
    return [task for task in opened if newest and task.round == newest.round]


def village_progress(
    held: Iterable[Held],
    tasks: Sequence[TaskView],
    counts: Mapping[Place, CellCounts],
    asked: Mapping[str, int],
) -> dict[int, Progress]:
    """{village: how far it is with all these tasks together}; done is done in each of them."""
    return {one.village_id: _together(one.village_id, tasks, counts, asked) for one in held}


def _together(
    village: int, tasks: Iterable[TaskView], counts: Mapping[Place, CellCounts], asked: Mapping[str, int]
) -> Progress:
    steps = {
        progress(counts.get((task.dataset, task.period, village)), asked.get(task.dataset, 0))[0]
        for task in tasks
    }
    if len(steps) > 1:
        return Progress.BEGUN
    return steps.pop() if steps else Progress.NOT_BEGUN


def _line(post: PostToday, posts: Sequence[PostToday], known: Known, today: date) -> Line:
    duty = duty_of(post, posts, known)
    found = work(duty, today=today)
    far = village_progress(duty.held, current_round(duty.tasks, today=today), duty.counts, duty.asked)
    steps = list(far.values())
    filled = post.filled
    return Line(
        post=post,
        villages=len(steps),
        done=steps.count(Progress.DONE),
        begun=steps.count(Progress.BEGUN),
        late=0 if left_alone(post) else len(found.late),
        overdue=_overdue(found),
        returned=_returned(duty),
        longest=max((item.late for item in found.late), default=0),
        heard=known.heard.get(filled.person) if filled else None,
        days=tuple(known.days.get(filled.contract, ())) if filled else (),
        stands_in=sum(one.stands_in is not None for one in duty.held),
    )


def _overdue(found: Work) -> int:
    return sum(item.overdue > 0 for item in (*found.late, *found.today))


def _returned(duty: Duty) -> int:
    pairs = {(task.dataset, task.period) for task in duty.tasks if task.kind is TaskKind.DATASET}
    found = (duty.counts.get((*pair, one.village_id)) for pair in pairs for one in duty.held)
    return sum(counts.disputed for counts in found if counts)

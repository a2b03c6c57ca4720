"""Whether the parts of a plan fit each other, the programme's months and the dictionary. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from tambon.lib.problem import Problem
from tambon.plan import problems
from tambon.plan.rules.calendar import LAST_DAY, Calendar
from tambon.plan.rules.plan_text import FromPoint, PlanRound, PlanTask, TaskKind, ToPoint
from tambon.plan.rules.texts import Path

Misfit = tuple[Path, Problem]
WHOLE_MONTH = 100


@dataclass(frozen=True)
class Parts:
    """What could be read of a plan; None stands for a part with faults of its own, ``whole``: without any."""

    rounds: Sequence[PlanRound | None]
    tasks: Sequence[PlanTask | None]
    whole: bool = True


def misfits(parts: Parts, calendar: Calendar, datasets: Mapping[str, str]) -> Iterator[Misfit]:
    """Everything that does not fit, with its place in the text."""
    for place, one in enumerate(parts.rounds):
        if one is not None:
            yield from _round(("rounds", place), one, calendar, datasets)
    yield from _side_by_side(parts, calendar)
    for place, task in enumerate(parts.tasks):
        if task is not None:
            yield from _task(("tasks", place), task, parts, calendar, datasets)
    if parts.whole:
        yield from _without_tasks(parts)
        yield from _weights(parts)


def round_days(one: PlanRound, calendar: Calendar) -> tuple[date, date] | None:
    """The round's first and last day; None where one of them lies outside the programme."""
    opens, closes = _opening(one.opens, calendar), calendar.find_day(one.closes.month, one.closes.day)
    return None if opens is None or closes is None else (opens, closes)


def _opening(point: FromPoint, calendar: Calendar) -> date | None:
    """Day 1 of the programme's first month is the programme's first day."""
    month = calendar.find_month(point.month)
    if month is not None and point.day == 1:
        return month.since
    return calendar.find_day(point.month, point.day)


def _round(at: Path, one: PlanRound, calendar: Calendar, datasets: Mapping[str, str]) -> Iterator[Misfit]:
    wrong = [*_point((*at, "from"), one.opens, calendar), *_point((*at, "to"), one.closes, calendar)]
    yield from wrong
    days = round_days(one, calendar)
    if not wrong and days and days[1] < days[0]:
        yield (*at, "to"), problems.bad_days(since=days[0], until=days[1])
    for dataset, rule in one.datasets.items():
        yield from _period((*at, "datasets", dataset), dataset, rule, datasets)


def _point(at: Path, point: FromPoint | ToPoint, calendar: Calendar) -> Iterator[Misfit]:
    month = calendar.find_month(point.month)
    if month is None:
        yield (*at, "month"), problems.month_outside(month=point.month, months=calendar.count)
    elif isinstance(point, FromPoint) and point.day == 1:
        return
    elif calendar.find_day(point.month, point.day) is None:
        yield (*at, "day"), _no_day(point.month, point.day, calendar)


def _no_day(month: int, day: int, calendar: Calendar) -> Problem:
    found = calendar.find_month(month)
    first, last = (found.since.day, found.last.day) if found else (1, LAST_DAY)
    return problems.day_unknown(day=day, month=month, first=first, last=last)


def _period(at: Path, dataset: str, rule: str, datasets: Mapping[str, str]) -> Iterator[Misfit]:
    kind = datasets.get(dataset)
    if kind is None:
        yield at, problems.dataset_unknown(dataset=dataset, known=", ".join(sorted(datasets)))
        return
    fits = {"year": "year", "fiscal_year": "year", "month": "month"}.get(
        rule, "month" if "-" in rule else "year"
    )
    written = rule[0].isdigit()
    if fits != kind or (written and not 1900 <= int(rule[:4]) < 2400):
        fitting = "year, fiscal_year, 2026" if kind == "year" else "month, 2026-11"
        yield at, problems.period_rule(rule=rule, dataset=dataset, fitting=fitting)


def _side_by_side(parts: Parts, calendar: Calendar) -> Iterator[Misfit]:
    """Of one dataset no two rounds are open on one day: an answer would belong to both."""
    standing = [(place, one) for place, one in enumerate(parts.rounds) if one is not None]
    for (_, first), (place, other) in combinations(standing, 2):
        here, there = round_days(first, calendar), round_days(other, calendar)
        if here is None or there is None or here[1] < there[0] or there[1] < here[0]:
            continue
        for dataset in sorted(first.datasets.keys() & other.datasets.keys()):
            at = ("rounds", place, "datasets", dataset)
            yield at, problems.two_rounds_at_once(dataset=dataset, round=other.code, other=first.code)


def _task(
    at: Path, task: PlanTask, parts: Parts, calendar: Calendar, datasets: Mapping[str, str]
) -> Iterator[Misfit]:
    due = calendar.find_day(task.month, task.due)
    if calendar.find_month(task.month) is None:
        yield (*at, "month"), problems.month_outside(month=task.month, months=calendar.count)
    elif due is None:
        yield (*at, "due"), _no_day(task.month, task.due, calendar)
    if task.deliverable.kind is None:
        yield (*at, "deliverable"), problems.bad_deliverable(task=task.code)
    elif task.kind is TaskKind.DATASET:
        yield from _asked((*at, "deliverable"), task, due, parts, calendar, datasets)


def _asked(
    at: Path, task: PlanTask, due: date | None, parts: Parts, calendar: Calendar, datasets: Mapping[str, str]
) -> Iterator[Misfit]:
    dataset, code = task.deliverable.dataset or "", task.deliverable.round or ""
    if dataset not in datasets:
        yield (*at, "dataset"), problems.dataset_unknown(dataset=dataset, known=", ".join(sorted(datasets)))
        return
    asking = next((one for one in parts.rounds if one is not None and one.code == code), None)
    if asking is None:
        if None not in parts.rounds:  # it may be the one that could not be read
            known = ", ".join(one.code for one in parts.rounds if one is not None)
            yield (*at, "round"), problems.task_round_unknown(round=code, known=known)
        return
    if dataset not in asking.datasets:
        yield (*at, "dataset"), problems.dataset_not_in_round(dataset=dataset, round=code)
    days = round_days(asking, calendar)
    if days and due and not days[0] <= due <= days[1]:
        yield at, problems.due_outside_round(due=due, round=code, opens=days[0], closes=days[1])


def _without_tasks(parts: Parts) -> Iterator[Misfit]:
    asked = {task.deliverable.round for task in parts.tasks if task is not None}
    for place, one in enumerate(parts.rounds):
        if one is not None and one.code not in asked:
            yield ("rounds", place), problems.round_without_tasks(round=one.code)


def _weights(parts: Parts) -> Iterator[Misfit]:
    by_month: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, task in enumerate(parts.tasks):
        if task is not None:
            by_month[task.month].append((place, task.weight))
    for month, weights in sorted(by_month.items()):
        total = sum(weight for _, weight in weights)
        if total != WHOLE_MONTH:
            yield ("tasks", weights[0][0], "weight"), problems.weights(month=month, total=total)

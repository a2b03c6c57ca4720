"""Tasks of the plan that are late or due soon: of all workers in one statement, or of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from tambon.fieldkit.queries import known
from tambon.fieldkit.rules.work import GRACE
from tambon.notices.queries.sql import rows
from tambon.notices.rules import AHEAD_DAYS, Wait, WaitKind
from tambon.plan import queries as plan
from tambon.plan.rules import TaskView

MOST_NAMED = 1_000  # beyond, a statement asks for everybody instead of naming each


def named(people: Sequence[int]) -> list[int] | None:
    """The people as a statement is given them: None for everybody where they are very many."""
    return list(people) if len(people) <= MOST_NAMED else None


def tasks_of_workers(people: Sequence[int], *, on: date) -> dict[int, list[Wait]]:
    """{person id: the late tasks and those due within a week}, of those of the people who have any."""
    given = _given(on)
    if not people or not given["codes"]:
        return {}
    wanted, found = set(people), {}
    for person, late, oldest, due, next_due in rows("tasks_of_people", {**given, "people": named(people)}):
        if person in wanted:
            waits = [Wait(WaitKind.TASKS_LATE, late, day=oldest), Wait(WaitKind.TASKS_DUE, due, day=next_due)]
            if told := [wait for wait in waits if wait.count]:
                found[person] = told
    return found


def tasks_of_areas(areas: list[int], *, on: date) -> Iterator[tuple[int, Wait]]:
    """For each area how many of its workers are late, and which tasks fall due within a week."""
    workers: dict[int, set[int]] = {}
    programmes: dict[int, set[str]] = {}
    for area, person, programme in rows("workers_in", {"areas": areas, "on": on}):
        workers.setdefault(area, set()).add(person)
        programmes.setdefault(area, set()).add(programme)
    waits = tasks_of_workers(sorted(set().union(*workers.values())), on=on)
    late = {person for person, told in waits.items() if told[0].kind is WaitKind.TASKS_LATE}
    listed = {code: _soon(code, on) for code in set().union(*programmes.values())}
    for area, people in workers.items():
        yield area, Wait(WaitKind.WORKERS_LATE, len(people & late), of=len(people), where=area)
        days = [day for code in programmes[area] for day in listed[code]]
        yield area, Wait(WaitKind.TASKS_DUE, len(days), day=min(days, default=None), where=area)


def _soon(programme: str, on: date) -> list[date]:
    ahead = on + timedelta(days=AHEAD_DAYS)
    return [task.due for task in plan.list_tasks(programme) if on <= task.due <= ahead]


def _given(on: date) -> dict[str, Any]:
    asked = known.asked_variables()
    tasks: list[tuple[str, TaskView]] = [
        (programme.code, task)
        for programme in plan.list_programmes()
        if programme.since <= on < programme.until
        for task in plan.list_tasks(programme.code)
        if task.opens <= on
    ]
    return {
        "on": on, "ahead": on + timedelta(days=AHEAD_DAYS), "grace": GRACE.days,
        "programmes": [programme for programme, _ in tasks],
        "codes": [task.code for _, task in tasks], "datasets": [task.dataset for _, task in tasks],
        "periods": [task.period for _, task in tasks], "opens": [task.opens for _, task in tasks],
        "dues": [task.due for _, task in tasks], "asked": [asked.get(task.dataset, 0) for _, task in tasks],
    }  # fmt: skip

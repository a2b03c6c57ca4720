"""What the plan asks and what is held, as the rules of work want it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tambon.dictionary import queries as dictionary
from tambon.fieldkit.rules.work import Place
from tambon.plan import queries as plan
from tambon.plan.rules import TaskKind, TaskView
from tambon.records import queries as records
from tambon.records.rules import CellCounts
from tambon.verification import queries as verification

Tasks = Mapping[str, Sequence[TaskView]]


def tasks_of(programmes: Iterable[str]) -> dict[str, tuple[TaskView, ...]]:
    """{programme: the tasks of the plan in force}."""
    return {code: tuple(plan.list_tasks(code)) for code in sorted(set(programmes))}


def asked_variables() -> dict[str, int]:
    """{dataset: how many variables it asks everywhere}. One statement.

    A question that makes sense in some places only (``applies_when``) is skipped elsewhere, so that a place
    without it is whole. From counts alone it cannot be told which answers are there: one of these may stand
    for one that is missing.
    """
    return {
        one.spec.name: sum(not variable.applies_when for variable in one.spec.asked)
        for one in dictionary.list_datasets()
    }


def pairs_of(tasks: Tasks, *, opened_by: date | None = None) -> set[tuple[str, str]]:
    """The (dataset, period) pairs that the tasks ask for, of those opened by that day."""
    return {
        (task.dataset, task.period)
        for listed in tasks.values()
        for task in listed
        if task.kind is TaskKind.DATASET and (opened_by is None or task.opens <= opened_by)
    }


def counts_of(tasks: Tasks, village_ids: Collection[int], *, on: date) -> dict[Place, CellCounts]:
    """What is held about the villages for every dataset task opened by that day, with what of it cannot be
    true. Two statements.
    """
    counts = records.counts_of_areas(pairs_of(tasks, opened_by=on), village_ids)
    again = verification.count_to_send_again(village_ids, on=on) if counts else {}
    return {place: replace(one, impossible=again.get(place, 0)) for place, one in counts.items()}

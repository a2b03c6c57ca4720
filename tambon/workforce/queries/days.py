"""What workers wrote about their days, and which meetings and reports they did."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tambon.workforce.models import DayEntry, TaskDone
from tambon.workforce.rules.days import DayView, TaskReport
from tambon.workforce.rules.states import DayKind


def list_days(contract_ids: Iterable[int], *, since: date, until: date) -> dict[int, list[DayView]]:
    """{contract: its entries from ``since`` to the day before ``until``, by day}; one that has none is left
    out. One statement.
    """
    rows = DayEntry.objects.filter(contract_id__in=list(contract_ids), day__gte=since, day__lt=until)
    found: dict[int, list[DayView]] = {}
    for contract, day, kind, note, at in rows.order_by("contract_id", "day").values_list(
        "contract_id", "day", "kind", "note", "written_at"
    ):
        found.setdefault(contract, []).append(DayView(day, DayKind(kind), note, at))
    return found


def list_task_reports(contract_ids: Iterable[int]) -> dict[int, dict[str, TaskReport]]:
    """{contract: {task's code: the worker's word that it is done}}; one that has none is left out. One
    statement.
    """
    rows = TaskDone.objects.filter(contract_id__in=list(contract_ids)).order_by("day", "pk")
    found: dict[int, dict[str, TaskReport]] = {}
    for contract, task, day, note, at in rows.values_list("contract_id", "task", "day", "note", "written_at"):
        found.setdefault(contract, {})[task] = TaskReport(task, day, note, at)
    return found

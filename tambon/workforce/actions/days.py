"""A worker writes what a day was, and that a meeting was held or a report handed in."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from tambon.journal import actions as journal
from tambon.lib.days import day_before, thai_day
from tambon.lib.text import tidy
from tambon.plan import queries as plan
from tambon.plan.rules import TaskKind
from tambon.workforce import problems
from tambon.workforce.models import Contract, DayEntry, TaskDone
from tambon.workforce.rules.days import LONGEST_NOTE, DayView, TaskReport, closes
from tambon.workforce.rules.states import DayKind


@transaction.atomic
def write_day(*, contract_id: int, day: date, kind: str, note: str, by: str, at: datetime) -> DayView:
    """The contract's entry of a day, in place of any before it: the last word counts, the journal keeps both.

    Raises ``404-contract-unknown``, ``422-workforce-outside-contract``, ``422-day-not-yet``,
    ``409-month-closed`` (five days after the month), ``422-day-kind`` or ``422-note-long``.
    """
    contract = _lock(contract_id)
    _check_day(contract, day, at)
    _check_open(day, at)
    if kind not in set(DayKind):
        raise problems.bad_day_kind(kind=kind[:40])
    said = _checked(note)
    DayEntry.objects.bulk_create(
        [DayEntry(contract=contract, day=day, kind=kind, note=said, written_at=at)],
        update_conflicts=True,
        unique_fields=["contract", "day"],
        update_fields=["kind", "note", "written_at"],
    )
    body = {"day": day.isoformat(), "kind": kind}
    journal.record("workforce.day_written", subject=f"contract:{contract_id}", by=by, at=at, body=body)
    return DayView(day, DayKind(kind), said, at)


@transaction.atomic
def report_task(*, contract_id: int, task: str, day: date, note: str, by: str, at: datetime) -> TaskReport:
    """The worker's word that a meeting was held or a report handed in that day; said again, it is replaced.

    It may be said long after: who has to say the true day shall not be pushed to another one. Raises
    ``404-contract-unknown``, ``404-task-unknown``, ``422-task-counts-itself`` for a dataset,
    ``422-task-not-open``, ``422-workforce-outside-contract``, ``422-day-not-yet`` or ``422-note-long``.
    """
    contract = _lock(contract_id)
    _check_task(contract, task, day)
    _check_day(contract, day, at)
    said = _checked(note)
    TaskDone.objects.bulk_create(
        [TaskDone(contract=contract, task=task, day=day, note=said, written_at=at)],
        update_conflicts=True,
        unique_fields=["contract", "task"],
        update_fields=["day", "note", "written_at"],
    )
    body = {"task": task, "day": day.isoformat()}
    journal.record("workforce.task_reported", subject=f"contract:{contract_id}", by=by, at=at, body=body)
    return TaskReport(task, day, said, at)


@transaction.atomic
def take_back_task(*, contract_id: int, task: str, by: str, at: datetime) -> None:
    """The worker said so by mistake: the task is open again. Raises ``404-task-unknown`` where nothing was
    said, and ``409-month-closed`` five days after the month in which it was said.
    """
    _lock(contract_id)
    row = TaskDone.objects.filter(contract_id=contract_id, task=task).first()
    if row is None:
        raise problems.unknown_task(task=task[:60])
    _check_open(thai_day(row.written_at), at)
    TaskDone.objects.filter(pk=row.pk).delete()
    subject = f"contract:{contract_id}"
    journal.record("workforce.task_taken_back", subject=subject, by=by, at=at, body={"task": task})


def _lock(contract_id: int) -> Contract:
    found = Contract.objects.select_for_update().filter(pk=contract_id).first()
    if found is None:
        raise problems.unknown_contract(contract=contract_id)
    return found


def _check_day(contract: Contract, day: date, at: datetime) -> None:
    since, until = contract.during.lower, contract.during.upper
    if contract.during.isempty or not since <= day < (until or date.max):
        raise problems.outside_contract(on=day, since=since, last=day_before(until))
    if day > thai_day(at):
        raise problems.day_not_yet(on=day)


def _check_open(day: date, at: datetime) -> None:
    if thai_day(at) > closes(day):
        raise problems.month_closed(on=day, closed=closes(day))


def _check_task(contract: Contract, code: str, day: date) -> None:
    tasks = plan.list_tasks(contract.post.programme.code)
    found = next((task for task in tasks if task.code == code), None)
    if found is None:
        raise problems.unknown_task(task=code[:60])
    if found.kind is TaskKind.DATASET:
        raise problems.task_counts_itself(task=code)
    if day < found.opens:
        raise problems.task_not_open(task=code, opens=found.opens)


def _checked(note: str) -> str:
    said = tidy(note)
    if len(said) > LONGEST_NOTE:
        raise problems.note_too_long(most=LONGEST_NOTE)
    return said

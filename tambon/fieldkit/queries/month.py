"""The month's report of one contract, or of every contract in an area: the same statements, however many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from tambon.areas.rules import Hierarchy, Kind
from tambon.fieldkit.queries import known
from tambon.fieldkit.rules.month import AwayDays, Employed, Heard, MonthReport, Training, report
from tambon.records import queries as records
from tambon.submissions import queries as submissions
from tambon.workforce import problems
from tambon.workforce.models import Absence, Attendance
from tambon.workforce.queries.days import list_days, list_task_reports
from tambon.workforce.rules.days import month_of

_EMPLOYED = (Path(__file__).parents[1] / "sql" / "employed.sql").read_text("utf-8")


def month_report(contract_id: int, month: date, *, on: date) -> MonthReport:
    """What the contract did in the month of that day, as far as is known on the day ``on``.

    Raises ``404-contract-unknown``, also where the contract has no day in that month.
    """
    found = _reports(month, on, contracts=[contract_id])
    if not found:
        raise problems.unknown_contract(contract=contract_id)
    return found[0]


def month_reports(area_id: int, month: date, *, on: date) -> list[MonthReport]:
    """The same of every contract with a day in that month and a tambon in the area, by tambon and post."""
    return _reports(month, on, area_id=area_id)


def _reports(
    month: date, on: date, *, contracts: Iterable[int] = (), area_id: int | None = None
) -> list[MonthReport]:
    since, until = month_of(month)
    people = _employed(list(contracts), area_id, since, until, on)
    heard = _heard(people, since, until, on)
    return [report(who, heard, month=since, on=on) for who in people]


def _employed(
    contracts: list[int], area_id: int | None, since: date, until: date, on: date
) -> list[Employed]:
    parameters = {
        "contracts": contracts, "area": area_id, "since": since, "until": until, "on": on,
        "hierarchy": Hierarchy.ADMINISTRATIVE.value, "tambon": Kind.TAMBON.value,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EMPLOYED, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return [Employed(*row) for row in ((*facts, tuple(villages)) for *facts, villages in found)]


def _heard(people: list[Employed], since: date, until: date, on: date) -> Heard:
    contracts, persons = [one.contract for one in people], sorted({one.person for one in people})
    tasks = known.tasks_of(one.programme for one in people)
    villages = {village for one in people for village in one.villages}
    return Heard(
        tasks=tasks,
        asked=known.asked_variables(),
        counts=known.counts_of(tasks, villages, on=on),
        task_reports=list_task_reports(contracts),
        entries=list_days(contracts, since=since, until=until),
        delivered=records.list_delivered(persons, since=since, until=until),
        sent=submissions.list_sent(persons, since=since, until=until),
        trainings=_trainings(contracts, since, until),
        away=_away(contracts, since, until),
    )


def _trainings(contracts: list[int], since: date, until: date) -> Mapping[int, list[Training]]:
    rows = Attendance.objects.filter(contract_id__in=contracts, course__during__overlap=(since, until))
    columns = (
        "contract_id", "course__code", "course__name_th", "course__name_en", "course__hours",
        "course__during", "came", "passed", "certificate",
    )  # fmt: skip
    found: dict[int, list[Training]] = {}
    for row in rows.order_by("course__during", "course__code").values_list(*columns):
        contract, code, th, en, hours, during, *outcome = row
        found.setdefault(contract, []).append(
            Training(code, th, en, hours, during.lower, during.upper, *outcome)
        )
    return found


def _away(contracts: list[int], since: date, until: date) -> Mapping[int, list[AwayDays]]:
    rows: Any = Absence.objects.filter(contract_id__in=contracts, during__overlap=(since, until))
    found: dict[int, list[AwayDays]] = {}
    for contract, during, reason, substitute in rows.order_by("during").values_list(
        "contract_id", "during", "reason", "substitute_id"
    ):
        days = max(during.lower, since), min(during.upper or until, until)
        found.setdefault(contract, []).append(AwayDays(*days, reason, substitute is not None))
    return found

"""Every office's clock: what is due, how old it is, how long confirming took, and who is silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from tambon.lib.days import thai_day
from tambon.records import queries as held
from tambon.records.rules import RecordView
from tambon.verification.models import Escalation
from tambon.verification.queries.completeness import waits_since
from tambon.verification.queries.owning import owners_of
from tambon.verification.rules.clock import RULE, Due, Step, due, median, next_step, together

Cell = tuple[int, str]  # a record and a variable


@dataclass(frozen=True, slots=True)
class Silence:
    """An office that has given no word on a dataset's period: how much waits, the oldest since when."""

    office_id: int
    dataset: str
    period: str
    cells: int
    since: date
    age: int


def due_of(cells: Iterable[Cell], *, on: date) -> dict[Cell, Due]:
    """{(record, variable): its clock} of cells that wait for their owner's word; others are left out."""
    wanted = list(cells)
    return due_in(held.views({record for record, _ in wanted}).values(), wanted, on=on)


def due_in(records: Iterable[RecordView], cells: Iterable[Cell], *, on: date) -> dict[Cell, Due]:
    """As `due_of`, for records that are at hand."""
    known = {record.id: record for record in records}
    owners = owners_of(known.values(), on=on)
    clocks = held.waiting_since(known)
    found: dict[Cell, Due] = {}
    for record_id, variable in cells:
        office = owners.get((record_id, variable))
        record = known.get(record_id)
        if office is None or record is None or not record.is_waiting(variable):
            continue
        asked, at = record.cells[variable].asked
        claim, since = clocks.get((record_id, office), (0, at))
        found[record_id, variable] = due(since if asked == claim else at, on=on)
    return found


def list_silent(days: int, *, on: date, office_id: int | None = None) -> list[Silence]:
    """Offices on whose word something waits so many days or more, by office, dataset and period; the oldest
    first. ``cells`` counts what waits beside something so old in the same place.
    """
    found = held.list_waiting_offices(before=waits_since(days, on=on), office=office_id)
    told = [
        Silence(one.office_id, one.dataset, one.period, one.cells, day, (on - day).days)
        for one in found
        for day in [thai_day(one.since)]
        if (on - day).days >= days
    ]
    return sorted(told, key=lambda one: (-one.age, one.office_id, one.dataset, one.period))


def list_due_steps(*, on: date) -> list[tuple[Silence, Step]]:
    """What the rule asks for that day and was not done yet."""
    silent = list_silent(RULE.ask, on=on)
    taken: dict[tuple[int, str, str], dict[Step, date]] = {}
    offices = {one.office_id for one in silent}
    rows = Escalation.objects.filter(office_id__in=offices)
    for office, dataset, period, step, at in rows.values_list("office_id", "dataset", "period", "step", "at"):
        taken.setdefault((office, dataset, period), {})[Step(step)] = thai_day(at)
    found = []
    for one in silent:
        due_now = next_step(one.age, taken.get((one.office_id, one.dataset, one.period), {}), on=on)
        if due_now is not None:
            found.append((one, due_now))
    return found


def list_steps(office_id: int) -> list[tuple[str, str, Step, int, date]]:
    """(dataset, period, step, cells, day) of what was done because the office was silent, newest first."""
    rows = Escalation.objects.filter(office_id=office_id).order_by("-at", "-id")
    return [
        (dataset, period, Step(step), cells, thai_day(at))
        for dataset, period, step, cells, at in rows.values_list("dataset", "period", "step", "cells", "at")
    ]


def median_days(
    parts: Collection[tuple[str, str]], *, office_id: int | None = None
) -> dict[tuple[int, str], int]:
    """{(office, dataset): median of the Thai days from a claim to the office's word that it is true}, over
    the (dataset, period) pairs; key 0 stands for all offices together. One statement.
    """
    if not parts:
        return {}
    datasets, periods = zip(*sorted(set(parts)), strict=True)
    counted = held.days_to_confirm(datasets, periods, office=office_id)
    for dataset in set(datasets):
        counted[0, dataset] = together(days for (_, name), days in counted.items() if name == dataset)
    medians = {key: median(days) for key, days in counted.items()}
    return {key: days for key, days in medians.items() if days is not None}

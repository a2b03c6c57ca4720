"""A district's records of one dataset and period, with all that the rules across rows look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tambon.areas.rules import Hierarchy
from tambon.records import queries as held
from tambon.records.models import Claim, Record
from tambon.records.rules import ClaimKind, Origin, RecordView
from tambon.verification.queries.sql import rows
from tambon.verification.rules.across import TOGETHER, Answers, Figures, Row

_FIELD_PERSON = "person:"


@dataclass(frozen=True, slots=True, order=True)
class Group:
    dataset: str
    period: str
    area_id: int  # the district; a place that lies in none stands alone


def records_of(groups: Sequence[Group], *, on: date) -> dict[Group, list[RecordView]]:
    """The records of each group; a group without records is left out."""
    columns: dict[str, Any] = {
        name: [getattr(group, name) for group in groups] for name in ("dataset", "period", "area_id")
    }
    found = rows("records_of_groups", {**columns, "on": on, "hierarchy": str(Hierarchy.ADMINISTRATIVE)})
    views = held.views(id_ for _, id_ in found)
    by_group: dict[Group, list[RecordView]] = {}
    for place, id_ in found:
        by_group.setdefault(groups[place - 1], []).append(views[id_])
    return by_group


def rows_beside(records: Sequence[RecordView]) -> dict[int, Row]:
    """Each record with its last round, the agency's figures and the other datasets of its area and period."""
    before = dict(rows("last_round", {"ids": [r.id for r in records]}))
    figures, others = _figures(records), _others(records)
    return {
        r.id: Row(
            r.id,
            r.values,
            before.get(r.id, {}),
            figures.get(r.id, {}),
            others.get((r.period, r.area_id), {}),
        )
        for r in records
    }


def answers_of(by_group: Mapping[Group, Sequence[RecordView]]) -> dict[Group, dict[str, list[Answers]]]:
    """{group: {person: the numbers that they gave about each village}}, of the values held from the field."""
    cells = (c for records in by_group.values() for r in records for c in r.cells.values())
    wanted = list({c.claim_id for c in cells if c.origin is Origin.FIELD})
    told = Claim.objects.filter(pk__in=wanted, kind=ClaimKind.FIELD.value, by__startswith=_FIELD_PERSON)
    by = dict(told.values_list("pk", "by"))
    return {group: _answers(records, by) for group, records in by_group.items()}


def _answers(records: Iterable[RecordView], by: Mapping[int, str]) -> dict[str, list[Answers]]:
    found: dict[str, list[Answers]] = {}
    for record in records:
        numbers: dict[str, dict[str, int | float]] = {}
        for variable, cell in record.cells.items():
            person, value = by.get(cell.claim_id), record.values[variable]
            if person and isinstance(value, int | float) and not isinstance(value, bool):
                numbers.setdefault(person, {})[variable] = value
        for person, said in numbers.items():
            found.setdefault(person, []).append(Answers(record.id, record.area_id, said))
    return found


def _figures(records: Sequence[RecordView]) -> dict[int, dict[str, Figures]]:
    """{record: {variable: the figures}} where sources differ."""
    differing = [r.id for r in records if any(cell.differs for cell in r.cells.values())]
    found: dict[int, dict[str, Figures]] = {}
    for (record_id, variable), figures in held.list_figures(differing).items() if differing else ():
        register = next((f for f in figures if f.origin is Origin.REGISTER), None)
        here = next((f for f in figures if f.origin is not Origin.REGISTER), None)
        if register is not None and here is not None:
            found.setdefault(record_id, {})[variable] = Figures(
                here.value, register.value, here.origin is Origin.OFFICE
            )
    return found


def _others(records: Sequence[RecordView]) -> dict[tuple[str, int], dict[str, dict[str, Any]]]:
    """{(period, area): {dataset: values}} of the datasets that rules about these records read."""
    names = {r.dataset for r in records}
    wanted = {d for line in TOGETHER if line.at[0] in names for d in line.datasets - {line.at[0]}}
    if not wanted:
        return {}
    stored = Record.objects.filter(
        dataset__in=wanted, period__in={r.period for r in records}, area_id__in={r.area_id for r in records}
    )
    found: dict[tuple[str, int], dict[str, dict[str, Any]]] = {}
    for dataset, period, area_id, values in stored.values_list("dataset", "period", "area_id", "values"):
        found.setdefault((period, area_id), {})[dataset] = values
    return found

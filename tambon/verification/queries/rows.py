"""Records as an officer sees them: each value with what helps to judge it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec
from tambon.records import queries as held
from tambon.records.rules import Figure, Origin, RecordView, word_of
from tambon.verification.queries.findings import list_open_findings
from tambon.verification.queries.said import said_of
from tambon.verification.rules import CellRef
from tambon.verification.rules.beside import NOTHING, Beside
from tambon.verification.rules.views import (
    OpenFinding,
    QueueCell,
    QueueRow,
    Shown,
)


def rows_of(
    records: Sequence[RecordView],
    shown: Mapping[int, Sequence[str]],
    *,
    on: date,
    beside: Mapping[tuple[int, str], Beside] | None = None,
) -> list[QueueRow]:
    """The records with the cells that are shown, in the dictionary's order; ``beside`` from `beside_of`."""
    ids = [r.id for r in records]
    figures, findings = held.list_figures(ids), list_open_findings(ids)
    said = said_of(records)
    lines = areas.ancestor_ids({r.area_id for r in records}, on=on)
    views = areas.views({id_ for line in lines.values() for id_ in line}, on=on)
    specs = dictionary.specs_of(r.dataset for r in records)
    asked = {name: {v.name: v for v in spec.asked} for name, spec in specs.items()}
    rows = []
    for record in records:
        if record.area_id not in views:  # a village that has ended: nothing is said about it today
            continue
        variables = asked[record.dataset]
        cells = tuple(
            replace(
                _cell(
                    record, variables, name, figures.get((record.id, name), []), findings.get(record.id, [])
                ),
                beside=(beside or {}).get((record.id, name), NOTHING),
                said=tuple(said.get((record.id, name), ())),
            )
            for name in variables
            if name in shown[record.id]
        )
        above = _above(record.area_id, lines.get(record.area_id, ()), views)
        area = views[record.area_id]
        rows.append(QueueRow(record.id, record.dataset, record.period, area, above, cells))
    return rows


def _above(area_id: int, line: Iterable[int], views: Mapping[int, AreaView]) -> tuple[AreaView, ...]:
    """The areas above, province first; the country goes without saying."""
    found = [views[i] for i in line if i != area_id and i in views]
    return tuple(sorted((a for a in found if a.code.isdigit()), key=lambda a: len(a.code)))


def _cell(
    record: RecordView,
    variables: Mapping[str, VariableSpec],
    name: str,
    figures: Sequence[Figure],
    findings: Sequence[OpenFinding],
) -> QueueCell:
    cell = record.cells[name]
    mine = [f for f in findings if f.variable == name]
    return QueueCell(
        ref=str(CellRef(record.id, name, cell.claim_id, word_of(cell.grade))),
        variable=variables[name],
        value=record.values[name],
        cell=cell,
        field=_figure(figures, Origin.FIELD),
        register=_figure(figures, Origin.REGISTER),
        office=_figure(figures, Origin.OFFICE),
        findings=tuple(Shown(f, _beside(f, record, variables)) for f in mine),
    )


def _beside(
    finding: OpenFinding, record: RecordView, variables: Mapping[str, VariableSpec]
) -> tuple[tuple[VariableSpec, object], ...]:
    """The other values that the rule looked at: without them its sentence cannot be judged."""
    names = [n for n in variables if n in finding.involved and n != finding.variable]
    return tuple((variables[n], record.values.get(n)) for n in names)


def _figure(figures: Sequence[Figure], origin: Origin) -> Figure | None:
    return next((f for f in figures if f.origin is origin), None)

"""What waits for an office, with everything beside each value that helps to judge it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tambon.accounts import queries as accounts
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.dictionary import queries as dictionary
from tambon.dictionary.rules.spec import VariableSpec
from tambon.records import queries as held
from tambon.records.models import Claim
from tambon.records.rules import ClaimKind, Figure, Origin, RecordView
from tambon.verification import problems
from tambon.verification.models import Finding
from tambon.verification.rules import CellRef
from tambon.verification.rules.views import (
    CellStory,
    OpenFinding,
    QueueCell,
    QueueCounts,
    QueuePage,
    QueueRow,
    Shown,
)

Owners = Mapping[tuple[int, str], int | None]


def owners_of(records: Iterable[RecordView], *, on: date) -> dict[tuple[int, str], int | None]:
    """{(record id, variable): the office that owns it there that day, or None}."""
    records = list(records)
    asked = {r.dataset: dictionary.get_dataset(r.dataset).spec.asked for r in records}
    chains = {v.owner: v.owner for variables in asked.values() for v in variables}
    found = accounts.owner_offices(chains, {r.area_id for r in records}, on=on)
    return {(r.id, v.name): found[v.owner, r.area_id] for r in records for v in asked[r.dataset]}


def list_open_findings(record_ids: Iterable[int]) -> dict[int, list[OpenFinding]]:
    """The findings that stand, by record."""
    found: dict[int, list[OpenFinding]] = defaultdict(list)
    rows = Finding.objects.filter(record_id__in=list(record_ids), closed_at__isnull=True).order_by("pk")
    for f in rows:
        involved = tuple(f.details.get("involved", ()))
        said = OpenFinding(f.variable, f.rule, f.severity, f.details["th"], f.details["en"], involved)
        found[f.record_id].append(said)
    return found


def list_office_queue(
    office_id: int,
    *,
    on: date,
    limit: int = 20,
    after: tuple[int, int] | None = None,
    dataset: str | None = None,
    within: Sequence[int] | None = None,
) -> QueuePage:
    """What waits for the office's word, oddest first, a village at a time; ``within`` narrows to areas."""
    items = held.list_queue(office_id, on=on, limit=limit, after=after, dataset=dataset, areas=within)
    rows = _rows([item.record for item in items], {i.record.id: i.variables for i in items}, on=on)
    cursor = items[-1].cursor if len(items) == limit else None
    return QueuePage(tuple(rows), cursor)


def count_office_queue(office_id: int, *, on: date, within: Sequence[int] | None = None) -> QueueCounts:
    """How much waits for the office's word, by dataset and by district; ``within`` narrows to areas."""
    found = held.count_waiting_by_district(office_id, on=on, areas=within)
    districts = areas.views({one.district_id for one in found}, on=on)
    titles = {one.dataset: dictionary.get_dataset(one.dataset).spec.title for one in found}
    return QueueCounts(tuple(found), titles, districts)


def count_own_answers(actor: str, claim_ids: Iterable[int]) -> int:
    """How many of the claims the actor sent from the field."""
    mine = Claim.objects.filter(pk__in=list(claim_ids), kind=ClaimKind.FIELD.value, by=actor)
    return mine.count()


def list_values(area_id: int, *, on: date) -> list[QueueRow]:
    """All that is held about one area that day, the newest period first, with findings and figures."""
    records = held.list_of_area(area_id)
    return _rows(records, {record.id: tuple(record.cells) for record in records}, on=on)


def get_story(record_id: int, variable: str, *, on: date) -> CellStory:
    """The whole story of one cell; raises 404 when there is no such record or variable."""
    record = held.get_record(record_id)
    if variable not in record.cells:
        raise problems.unknown_record()
    row = _rows([record], {record_id: (variable,)}, on=on)[0]
    if not row.cells:  # it is asked no more
        raise problems.unknown_record()
    claims = [c for c in held.list_claims(record_id) if variable in c.values]
    office = owners_of([record], on=on).get((record_id, variable))
    past = held.list_history(record_id, variable)
    return CellStory(row, row.cells[0], office, tuple(reversed(claims)), tuple(reversed(past)))


def _rows(records: Sequence[RecordView], shown: Mapping[int, Sequence[str]], *, on: date) -> list[QueueRow]:
    ids = [r.id for r in records]
    figures, findings = held.list_figures(ids), list_open_findings(ids)
    lines = areas.ancestor_ids({r.area_id for r in records}, on=on)
    views = areas.views({id_ for line in lines.values() for id_ in line}, on=on)
    rows = []
    for record in records:
        variables = {v.name: v for v in dictionary.get_dataset(record.dataset).spec.asked}
        cells = tuple(
            _cell(record, variables, name, figures.get((record.id, name), []), findings.get(record.id, []))
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
        ref=str(CellRef(record.id, name, cell.claim_id)),
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

"""Lists of findings that stand, for an office, for an area, for a worker; and leads for a district."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from tambon.accounts import queries as accounts
from tambon.accounts.models import Person
from tambon.areas import queries as areas
from tambon.areas.models import Lineage
from tambon.areas.rules import AreaView
from tambon.dictionary import queries as dictionary
from tambon.lib.days import thai_day
from tambon.records import queries as held
from tambon.records.models import Tally
from tambon.records.rules import RecordView
from tambon.verification import problems
from tambon.verification.models import Finding, Lead
from tambon.verification.queries.answers import finding_content
from tambon.verification.queries.owning import owners_of
from tambon.verification.queries.sql import rows
from tambon.verification.rules.findings import FindingLine, FindingPage, LeadLine, Refusal, State

_LOOKED_AT_ONCE = 200  # of an office: its records hold cells of others too


def get_finding(finding_id: int, *, on: date) -> FindingLine:
    """One finding that stands. Raises 404."""
    found = _lines(list(Finding.objects.filter(pk=finding_id, closed_at__isnull=True)), on=on)
    if not found:
        raise problems.unknown_finding()
    return found[0]


def find_closed(finding_id: int) -> tuple[int, str] | None:
    """(record, variable) of a finding that is closed; None for one that stands and for none."""
    closed = Finding.objects.filter(pk=finding_id, closed_at__isnull=False)
    return closed.values_list("record_id", "variable").first()


def list_findings_in(
    area_ids: Collection[int] | None,
    *,
    on: date,
    state: State,
    after: int | None = None,
    limit: int = 30,
    explainable: bool = False,
) -> FindingPage:
    """The findings in these areas (None: everywhere), the newest first; ``explainable``: those alone that
    somebody may explain.
    """
    found = _standing(state, after)
    if area_ids is not None:
        found = found.filter(record__area_id__in=_under(area_ids, on))
    if explainable:
        found = found.filter(severity="asks")
    first = list(found[:limit])
    return FindingPage(tuple(_lines(first, on=on)), first[-1].pk if len(first) == limit else None)


def list_to_send_again(area_ids: Collection[int], *, on: date) -> tuple[FindingLine, ...]:
    """What cannot be true of what the field said in these areas: its worker sends the form again."""
    found = [row[0] for row in rows("impossible_of_field", {"areas": list(area_ids), "on": on})]
    return tuple(_lines(list(Finding.objects.filter(pk__in=found).order_by("-pk")), on=on)) if found else ()


def count_to_send_again(area_ids: Collection[int], *, on: date) -> dict[tuple[str, str, int], int]:
    """{(dataset, period, area): values that the field gave and that cannot be true}. One statement."""
    found = rows("impossible_of_field", {"areas": list(area_ids), "on": on})
    cells = {(dataset, period, area, variable) for _, dataset, period, area, variable in found}
    return Counter((dataset, period, area) for dataset, period, area, _ in cells)


def list_findings_of_office(
    office_id: int,
    *,
    on: date,
    state: State,
    within: Collection[int] | None = None,
    after: int | None = None,
    limit: int = 30,
) -> FindingPage:
    """The findings about the office's own cells, the newest first; ``within`` narrows to areas."""
    mine = Tally.objects.filter(office_id=office_id).values("record_id")
    lines: list[FindingLine] = []
    while True:
        found = _standing(state, after).filter(_perhaps_of(office_id), record_id__in=mine)
        if within is not None:
            found = found.filter(record__area_id__in=_under(within, on))
        looked = list(found[:_LOOKED_AT_ONCE])
        lines += [line for line in _lines(looked, on=on) if line.office_id == office_id]
        if len(lines) >= limit:
            cut = tuple(lines[:limit])
            return FindingPage(cut, cut[-1].id)
        if len(looked) < _LOOKED_AT_ONCE:
            return FindingPage(tuple(lines), None)
        after = looked[-1].pk


def _perhaps_of(office_id: int) -> Q:
    """Of the variables that the office's agency may own somewhere; other agencies' share its records."""
    agency, found = accounts.office(office_id).agency_code, Q(pk__in=[])
    for one in dictionary.list_datasets():
        variables = [variable.name for variable in one.spec.asked if agency in variable.owner]
        found |= Q(record__dataset=one.spec.name, variable__in=variables)
    return found


def list_leads(area_ids: Collection[int], *, on: date, limit: int = 100) -> list[LeadLine]:
    """The leads in these areas: those that stand first, then what was looked at last."""
    found = Lead.objects.filter(area_id__in=_under(area_ids, on))
    standing = list(found.filter(closed_at__isnull=True).order_by("-pk")[:limit])
    looked = list(found.exclude(looked_by="").order_by("-closed_at")[:20])
    leads = [*standing, *looked]
    people = _people(f"person:{lead.person_id}" for lead in leads)
    places = {id_ for lead in leads for id_ in (lead.area_id, *lead.details.get("areas", ()))}
    views = areas.views(places, on=on)
    return [_lead(lead, people, views) for lead in leads if lead.area_id in views]


def _standing(state: State, after: int | None) -> QuerySet[Finding]:
    found = Finding.objects.filter(
        closed_at__isnull=True,
        explained_at__isnull=state is State.ASKED,
        accepted_at__isnull=state is not State.ACCEPTED,
    ).order_by("-pk")
    return found if after is None else found.filter(pk__lt=after)


def _under(area_ids: Collection[int], on: date) -> QuerySet[Any]:
    return Lineage.objects.filter(ancestor_id__in=list(area_ids), during__contains=on).values("descendant_id")


def _lines(found: list[Finding], *, on: date) -> list[FindingLine]:
    if not found:
        return []
    records = held.views({f.record_id for f in found})
    owners = owners_of(records.values(), on=on)
    views = areas.views({r.area_id for r in records.values()}, on=on)
    people = _people(f.explained_by for f in found)
    lines = []
    for f in found:
        row = records[f.record_id]
        variable = dictionary.get_dataset(row.dataset).spec.by_name.get(f.variable)
        if row.area_id in views and variable is not None and f.variable in row.cells:
            lines.append(_line(f, row, views[row.area_id], owners.get((row.id, f.variable)), people))
    return lines


def _line(
    f: Finding, row: RecordView, area: AreaView, office: int | None, people: dict[str, tuple[str, str]]
) -> FindingLine:
    spec = dictionary.get_dataset(row.dataset).spec
    return FindingLine(
        id=f.pk,
        basis=f.basis,
        rule=f.rule,
        severity=f.severity,
        th=f.details["th"],
        en=f.details["en"],
        state=_state(f),
        record_id=row.id,
        variable=spec.by_name[f.variable],
        title=spec.title,
        period=row.period,
        value=row.values[f.variable],
        area=area,
        office_id=office,
        opened_at=f.opened_at,
        explanation=f.explanation,
        evidence=f.evidence,
        by=people.get(f.explained_by),
        explained_at=f.explained_at,
        explained=finding_content(f) if f.explained_at else "",
        dataset=row.dataset,
        refused=tuple(_refusal(one) for one in f.details.get("refused", ())),
    )


def _state(f: Finding) -> State:
    if f.accepted_at is not None:
        return State.ACCEPTED
    return State.ASKED if f.explained_at is None else State.EXPLAINED


def _refusal(told: dict[str, Any]) -> Refusal:
    return Refusal(told["explanation"], told["why"], datetime.fromisoformat(told["at"]))


def _people(actors: Iterable[str]) -> dict[str, tuple[str, str]]:
    """{actor: their name in Thai and in English}."""
    wanted = {int(actor.partition(":")[2]) for actor in actors if actor.startswith("person:")}
    named = Person.objects.filter(pk__in=wanted).values_list("pk", "name_th", "name_en")
    return {f"person:{pk}": (th, en or th) for pk, th, en in named}


def _lead(lead: Lead, people: dict[str, tuple[str, str]], views: dict[int, AreaView]) -> LeadLine:
    return LeadLine(
        id=lead.pk,
        kind=lead.kind,
        th=lead.details["th"],
        en=lead.details["en"],
        person_id=lead.person_id,
        person=people[f"person:{lead.person_id}"],
        title=dictionary.get_dataset(lead.dataset).spec.title,
        period=lead.period,
        area=views[lead.area_id],
        places=tuple(views[id_] for id_ in lead.details.get("areas", ()) if id_ in views),
        opened_at=lead.opened_at,
        looked_on=thai_day(lead.closed_at) if lead.closed_at else None,
        note=lead.note,
    )

"""Leads about a person's answers open and close; an officer looks at one and says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.journal.actions import record
from tambon.lib.text import tidy
from tambon.verification import problems
from tambon.verification.models import Lead
from tambon.verification.queries.groups import Group
from tambon.verification.rules.across import Answers, Clue, find_copied, find_heaping
from tambon.verification.rules.challenging import demand_impersonal

MOST_NOTE = 500
Key = tuple[Group, int, str]  # where, about whom, of which kind


def settle_leads(answers: Mapping[Group, Mapping[str, Sequence[Answers]]], *, at: datetime) -> int:
    """Opens and closes the leads of these groups; how many moved. What an officer looked at stays closed
    while the answers that it rests on are the same.
    """
    wanted = {
        (group, int(by.partition(":")[2]), clue.kind): clue
        for group, by_person in answers.items()
        for by, said in by_person.items()
        for clue in _clues(said)
    }
    newest = _newest(answers)
    gone = [one.pk for key, one in newest.items() if one.closed_at is None and key not in wanted]
    Lead.objects.filter(pk__in=gone).update(closed_at=at)
    new = []
    for key, clue in wanted.items():
        stands = newest.get(key)
        if stands is not None and stands.details.get("basis") == clue.basis and _stays(stands):
            continue
        if stands is not None and stands.closed_at is None:
            Lead.objects.filter(pk=stands.pk).update(details=_details(clue))
        else:
            new.append(_lead(key, clue, at))
    Lead.objects.bulk_create(new)
    return len(gone) + len(new)


@transaction.atomic
def look_at_lead(who: Who, lead_id: int, *, note: str, on: date, at: datetime) -> None:
    """A district's officer has looked at a lead and says what came of it. Raises 403, 404, 409, 422."""
    lead = Lead.objects.select_for_update().filter(pk=lead_id).first()
    if lead is None:
        raise problems.unknown_lead()
    demand(who, Verb.SEE_PERSONAL, Thing(areas.reached_from([lead.area_id], on=on)[lead.area_id]))
    if lead.closed_at is not None:
        raise problems.lead_closed()
    said = demand_impersonal(tidy(note))
    if not 3 <= len(said) <= MOST_NOTE:
        raise problems.note_needed(most=MOST_NOTE)
    lead.closed_at, lead.looked_by, lead.note = at, who.actor, said
    lead.save()
    record("lead.looked_at", subject=f"lead:{lead.pk}", by=who.actor, at=at, body={"kind": lead.kind})


def _newest(groups: Collection[Group]) -> dict[Key, Lead]:
    """The newest lead of each kind about each person in these groups."""
    found = Lead.objects.filter(
        dataset__in={group.dataset for group in groups}, area_id__in={group.area_id for group in groups}
    ).order_by("pk")
    leads = {(Group(one.dataset, one.period, one.area_id), one.person_id, one.kind): one for one in found}
    return {key: one for key, one in leads.items() if key[0] in groups}


def _clues(said: Sequence[Answers]) -> Iterator[Clue]:
    for clue in (find_heaping(said), find_copied(said)):
        if clue is not None:
            yield clue


def _stays(lead: Lead) -> bool:
    """Whether nothing is to be done while its answers are the same: it is open, or somebody looked."""
    return lead.closed_at is None or bool(lead.looked_by)


def _details(clue: Clue) -> dict[str, Any]:
    found = dict(clue.found)
    return {"th": clue.th, "en": clue.en, "basis": clue.basis, "areas": list(clue.areas), **found}


def _lead(key: Key, clue: Clue, at: datetime) -> Lead:
    group, person, kind = key
    return Lead(
        kind=kind,
        person_id=person,
        dataset=group.dataset,
        period=group.period,
        area_id=group.area_id,
        details=_details(clue),
        opened_at=at,
    )

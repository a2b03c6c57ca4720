"""People answer what the rules ask: one explains, another takes the explanation or does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand, may
from tambon.areas import queries as areas
from tambon.journal.actions import record
from tambon.lib.text import speakable, tidy
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import RecordView
from tambon.verification import problems
from tambon.verification.actions.across import regrade
from tambon.verification.models import Finding
from tambon.verification.queries.answers import finding_content
from tambon.verification.queries.owning import count_own_answers, owners_of
from tambon.verification.queries.pictures import photo_of
from tambon.verification.rules.challenging import demand_impersonal
from tambon.verification.rules.findings import PhotoOf

LEAST, MOST, MOST_DOCUMENT = 5, 500, 200
_PHOTO = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as a person saw it: its id, the basis that stood there, and the hash of what had been said
    (`FindingLine.explained`), which only who decides on an explanation needs.
    """

    id: int
    basis: str
    explained: str = ""


@transaction.atomic
def explain(who: Who, seen: Seen, *, text: str, evidence: str = "", on: date, at: datetime) -> None:
    """Says why the value may be right all the same, with a photo's SHA-256 or a document's name. A photo is
    one that came with an answer about the very village, so that who decides may open it.

    The explanation weighs nothing before another person accepts it. Raises 403 for who neither collects in
    the village, owns the value, nor signs for the area; 404; 409 when the values changed or somebody else
    explained first; 422 for what cannot be explained, for an empty text, and for any other photo.
    """
    finding, row = _locked(seen)
    thing = _thing(row, finding.variable, on=on)
    if not may(who, Verb.CONFIRM, thing).allowed and not may(who, Verb.SIGN_OFF, thing).allowed:
        demand(who, Verb.COLLECT, thing)
    if finding.severity != "asks":
        raise problems.not_to_be_explained()
    if finding.accepted_at or (finding.explained_by and finding.explained_by != who.actor):
        raise problems.finding_changed()
    said = demand_impersonal(tidy(speakable(text)))
    if not LEAST <= len(said) <= MOST:
        raise problems.explanation_needed(most=MOST)
    finding.explanation, finding.evidence = said, _evidence(evidence, row.area_id)
    finding.explained_by, finding.explained_at = who.actor, at
    finding.save()
    photo = {"evidence": finding.evidence} if finding.evidence.startswith("sha256:") else {}
    _journal("finding.explained", who, finding, at, photo)


@transaction.atomic
def accept(who: Who, seen: Seen, *, on: date, at: datetime) -> None:
    """Takes the explanation: the finding weighs no more, and the value is graded again at once; where the
    record waits for the automatic rules, when they have run.

    By who confirms for the owner's office; where no office is responsible, by who signs for the area. Never
    by who explained it or sent the value. Raises 403, 404, and 409 also when another explanation was read.
    """
    finding, row = _to_decide(who, seen, on=on)
    finding.accepted_by, finding.accepted_at = who.actor, at
    finding.save()
    regrade([row.id], {row.id: row.version}, at=at)
    _journal("finding.accepted", who, finding, at)


@transaction.atomic
def refuse(who: Who, seen: Seen, *, why: str, on: date, at: datetime) -> None:
    """Does not take the explanation and says why; the finding is open again for another one."""
    finding, _ = _to_decide(who, seen, on=on)
    said = demand_impersonal(tidy(speakable(why)))
    if not LEAST <= len(said) <= MOST:
        raise problems.explanation_needed(most=MOST)
    past = {"explanation": finding.explanation, "evidence": finding.evidence, "why": said}
    past |= {"by": finding.explained_by, "refused_by": who.actor, "at": at.isoformat()}
    finding.details["refused"] = [*finding.details.get("refused", ()), past]
    finding.explanation = finding.evidence = finding.explained_by = ""
    finding.explained_at = None
    finding.save()
    _journal("finding.refused", who, finding, at)


def _to_decide(who: Who, seen: Seen, *, on: date) -> tuple[Finding, RecordView]:
    finding, row = _locked(seen)
    thing = _thing(row, finding.variable, on=on)
    demand(who, Verb.CONFIRM if thing.office_id is not None else Verb.SIGN_OFF, thing)
    if finding.explained_at is None:
        raise problems.not_explained_yet()
    if finding.accepted_at is not None or seen.explained != finding_content(finding):
        raise problems.finding_changed()
    cell = (row.cells[finding.variable].claim_id, finding.variable)
    own = count_own_answers(who.actor, [cell])
    if own or finding.explained_by == who.actor:
        raise problems.own_explanation()
    return finding, row


def _locked(seen: Seen) -> tuple[Finding, RecordView]:
    """The open finding and its record, both held; the record first, as the rules hold them."""
    record_id = Finding.objects.filter(pk=seen.id).values_list("record_id", flat=True).first()
    if record_id is None:
        raise problems.unknown_finding()
    records.hold([record_id])
    finding = Finding.objects.select_for_update().get(pk=seen.id)
    row = held.get_record(record_id)
    if finding.closed_at is not None or finding.variable not in row.cells:
        raise problems.unknown_finding()
    if finding.basis != seen.basis:
        raise problems.finding_changed()
    return finding, row


def _thing(row: RecordView, variable: str, *, on: date) -> Thing:
    """The cell as grants reach it: over its area in any hierarchy, for its owner, for the owner's agency."""
    office = owners_of([row], on=on).get((row.id, variable))
    reached = areas.reached_from([row.area_id], on=on)[row.area_id]
    return Thing(reached, office, accounts.agency_ids([office]).get(office))


def _evidence(text: str, area_id: int) -> str:
    said = tidy(speakable(text))
    photo = _PHOTO.fullmatch(said)
    if photo is not None:
        match photo_of(photo.group(1), area_id):
            case PhotoOf.ELSEWHERE:
                raise problems.unknown_evidence(most=MOST_DOCUMENT)
            case PhotoOf.WITHHELD:
                raise problems.personal_evidence()
        return f"sha256:{photo.group(1)}"
    if len(said) > MOST_DOCUMENT or said.startswith("sha256:"):
        raise problems.unknown_evidence(most=MOST_DOCUMENT)
    return demand_impersonal(said)


def _journal(kind: str, who: Who, finding: Finding, at: datetime, more: dict[str, Any] | None = None) -> None:
    body = {"record": finding.record_id, "variable": finding.variable, "rule": finding.rule, **(more or {})}
    body |= {"content": finding_content(finding)}
    record(kind, subject=f"finding:{finding.pk}", by=who.actor, at=at, body=body)

"""Officers confirm and dispute what their office owns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.journal.actions import record
from tambon.records import actions as records
from tambon.records import queries as held
from tambon.records.rules import Answer, ClaimKind, GivenVerdict
from tambon.verification import problems, queries
from tambon.verification.actions.sampling import mark_judged
from tambon.verification.rules import MOST_AT_ONCE, CellRef, Reason


def confirm(who: Who, cells: Sequence[CellRef], *, on: date, at: datetime) -> list[Answer]:
    """The officer confirms the values as seen; each cell comes back with its outcome.

    Values that changed since are refused one by one; the others are confirmed. Raises 403 when one of the
    cells lies outside the officer's office or is the officer's own answer, and then confirms none.
    """
    verdicts = [GivenVerdict(c.record_id, c.variable, c.claim_id, ClaimKind.CONFIRMATION) for c in cells]
    return _give(who, Verb.CONFIRM, verdicts, on=on, at=at)


def dispute(who: Who, cell: CellRef, *, reason: Reason, proposed: Any, on: date, at: datetime) -> Answer:
    """The officer disputes one value with a reason; the office's own value, if proposed, becomes a claim."""
    verdict = GivenVerdict(
        cell.record_id, cell.variable, cell.claim_id, ClaimKind.DISPUTE, reason.value, proposed
    )
    return _give(who, Verb.DISPUTE, [verdict], on=on, at=at)[0]


@transaction.atomic
def _give(who: Who, verb: Verb, verdicts: Sequence[GivenVerdict], *, on: date, at: datetime) -> list[Answer]:
    if not verdicts:
        raise problems.nothing_chosen()
    if len(verdicts) > MOST_AT_ONCE:
        raise problems.too_many_cells(most=MOST_AT_ONCE)
    by_office = _allowed(who, verb, verdicts, on=on)
    answers: list[Answer] = []
    for office, group in by_office.items():
        answers += records.give_verdicts(group, office=office, by=who.actor, at=at)
    mark_judged(answers, at=at)
    _journal(who, verb, answers, at=at)
    return answers


def _allowed(
    who: Who, verb: Verb, verdicts: Iterable[GivenVerdict], *, on: date
) -> dict[int, list[GivenVerdict]]:
    """The verdicts by the office in whose name they are given.

    Raises 403 when one lies outside the person's scope, or judges what the same person sent from the field.
    """
    verdicts = list(verdicts)
    rows = held.views({v.record_id for v in verdicts})
    reached = areas.reached_from({r.area_id for r in rows.values()}, on=on)
    owners = queries.owners_of(rows.values(), on=on)
    agencies = accounts.agency_ids(owners.values())
    grouped: dict[int, list[GivenVerdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.record_id not in rows:
            raise problems.unknown_record()
        office = owners.get((verdict.record_id, verdict.variable))
        there = reached[rows[verdict.record_id].area_id]
        demand(who, verb, Thing(there, office, agencies.get(office)))
        if office is None:
            raise problems.unknown_record()
        grouped[office].append(verdict)
    own = queries.count_own_answers(who.actor, {v.claim_id for v in verdicts})
    if own:
        raise problems.own_answer(count=own)
    return grouped


def _journal(who: Who, verb: Verb, answers: Iterable[Answer], *, at: datetime) -> None:
    outcomes = Counter(answer.outcome.value for answer in answers)
    record(f"cells.{verb.value}", subject=who.actor, by=who.actor, at=at, body=dict(sorted(outcomes.items())))

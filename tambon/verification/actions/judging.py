"""Officers confirm and dispute what their office owns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts.rules import Verb, Who
from tambon.journal.actions import record
from tambon.records import actions as records
from tambon.records.rules import Answer, ClaimKind, GivenVerdict, Outcome
from tambon.verification import problems, queries
from tambon.verification.actions.allowing import as_asked, by_office_of
from tambon.verification.actions.sampling import mark_judged
from tambon.verification.rules import MOST_AT_ONCE, CellRef, Reason

Cell = tuple[int, str]  # record and variable


def confirm(who: Who, cells: Sequence[CellRef], *, on: date, at: datetime) -> list[Answer]:
    """The officer confirms the values as seen; each cell comes back with its outcome.

    Refused one by one, while the others are confirmed: values that changed since, or on which a colleague
    gave a word since, and those of which a rule says that they cannot be true. Raises 403 when one of the
    cells lies outside the officer's office or is the officer's own answer, and then confirms none.
    """
    verdicts = [
        GivenVerdict(c.record_id, c.variable, c.claim_id, ClaimKind.CONFIRMATION, seen=c.word) for c in cells
    ]
    return _give(who, Verb.CONFIRM, verdicts, on=on, at=at)


def dispute(who: Who, cell: CellRef, *, reason: Reason, proposed: Any, on: date, at: datetime) -> Answer:
    """The officer disputes one value with a reason; the office's own value, if proposed, becomes a claim."""
    verdict = GivenVerdict(
        cell.record_id, cell.variable, cell.claim_id, ClaimKind.DISPUTE, reason.value, proposed, cell.word
    )
    return _give(who, Verb.DISPUTE, [verdict], on=on, at=at)[0]


def dispute_all(who: Who, disputes: Sequence[GivenVerdict], *, on: date, at: datetime) -> list[Answer]:
    """The officer disputes several values, each for its reason; what changed since is refused one by one."""
    return _give(who, Verb.DISPUTE, disputes, on=on, at=at)


@transaction.atomic
def _give(who: Who, verb: Verb, verdicts: Sequence[GivenVerdict], *, on: date, at: datetime) -> list[Answer]:
    if not verdicts:
        raise problems.nothing_chosen()
    if len(verdicts) > MOST_AT_ONCE:
        raise problems.too_many_cells(most=MOST_AT_ONCE)
    by_office = by_office_of(who, verb, verdicts, on=on)
    ids = {verdict.record_id for verdict in verdicts}
    records.await_locks_of(ids)  # the turn comes before records' locks, here as everywhere
    records.hold(ids)  # of all offices at once, by id: two who judge the same never wait for each other
    barred = queries.list_impossible(ids) if verb is Verb.CONFIRM else {}  # findings stand while records do
    given: dict[int, list[Answer]] = {}
    for office, group in by_office.items():
        given[office] = _give_as(office, group, barred, by=who.actor, at=at)
        mark_judged(given[office], office=office, at=at)
    answers = as_asked(verdicts, by_office, given)
    _journal(who, verb, answers, at=at)
    return answers


def _give_as(
    office: int,
    verdicts: Sequence[GivenVerdict],
    barred: Collection[tuple[int, str]],
    *,
    by: str,
    at: datetime,
) -> list[Answer]:
    """The office's word on all but the cells that are barred; as many answers, in the same order."""
    free = [one for one in verdicts if (one.record_id, one.variable) not in barred]
    given = iter(records.give_verdicts(free, office=office, by=by, at=at))
    return [
        Answer(one, Outcome.IMPOSSIBLE) if (one.record_id, one.variable) in barred else next(given)
        for one in verdicts
    ]


def _journal(who: Who, verb: Verb, answers: Iterable[Answer], *, at: datetime) -> None:
    outcomes = Counter(answer.outcome.value for answer in answers)
    record(f"cells.{verb.value}", subject=who.actor, by=who.actor, at=at, body=dict(sorted(outcomes.items())))

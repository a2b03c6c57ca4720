"""An office enters values of its own, beside what the field and the registers say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction

from tambon.accounts.rules import Verb, Who
from tambon.journal.actions import record
from tambon.lib.text import speakable, tidy
from tambon.records import actions as records
from tambon.records.rules import Entered, GivenValue
from tambon.verification import problems, queue_problems
from tambon.verification.actions.allowing import as_asked, by_office_of
from tambon.verification.rules import LONGEST_NOTE, MOST_AT_ONCE, OLDEST_SEEN, CellRef
from tambon.verification.rules.challenging import demand_impersonal


class OwnValue(NamedTuple):
    """A cell as it was seen, and what the office says that it is."""

    cell: CellRef
    value: Any


@transaction.atomic
def enter(
    who: Who, values: Sequence[OwnValue], *, observed_on: date, note: str, on: date, at: datetime
) -> list[Entered]:
    """The office's own values become claims; each comes back with its outcome and whether it is held now, in
    the order given.

    They dispute nothing: the variable's rule says which claim wins. What changed since it was seen is refused
    one by one. ``observed_on`` is the day of which the office speaks, ``note`` on what evidence. Raises 403
    as `confirm` does, 422 for a day that is to come or long past, or a note that is too long.
    """
    if not values:
        raise queue_problems.nothing_entered()
    if len(values) > MOST_AT_ONCE:
        raise problems.too_many_cells(most=MOST_AT_ONCE)
    if not on - timedelta(days=OLDEST_SEEN) <= observed_on <= on:
        raise queue_problems.bad_day(most=OLDEST_SEEN)
    said = demand_impersonal(speakable(tidy(note)))
    if len(said) > LONGEST_NOTE:
        raise queue_problems.note_too_long(most=LONGEST_NOTE)
    given = [
        GivenValue(c.record_id, c.variable, c.claim_id, value, observed_on, said, c.word)
        for c, value in values
    ]
    by_office = by_office_of(who, Verb.CONFIRM, given, on=on)
    ids = {one.record_id for one in given}
    records.await_locks_of(ids)  # the turn comes before records' locks, here as everywhere
    records.hold(ids)  # of all offices at once, by id
    made = {
        office: records.enter_values(group, office=office, by=who.actor, at=at)
        for office, group in by_office.items()
    }
    answers = as_asked(given, by_office, made)
    counted = Counter(answer.outcome.value for answer in answers)
    record("cells.enter", subject=who.actor, by=who.actor, at=at, body=dict(sorted(counted.items())))
    return answers

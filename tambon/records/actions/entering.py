"""An office's own values of cells, each beside what it saw there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from tambon.records.actions.claiming import write_claims
from tambon.records.actions.deriving import derive_locked
from tambon.records.actions.judging import Judge, entry_of, outcome_of
from tambon.records.actions.turns import await_locks_of
from tambon.records.queries.locked import Locked, lock_by_id
from tambon.records.queries.locks import Locks
from tambon.records.queries.owners import Owners
from tambon.records.rules import Entered, GivenValue, NewClaim, Outcome


@transaction.atomic
def enter_values(given: Sequence[GivenValue], *, office: int, by: str, at: datetime) -> list[Entered]:
    """Makes the office's own claims; each comes back with its outcome, in the same order.

    As with verdicts, what changed since it was seen, and what the office does not own that day, is refused by
    name and the others are done, in one transaction. Nothing is disputed by it: the variable's rule says
    whether the new value is held. Raises 404 for an unknown office.
    """
    judge = Judge.of(office, by=by, at=at)
    await_locks_of(one.record_id for one in given)
    locked = {record.id: record for record in lock_by_id({one.record_id for one in given})}
    owners = Owners(record.key for record in locked.values())
    taken: set[tuple[int, str]] = set()
    outcomes: list[Outcome] = []
    for one in given:
        cell = (one.record_id, one.variable)
        outcome = outcome_of(one, locked.get(one.record_id), owners, judge)
        outcomes.append(Outcome.CHANGED if cell in taken else outcome)
        taken.add(cell)
    done = [one for one, outcome in zip(given, outcomes, strict=True) if outcome is Outcome.DONE]
    held = _make(done, locked, owners, judge) if done else set()
    locks = Locks(record.key for record in locked.values())

    def told(one: GivenValue, outcome: Outcome) -> Entered:
        if outcome is not Outcome.DONE:
            return Entered(one, outcome)
        wins = (one.record_id, one.variable) in held
        return Entered(one, outcome, wins, not wins and locks.upto(locked[one.record_id].key) is not None)

    return [told(one, outcome) for one, outcome in zip(given, outcomes, strict=True)]


def _make(
    done: Sequence[GivenValue], locked: dict[int, Locked], owners: Owners, judge: Judge
) -> set[tuple[int, str]]:
    """Claims what is to be done; the cells that hold the office's own value now."""
    write_claims(list(_claims(done, locked, judge)), at=judge.at)
    touched: dict[int, set[str]] = {}
    for one in done:
        touched.setdefault(one.record_id, set()).add(one.variable)
    derive_locked([locked[id_] for id_ in sorted(touched)], owners, at=judge.at, only=touched)
    now = {record.id: record.values for record in lock_by_id(touched)}
    return {
        (one.record_id, one.variable) for one in done if now[one.record_id].get(one.variable) == one.value
    }


def _claims(done: Sequence[GivenValue], locked: dict[int, Locked], judge: Judge) -> Iterator[NewClaim]:
    """One claim for all values of a record that were seen on one day on the same evidence."""
    groups: dict[tuple[int, date, str], list[GivenValue]] = {}
    for one in done:
        groups.setdefault((one.record_id, one.observed_on, one.note), []).append(one)
    for (record_id, observed_on, note), group in groups.items():
        claim = entry_of(locked[record_id].key, {one.variable: one.value for one in group}, judge)
        evidence = f"document:{uuid4()}:{note}" if note else ""  # its own name: two may lean on one document
        yield replace(claim, observed_on=observed_on, evidence=evidence)

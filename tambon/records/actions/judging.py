"""An office's word on many cells at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tambon.accounts import queries as accounts
from tambon.lib.days import thai_day
from tambon.records.actions.claiming import write_claims
from tambon.records.actions.deriving import derive_locked
from tambon.records.actions.turns import await_locks_of
from tambon.records.queries.locked import Locked, lock_by_id
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import rows
from tambon.records.rules import (
    VERDICTS,
    Answer,
    ClaimKind,
    GivenValue,
    GivenVerdict,
    Key,
    NewClaim,
    Outcome,
    Word,
    word_of,
)


@dataclass(frozen=True)
class Judge:
    """An office that gives its word, by whom and when."""

    office: int
    agency: int
    by: str
    at: datetime

    @classmethod
    def of(cls, office: int, *, by: str, at: datetime) -> Judge:
        """Raises 404 for an unknown office."""
        return cls(office, accounts.office(office).agency_id, by, at)

    @property
    def day(self) -> date:
        return thai_day(self.at)


@transaction.atomic
def give_verdicts(verdicts: Sequence[GivenVerdict], *, office: int, by: str, at: datetime) -> list[Answer]:
    """Confirms and disputes cells for an office; each verdict comes back with its outcome, in the same order.

    A verdict on a claim that does not stand there any more, or over another word than the one that was seen,
    is refused by name (``changed``), as is one on what the office does not own that day; the others are done,
    in one transaction. A dispute with a
    proposed value also makes the office's own entry, which wins or not by the variable's rule. Raises 404
    for an unknown office, and ValueError for a kind that is no verdict.
    """
    judge = Judge.of(office, by=by, at=at)
    await_locks_of(verdict.record_id for verdict in verdicts)
    locked = {record.id: record for record in lock_by_id({v.record_id for v in verdicts})}
    owners = Owners(record.key for record in locked.values())
    taken: set[tuple[int, str]] = set()
    answers = []
    for verdict in verdicts:
        outcome = _outcome(verdict, locked.get(verdict.record_id), owners, judge)
        cell = (verdict.record_id, verdict.variable)
        answers.append(Answer(verdict, Outcome.CHANGED if cell in taken else outcome))
        taken.add(cell)
    done = [answer.verdict for answer in answers if answer.outcome is Outcome.DONE]
    if done:
        write_claims(list(_claims(done, locked, judge)), at=at)
        touched: dict[int, set[str]] = {}
        for verdict in done:
            touched.setdefault(verdict.record_id, set()).add(verdict.variable)
        derive_locked([locked[id_] for id_ in sorted(touched)], owners, at=at, only=touched)
    return answers


def _outcome(verdict: GivenVerdict, record: Locked | None, owners: Owners, judge: Judge) -> Outcome:
    if verdict.kind not in VERDICTS:
        raise ValueError(f"{verdict.kind} is no verdict")
    if record is not None and verdict.variable not in record.cells:
        return Outcome.UNKNOWN
    return outcome_of(verdict, record, owners, judge)


def outcome_of(
    said: GivenVerdict | GivenValue, record: Locked | None, owners: Owners, judge: Judge
) -> Outcome:
    """Whether what was seen still stands there, and the office owns it that day; the record is locked."""
    if record is None or said.variable not in owners.chains[record.key.dataset]:
        return Outcome.UNKNOWN
    if owners.office(record.key.dataset, said.variable, record.key.area_id, judge.day) != judge.office:
        return Outcome.NOT_OWNED
    cell = record.cells.get(said.variable)
    claim, word = (cell.claim_id, word_of(cell.grade)) if cell else (0, Word.NONE)
    same = claim == said.claim_id and said.seen in (None, word)
    return Outcome.DONE if same else Outcome.CHANGED


def _claims(verdicts: list[GivenVerdict], records: dict[int, Locked], judge: Judge) -> Iterator[NewClaim]:
    """One claim for all cells of a record about which the office says the same; one for what it proposes."""
    refs = dict(rows("refs_of", {"ids": sorted({verdict.claim_id for verdict in verdicts})}))
    groups: dict[tuple[int, ClaimKind, str], list[GivenVerdict]] = {}
    for verdict in verdicts:
        groups.setdefault((verdict.record_id, verdict.kind, verdict.reason), []).append(verdict)
    for (record_id, kind, reason), group in groups.items():
        record = records[record_id]
        judged = {verdict.variable: record.values[verdict.variable] for verdict in group}
        about = {verdict.variable: refs[verdict.claim_id] for verdict in group}
        claim = _claim(kind, record.key, judged, reason, judge)
        yield replace(claim, about=about)
        proposed = {v.variable: v.proposed for v in group if v.proposed is not None}
        if proposed:
            yield entry_of(record.key, proposed, judge, reason)


def entry_of(key: Key, values: dict[str, Any], judge: Judge, reason: str = "") -> NewClaim:
    """The office's own values of one record, seen on the judge's day."""
    return _claim(ClaimKind.ENTRY, key, values, reason, judge)


def _claim(kind: ClaimKind, key: Key, values: dict[str, Any], reason: str, judge: Judge) -> NewClaim:
    return NewClaim(
        kind=kind,
        dataset=key.dataset,
        area_id=key.area_id,
        period=key.period,
        values=values,
        observed_on=judge.day,
        by=judge.by,
        reason=reason,
        agency_id=judge.agency,
        office_id=judge.office,
    )

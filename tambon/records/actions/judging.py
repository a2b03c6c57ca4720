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
from tambon.records.rules import VERDICTS, Answer, ClaimKind, GivenVerdict, Key, NewClaim, Outcome


@dataclass(frozen=True)
class _Judge:
    office: int
    agency: int
    by: str
    at: datetime

    @property
    def day(self) -> date:
        return thai_day(self.at)


@transaction.atomic
def give_verdicts(verdicts: Sequence[GivenVerdict], *, office: int, by: str, at: datetime) -> list[Answer]:
    """Confirms and disputes cells for an office; each verdict comes back with its outcome, in the same order.

    A verdict on a claim that does not stand there any more is refused by name (``changed``), as is one on
    what the office does not own that day; the others are done, in one transaction. A dispute with a
    proposed value also makes the office's own entry, which wins or not by the variable's rule. Raises 404
    for an unknown office, and ValueError for a kind that is no verdict.
    """
    judge = _Judge(office, accounts.office(office).agency_id, by, at)
    await_locks_of(verdict.record_id for verdict in verdicts)
    locked = {record.id: record for record in lock_by_id({v.record_id for v in verdicts})}
    owners = Owners(record.key for record in locked.values())
    seen: set[tuple[int, str]] = set()
    answers = []
    for verdict in verdicts:
        outcome = _outcome(verdict, locked.get(verdict.record_id), owners, judge)
        cell = (verdict.record_id, verdict.variable)
        answers.append(Answer(verdict, Outcome.CHANGED if cell in seen else outcome))
        seen.add(cell)
    done = [answer.verdict for answer in answers if answer.outcome is Outcome.DONE]
    if done:
        write_claims(list(_claims(done, locked, judge)), at=at)
        touched: dict[int, set[str]] = {}
        for verdict in done:
            touched.setdefault(verdict.record_id, set()).add(verdict.variable)
        derive_locked([locked[id_] for id_ in sorted(touched)], owners, at=at, only=touched)
    return answers


def _outcome(verdict: GivenVerdict, record: Locked | None, owners: Owners, judge: _Judge) -> Outcome:
    if verdict.kind not in VERDICTS:
        raise ValueError(f"{verdict.kind} is no verdict")
    cell = record.cells.get(verdict.variable) if record else None
    if record is None or cell is None or verdict.variable not in owners.chains[record.key.dataset]:
        return Outcome.UNKNOWN
    key = record.key
    if owners.office(key.dataset, verdict.variable, key.area_id, judge.day) != judge.office:
        return Outcome.NOT_OWNED
    return Outcome.DONE if cell.claim_id == verdict.claim_id else Outcome.CHANGED


def _claims(verdicts: list[GivenVerdict], records: dict[int, Locked], judge: _Judge) -> Iterator[NewClaim]:
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
            yield _claim(ClaimKind.ENTRY, record.key, proposed, reason, judge)


def _claim(kind: ClaimKind, key: Key, values: dict[str, Any], reason: str, judge: _Judge) -> NewClaim:
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

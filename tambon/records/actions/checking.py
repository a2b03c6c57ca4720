"""What the automatic rules found, and the grades that follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tambon.records.actions.writing import Change, write_changes
from tambon.records.queries.claims import claims_of
from tambon.records.queries.deriving import rederive
from tambon.records.queries.locked import Locked, lock_by_id
from tambon.records.queries.locks import Locks
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import rows, run
from tambon.records.rules import Cell, Checked, Derived, may_wake, regrade


def hold(record_ids: Iterable[int]) -> dict[int, int]:
    """{record: version}, each locked until the caller's transaction ends: findings are settled under it."""
    return dict(rows("hold", {"ids": sorted(set(record_ids))}))


@transaction.atomic
def apply_findings(checked: Sequence[Checked], *, at: datetime, ends_wait: bool = True) -> list[int]:
    """Sets what the rules found about every cell of these records and grades them again.

    The ids of the records that took it come back. A record whose values changed after the rules read it
    (another ``version``) takes nothing and goes on waiting for its checks; the others wait no more, where
    ``ends_wait``: rules that look across records leave alone what still waits for the rules of its own row.
    """
    found = {one.record_id: one for one in checked}
    locked = [record for record in lock_by_id(found) if record.version == found[record.id].version]
    woken = _wake([(record, found[record.id]) for record in locked], at)
    changes = []
    for record in locked:
        cells = {**_regraded(record, found[record.id], at), **woken.get(record.id, {})}
        if cells != record.cells:
            changes.append(Change(record, Derived(record.values, cells)))
    write_changes(changes, Owners(change.before.key for change in changes), at=at)
    ids = [record.id for record in locked]
    if ends_wait:
        run("end_wait", {"ids": ids})
    return ids


def _regraded(record: Locked, checked: Checked, at: datetime) -> dict[str, Cell]:
    """Every cell with what was found; one without a finding passes."""
    return {v: regrade(cell, checked.weights.get(v, 0), at) for v, cell in record.cells.items()}


def _wake(checked: Sequence[tuple[Locked, Checked]], at: datetime) -> dict[int, dict[str, Cell]]:
    """{record: {variable: cell}} of what can be true again: whether a confirmation rested, its claims say.

    Where there is no such cell no claim is read.
    """
    could = {
        record.id: [v for v, cell in record.cells.items() if may_wake(cell, one.weights.get(v, 0))]
        for record, one in checked
    }
    sleepers = [(record, one) for record, one in checked if could[record.id]]
    keys = [record.key for record, _ in sleepers]
    owners, locks, claims = Owners(keys), Locks(keys), claims_of(keys)
    found = {}
    for record, one in sleepers:
        names = could[record.id]
        light = {v: replace(record.cells[v], weight=one.weights.get(v, 0)) for v in names}
        told, upto = replace(record, cells=record.cells | light), locks.upto(record.key)
        derived = rederive(told, claims.get(record.key, []), owners, upto=upto, at=at, only=names)
        found[record.id] = {v: derived.cells[v] for v in names if derived.values[v] == record.values[v]}
    return found

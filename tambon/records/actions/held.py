"""What stands under locks is told of in the journal: record by record, the claims that its cells stand on.

Claims alone do not tell it: a lock keeps what was signed though the rule or the owner became another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tambon.journal import actions as journal
from tambon.records.actions.writing import Change
from tambon.records.models import Lock
from tambon.records.queries.locks import Locks, first_under
from tambon.records.rules import Cell, held_digest


def tell_locked(lock: Lock, *, at: datetime) -> None:
    """Tells what the lock holds, but for what another one held before it: that was told then."""
    _tell("lock.held", first_under(lock), at, {"lock": str(lock.ref)})


def tell_moved(changes: Iterable[Change], locks: Locks, *, at: datetime) -> None:
    """Tells which records under locks stand on other claims now: something was redacted, or asked no more."""
    moved = [
        (change.before.id, _claims(change.after.cells))
        for change in changes
        if locks.upto(change.before.key) is not None
        and _claims(change.before.cells) != _claims(change.after.cells)
    ]
    _tell("lock.moved", moved, at, {})


def _claims(cells: dict[str, Cell]) -> dict[str, int]:
    return {variable: cell.claim_id for variable, cell in cells.items()}


def _tell(kind: str, held: Iterable[tuple[int, dict[str, int]]], at: datetime, more: dict[str, str]) -> None:
    told = [[id_, held_digest(claims)] for id_, claims in held]
    if told:
        journal.record(kind, subject="locks", by="system", at=at, body={**more, "held": told})

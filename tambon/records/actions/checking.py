"""What the automatic rules found, and the grades that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tambon.records.actions.writing import Change, write_changes
from tambon.records.queries.claims import claims_of
from tambon.records.queries.deriving import rederive
from tambon.records.queries.locked import Locked, lock_by_id
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import run
from tambon.records.rules import Checked


@transaction.atomic
def apply_findings(checked: Sequence[Checked], *, at: datetime) -> list[int]:
    """Sets what the rules found about every cell of these records and grades them again.

    The ids of the records that took it come back. A record whose values changed after the rules read it
    (another ``version``) takes nothing and goes on waiting for its checks; the others wait no more.
    """
    found = {one.record_id: one for one in checked}
    locked = [record for record in lock_by_id(found) if record.version == found[record.id].version]
    owners = Owners(record.key for record in locked)
    claims = claims_of(record.key for record in locked)
    changes = []
    for record in locked:
        weighed = _weighed(record, found[record.id])
        derived = rederive(weighed, claims.get(record.key, []), owners, at=at)
        if derived.values != record.values or derived.cells != record.cells:
            changes.append(Change(record, derived))
    write_changes(changes, owners, at=at)
    ids = [record.id for record in locked]
    run("end_wait", {"ids": ids})
    return ids


def _weighed(record: Locked, checked: Checked) -> Locked:
    """The record with what was found; a cell without a finding passes."""
    cells = {v: replace(cell, weight=checked.weights.get(v, 0)) for v, cell in record.cells.items()}
    return replace(record, cells=cells)

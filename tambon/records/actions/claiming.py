"""Making claims: each is one row that is never changed, and one entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from tambon.journal import actions as journal
from tambon.journal.rules import NewEntry, content_hash, new_nonce
from tambon.records.actions.deriving import derive_records
from tambon.records.actions.turns import await_locks
from tambon.records.queries.sql import as_json, rows
from tambon.records.rules import NewClaim, claim_bytes


@transaction.atomic
def make_claims(claims: Sequence[NewClaim], *, at: datetime) -> list[str]:
    """Makes the claims, journals them and derives their records; the references of the new ones come back.

    A claim whose evidence has already made one about its dataset is passed over. Raises ValueError for NaN
    or an infinity, and a Problem for an unknown dataset.
    """
    made = write_claims(claims, at=at)
    derive_records({claim.key for claim in claims}, at=at)
    return made


def write_claims(claims: Sequence[NewClaim], *, at: datetime) -> list[str]:
    """As `make_claims`, inside the caller's transaction and without deriving anything.

    Whoever is locking an area of the same dataset and period is waited for: see `actions.locking`.
    """
    if not claims:
        return []
    await_locks((claim.dataset, claim.period) for claim in claims)
    prepared = [_row(claim, at) for claim in claims]
    new = {ref for (ref,) in rows("insert_claims", {"rows": as_json(prepared)})}
    written = [row for row in prepared if row["ref"] in new]
    journal.record_many([_entry(row, at) for row in written])
    return [row["ref"] for row in written]


def _row(claim: NewClaim, at: datetime) -> dict[str, Any]:
    return {
        "ref": str(uuid4()),
        "kind": claim.kind.value,
        "dataset": claim.dataset,
        "area_id": claim.area_id,
        "period": claim.period,
        "values": dict(claim.values),
        "about": dict(claim.about),
        "reason": claim.reason,
        "observed_on": claim.observed_on,
        "made_at": claim.made_at or at,
        "by": claim.by,
        "agency_id": claim.agency_id,
        "office_id": claim.office_id,
        "evidence": claim.evidence,
        "nonce": new_nonce(),
    }


def _entry(row: dict[str, Any], at: datetime) -> NewEntry:
    body = {"content": content_hash(row["nonce"], claim_bytes(row))}
    return NewEntry("claim.made", f"claim:{row['ref']}", row["by"], at, body)

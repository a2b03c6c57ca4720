"""What the claims make of a record, written nowhere: actions store it, the proof compares it."""

from __future__ import annotations

from datetime import UTC, datetime

from tambon.records.queries.locked import Locked
from tambon.records.queries.owners import Owners
from tambon.records.rules import Derived, Known, derive

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def rederive(record: Locked, claims: list[Known], owners: Owners, *, at: datetime = _LONG_AGO) -> Derived:
    """The record as its claims and findings make it; what changes, changes at ``at``."""
    key = record.key

    def owned(claim: Known, variable: str) -> bool:
        return owners.owned(key, claim, variable)

    return derive(claims, owners.rules[key.dataset], owned=owned, held=record.held, at=at)

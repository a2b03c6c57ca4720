"""What the claims make of a record, written nowhere: actions store it, the proof compares it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from tambon.records.queries.locked import Locked
from tambon.records.queries.owners import Owners
from tambon.records.rules import Derived, Known, derive

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def rederive(  # noqa: PLR0913 - as `derive`
    record: Locked,
    claims: list[Known],
    owners: Owners,
    *,
    upto: int | None,
    at: datetime = _LONG_AGO,
    only: Collection[str] = (),
    anew: bool = False,
) -> Derived:
    """The record as its claims and findings make it; what changes, changes at ``at``.

    ``upto`` is what `Locks` says of the record. ``only`` names the variables that new claims speak of, where
    that is known: the others stay as they are. ``anew``: also what a lock
    keeps as it was signed is made again.
    """
    key, rules = record.key, owners.rules[record.key.dataset]
    asked = {variable: rules[variable] for variable in only} if only else rules

    def owned(claim: Known, variable: str) -> bool:
        return owners.owned(key, claim, variable)

    derived = derive(claims, asked, owned=owned, held=record.held, at=at, upto=upto, anew=anew)
    if not only:
        return derived
    return Derived({**record.values, **derived.values}, {**record.cells, **derived.cells})

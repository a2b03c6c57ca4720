"""Deriving records from their claims, with history and counts, whoever else is doing the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from tambon.records.actions.held import tell_moved
from tambon.records.actions.writing import Change, put_tallies, write_changes
from tambon.records.queries.claims import claims_of
from tambon.records.queries.deriving import rederive
from tambon.records.queries.locked import Locked, lock_records
from tambon.records.queries.locks import Locks
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import key_columns, run
from tambon.records.rules import Key


@transaction.atomic
def derive_records(keys: Iterable[Key], *, at: datetime) -> int:
    """Makes the records of these keys equal to what their claims say; how many changed comes back.

    Records are made where there are none and locked in the order of their ids, and claims are read after
    that: of two who derive the same record the second sees the first one's claims. What a cell held before
    is kept as history; a record with a changed value waits for its checks.
    """
    wanted = sorted(set(keys))
    if not wanted:
        return 0
    run("make_records", {**key_columns(wanted), "at": at})
    return derive_locked(lock_records(wanted), Owners(wanted), at=at)


def derive_locked(
    locked: list[Locked],
    owners: Owners,
    *,
    at: datetime,
    only: Mapping[int, Collection[str]] | None = None,
    recount: bool = False,
    anew: bool = False,
) -> int:
    """As `derive_records`, for records whose locks are held already.

    ``only``: by record the variables that the new claims speak of, when they are few. ``recount``: offices
    may own other cells than before, so that the counts of unchanged records are written too, and the clocks
    of those that own cells only now begin at ``at``.
    ``anew``: a lock was lifted that kept what was signed.
    """
    spoken = only or {}
    locks = Locks(record.key for record in locked)
    claims = claims_of(record.key for record in locked)
    changes: list[Change] = []
    unchanged: list[Change] = []
    for record in locked:
        said, variables = claims.get(record.key, []), spoken.get(record.id, ())
        upto = locks.upto(record.key)
        derived = rederive(record, said, owners, upto=upto, at=at, only=variables, anew=anew)
        is_new = derived.values != record.values or derived.cells != record.cells
        (changes if is_new else unchanged).append(Change(record, derived))
    write_changes(changes, owners, at=at, recount=recount)
    tell_moved(changes, locks, at=at)
    run("await_answers", {"ids": [record.id for record in locked]})
    if recount:
        put_tallies(unchanged, owners, at, recount=True)
    return len(changes)

"""Whether records, and what is kept beside them, are what claims and journal make of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef

from tambon.dictionary import queries as dictionary
from tambon.journal.queries import ToldRows, list_latest
from tambon.journal.rules import Fault
from tambon.lib.days import thai_day
from tambon.records.models import Changed, Claim, Record, Tally
from tambon.records.queries.claims import claims_of
from tambon.records.queries.deriving import rederive
from tambon.records.queries.locked import Locked, as_stored
from tambon.records.queries.locks import Locks
from tambon.records.queries.owners import Owners
from tambon.records.queries.past import Since
from tambon.records.queries.standing import Standings
from tambon.records.rules import (
    Cell,
    Counts,
    Derived,
    Grade,
    Known,
    asks_owner,
    count_by_office,
    held_digest,
    is_impossible,
    same_standing,
)
from tambon.records.rules.faults import (
    counts_differ,
    locked_otherwise,
    record_mangled,
    record_missing,
    unchecked_nowhere,
    value_not_claimed,
)

CHUNK = 1_000
# Without what is not applicable: an older database counts it only once its records were told again.
_PROVEN = ("reported", "checked", "verified", "disputed", "absent", "waiting")
_STORED = ("id", "dataset", "period", "area_id", "values", "cells", "version")
_Counted = dict[int | None, tuple[int, ...]]


def check_records() -> Iterator[Fault]:
    """Derives every record again and says which are not what is stored."""
    stored = Record.objects.order_by("id").values_list(*_STORED, "changed_at").iterator(chunk_size=CHUNK)
    proof = _Proof()
    while batch := list(islice(stored, CHUNK)):
        yield from proof.check(batch)
    yield from proof.since.finish()
    known = Record.objects.filter(
        dataset=OuterRef("dataset"), period=OuterRef("period"), area_id=OuterRef("area_id")
    )
    orphans = Claim.objects.filter(~Exists(known)).values_list("dataset", "period", "area_id").distinct()
    for dataset, period, area_id in orphans:
        yield record_missing(dataset, period, area_id)


class _Proof:
    """What is asked once of all records, and the records batch by batch, by their ids."""

    def __init__(self) -> None:
        # Only a dataset that was loaded again can keep under a lock what its claims do not make by its rules.
        self._again = {name for name, number in dictionary.list_numbers() if number > 1}
        # The day on which whoever wrote last wrote: counts are by the owners of a day.
        self._day = max((thai_day(entry.at) for entry in list_latest(1)), default=None)
        self._standings = Standings(on=self._day) if self._day else None
        self._held = ToldRows(("lock.held", "lock.moved"), "held")
        self.since = Since()

    def check(self, batch: list[tuple[Any, ...]]) -> Iterator[Fault]:
        read: list[tuple[Locked, datetime]] = []
        for *row, changed_at in batch:
            try:
                record = as_stored(tuple(row))
            except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
                yield record_mangled(row[0])
                continue
            if record.values.keys() != record.cells.keys():
                yield record_mangled(record.id)
            else:
                read.append((record, changed_at))
        records = [record for record, _ in read]
        owners = Owners(record.key for record in records)
        yield from self._derived(records, owners, read)
        yield from self._counted(read, owners)
        yield from _unchecked(records)

    def _derived(
        self, records: list[Locked], owners: Owners, read: list[tuple[Locked, datetime]]
    ) -> Iterator[Fault]:
        """Values and grades against claims, and under locks against what was signed; and their history."""
        locks, claims = Locks(r.key for r in records), claims_of(r.key for r in records)
        told = self._held.upto(max((r.id for r in records), default=0))
        for record in records:
            said, first = claims.get(record.key, []), record.key.dataset not in self._again
            upto = locks.upto(record.key)
            for variable in _unclaimed(record, said, owners, upto, first=first):
                if self._is_told(record) or not _rests_soon(record.cells.get(variable)):
                    yield value_not_claimed(record.id, variable)
            held = {variable: cell.claim_id for variable, cell in record.cells.items()}
            signed = told.get(record.id) if upto is not None else None
            if signed is not None and signed.digest != held_digest(held):
                yield locked_otherwise(record.id)
        by_id = {r.id: {claim.id: claim for claim in claims.get(r.key, ())} for r in records}
        yield from self.since.check(read, by_id)

    def _counted(self, read: list[tuple[Locked, datetime]], owners: Owners) -> Iterator[Fault]:
        """The counts of each office's cells; what awaits its turn after new territories is passed over."""
        kept = _tallies([record.id for record, _ in read])
        for record, changed_at in read:
            found = kept.get(record.id, {})
            # By the owners of the last day, or of the day of its last change, where nobody told it since.
            days = (self._day, thai_day(changed_at))
            if not any(found == _counts(record, owners, day) for day in days) and self._is_told(record):
                yield counts_differ(record.id)

    def _is_told(self, record: Locked) -> bool:
        return self._standings is None or self._standings.of_owners(record.key.dataset, record.id)


def _unclaimed(
    record: Locked, said: list[Known], owners: Owners, upto: int | None, *, first: bool
) -> list[str]:
    """What the record holds otherwise than its claims make it.

    ``first``: its dataset's rules are what they have been from the beginning. Under a lock that leaves the
    owners: where they matter to which claim wins, they may have become others since it was signed.
    """
    found = list(_differing(record, rederive(record, said, owners, upto=upto, anew=first)))
    if not found or upto is None or not first:
        return found
    rules, kept = owners.rules[record.key.dataset], rederive(record, said, owners, upto=upto)
    still = set(_differing(record, kept))
    return [one for one in found if one in still or one not in rules or not asks_owner(rules[one])]


def _differing(record: Locked, derived: Derived) -> Iterator[str]:
    for variable in sorted(record.cells.keys() | derived.cells.keys()):
        cell, right = record.cells.get(variable), derived.cells.get(variable)
        if (
            cell is None
            or right is None
            or record.values[variable] != derived.values[variable]
            or not same_standing(cell, right)
        ):
            yield variable


def _rests_soon(cell: Cell | None) -> bool:
    """Verified before impossible values ceased to be: until the record is told again."""
    return cell is not None and cell.grade is Grade.VERIFIED and is_impossible(cell.weight)


def _unchecked(records: list[Locked]) -> Iterator[Fault]:
    """What the automatic rules have not looked at waits for them."""
    new = [r.id for r in records if any(cell.weight is None for cell in r.cells.values())]
    waiting = set(Changed.objects.filter(record_id__in=new).values_list("record_id", flat=True))
    for id_ in new:
        if id_ not in waiting:
            yield unchecked_nowhere(id_)


def _counts(record: Locked, owners: Owners, day: Any) -> _Counted:
    offices = owners.offices(record.key, day)
    held = ((variable, record.values[variable], cell) for variable, cell in record.cells.items())
    return {office: _proven(found) for office, found in count_by_office(held, offices).items()}


def _proven(counts: Counts) -> tuple[int, ...]:
    return tuple(getattr(counts, name) for name in _PROVEN)


def _tallies(ids: list[int]) -> dict[int, _Counted]:
    found: dict[int, _Counted] = {}
    kept = Tally.objects.filter(record_id__in=ids).values_list("record_id", "office_id", *_PROVEN)
    for record_id, office_id, *numbers in kept:
        found.setdefault(record_id, {})[office_id] = tuple(numbers)
    return found

"""Whether claims still equal the journal, and records what their claims make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, Sum

from tambon.dictionary import queries as dictionary
from tambon.journal.models import Entry
from tambon.journal.queries import list_unjournaled, match_contents
from tambon.journal.rules import EntryView, Fault, content_hash
from tambon.journal.rules.faults import row_unjournaled
from tambon.records.models import Claim, Record, Tally
from tambon.records.queries.claims import claims_of
from tambon.records.queries.deriving import rederive
from tambon.records.queries.locked import Locked, as_stored
from tambon.records.queries.locks import Locks
from tambon.records.queries.owners import Owners
from tambon.records.queries.sql import rows
from tambon.records.rules import FIELDS, Derived, Known, asks_owner, claim_bytes, count, same_standing
from tambon.records.rules.faults import (
    counts_differ,
    past_not_claimed,
    record_mangled,
    record_missing,
    submission_lost,
    value_not_claimed,
)

CHUNK = 1_000
# Without what is not applicable: an older database counts it only once its records were told again.
_PROVEN = ("reported", "checked", "verified", "disputed", "absent", "waiting")
_STORED = ("id", "dataset", "period", "area_id", "values", "cells", "version")


def check_claims(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Faults of claims against the journal, then of records against claims: each names its row."""
    yield from match_contents(_newest(entries), _contents)
    unjournaled = list_unjournaled(Claim.objects.all(), kind="claim.made", prefix="claim:")
    for id_ in unjournaled.order_by("id").values_list("id", flat=True):
        yield row_unjournaled(f"records_claim {id_}", "claim.made")
    for (ref,) in rows("lost_submissions", {}):
        yield submission_lost(ref)
    for (past_id,) in rows("false_history", {}):
        yield past_not_claimed(past_id)
    yield from check_records()


def check_records() -> Iterator[Fault]:
    """Derives every record again and says which are not what is stored."""
    stored = Record.objects.order_by("id").values_list(*_STORED).iterator(chunk_size=CHUNK)
    while batch := list(islice(stored, CHUNK)):
        yield from _check_batch(batch)
    known = Record.objects.filter(
        dataset=OuterRef("dataset"), period=OuterRef("period"), area_id=OuterRef("area_id")
    )
    orphans = Claim.objects.filter(~Exists(known)).values_list("dataset", "period", "area_id").distinct()
    for dataset, period, area_id in orphans:
        yield record_missing(dataset, period, area_id)


def _contents(subjects: list[str]) -> dict[str, tuple[str, str]]:
    refs = [subject.removeprefix("claim:") for subject in subjects]
    found = Claim.objects.filter(ref__in=refs).values("id", "nonce", *FIELDS)
    return {f"claim:{row['ref']}": (f"records_claim {row['id']}", _hash(row)) for row in found}


def _hash(row: dict[str, Any]) -> str:
    return content_hash(bytes(row["nonce"]), claim_bytes(row))


def _check_batch(batch: list[tuple[Any, ...]]) -> Iterator[Fault]:
    readable: list[Locked] = []
    for row in batch:
        try:
            readable.append(as_stored(row))
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError):
            yield record_mangled(row[0])
    owners = Owners(record.key for record in readable)
    locks = Locks(record.key for record in readable)
    claims = claims_of(record.key for record in readable)
    counted = _tallies([record.id for record in readable])
    # Only a dataset that was loaded again can keep under a lock what its claims do not make by its rules.
    again = {name for name, number in dictionary.list_numbers() if number > 1}
    for record in readable:
        if record.values.keys() != record.cells.keys():
            yield record_mangled(record.id)
            continue
        said, first = claims.get(record.key, []), record.key.dataset not in again
        for variable in _unclaimed(record, said, owners, locks.upto(record.key), first=first):
            yield value_not_claimed(record.id, variable)
        if counted.get(record.id) != _counts(record):
            yield counts_differ(record.id)


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


def _counts(record: Locked) -> tuple[int, ...] | None:
    if not record.cells:
        return None
    found = count((record.values[variable], cell) for variable, cell in record.cells.items())
    return tuple(getattr(found, name) for name in _PROVEN)


def _tallies(ids: list[int]) -> dict[int, tuple[int, ...]]:
    sums = {f"sum_{name}": Sum(name) for name in _PROVEN}
    found = Tally.objects.filter(record_id__in=ids).values_list("record_id").annotate(**sums)
    return {record_id: tuple(numbers) for record_id, *numbers in found}


def check_redacted(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """What a redaction left of a claim is what its newest entry vouches for."""
    yield from match_contents(_newest(entries), _contents)


def _newest(entries: Iterable[EntryView]) -> Iterator[EntryView]:
    """The entries that no later redaction of their claim has taken the place of."""
    stream = iter(entries)
    while batch := list(islice(stream, CHUNK)):
        subjects = [entry.subject for entry in batch]
        found = Entry.objects.filter(subject__in=subjects, kind="claim.redacted").order_by("id")
        later = dict(found.values_list("subject", "id"))
        yield from (entry for entry in batch if entry.id >= later.get(entry.subject, 0))


JOURNAL_CHECKERS = {"claim.made": check_claims, "claim.redacted": check_redacted}

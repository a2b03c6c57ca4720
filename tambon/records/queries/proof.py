"""Whether claims still equal the journal, and records what their claims make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tambon.journal.models import Entry
from tambon.journal.queries import list_unjournaled, match_contents
from tambon.journal.rules import EntryView, Fault, content_hash
from tambon.journal.rules.faults import row_unjournaled
from tambon.records.models import Claim
from tambon.records.queries.past import check_past
from tambon.records.queries.records_proof import check_records
from tambon.records.queries.sql import rows
from tambon.records.rules import FIELDS, claim_bytes
from tambon.records.rules.faults import past_not_claimed, submission_lost

CHUNK = 1_000


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


def _contents(subjects: list[str]) -> dict[str, tuple[str, str]]:
    refs = [subject.removeprefix("claim:") for subject in subjects]
    found = Claim.objects.filter(ref__in=refs).values("id", "nonce", *FIELDS)
    return {f"claim:{row['ref']}": (f"records_claim {row['id']}", _hash(row)) for row in found}


def _hash(row: dict[str, Any]) -> str:
    return content_hash(bytes(row["nonce"]), claim_bytes(row))


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


def check_history(_: Iterable[EntryView]) -> Iterator[Fault]:
    """History is what its newest entries tell, of whichever kind."""
    yield from check_past()


JOURNAL_CHECKERS = {
    "claim.made": check_claims,  # with the records, of which "lock.held" and "lock.moved" tell too
    "claim.redacted": check_redacted,
    "history.kept": check_history,  # and "history.forgotten"
}

"""Whether returned cells are what the journal says: as they were sent back, and as they ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from hashlib import sha256

from tambon.journal.rules import (
    Checker,
    EntryView,
    Fault,
    content_changed,
    content_missing,
    row_unjournaled,
)
from tambon.verification.models import Returned
from tambon.verification.queries.sql import rows
from tambon.verification.rules.faults import reopened_otherwise

_SAID = ("pk", "record_id", "variable", "claim_id", "office_id", "reason", "note", "by")


def returns_content(rows: Sequence[Returned]) -> str:
    """One hash of cells as they were sent back together."""
    digest = sha256()
    for row in sorted(rows, key=lambda one: one.pk):
        said = {name: getattr(row, name) for name in _SAID}
        said |= {"due": row.due.isoformat(), "made_at": row.made_at.astimezone(UTC).isoformat()}
        digest.update(json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def check_sent(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each return has its rows as they were made; each row has its return."""
    told: set[int] = set()
    for entry in entries:
        ids: list[int] = entry.body.get("returns", [])
        told.update(ids)
        found = list(Returned.objects.filter(pk__in=ids))
        if len(found) < len(ids):
            yield content_missing(entry)
            continue
        others = [row for row in found if (row.by, row.made_at) != (entry.by, entry.at)]
        same = entry.body.get("content") in (None, returns_content(found))
        if others or (found and not same):
            yield content_changed(_where([row.pk for row in others or found]), entry)
    for id_ in _others(Returned.objects.values_list("pk", flat=True), told):
        yield row_unjournaled(_where([id_]), "cells.return")
    for record_id, variable in rows("reopened_otherwise", {}):
        yield reopened_otherwise(record_id, variable)


def check_withdrawn(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each return that was taken back ended so; each that ended so was."""
    told: set[int] = set()
    for entry in entries:
        told.add(entry.body["return"])
        yield from _ended(entry, [entry.body["return"]], "withdrawn")
    yield from _untold(told, ["withdrawn"], "cells.return_withdrawn")


def check_ended(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """The same of those that were answered, by the claim that answered, or confirmed or asked no more."""
    told: set[int] = set()
    for entry in entries:
        body = entry.body
        not_asked = body.get("not_asked", [])
        told.update(body["answered"], body["confirmed"], not_asked)
        yield from _ended(entry, body["answered"], "answered", body.get("answers"))
        yield from _ended(entry, body["confirmed"], "confirmed")
        yield from _ended(entry, not_asked, "not_asked")
    yield from _untold(told, ["answered", "confirmed", "not_asked"], "returns.ended")


def _ended(
    entry: EntryView, ids: Sequence[int], how: str, answers: Sequence[int] | None = None
) -> Iterator[Fault]:
    found = Returned.objects.in_bulk(ids)
    by = dict(zip(ids, answers, strict=False)) if answers is not None else {}
    for id_ in ids:
        row = found.get(id_)
        if row is None:
            yield content_missing(entry)
        elif (
            (row.closed_how, row.closed_at) != (how, max(entry.at, row.made_at))
            or (row.answer_claim_id is None) != (how != "answered")
            or row.answer_claim_id != by.get(id_, row.answer_claim_id)
        ):
            yield content_changed(_where([id_]), entry)


def _untold(told: set[int], how: list[str], kind: str) -> Iterator[Fault]:
    for id_ in _others(Returned.objects.filter(closed_how__in=how).values_list("pk", flat=True), told):
        yield row_unjournaled(_where([id_]), kind)


def _others(ids: Iterable[int], told: set[int]) -> list[int]:
    return sorted(set(ids) - told)


def _where(ids: list[int]) -> str:
    first, last = min(ids), max(ids)
    return f"verification_returned {first}" if first == last else f"verification_returned {first}–{last}"


JOURNAL_CHECKERS: dict[str, Checker] = {
    "cells.return": check_sent,
    "cells.return_withdrawn": check_withdrawn,
    "returns.ended": check_ended,
}

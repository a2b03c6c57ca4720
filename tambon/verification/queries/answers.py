"""Whether challenges and what was said about findings are what the journal says.

The newest entry about one tells what it is now: its content, where the entry holds that, and what the kind of
entry itself says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from tambon.journal.models import Entry
from tambon.journal.queries import list_unjournaled
from tambon.journal.rules import (
    Checker,
    EntryView,
    Fault,
    content_changed,
    content_hash,
    content_missing,
    row_unjournaled,
)
from tambon.verification.models import Challenge, Finding

R = TypeVar("R", bound=Model)
BATCH = 500
_ASKED = ("release", "dataset", "period", "area_id", "variable", "published", "said", "proposed", "lang")
_READ = ("state", "moderated_by", "refusal", "answered_by", "outcome", "answer")
_EXPLAINED = ("record_id", "variable", "rule", "explanation", "evidence", "explained_by", "accepted_by")
_STATES = {"made": "waiting", "passed_on": "open", "refused": "refused", "answered": "answered"}


def challenge_content(row: Challenge) -> str:
    """The hash of the challenge as it is, but for who asked. Its office is the owner's until it answers."""
    said = {name: getattr(row, name) for name in (*_ASKED, *_READ)}
    said |= _instants(row, "made_at", "moderated_at", "answered_at")
    said["claim"] = str(row.claim_ref or "")
    said["office"] = row.office_id if row.state == "answered" else None
    said |= {name: _whole(said[name]) for name in ("published", "proposed")}
    return content_hash(bytes(row.secret_hash), _written(said))


def finding_content(row: Finding) -> str:
    """The hash of what people said about the finding."""
    said = {name: getattr(row, name) for name in _EXPLAINED} | _instants(row, "explained_at", "accepted_at")
    return sha256(_written(said)).hexdigest()


def _instants(row: Model, *names: str) -> dict[str, str]:
    found = {name: getattr(row, name) for name in names}
    return {name: at.astimezone(UTC).isoformat() if at else "" for name, at in found.items()}


def _written(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _whole(value: Any) -> Any:
    """As it comes back from the database, where a whole number has no fraction."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _challenge_differs(row: Challenge, entry: EntryView) -> bool:
    body, what = entry.body, entry.kind.removeprefix("challenge.")
    told: dict[str, Any] = {"reason": row.refusal, "claim": str(row.claim_ref), "outcome": row.outcome}
    if what == "answered":
        told |= {"answer": sha256(row.answer.encode()).hexdigest(), "office": row.office_id}
    if "content" in body:
        told["content"] = challenge_content(row)
    return row.state != _STATES[what] or any(told[name] != body[name] for name in told.keys() & body.keys())


def _finding_differs(row: Finding, entry: EntryView) -> bool:
    body = entry.body
    now: dict[str, Any] = {"record": row.record_id, "variable": row.variable, "rule": row.rule}
    if "content" in body:
        now["content"] = finding_content(row)
    if any(now[name] != body.get(name) for name in now):
        return True
    nobody = ("", None)
    explained, accepted = (row.explained_by, row.explained_at), (row.accepted_by, row.accepted_at)
    if entry.kind == "finding.accepted":
        return explained == nobody or accepted != (entry.by, entry.at)
    said = (entry.by, entry.at) if entry.kind == "finding.explained" else nobody
    return (explained, accepted) != (said, nobody)


def _challenges(entries: Iterable[EntryView]) -> Iterator[Fault]:
    for batch in _newest(entries, "challenge."):
        refs = [UUID(entry.subject.removeprefix("challenge:")) for entry in batch]
        rows = {f"challenge:{row.ref}": row for row in Challenge.objects.filter(ref__in=refs)}
        yield from _compare(batch, rows, "verification_challenge", _challenge_differs)


def _findings(entries: Iterable[EntryView]) -> Iterator[Fault]:
    for batch in _newest(entries, "finding."):
        ids = [int(entry.subject.removeprefix("finding:")) for entry in batch]
        rows = {f"finding:{row.pk}": row for row in Finding.objects.filter(pk__in=ids)}
        yield from _compare(batch, rows, "verification_finding", _finding_differs)


def _compare(
    batch: list[EntryView], rows: dict[str, R], table: str, differs: Callable[[R, EntryView], bool]
) -> Iterator[Fault]:
    for entry in batch:
        row = rows.get(entry.subject)
        if row is None:
            yield content_missing(entry)
        elif differs(row, entry):
            yield content_changed(f"{table} {row.pk}", entry)


def _newest(entries: Iterable[EntryView], kinds: str) -> Iterator[list[EntryView]]:
    """The entries after which no other one of these kinds speaks of the same, in batches."""
    stream = iter(entries)
    while batch := list(islice(stream, BATCH)):
        subjects = [entry.subject for entry in batch]
        later = Entry.objects.filter(subject__in=subjects, kind__startswith=kinds).order_by("id")
        last = dict(later.values_list("subject", "id"))
        yield [entry for entry in batch if entry.id >= last.get(entry.subject, 0)]


def _with_rows(check: Checker, rows: QuerySet[R], kind: str, field: str) -> Checker:
    """The checker, and each of the rows has an entry of the kind."""
    name, table = kind.partition(".")[0], rows.model._meta.db_table

    def checked(entries: Iterable[EntryView]) -> Iterator[Fault]:
        yield from check(entries)
        lost = list_unjournaled(rows.all(), kind=kind, prefix=f"{name}:", field=field).order_by("pk")
        for id_ in lost.values_list("pk", flat=True):
            yield row_unjournaled(f"{table} {id_}", kind)

    return checked


def _challenge_rows(what: str, **state: str) -> Checker:
    return _with_rows(_challenges, Challenge.objects.filter(**state), f"challenge.{what}", "ref")


def _finding_rows(what: str, given: Q) -> Checker:
    return _with_rows(_findings, Finding.objects.filter(given), f"finding.{what}", "pk")


JOURNAL_CHECKERS: dict[str, Checker] = {
    "challenge.made": _challenge_rows("made"),
    "challenge.passed_on": _challenge_rows("passed_on", state="open"),
    "challenge.refused": _challenge_rows("refused", state="refused"),
    "challenge.answered": _challenge_rows("answered", state="answered"),
    "finding.explained": _finding_rows("explained", Q(explained_at__isnull=False)),
    "finding.accepted": _finding_rows("accepted", Q(accepted_at__isnull=False)),
    "finding.refused": _findings,
}

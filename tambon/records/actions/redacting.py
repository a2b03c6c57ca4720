"""Redacting an answer everywhere: the submission, the claims made from it, records and their history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tambon.blobs import kept as kept_blobs
from tambon.forms import queries as forms
from tambon.forms.rules.blotting import whole
from tambon.host.erasures import remember_erasure
from tambon.host.home import Home
from tambon.journal import actions as journal
from tambon.journal.rules import content_hash, new_nonce
from tambon.lib.problem import Problem
from tambon.records.actions.deriving import derive_records
from tambon.records.actions.past import forget_past
from tambon.records.actions.turns import await_locks
from tambon.records.models import Claim
from tambon.records.queries.locked import lock_records
from tambon.records.queries.told import Told, told_by
from tambon.records.rules import FIELDS, ORIGINS, REDACTED, VERDICTS, ClaimKind, Key, claim_bytes
from tambon.submissions import actions as submissions
from tambon.submissions import queries as kept

REPEATING = (ClaimKind.ENTRY.value, ClaimKind.WITNESS.value, ClaimKind.CHALLENGE.value)
KIND = "redaction"  # its name in erasures.jsonl
AGAIN = "ลบซ้ำหลังกู้คืนจากสำรอง · redacted again after a restore"


@transaction.atomic
def redact_submission(
    *, ref: UUID, fields: Collection[str], reason: str, by: str, at: datetime
) -> tuple[str, ...]:
    """Blots answers out of a submission, and what was claimed from them out of the records; the
    contents of files that the answers name are erased, as traces are on schedule.

    The paths that were blotted come back: those named, and those in which the same text stood. Raises what
    `tambon.submissions.actions.redact` raises, and OSError when contents cannot be erased; nothing has
    changed then.
    """
    done = submissions.redact(ref=ref, fields=fields, reason=reason, by=by, at=at)
    one = kept.get_submission(ref)
    version = forms.find_version(one.form_id, one.form_version)
    if version is not None:
        redact_claims(ref=ref, variables=_standing_for(version.mapping, set(done.paths)), by=by, at=at)
        if version.mapping.head_remark and _covered(version.mapping.head_remark, set(done.paths)):
            _forget_remarks(ref, by=by, at=at)
    remember_erasure(KIND, str(ref), at, done.paths)
    home = Home.from_environment()
    submissions.erase_contents(done.contents, blobs=kept_blobs(home.blobs), cache=home.photos)
    return done.paths


def redact_again(ref: str, fields: Collection[str], *, erased_at: datetime, by: str, at: datetime) -> bool:
    """After a restore: what was blotted out at that time is blotted out again; whether anything was there.

    A submission that the backup does not hold came later than it, and nothing of it is back.
    """
    try:
        one = UUID(ref)
        kept.get_submission(one)
    except (ValueError, Problem):
        return False
    return sum(_once_more(one, path, erased_at, by, at) for path in sorted(fields)) > 0


def _once_more(ref: UUID, path: str, erased_at: datetime, by: str, at: datetime) -> bool:
    """Unless it is blotted out already, or stood only in what came after the backup. An earlier redaction is
    none: something may have been said there again since.
    """
    if path in submissions.redacted_fields(ref, since=erased_at):
        return False
    try:
        redact_submission(ref=ref, fields=[path], reason=AGAIN, by=by, at=at)
    except Problem:
        return False
    return True


@transaction.atomic
def redact_claims(*, ref: UUID, variables: Mapping[str, Collection[str]], by: str, at: datetime) -> int:
    """Takes these variables (by dataset) out of what the submission claimed; how many claims changed.

    An office's own statement that repeats the value loses it too, and so does its word about the value. A
    claim keeps its reference and its place, the journal vouches for what is left of it, the record is derived
    again, and history forgets the values.
    """
    _hold(ref)
    told = _told(ref)
    names = {one.key: set(variables.get(one.key.dataset, ())) for one in told}
    concerned = [one.id for one in told if names[one.key] & one.values.keys()]
    rows = list(Claim.objects.select_for_update().filter(id__in=concerned).order_by("id"))
    rows += [row for key in _keys(rows) for row in _repeating(key, names[key], rows)]
    rows += [row for key in _keys(rows) for row in _judging(key, names[key], rows)]
    for row in rows:
        _redact(row, names[_key(row)], by=by, at=at)
    keys = _keys(rows)
    derive_records(keys, at=at)
    forget_past(((key, names[key]) for key in keys), [row.pk for row in rows], by=by, at=at)
    return len(rows)


def _told(ref: UUID) -> list[Told]:
    return [one for claims in told_by([ref]).get(ref, {}).values() for one in claims]


def _hold(ref: UUID) -> None:
    """Takes a turn and locks the records of all that the submission claimed, in the order of everybody.

    What is said about a record is written under its lock: who reads claims after this has them all, also the
    word that somebody gave a moment ago, and of two redactions the second finds what the first one left.
    """
    keys = sorted({one.key for one in _told(ref)})
    await_locks((key.dataset, key.period) for key in keys)
    lock_records(keys)


def _forget_remarks(ref: UUID, *, by: str, at: datetime) -> None:
    """What the village's head said, where it was written beside the head's objection."""
    own = f"witness:objects:submission:{ref}"  # and the same of corrections: "…/2"
    rows = Claim.objects.select_for_update().filter(Q(evidence=own) | Q(evidence__startswith=f"{own}/"))
    for row in rows.exclude(reason="").order_by("id"):
        row.reason = ""
        _redact(row, set(), by=by, at=at)


def _standing_for(mapping: Any, paths: set[str]) -> dict[str, set[str]]:
    """{dataset: the variables whose answer, or a column of it, stands at or below one of the paths}."""
    found: dict[str, set[str]] = {}
    for dataset, places in mapping.variables.items():
        found[dataset] = {name for name, path in places.items() if _covered(path, paths)}
    for dataset, repeats in mapping.rows.items():
        for name, rows in repeats.items():
            cells = {f"{rows.path}/{column}" for column in rows.columns.values()}
            if any(_covered(cell, paths) for cell in cells):
                found.setdefault(dataset, set()).add(name)
    return found


def _covered(path: str, paths: set[str]) -> bool:
    return any(path == one or path.startswith(one + "/") for one in map(whole, paths))


def _key(row: Claim) -> Key:
    return Key(row.dataset, row.period, row.area_id)


def _keys(rows: Iterable[Claim]) -> list[Key]:
    return sorted({_key(row) for row in rows})


def _repeating(key: Key, names: set[str], rows: list[Claim]) -> list[Claim]:
    """Statements of offices and of the village's head that hold a redacted value of this record."""
    gone = [
        (name, row.values[name]) for row in rows if _key(row) == key for name in names & row.values.keys()
    ]
    own = Claim.objects.select_for_update().filter(
        dataset=key.dataset, period=key.period, area_id=key.area_id, kind__in=REPEATING
    )
    return [row for row in own.order_by("id") if any(row.values.get(name) == value for name, value in gone)]


def _judging(key: Key, names: set[str], rows: list[Claim]) -> list[Claim]:
    """Confirmations and disputes of a redacted value of this record: they hold the value that they judge."""
    refs = {str(row.ref) for row in rows if _key(row) == key}
    words = Claim.objects.select_for_update().filter(
        dataset=key.dataset,
        period=key.period,
        area_id=key.area_id,
        kind__in=[kind.value for kind in VERDICTS],
    )
    return [
        row
        for row in words.order_by("id")
        if any(row.about.get(name) in refs for name in names & row.values.keys())
    ]


def _redact(row: Claim, names: set[str], *, by: str, at: datetime) -> None:
    """Puts the claim anew under its own id: the database refuses to change one, and the old one must go."""
    if row.kind in ORIGINS:  # that it said something stays: what it ended does not come back
        row.about = {**row.about, **dict.fromkeys(names & row.values.keys(), REDACTED)}
    row.values = {name: value for name, value in row.values.items() if name not in names}
    row.nonce = new_nonce()
    Claim.objects.filter(pk=row.pk).delete()
    row.save(force_insert=True)
    said = {field: getattr(row, field) for field in FIELDS}
    body = {"content": content_hash(row.nonce, claim_bytes(said))}
    journal.record("claim.redacted", subject=f"claim:{row.ref}", by=by, at=at, body=body)

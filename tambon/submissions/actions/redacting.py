"""Blotting answers out of what was kept: the one change of what a phone sent."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from tambon.forms.rules import blotting
from tambon.journal import actions as journal
from tambon.journal.rules import new_nonce
from tambon.lib.text import BLOT
from tambon.lib.thai_id import hide_citizen_ids
from tambon.submissions import problems
from tambon.submissions.actions.erasing import mark_erased
from tambon.submissions.actions.unlocking import redacting
from tambon.submissions.models import Conflict, Correction, Inbox, Quarantine, Redaction, Submission
from tambon.submissions.queries.vouched import vouched_anew

Kept = Submission | Conflict


@dataclass(frozen=True)
class Redacted:
    """What was blotted out: the paths named, and those where the same text stood; the texts; and the contents
    of files that were marked erased, for `erase_contents`.
    """

    paths: tuple[str, ...]
    texts: frozenset[str]
    contents: tuple[str, ...] = ()


@transaction.atomic
def redact(*, ref: UUID, fields: Collection[str], reason: str, by: str, at: datetime) -> Redacted:
    """Blots the answers at these paths out of the submission and what stands beside it; nothing keeps them.

    The texts go from the kept XML and its conflicts (with every other answer in which one of them stands),
    from corrections and from the reason of a quarantine; files that the answers name are marked
    erased. Claims and contents are the business of `tambon.records.actions.redact_submission`, which calls
    this. Raises 404 for an unknown submission or a path at which nothing stands, 422 for the form's own id
    and for a missing reason.
    """
    kept = _lock(ref)
    conflicts = list(kept.conflicts.order_by("id"))
    named = {blotting.whole(path) for path in fields}
    _demand_sensible(kept, conflicts, named, reason)
    everything: list[Kept] = [kept, *conflicts]
    texts = _texts(kept, everything, named)
    paths = named.union(*(blotting.paths_holding(bytes(one.xml), texts) for one in everything))
    _blot_beside(kept, paths, texts)
    with redacting():
        _blot(everything, paths)
    said = {"fields": sorted(paths), "reason": hide_citizen_ids(reason), "by": by, "at": at}
    Redaction.objects.create(submission=kept, **said)
    for one in everything:
        subject = f"{'submission' if one is kept else 'conflict'}:{one.ref}"
        body = {**vouched_anew(one), "fields": sorted(paths)}
        journal.record("submission.redacted", subject=subject, by=by, at=at, body=body)
    contents = mark_erased(kept.pk, texts, by=by, at=at)
    return Redacted(tuple(sorted(paths)), frozenset(texts), contents)


def redacted_paths(submission_id: int) -> set[str]:
    """Every path that was ever blotted out of this submission."""
    lists = Redaction.objects.filter(submission_id=submission_id).values_list("fields", flat=True)
    return {path for fields in lists for path in fields}


def redacted_fields(ref: UUID, *, since: datetime) -> set[str]:
    """Every path that was blotted out of the submission with this name at that time or later."""
    lists = Redaction.objects.filter(submission__ref=ref, at__gte=since).values_list("fields", flat=True)
    return {path for fields in lists for path in fields}


def _lock(ref: UUID) -> Submission:
    found = Submission.objects.filter(ref=ref).values_list("id", flat=True).first()
    if found is None:
        raise problems.unknown(ref=ref)
    # first the inbox: whoever processes it ends before, or passes over it until the text is gone
    list(Inbox.objects.select_for_update().filter(submission_id=found))
    return Submission.objects.select_for_update().get(id=found)


def _demand_sensible(kept: Submission, conflicts: list[Conflict], named: set[str], reason: str) -> None:
    if not reason.strip():
        raise problems.redaction_without_reason()
    there = {blotting.whole(one.field) for one in kept.corrections.all()}
    there |= blotting.paths_of(bytes(kept.xml)).union(*(blotting.paths_of(bytes(c.xml)) for c in conflicts))
    for path in sorted(named):
        if path in blotting.KEPT or not path:
            raise problems.redaction_of_an_id(path=path)
        if not any(one == path or one.startswith((path + "/", path + "@")) for one in there):
            raise problems.redaction_of_nothing(path=path)
    if not named:
        raise problems.redaction_of_nothing(path="-")


def _texts(kept: Submission, everything: Iterable[Kept], named: set[str]) -> set[str]:
    texts = {text for one in everything for text in blotting.texts_at(bytes(one.xml), named)}
    beside = kept.corrections.all()
    texts |= {one.text.strip() for one in beside if blotting.whole(one.field) in named}
    return texts - {"", BLOT}


def _blot_beside(kept: Submission, paths: set[str], texts: set[str]) -> None:
    for one in Correction.objects.filter(submission=kept):
        if one.text and (blotting.whole(one.field) in paths or blotting.holds(one.text, texts)):
            Correction.objects.filter(pk=one.pk).update(text=BLOT)
    for waiting in Quarantine.objects.filter(submission=kept):
        waiting.details = {
            name: BLOT if blotting.holds(str(value), texts) else value
            for name, value in waiting.details.items()
        }
        waiting.save(update_fields=["details"])


def _blot(everything: list[Kept], paths: set[str]) -> None:
    taken: set[bytes] = set()
    for one in everything:
        one.xml, one.nonce = blotting.blot(bytes(one.xml), paths), new_nonce()
        one.sha256 = sha256(one.xml).digest()
        if one.sha256 in taken:  # two that differed in the redacted answer alone are one content now
            one.sha256 = sha256(one.xml + one.ref.bytes).digest()
        taken.add(one.sha256)
        type(one).objects.filter(pk=one.pk).update(xml=one.xml, sha256=one.sha256, nonce=one.nonce)

"""The intake: whatever comes back from here is on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from tambon.forms.rules.blotting import blot, texts_at
from tambon.journal import actions as journal
from tambon.journal.rules import NewEntry, content_hash, new_nonce, row
from tambon.submissions import queries
from tambon.submissions.actions.erasing import names_a_file
from tambon.submissions.actions.redacting import redacted_paths
from tambon.submissions.actions.unlocking import redacting
from tambon.submissions.models import Attachment, Conflict, Submission
from tambon.submissions.rules import Part, Receipt, State, checked_name, read_envelope, said_of

_RECEIVE = (Path(__file__).parents[1] / "sql" / "receive.sql").read_text()


def receive(*, xml: bytes, person_id: int, at: datetime, attachments: Sequence[Part] = ()) -> Receipt:
    """Keeps a submission once and says how it met what was here; the receipt's hash is its journal entry's.

    NEW: first time. SAME: this content is here already; attachments not yet known are kept. CONFLICT: the
    instance id is here with another content; both are kept. May be called again after a lost connection.
    Outside a transaction it commits by itself. Raises a Problem, and keeps nothing, for what cannot be read.
    """
    envelope = read_envelope(xml)
    for part in attachments:
        checked_name(part.name)
    digest, nonce, ref, by = sha256(xml).digest(), new_nonce(), uuid4(), f"person:{person_id}"
    entry = NewEntry("submission.received", f"submission:{ref}", by, at, _body(nonce, xml, attachments))
    _, kind, subject, _, body, entry_hash = row(entry)
    values: dict[str, Any] = {
        "ref": ref, "instance_id": envelope.instance_id, "form_id": envelope.form_id,
        "form_version": envelope.form_version, "person_id": person_id, "at": at, "xml": xml, "sha256": digest,
        "nonce": nonce, "deprecates": envelope.deprecates, "kind": kind, "subject": subject, "by": by,
        "body": body, "hash": entry_hash, **_columns(attachments),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_RECEIVE, values)
        if cursor.fetchone():
            return Receipt(State.NEW, ref, entry_hash.hex())
    known = queries.get_kept(envelope.instance_id)
    if known.sha256 == digest:
        return _same(known, attachments, by=by, at=at)
    return _meet_other(known, xml, attachments, person_id=person_id, at=at)


def _body(nonce: bytes, xml: bytes, attachments: Sequence[Part]) -> dict[str, Any]:
    body: dict[str, Any] = {"content": content_hash(nonce, xml)}
    if attachments:
        body["attachments"] = _vouched(nonce, attachments)
    return body


def _vouched(nonce: bytes, attachments: Sequence[Part]) -> list[str]:
    return sorted({content_hash(nonce, said_of(part)) for part in attachments})


def _columns(attachments: Sequence[Part]) -> dict[str, list[Any]]:
    return {
        "names": [part.name for part in attachments],
        "sha256s": [part.sha256 for part in attachments],
        "sizes": [part.size for part in attachments],
        "types": [part.content_type for part in attachments],
    }


def _same(known: queries.Kept, attachments: Sequence[Part], *, by: str, at: datetime) -> Receipt:
    _attach(known, None, attachments, by=by, at=at)
    return Receipt(State.SAME, known.ref, known.hash)


@transaction.atomic
def _meet_other(
    known: queries.Kept, xml: bytes, attachments: Sequence[Part], *, person_id: int, at: datetime
) -> Receipt:
    """What came is not what is kept: another content, or what it was before somebody blotted it."""
    kept = Submission.objects.select_for_update().get(id=known.id)  # nobody redacts it meanwhile
    if paths := redacted_paths(known.id):
        texts = texts_at(xml, paths)  # a file that they name was erased, and does not come back
        attachments = [part for part in attachments if not names_a_file(part.name, texts)]
        xml = blot(xml, paths)
        if sha256(xml).digest() == bytes(kept.sha256):
            return _same(known, attachments, by=f"person:{person_id}", at=at)
    return _keep_conflict(known, xml, attachments, person_id=person_id, at=at)


def _keep_conflict(
    known: queries.Kept, xml: bytes, attachments: Sequence[Part], *, person_id: int, at: datetime
) -> Receipt:
    by, digest = f"person:{person_id}", sha256(xml).digest()
    conflict, is_new = Conflict.objects.get_or_create(
        submission_id=known.id,
        sha256=digest,
        defaults={
            "ref": uuid4(), "person_id": person_id, "received_at": at, "xml": xml, "nonce": new_nonce()
        },
    )  # fmt: skip
    subject = f"conflict:{conflict.ref}"
    if is_new:
        body = {"content": content_hash(bytes(conflict.nonce), xml), "submission": str(known.ref)}
        receipt = journal.record("submission.conflicted", subject=subject, by=by, at=at, body=body).hex()
    else:
        receipt = queries.receipt_of(subject)
    kept = queries.Kept(known.id, conflict.ref, digest, receipt)
    _attach(kept, conflict, attachments, by=by, at=at)
    return Receipt(State.CONFLICT, conflict.ref, receipt)


def _attach(
    kept: queries.Kept, conflict: Conflict | None, attachments: Sequence[Part], *, by: str, at: datetime
) -> None:
    """Keeps further attachments of something that is here; one journal entry names those that are new."""
    if not attachments:
        return
    with transaction.atomic():
        nonce = _locked_nonce(kept.id, conflict)
        added = [part for part in attachments if _keep_attachment(kept.id, conflict, part)]
        if added:
            subject = _subject(kept.ref, conflict)
            body = {"attachments": _vouched(nonce, added)}
            journal.record("submission.attached", subject=subject, by=by, at=at, body=body)


def _locked_nonce(submission_id: int, conflict: Conflict | None) -> bytes:
    """What attachments are hashed with now: a redaction since the first look drew another, and none follows
    until these are vouched for.
    """
    nonce = Submission.objects.select_for_update().values_list("nonce", flat=True).get(id=submission_id)
    if conflict is not None:
        nonce = Conflict.objects.values_list("nonce", flat=True).get(id=conflict.pk)
    return bytes(nonce)


def _subject(ref: UUID, conflict: Conflict | None) -> str:
    return f"submission:{ref}" if conflict is None else f"conflict:{ref}"


def _keep_attachment(submission_id: int, conflict: Conflict | None, part: Part) -> bool:
    row, is_new = Attachment.objects.get_or_create(
        submission_id=submission_id,
        conflict=conflict,
        name=part.name,
        sha256=part.sha256,
        defaults={"size": part.size, "content_type": part.content_type},
    )
    if row.erased_at is not None:  # a phone brought it again: it is here, and due to go the next night
        with redacting():
            Attachment.objects.filter(pk=row.pk).update(erased_at=None)
    return is_new

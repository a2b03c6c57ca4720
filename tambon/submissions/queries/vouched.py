"""What the journal vouches for about a submission, hashed with its nonce."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from tambon.journal.rules import content_hash
from tambon.submissions.models import Attachment, Conflict, Correction, Submission
from tambon.submissions.rules import Part, said_of


def said_in(row: Correction) -> bytes:
    """A correction as bytes: which it is, and all that it says."""
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    return "\0".join((str(row.pk), row.field, row.text, row.by, at)).encode()


def attachments_of(row: Submission | Conflict) -> set[str]:
    """The hashes of what came with it; all of its attachments are asked for."""
    return {content_hash(bytes(row.nonce), said_of(part_of(one))) for one in _own(row)}


def corrections_of(row: Submission) -> set[str]:
    """The hashes of what people said beside it."""
    return {content_hash(bytes(row.nonce), said_in(one)) for one in row.corrections.all()}


def vouched_anew(row: Submission | Conflict) -> dict[str, Any]:
    """The body of a redaction's entry: everything about the row, hashed with the nonce it has now."""
    body: dict[str, Any] = {"content": content_hash(bytes(row.nonce), bytes(row.xml))}
    body["attachments"] = sorted(attachments_of(row))
    if isinstance(row, Submission):
        body["corrections"] = sorted(corrections_of(row))
    return body


def part_of(row: Attachment) -> Part:
    """An attachment's row as the rules see it."""
    return Part(row.name, row.sha256, row.size, row.content_type)


def _own(row: Submission | Conflict) -> list[Attachment]:
    found = list(row.attachments.all())
    return [one for one in found if isinstance(row, Conflict) or one.conflict_id is None]

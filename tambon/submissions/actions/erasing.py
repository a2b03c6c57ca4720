"""The file that a redacted answer names goes with it: the row stays, its content and small copies do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from tambon.blobs import Blobs
from tambon.formats.pictures import SIDES
from tambon.forms.rules.blotting import plain
from tambon.journal.actions import record_many
from tambon.submissions.actions.photos import place_of
from tambon.submissions.actions.traces import entries_of
from tambon.submissions.actions.unlocking import redacting
from tambon.submissions.models import Attachment, Photo
from tambon.submissions.queries.traces import is_still_named
from tambon.submissions.rules import Part


def names_a_file(name: str, texts: Collection[str]) -> bool:
    """Whether one of the answers' texts is the name of this file."""
    return plain(name) in texts


def mark_erased(submission_id: int, texts: Collection[str], *, by: str, at: datetime) -> tuple[str, ...]:
    """Marks the submission's files that these answers name, and the same contents under other names of it, as
    erased, with the journal's entry; their contents come back for `erase_contents`.
    """
    held = Attachment.objects.filter(submission_id=submission_id, erased_at=None)
    every = list(held.select_related("submission", "conflict").order_by("pk"))
    contents = {row.sha256 for row in every if names_a_file(row.name, texts)}
    rows = [row for row in every if row.sha256 in contents]
    with redacting():
        Attachment.objects.filter(pk__in=[row.pk for row in rows]).update(erased_at=at)
    record_many(entries_of(rows, by, at))
    return tuple(sorted(contents))


def erase_contents(contents: Iterable[str], *, blobs: Blobs, cache: Path) -> None:
    """Erases what nothing names any more, with the small copies and what was read of it. Call it last, inside
    the transaction that marked the files. Raises OSError when the keeper of contents is away.
    """
    for sha256 in contents:
        if is_still_named(sha256, ()):
            continue
        blobs.delete(sha256)
        for side in SIDES:
            with suppress(FileNotFoundError):
                place_of(cache, sha256, side).unlink()
        Photo.objects.filter(sha256=sha256).delete()


def drop_unwanted(parts: Sequence[Part], *, blobs: Blobs, cache: Path) -> None:
    """After a delivery: a phone that brings a redacted picture once more leaves no content of it here."""
    erase_contents({part.sha256 for part in parts}, blobs=blobs, cache=cache)

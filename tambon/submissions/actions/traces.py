"""What traces a worker goes, on schedule: the row stays, its content does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction

from tambon.blobs import Blobs
from tambon.journal.actions import record_many
from tambon.journal.rules import NewEntry
from tambon.lib.days import BANGKOK
from tambon.submissions.actions.unlocking import redacting
from tambon.submissions.models import Attachment
from tambon.submissions.queries.traces import ERASED, is_still_named, traces_due

BATCH = 500


def erase_traces(*, folder: Blobs, days: int, by: str, on: date, at: datetime) -> int:
    """Erases the content of trace files (`rules.TRACES`) that came more than ``days`` days before ``on``; how
    many comes back. Again erases nothing. A content that another attachment names stays for that one.
    """
    before = datetime.combine(on - timedelta(days=days), time.min, tzinfo=BANGKOK)
    erased = 0
    while count := _erase_some(folder, before, by, at):
        erased += count
    return erased


@transaction.atomic
def _erase_some(folder: Blobs, before: datetime, by: str, at: datetime) -> int:
    """Contents first: after a crash in between, the rows are due still and the next run ends the work."""
    ids = list(traces_due(before).values_list("pk", flat=True)[:BATCH])
    locked = Attachment.objects.filter(pk__in=ids, erased_at=None).select_for_update(of=("self",))
    rows = list(locked.select_related("submission", "conflict").order_by("pk"))
    for sha256 in {row.sha256 for row in rows}:
        if not is_still_named(sha256, ids):
            folder.delete(sha256)
    with redacting():
        Attachment.objects.filter(pk__in=[row.pk for row in rows]).update(erased_at=at)
    record_many(entries_of(rows, by, at))
    return len(rows)


def entries_of(rows: Sequence[Attachment], by: str, at: datetime) -> list[NewEntry]:
    """One for each submission, or other content of one; ids alone."""
    of: dict[str, list[int]] = {}
    for row in rows:
        owner = f"conflict:{row.conflict.ref}" if row.conflict else f"submission:{row.submission.ref}"
        of.setdefault(owner, []).append(row.pk)
    return [NewEntry(ERASED, subject, by, at, {"attachments": ids}) for subject, ids in of.items()]

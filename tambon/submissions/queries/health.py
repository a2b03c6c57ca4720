"""How far the worker is behind the phones."""

from __future__ import annotations

from datetime import datetime

from tambon.submissions.models import Inbox, Submission

MOST_COUNTED = 10_000


def count_inbox() -> tuple[int, datetime | None]:
    """How many submissions wait, counted up to ten thousand, and when the oldest of them came."""
    waiting = Inbox.objects.all()[:MOST_COUNTED].count()
    oldest = Inbox.objects.order_by("submission_id").values("submission_id")[:1]
    since = Submission.objects.filter(pk__in=oldest).values_list("received_at", flat=True).first()
    return waiting, since

"""Setting a submission aside, and a person's decision about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tambon.journal import actions as journal
from tambon.submissions import problems, queries
from tambon.submissions.models import Inbox, Quarantine
from tambon.submissions.rules import Outcome, Why


@transaction.atomic
def quarantine(
    submission_id: int, code: str, details: Mapping[str, Any], at: datetime, *, by: str = "system"
) -> None:
    """Sets a submission aside because of ``code``; set aside again after a settlement, it waits again."""
    ref = queries.get_ref(submission_id)
    Quarantine.objects.update_or_create(
        submission_id=submission_id,
        defaults={
            "code": code, "details": dict(details), "at": at,
            "settled_at": None, "settled_by": "", "outcome": "",
        },
    )  # fmt: skip
    journal.record("submission.quarantined", subject=f"submission:{ref}", by=by, at=at, body={"code": code})


@transaction.atomic
def settle(*, ref: UUID, outcome: Outcome, by: str, at: datetime, why: Why | None = None) -> None:
    """A person's decision: AGAIN puts the submission back into the inbox, SET_ASIDE leaves it as it is.

    ``why`` it is set aside is kept with it and told in the journal.
    Raises 404 for an unknown submission and 409 for one that does not wait for a decision.
    """
    waiting = Quarantine.objects.select_for_update().filter(submission__ref=ref, settled_at=None).first()
    if waiting is None:
        queries.get_submission(ref)
        raise problems.not_quarantined(ref=ref)
    waiting.settled_at, waiting.settled_by, waiting.outcome = at, by, outcome.value
    if why is not None:
        waiting.details = {**waiting.details, "why": why.value}
    waiting.save(update_fields=["settled_at", "settled_by", "outcome", "details"])
    if outcome is Outcome.AGAIN:
        Inbox.objects.get_or_create(submission_id=waiting.submission_id)
    body = {"outcome": outcome.value} | ({"why": why.value} if why else {})
    journal.record("submission.settled", subject=f"submission:{ref}", by=by, at=at, body=body)

"""What a person says beside a submission that could not be read. What was sent stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tambon.dictionary.rules.values import read_day
from tambon.forms.problems import unreadable_day
from tambon.forms.rules.answers import DAY
from tambon.journal import actions as journal
from tambon.journal.rules import content_hash
from tambon.submissions import problems, queries
from tambon.submissions.actions.quarantine import settle
from tambon.submissions.models import Correction, Quarantine, Submission
from tambon.submissions.queries.vouched import said_in
from tambon.submissions.rules import Outcome

LONGEST_FIELD, LONGEST_TEXT = 250, 2000


@transaction.atomic
def correct(*, ref: UUID, field: str, text: str, by: str, at: datetime) -> None:
    """Keeps what a person says in the place of one answer; the newest counts, when it is processed again.

    ``field`` is ``area``, ``day`` or the path of an answer; an empty text says that there is no answer.
    Raises 404 for an unknown submission, 409 for one that does not wait in quarantine, 422 for a text that is
    too long and for a day that is none.
    """
    text = text.replace("\0", "")  # which no table holds
    if not 0 < len(field) <= LONGEST_FIELD or len(text) > LONGEST_TEXT:
        raise problems.correction_too_long(limit=LONGEST_TEXT)
    if field == DAY and text:
        _demand_day(text)
    # locked: a redaction that runs meanwhile draws a new nonce, and this entry is hashed with it
    kept = Submission.objects.select_for_update().filter(ref=ref).only("id", "nonce").first()
    if kept is None or not Quarantine.objects.filter(submission=kept, settled_at=None).exists():
        queries.get_submission(ref)
        raise problems.not_quarantined(ref=ref)
    row = Correction.objects.create(submission=kept, field=field, text=text, by=by, at=at)
    body = {"correction": content_hash(bytes(kept.nonce), said_in(row))}
    journal.record("submission.corrected", subject=f"submission:{ref}", by=by, at=at, body=body)


def _demand_day(text: str) -> None:
    try:
        read_day(text)
    except ValueError:
        raise unreadable_day(text=text) from None


@transaction.atomic
def mend(*, ref: UUID, corrections: Mapping[str, str], by: str, at: datetime) -> None:
    """Keeps the corrections and puts the submission back into the inbox; raises as `correct` and `settle`."""
    for field, text in corrections.items():
        correct(ref=ref, field=field, text=text, by=by, at=at)
    settle(ref=ref, outcome=Outcome.AGAIN, by=by, at=at)

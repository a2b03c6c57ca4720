"""The drafts that wait for a person, in short: what each would change, without the rows it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import JSONObject

from tambon.areas.models import Draft
from tambon.areas.queries.editions import newest_edition


@dataclass(frozen=True, slots=True)
class Waiting:
    """``summary``: what a file would change, in numbers and first examples; None for other drafts.

    ``is_stale``: the registry has changed since the draft was shown.
    """

    id: int
    form: str
    source: str
    day: date
    note: str
    staged_by: str
    staged_at: datetime
    summary: dict[str, Any] | None
    is_stale: bool


def list_waiting() -> list[Waiting]:
    """The drafts that wait, the oldest first."""
    newest = newest_edition()
    found = Draft.objects.filter(edition=None, set_aside_at=None).order_by("id")
    short = JSONObject(form=F("content__form"), summary=F("content__summary"))
    return [
        Waiting(
            row.pk, row.short["form"], row.source, row.day, row.note, row.staged_by, row.staged_at,
            row.short["summary"], row.base != newest,
        )
        for row in found.defer("content", "refused").annotate(short=short)
    ]  # fmt: skip

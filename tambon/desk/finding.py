"""The search by receipt: what is found, of what the person may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Verb
from tambon.desk.who import DeskRequest
from tambon.records.queries.submitted import visible_to
from tambon.submissions import queries as kept
from tambon.submissions.queries.finding import find_refs
from tambon.submissions.queries.tables import Condition, Where, page

LONGEST = 100


def found_by(request: DeskRequest, is_mine: Callable[[int, datetime], bool]) -> dict[str, Any]:
    """What ``desk/_find.html`` shows: ``find`` as it was typed, and what the person sees of what it names."""
    text = request.GET.get("find", "").strip()[:LONGEST]
    found = []
    for ref in find_refs(text) if text else []:
        one = kept.get_submission(ref)
        opens = request.who.has(Verb.SETTLE_QUARANTINE) and is_mine(one.person_id, one.received_at)
        url = reverse("desk:submission", args=[ref]) if opens else _form_page(request, one)
        if url:
            sender = accounts.names({one.person_id}).get(one.person_id, ("–", "–"))
            found.append(
                {
                    "url": url, "form_id": one.form_id, "received_at": one.received_at, "sender": sender,
                    "conflicts": one.conflicts, "ref": ref,
                }
            )  # fmt: skip
    return {"find": text, "found": found}


def _form_page(request: DeskRequest, one: kept.SubmissionView) -> str:
    """The form's page, where the person sees this submission among the others; else nothing."""
    if not request.who.areas_for(Verb.SEE_CELLS):
        return ""
    this = Condition("s.id = %(found)s", {"found": one.id})
    seen = page(Where(one.form_id, also=(*visible_to(request.who, on=request.today), this)), limit=1)
    try:
        return reverse("desk:submissions-form", kwargs={"form_id": one.form_id}) if seen else ""
    except NoReverseMatch:
        return ""

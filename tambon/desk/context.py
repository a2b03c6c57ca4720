"""What the desk's menu shows this person."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Role, Verb, Who
from tambon.desk.who import queue_offices
from tambon.notices import queries as notices


def menu(request: HttpRequest) -> dict[str, Any]:
    """On pages of the desk: whether its data are synthetic, and the signed-in person's offices and menu."""
    if not request.path.startswith("/desk/"):
        return {}
    try:
        synthetic = {"synthetic": accounts.is_demonstration(), "at_desk": True}
        who: Who | None = getattr(request, "who", None)
        if who is None or getattr(request, "confined", False):
            return synthetic
        return {**synthetic, **_of(who)}
    except DatabaseError:  # the page that says so must not fail by it
        return {}


def _of(who: Who) -> dict[str, Any]:
    return {
        "my_offices": queue_offices(who),
        "can_work": any(grant.role is Role.WORKER for grant in who.grants),
        "can_see_workforce": bool(who.areas_for(Verb.SEE_WORKFORCE)),
        "can_see_progress": who.has(Verb.SEE_PROGRESS),
        "can_see_values": bool(who.areas_for(Verb.SEE_CELLS)),
        "can_see_findings": bool(who.areas_for(Verb.SEE_CELLS)) or who.has(Verb.CONFIRM),
        "can_see_leads": bool(who.areas_for(Verb.SEE_PERSONAL)),
        "can_see_returns": bool(who.areas_for(Verb.SEE_CELLS) or who.offices_for(Verb.DISPUTE)),
        "can_see_plan": who.has(Verb.SEE_WORKFORCE) or who.has(Verb.SEE_PROGRESS),
        "can_moderate": who.has(Verb.MODERATE),
        "can_invite_head": who.has(Verb.INVITE_HEAD),
        "can_edit_areas": who.has(Verb.EDIT_AREAS),
        "can_train": who.has(Verb.TRAIN),
        "can_edit_forms": who.has(Verb.EDIT_FORMS),
        "can_sign": bool(who.areas_for(Verb.SIGN_OFF)),
        "can_settle": who.has(Verb.SETTLE_QUARANTINE),
        "can_grant": who.has(Verb.GRANT),
        "can_reset_access": who.has(Verb.RESET_ACCESS),
        "can_see_people": who.has(Verb.SEE_PEOPLE),
        "can_see_grants": who.has(Verb.SEE_GRANTS),
        "can_see_official": who.has(Verb.SEE_OFFICIAL),
        "can_see_journal": who.has(Verb.SEE_JOURNAL),
        "new_notices": notices.count_new(who.person_id),
    }

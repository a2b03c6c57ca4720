"""What the desk's menu shows this person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Verb, Who


def menu(request: HttpRequest) -> dict[str, Any]:
    """The person's offices and permissions, on pages of the desk for signed-in people."""
    who: Who | None = getattr(request, "who", None)
    if who is None:
        return {}
    return {
        "my_offices": accounts.offices_of(who),
        "can_see_progress": bool(who.areas_for(Verb.SEE_PROGRESS)),
        "can_settle": who.has(Verb.SETTLE_QUARANTINE),
        "can_see_journal": who.has(Verb.SEE_JOURNAL),
        "synthetic": accounts.is_demonstration(),
    }

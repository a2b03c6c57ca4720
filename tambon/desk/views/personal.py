"""A person's citizen ID and bank account: masked until somebody says why they must be seen, and seen once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tambon.accounts import queries as accounts
from tambon.desk.who import DeskRequest, signed_in
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.workforce.actions.personal import demand_need, look_at_personal, set_personal
from tambon.workforce.queries.personal import personal_state
from tambon.workforce.rules.personal import LOOK_REASONS, PersonalView, say_citizen_id

MOST_LETTERS = 120


@require_http_methods(["GET", "POST"])
@signed_in
def personal(request: DeskRequest, person_id: int) -> HttpResponse:
    """What is kept of a person. The answer to a look is never kept in a cache and cannot be asked for again
    without another entry in the journal.
    """
    demand_need(request.who, person_id, on=request.today)
    if request.method == "GET":
        return _page(request, person_id)
    try:
        if request.POST.get("doing") == "set":
            return _set(request, person_id)
        view = look_at_personal(
            request.who,
            person_id,
            reason=request.POST.get("reason", ""),
            keys=settings.PERSONAL_KEYS,
            on=request.today,
            at=request.at,
        )
    except Problem as problem:
        return _page(request, person_id, problem=problem)
    return _page(request, person_id, view=view)


def _set(request: DeskRequest, person_id: int) -> HttpResponse:
    set_personal(
        person_id=person_id,
        citizen_id=request.POST.get("citizen_id", "")[:MOST_LETTERS],
        bank_account=request.POST.get("bank_account", "")[:MOST_LETTERS],
        keys=settings.PERSONAL_KEYS,
        by=request.who.actor,
        at=request.at,
    )
    return redirect(f"{reverse('desk:personal', args=[person_id])}?saved=1")


def _page(
    request: DeskRequest, person_id: int, *, view: PersonalView | None = None, problem: Problem | None = None
) -> HttpResponse:
    """What was typed does not stand there again after a refusal: it would be a look without an entry."""
    context: dict[str, Any] = {
        "here": "people",
        "person": accounts.get_person(person_id),
        "state": personal_state(person_id),
        "view": view,
        "citizen_id": say_citizen_id(view.citizen_id) if view and view.citizen_id else None,
        "reasons": [(reason.value, said) for reason, said in LOOK_REASONS.items()],
        "saved": "saved" in request.GET,
        "problem": problem.say(language.of(request)) if problem else None,
        "wrong": problem.kind.code if problem else "",
    }
    return render(request, "desk/personal.html", context, status=problem.kind.status if problem else 200)

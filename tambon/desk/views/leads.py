"""Leads about people's answers, for the officer of the district in which they work; for nobody else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.desk.who import DeskRequest, signed_in
from tambon.lib.problem import Problem
from tambon.verification import actions, queries


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The leads of the officer's districts. Raises 403 for who has none."""
    return _page(request)


@require_POST
@signed_in
def look(request: DeskRequest, lead_id: int) -> HttpResponse:
    """The officer looked at it and says what came of it."""
    try:
        note = request.POST.get("note", "")
        actions.look_at_lead(request.who, lead_id, note=note, on=request.today, at=request.at)
    except Problem as problem:
        if problem.kind.status != 422:
            raise
        return _page(request, problem, lead_id)
    return redirect(f"{reverse('desk:leads')}?saved=1")


def _page(request: DeskRequest, problem: Problem | None = None, lead_id: int = 0) -> HttpResponse:
    mine = request.who.areas_for(Verb.SEE_PERSONAL)
    if not mine:
        demand(request.who, Verb.SEE_PERSONAL, Thing())
    leads = queries.list_leads(mine, on=request.today)
    context = {
        "here": "leads",
        "standing": [lead for lead in leads if lead.looked_on is None],
        "looked": [lead for lead in leads if lead.looked_on is not None],
        "saved": "saved" in request.GET,
        "problem": problem,
        "at": lead_id,
        "given": request.POST.get("note", ""),
    }
    return render(
        request, "desk/findings/leads.html", context, status=problem.kind.status if problem else 200
    )

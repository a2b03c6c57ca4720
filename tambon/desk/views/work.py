"""An office's work: what waits, confirming many values at once, one value's story."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tambon.accounts import queries as accounts
from tambon.accounts.rules import ROLES, Role, Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary.rules.values import read_value
from tambon.fieldkit import queries as fieldkit
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.records.rules import ClaimView, Outcome
from tambon.verification import actions, problems, queries
from tambon.verification.rules import CellRef, Reason
from tambon.verification.rules.views import CellStory

PAGE = 20  # records; an office's record shows two or three values


@signed_in
def home(request: DeskRequest) -> HttpResponse:
    """Where each role finds what waits for it."""
    roles = [ROLES[role] for role in dict.fromkeys(grant.role for grant in request.who.grants)]
    offices = [
        {"office": office, "cells": queries.count_waiting(office.id)}
        for office in accounts.offices_of(request.who)
    ]
    is_worker = any(grant.role is Role.WORKER for grant in request.who.grants)
    forms = fieldkit.forms_for(request.who.person_id, on=request.today) if is_worker else None
    context = {"here": "home", "roles": roles, "offices": offices, "worker_forms": forms}
    return render(request, "desk/home.html", context)


@signed_in
def queue(request: DeskRequest, office_id: int) -> HttpResponse:
    """The values of the office that wait for its word, the oddest first."""
    within = _within(request, office_id)
    page = queries.list_office_queue(
        office_id, on=request.today, limit=PAGE, after=_cursor(request.GET.get("after", "")), within=within
    )
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "page": page,
        "after": "-".join(map(str, page.after)) if page.after else "",
        "outcome": _said_before(request),
    }
    return render(request, "desk/queue.html", context)


@require_POST
@signed_in
def confirm(request: DeskRequest, office_id: int) -> HttpResponse:
    """Confirms the chosen values, each as it was seen."""
    cells = [CellRef.read(text) for text in request.POST.getlist("cell")]
    answers = actions.confirm(request.who, cells, on=request.today, at=request.at)
    outcomes = Counter(answer.outcome for answer in answers)
    done = outcomes[Outcome.DONE]
    address = reverse("desk:queue", args=[office_id])
    return redirect(f"{address}?done={done}&changed={len(answers) - done}")


@require_http_methods(["GET", "POST"])
@signed_in
def cell(request: DeskRequest, record_id: int, variable: str) -> HttpResponse:
    """One value's whole story, and the office's word on it."""
    story = queries.get_story(record_id, variable, on=request.today)
    thing = Thing(_line(story, request), story.office_id)
    demand(request.who, Verb.SEE_CELLS, thing)
    if request.method == "GET":
        return _cell_page(request, story, thing)
    try:
        answer = _judge(request, story)
    except Problem as problem:
        return _cell_page(request, story, thing, problem)
    if answer is not Outcome.DONE:
        return _cell_page(request, story, thing, problems.changed_meanwhile())
    return redirect(f"{reverse('desk:cell', args=[record_id, variable])}?saved=1")


def _judge(request: DeskRequest, story: CellStory) -> Outcome:
    seen = CellRef.read(request.POST.get("cell", ""))
    if (seen.record_id, seen.variable) != (story.row.record_id, story.cell.variable.name):
        raise problems.bad_cell(text=str(seen))
    if request.POST.get("verdict") == "confirm":
        return actions.confirm(request.who, [seen], on=request.today, at=request.at)[0].outcome
    reason = request.POST.get("reason", "")
    if reason not in set(Reason):
        raise problems.reason_needed()
    proposed = _proposed(story, request.POST.get("proposed", ""))
    return actions.dispute(
        request.who, seen, reason=Reason(reason), proposed=proposed, on=request.today, at=request.at
    ).outcome


def _proposed(story: CellStory, text: str) -> Any:
    try:
        return read_value(story.cell.variable, text)
    except Problem as problem:
        raise problems.bad_proposal(text=problem.say("th")) from problem


def _cell_page(
    request: DeskRequest, story: CellStory, thing: Thing, problem: Problem | None = None
) -> HttpResponse:
    lang = language.of(request)
    context = {
        "here": "queue",
        "story": story,
        "owner": accounts.office(story.office_id) if story.office_id else None,
        "claims": [_told(claim, story.cell.variable.name) for claim in story.claims],
        "may_confirm": may(request.who, Verb.CONFIRM, thing).allowed,
        "reasons": [(reason.value, *reason.words) for reason in Reason],
        "outcome": "saved" in request.GET,
        "problem": problem.say(lang) if problem else None,
    }
    return render(request, "desk/cell.html", context, status=problem.kind.status if problem else 200)


def _told(claim: ClaimView, variable: str) -> dict[str, Any]:
    return {
        "made_at": claim.made_at,
        "kind": claim.kind,
        "value": claim.values[variable],
        "reason": claim.reason,
        "office_id": claim.office_id,
    }


def _line(story: CellStory, request: DeskRequest) -> tuple[int, ...]:
    area_id = story.row.area.id
    return areas.ancestor_ids([area_id], on=request.today).get(area_id, (area_id,))


def _within(request: DeskRequest, office_id: int) -> list[int] | None:
    """The areas to which the person's grants for this office are narrowed; None for its whole territory."""
    mine = [g for g in request.who.grants if g.office_id == office_id]
    if not mine:
        demand(request.who, Verb.CONFIRM, Thing((), office_id))
    wide = any(g.area_id is None or g.everywhere for g in mine)
    return None if wide else [g.area_id for g in mine if g.area_id is not None]


def _cursor(text: str) -> tuple[int, int] | None:
    oddness, _, record = text.partition("-")
    return (int(oddness), int(record)) if oddness.isdecimal() and record.isdecimal() else None


def _said_before(request: DeskRequest) -> dict[str, int] | None:
    done, changed = request.GET.get("done", ""), request.GET.get("changed", "")
    return {"done": int(done), "changed": int(changed)} if done.isdecimal() and changed.isdecimal() else None

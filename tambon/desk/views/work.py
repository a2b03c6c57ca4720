"""An office's work: what waits, confirming many values at once, one value's story."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import ROLES, OfficeView, Role, Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.desk import cell_page, queue_page
from tambon.desk.asked import Asked
from tambon.desk.choices import choices_of
from tambon.desk.views import field, handing, own_values
from tambon.desk.who import DeskRequest, office_reach, queue_offices, signed_in
from tambon.fieldkit import queries as fieldkit
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.records.rules import Outcome
from tambon.verification import actions, problems, queries
from tambon.verification.rules import CellRef, Reason, clock
from tambon.verification.rules.challenging import State
from tambon.verification.rules.views import CellStory

GIVEN = ("reason", "proposed", "own", "day", "note", "taker", "why")


@require_safe
@signed_in
def home(request: DeskRequest) -> HttpResponse:
    """Where each role finds what waits for it; who is a worker and nothing else finds their own page."""
    if all(grant.role is Role.WORKER for grant in request.who.grants):
        day = fieldkit.work_for(request.who.person_id, on=request.today)
        if day is not None:
            return field.page(request, day)
    roles = [ROLES[role] for role in dict.fromkeys(grant.role for grant in request.who.grants)]
    is_worker = any(grant.role is Role.WORKER for grant in request.who.grants)
    forms = fieldkit.forms_for(request.who.person_id, on=request.today) if is_worker else None
    context = {
        "here": "home",
        "roles": roles,
        "offices": [_office_card(request, office) for office in queue_offices(request.who)],
        "worker_forms": forms,
        "to_read": _count_to_read(request),
    }
    return render(request, "desk/home.html", context)


def _count_to_read(request: DeskRequest) -> int:
    """How many challenges wait to be read first in the person's areas."""
    mine = request.who.areas_for(Verb.MODERATE)
    within = None if request.who.everywhere(Verb.MODERATE) else list(mine)
    return queries.count_to_read(within, on=request.today) if mine else 0


def _office_card(request: DeskRequest, office: OfficeView) -> dict[str, Any]:
    within = _within(request, office.id)
    cells, places = queries.count_office_queue(office.id, on=request.today, within=within).total()
    return {
        "office": office,
        "cells": cells,
        "places": places,
        "challenges": queries.count_of_office(office.id, on=request.today, within=within),
        "handed": queries.count_handed_to(office.id, on=request.today, within=within),
    }


@require_safe
@signed_in
def queue(request: DeskRequest, office_id: int) -> HttpResponse:
    """The values of the office that wait for its word, the oddest first."""
    return queue_page.show(request, office_id)


@require_http_methods(["GET", "POST"])
@signed_in
def confirm(request: DeskRequest, office_id: int) -> HttpResponse:
    """Confirms the chosen values, each as it was seen."""
    within = _within(request, office_id)
    if request.method == "GET":
        return queue_page.back(request, office_id)
    try:
        cells = [CellRef.read(text) for text in request.POST.getlist("cell")]
        answers = actions.confirm(request.who, cells, on=request.today, at=request.at)
    except Problem as problem:
        return queue_page.show(request, office_id, queue_page.Refused(problem))
    come = Counter(answer.outcome for answer in answers)
    done, impossible = come[Outcome.DONE], come[Outcome.IMPOSSIBLE]
    asked = Asked.read(request.POST, queries.count_office_queue(office_id, on=request.today, within=within))
    told = {"done": str(done), "changed": str(len(answers) - done - impossible)}
    if impossible:
        told["impossible"] = str(impossible)
    return redirect(f"{reverse('desk:queue', args=[office_id])}?{urlencode(asked.query | told)}")


@require_http_methods(["GET", "POST"])
@signed_in
def cell(request: DeskRequest, record_id: int, variable: str) -> HttpResponse:
    """One value's whole story, and the office's word on it."""
    story = queries.get_story(record_id, variable, on=request.today)
    thing = thing_of(story, request)
    demand(request.who, Verb.SEE_CELLS, thing)
    if request.method == "GET":
        return _cell_page(request, story, thing)
    try:
        answer, saved = _judge(request, story)
    except Problem as problem:
        return _cell_page(request, story, thing, problem)
    if answer is Outcome.IMPOSSIBLE and (why := story.cell.impossible):
        return _cell_page(request, story, thing, problems.impossible(why_th=why.th, why_en=why.en))
    if answer is not Outcome.DONE:
        return _cell_page(request, story, thing, problems.changed_meanwhile())
    return redirect(f"{reverse('desk:cell', args=[record_id, variable])}?saved={saved}")


def _judge(request: DeskRequest, story: CellStory) -> tuple[Outcome, str]:
    """What came of the word, and how the page tells that it is kept."""
    seen = CellRef.read(request.POST.get("cell", ""))
    if (seen.record_id, seen.variable) != (story.row.record_id, story.cell.variable.name):
        raise problems.bad_cell(text=str(seen))
    if request.POST.get("verdict") == "confirm":
        return actions.confirm(request.who, [seen], on=request.today, at=request.at)[0].outcome, "1"
    if request.POST.get("verdict") == "enter":
        entered = own_values.enter_one(request, story, seen)
        return entered.outcome, "waits" if entered.waits else "1"
    if request.POST.get("verdict") == "hand":
        return handing.hand_one(request, seen), "1"
    reason = request.POST.get("reason", "")
    if reason not in set(Reason):
        raise problems.reason_needed()
    proposed = own_values.read_own(story.cell.variable, request.POST.get("proposed", ""))
    answer = actions.dispute(
        request.who, seen, reason=Reason(reason), proposed=proposed, on=request.today, at=request.at
    )
    waits = proposed is not None and cell_page.signed_over(request, story) is not None
    return answer.outcome, "waits" if waits else "1"


def _cell_page(
    request: DeskRequest, story: CellStory, thing: Thing, problem: Problem | None = None
) -> HttpResponse:
    lang = language.of(request)
    may_confirm = may(request.who, Verb.CONFIRM, thing).allowed
    context = {
        "here": "queue",
        "story": story,
        "owner": accounts.office(story.office_id) if story.office_id else None,
        "may_confirm": may_confirm,
        "due": _due(story, request.today),
        "silent": clock.REMARK,
        "challenges": [
            one for one in queries.list_of_cell(story, on=request.today) if one.state is State.OPEN
        ],
        "reasons": [(reason.value, *reason.words) for reason in Reason],
        "choices": choices_of(story.cell.variable),
        "given": {name: request.POST.get(name, "") for name in GIVEN},
        **(handing.choices_for(request, story) if may_confirm else {}),
        "office": {"id": story.office_id},
        "returned": queries.find_open_return(story.row.record_id, story.cell.variable.name, on=request.today),
        "outcome": "saved" in request.GET,
        "waits": request.GET.get("saved") == "waits",
        "problem": problem.say(lang) if problem else None,
        **cell_page.told(request, story),
        **cell_page.around(request, story),
    }
    refused = problem or (context["past_day"].problem if context["past_day"] else None)
    return render(request, "desk/cell.html", context, status=refused.kind.status if refused else 200)


def _due(story: CellStory, on: date) -> clock.Due | None:
    """The clock of a value that waits for its owner's word."""
    ref = CellRef.read(story.cell.ref)
    return queries.due_of([(ref.record_id, ref.variable)], on=on).get((ref.record_id, ref.variable))


def thing_of(story: CellStory, request: DeskRequest) -> Thing:
    """The cell as grants reach it: over its area in any hierarchy, for its owner, for the owner's agency."""
    area_id, office = story.row.area.id, story.office_id
    reached = areas.reached_from([area_id], on=request.today)[area_id]
    return Thing(reached, office, accounts.agency_ids([office]).get(office))


def _within(request: DeskRequest, office_id: int) -> list[int] | None:
    """The areas to which the person's grants for this office, or for its agency, are narrowed; None for its
    whole territory.

    Raises 403 when no grant lets the person confirm for the office.
    """
    return office_reach(request.who, office_id)

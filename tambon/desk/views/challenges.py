"""Challenges of published values: read first by a moderator, then answered by the owner's office."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.desk.views.work import _within as within_office
from tambon.desk.who import DeskRequest, signed_in
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.verification import counter_problems as problems
from tambon.verification import queries
from tambon.verification.actions import challenging
from tambon.verification.rules.challenging import MOST_ANSWER, ChallengeView, Outcome, Refusal
from tambon.verification.rules.views import CellStory


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """What waits to be read in the moderator's areas. Raises 403 for who moderates nowhere."""
    mine = request.who.areas_for(Verb.MODERATE)
    if not mine:
        demand(request.who, Verb.MODERATE, Thing())
    within = None if request.who.everywhere(Verb.MODERATE) else mine
    context = {
        "here": "challenges",
        "found": queries.list_to_read(within, on=request.today),
        "count": queries.count_to_read(within, on=request.today),
        "unowned": queries.list_without_office(within, on=request.today),
        "done": "done" in request.GET,
    }
    return render(request, "desk/challenges/index.html", context)


@require_safe
@signed_in
def office(request: DeskRequest, office_id: int) -> HttpResponse:
    """What waits for the office's answer, in the part of its territory that is the person's. Raises 403."""
    within = within_office(request, office_id)
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "found": queries.list_of_office(office_id, on=request.today, within=within),
        "done": "done" in request.GET,
    }
    return render(request, "desk/challenges/index.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def challenge(request: DeskRequest, ref: UUID) -> HttpResponse:
    """One challenge, for who may read it first or answer it. Raises 403, 404."""
    one = queries.get_challenge(ref, on=request.today)
    story = _story(request, one)
    thing = _thing(request, one, story)
    moderates, answers = (may(request.who, verb, thing).allowed for verb in (Verb.MODERATE, Verb.CONFIRM))
    if not (moderates or answers):
        demand(request.who, Verb.MODERATE, thing)
    if request.method == "POST":
        try:
            return _do(request, one, story)
        except Problem as problem:
            return _page(request, one, story, (moderates, answers), problem)
    return _page(request, one, story, (moderates, answers))


def _do(request: DeskRequest, one: ChallengeView, story: CellStory | None) -> HttpResponse:
    doing = DOINGS.get(request.POST.get("doing", ""), _answer)
    doing(request, one)
    if doing is _answer and story and story.office_id:
        return redirect(f"{reverse('desk:challenges-office', args=[story.office_id])}?done=1")
    return redirect(f"{reverse('desk:challenges')}?done=1")


def _pass(request: DeskRequest, one: ChallengeView) -> None:
    challenging.pass_on(request.who, one.ref, on=request.today, at=request.at)


def _refuse(request: DeskRequest, one: ChallengeView) -> None:
    reason = request.POST.get("reason", "")
    if reason not in set(Refusal):
        raise problems.refusal_needed()
    challenging.refuse(request.who, one.ref, reason=Refusal(reason), on=request.today, at=request.at)


def _answer(request: DeskRequest, one: ChallengeView) -> None:
    outcome = request.POST.get("outcome", "")
    if outcome not in set(Outcome):
        raise problems.outcome_needed()
    text = request.POST.get("text", "")
    challenging.answer(
        request.who, one.ref, outcome=Outcome(outcome), text=text, on=request.today, at=request.at
    )


DOINGS: dict[str, Callable[[DeskRequest, ChallengeView], None]] = {
    "pass": _pass,
    "refuse": _refuse,
    "answer": _answer,
}


def _story(request: DeskRequest, one: ChallengeView) -> CellStory | None:
    """The cell as it stands; None where it is held no more."""
    if one.record_id is None or one.area is None:
        return None
    try:
        return queries.get_story(one.record_id, one.variable.name if one.variable else "", on=request.today)
    except Problem:
        return None


def _thing(request: DeskRequest, one: ChallengeView, story: CellStory | None) -> Thing:
    office_id = story.office_id if story else one.office_id
    there = areas.reached_from([one.area.id], on=request.today)[one.area.id] if one.area else ()
    return Thing(there, office_id, accounts.agency_ids([office_id]).get(office_id))


def _page(
    request: DeskRequest,
    one: ChallengeView,
    story: CellStory | None,
    able: tuple[bool, bool],
    problem: Problem | None = None,
) -> HttpResponse:
    context = {
        "here": "challenges",
        "one": one,
        "held": story.cell if story else None,
        "may_moderate": able[0],
        "may_answer": able[1],
        "refusals": [(reason.value, reason.words) for reason in Refusal],
        "outcomes": [(outcome.value, outcome.words) for outcome in Outcome],
        "given": {name: request.POST.get(name, "") for name in ("outcome", "text")},
        "most": MOST_ANSWER,
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/challenges/one.html", context, status=status)

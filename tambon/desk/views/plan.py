"""The plan at the desk: the programme and its papers, twelve months at a glance, versions and approval."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.desk.plan_page import picture
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary import queries as dictionary
from tambon.lib.problem import Problem
from tambon.plan import actions
from tambon.plan import queries as plans
from tambon.plan.rules import PlanView, ProgrammeView, rounds, tasks

MOST_CODE = 60


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The programme, its papers beside the registry, the plan in force and the versions."""
    demand_reading(request)
    programme = asked_programme(request)
    context: dict[str, Any] = {
        "here": "plan",
        "programme": programme,
        "may_load_any": may_load(request, None),
    }
    if programme is None:
        return render(request, "desk/plan/index.html", context)
    held = plans.plan_in_force(programme.code)
    context |= {
        "others": [one for one in plans.list_programmes() if one.code != programme.code],
        "area": _area_of(request, programme),
        **papers_of(programme),
        "explained": plans.explain_stated(programme.code, request.today),
        "held": held,
        "versions": plans.list_plans(programme.code),
        "may_load": may_load(request, programme),
    }
    if held is not None:
        context |= picture(
            programme, plans.list_tasks(programme.code), rounds(held.plan, programme), titles=_titles(),
            today=request.today,
        )  # fmt: skip
    return render(request, "desk/plan/index.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def version(request: DeskRequest, number: int) -> HttpResponse:
    """One version: what it would change, the rounds that follow, its text; a post puts it in force."""
    demand_reading(request)
    programme = asked_programme(request)
    code = programme.code if programme else ""
    if request.method == "GET":
        return _version_page(request, code, number)
    demand(request.who, Verb.APPROVE_PLAN, thing_of(request, programme))
    try:
        actions.approve_plan(
            programme=code, number=number, older="older" in request.POST, by=request.who.actor, at=request.at
        )
    except Problem as problem:
        return _version_page(request, code, number, problem)
    return redirect(f"{reverse('desk:plan')}?{urlencode({'programme': code, 'approved': str(number)})}")


def _version_page(
    request: DeskRequest, code: str, number: int, problem: Problem | None = None
) -> HttpResponse:
    text = plans.get_text(code, number)
    programme = plans.get_programme(code)
    context: dict[str, Any] = {
        "here": "plan",
        "programme": programme,
        "view": _view_of(code, number),
        "lines": list(enumerate(text.splitlines(), start=1)),
        "may_approve": may(request.who, Verb.APPROVE_PLAN, thing_of(request, programme)).allowed,
        "may_load": may_load(request, programme),
        "problem": problem,
        "loaded": "loaded" in request.GET,
    }
    try:
        plan = plans.check_text(code, text)
        context |= {"plan": plan}
        context |= picture(
            programme, tasks(plan, programme), rounds(plan, programme), titles=_titles(), today=request.today
        )
        context |= {"preview": plans.preview(code, plan, on=request.today)}
    except Problem as misfit:  # it fitted when it was loaded; or the open rounds stand against it
        context |= {"misfit": misfit}
    return render(request, "desk/plan/version.html", context, status=problem.kind.status if problem else 200)


def asked_programme(request: DeskRequest) -> ProgrammeView | None:
    """The programme named in the address or the form, else one that runs today, else the last; None without
    any. Raises ``404-programme-unknown``."""
    named = (request.POST.get("programme") or request.GET.get("programme") or "")[:MOST_CODE]
    if named:
        return plans.get_programme(named)
    running = plans.list_programmes(on=request.today) or plans.list_programmes()
    return max(running, key=lambda one: (one.since, one.code), default=None)


def thing_of(request: DeskRequest, programme: ProgrammeView | None) -> Thing:
    """The programme as something to be decided on: where it works; the deployment while it has no area."""
    if programme is None or programme.area_id is None:
        return Thing()
    return Thing(areas.reached_from([programme.area_id], on=request.today)[programme.area_id])


def may_load(request: DeskRequest, programme: ProgrammeView | None) -> bool:
    return may(request.who, Verb.ADMINISTER, thing_of(request, programme)).allowed


def demand_reading(request: DeskRequest) -> None:
    """A programme and its plan are for everybody who sees work or progress anywhere."""
    if not request.who.has(Verb.SEE_WORKFORCE):
        demand_any(request, Verb.SEE_PROGRESS)


def papers_of(programme: ProgrammeView) -> dict[str, Any]:
    """The facts with their sources as the page shows them: by name, and the budget line by line."""
    sources, facts = programme.stated.get("sources", {}), programme.stated.get("facts", {})
    lines = programme.stated.get("budget", {})
    return {
        "facts": {**facts, "starts": programme.stated.get("starts", ())},
        "budget": [
            {"line": one, "fact": _fact(lines.get(one.code, {}), sources)} for one in programme.budget
        ],
        "sources": list(sources.values()),
    }


def _fact(fact: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    return {**fact, "words": sources.get(fact.get("source", ""), {})}


def _area_of(request: DeskRequest, programme: ProgrammeView) -> dict[str, Any]:
    ids = [area for area in (programme.area_id, *programme.without) if area is not None]
    found = areas.views(ids, on=request.today)
    without = [found[area] for area in programme.without if area in found]
    return {"inside": found.get(programme.area_id or 0), "without": without}


def _view_of(programme: str, number: int) -> PlanView:
    return next(one for one in plans.list_plans(programme) if one.number == number)


def _titles() -> dict[str, tuple[str, str]]:
    return {one.spec.name: (one.spec.title.th, one.spec.title.en) for one in dictionary.list_datasets()}

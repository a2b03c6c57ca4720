"""Loading texts at the desk: a plan is looked at, then kept as a version; a programme is made or changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from tambon.accounts.rules import Thing, Verb, demand
from tambon.desk import problems
from tambon.desk.views.plan import asked_programme, thing_of
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.lib.problem import Problem
from tambon.plan import actions
from tambon.plan import queries as plans
from tambon.plan.rules import ProgrammeView

MOST_BYTES = 800_000  # what 200,000 characters can take; the room counts those


@require_http_methods(["GET", "POST"])
@signed_in
def load(request: DeskRequest) -> HttpResponse:
    """A plan's text, pasted or from a file: its faults by line, or what it would change; then kept."""
    programme = asked_programme(request)
    demand(request.who, Verb.ADMINISTER, thing_of(request, programme))
    if programme is None:
        return redirect("desk:programme-new")
    if request.method == "GET":
        return _load_page(request, programme, _first_text(request, programme))
    text = _posted_text(request)
    try:
        if request.POST.get("act") == "keep":
            done = actions.load_plan(programme=programme.code, text=text, by=request.who.actor, at=request.at)
            return _to_version(programme, done.number)
        plan = plans.check_text(programme.code, text)
        shown = plans.preview(programme.code, plan, on=request.today)
    except Problem as problem:
        return _load_page(request, programme, text, problem=problem)
    return _load_page(request, programme, text, plan=plan, preview=shown)


@require_http_methods(["GET", "POST"])
@signed_in
def programme(request: DeskRequest) -> HttpResponse:
    """A programme's text, pasted or from a file: a new programme, or the changed facts of one."""
    demand(request.who, Verb.ADMINISTER, Thing())
    if request.method == "GET":
        text = plans.standard_programme() if "example" in request.GET else ""
        return _programme_page(request, text)
    text = _posted_text(request)
    try:
        done = actions.load_programme(text, by=request.who.actor, at=request.at)
    except Problem as problem:
        return _programme_page(request, text, problem)
    told = {"programme": done.code, "kept": "new" if done.new else "changed" if done.changed else "same"}
    return redirect(f"{reverse('desk:plan')}?{urlencode(told)}")


def _load_page(
    request: DeskRequest, programme: ProgrammeView, text: str, *, problem: Problem | None = None, **more: Any
) -> HttpResponse:
    context = {
        "here": "plan",
        "programme": programme,
        "text": text,
        "versions": plans.list_plans(programme.code),
        "problem": problem,
        "faults": _faults(problem, text),
        **more,
    }
    return render(request, "desk/plan/load.html", context, status=problem.kind.status if problem else 200)


def _programme_page(request: DeskRequest, text: str, problem: Problem | None = None) -> HttpResponse:
    context = {"here": "plan", "text": text, "problem": problem, "faults": _faults(problem, text)}
    status = problem.kind.status if problem else 200
    return render(request, "desk/plan/programme.html", context, status=status)


def _to_version(programme: ProgrammeView, number: int) -> HttpResponse:
    query = urlencode({"programme": programme.code, "loaded": "1"})
    return redirect(f"{reverse('desk:plan-version', args=[number])}?{query}")


def _first_text(request: DeskRequest, programme: ProgrammeView) -> str:
    """What the box holds before anybody typed: nothing, the standard text, or a version to be changed."""
    start = request.GET.get("start", "")
    if start == "standard":
        return plans.standard_plan()
    number = read_count(start)
    return plans.get_text(programme.code, number) if number is not None else ""


def _posted_text(request: DeskRequest) -> str:
    """The file where one was chosen, else the box; line ends as YAML files have them."""
    file = request.FILES.get("file")
    if file is None:
        text = request.POST.get("text", "")
    else:
        if file.size is None or file.size > MOST_BYTES:
            raise problems.text_too_large(most=MOST_BYTES // 1000)
        text = file.read().decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _faults(problem: Problem | None, text: str) -> list[tuple[Any, str]]:
    """Each fault with the line of the text on which it stands."""
    if problem is None:
        return []
    lines = text.splitlines()
    found = problem.details.get("faults", ())
    return [(one, lines[one.line - 1] if one.line <= len(lines) else "") for one in found]

"""Sign-off: the tree of areas of one dataset's period, what stands in the way, signing and opening again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.desk.signing_page import Scene
from tambon.desk.who import DeskRequest, signed_in
from tambon.dictionary import queries as dictionary
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.plan import queries as plan
from tambon.verification import actions, problems
from tambon.verification.queries import signing as queries
from tambon.verification.rules.signing import (
    Left,
    NewSigning,
    Signed,
    days_late,
    level_of,
)


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """Every dataset and period whose round has opened, for each of the person's areas. Raises 403."""
    verb = Verb.SIGN_OFF if request.who.areas_for(Verb.SIGN_OFF) else Verb.SEE_PROGRESS
    found = areas.views(request.who.areas_for(verb), on=request.today).values()
    mine = [one for one in found if level_of(one.kind)]
    if not mine:
        demand(request.who, Verb.SIGN_OFF, Thing())
    rounds = plan.list_rounds()
    opened = {(one.dataset, one.period) for one in rounds if one.opens <= request.today}
    signed = queries.list_signed_in(one.id for one in mine)
    due = queries.due_days(rounds, mine, on=request.today)
    lines = [
        _line(request, dataset, period, area, signed, due)
        for dataset, period in sorted(opened, key=lambda part: (part[1], part[0]), reverse=True)
        for area in mine
    ]
    return render(request, "desk/signing/index.html", {"here": "signing", "lines": lines})


def _line(
    request: DeskRequest,
    dataset: str,
    period: str,
    area: AreaView,
    signings: dict[tuple[str, str, int], Signed],
    days: dict[tuple[str, str, int], date],
) -> dict[str, Any]:
    signed, due = signings.get((dataset, period, area.id)), days.get((dataset, period, area.id))
    return {
        "title": dictionary.get_dataset(dataset).spec.title,
        "dataset": dataset,
        "period": period,
        "area": area,
        "signed": signed,
        "due": due,
        "late": 0 if signed else days_late(due, request.today),
    }


@require_http_methods(["GET", "POST"])
@signed_in
def area(request: DeskRequest, dataset: str, period: str, code: str) -> HttpResponse:
    """One area: its state, what stands in the way, the areas below, and who signed before."""
    place = areas.get_place(code, on=request.today)
    level = level_of(place.kind)
    if level is None:
        raise problems.not_a_level(place=code)
    reached = areas.reached_from([place.id], on=request.today)[place.id]
    demand(request.who, Verb.SEE_PROGRESS, Thing(reached))
    scene = Scene(request, dataset, period, place, level)
    if request.method == "GET":
        return _page(scene)
    try:
        told = _act(scene)
    except Problem as problem:
        return _page(scene, problem)
    return redirect(f"{reverse('desk:signing-area', args=[dataset, period, code])}?{told}=1")


def _act(scene: Scene) -> str:
    request = scene.request
    if request.POST.get("act") == "unlock":
        try:
            ref = UUID(request.POST.get("ref", ""))
        except ValueError:
            raise problems.unknown_signing() from None
        reason = request.POST.get("reason", "")[:500]
        actions.unlock(request.who, ref=ref, reason=reason, on=request.today, at=request.at)
        return "opened"
    new = NewSigning(
        dataset=scene.dataset,
        period=scene.period,
        area_id=scene.place.id,
        seen=request.POST.get("seen", ""),
        leave=frozenset(Left(one) for one in request.POST.getlist("leave") if one in set(Left)),
        note=request.POST.get("note", "")[:500],
    )
    actions.sign(request.who, new, on=request.today, at=request.at)
    return "signed"


def _page(scene: Scene, problem: Problem | None = None) -> HttpResponse:
    request = scene.request
    context = {
        "here": "signing",
        **scene.shown(),
        "told": next((one for one in ("signed", "opened") if one in request.GET), None),
        "given": {name: request.POST.get(name, "") for name in ("note", "reason")},
        "ticked": request.POST.getlist("leave"),
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/signing/area.html", context, status=status)

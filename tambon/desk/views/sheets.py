"""One-time sheets for many: the people of an area who cannot sign in yet, chosen and printed in one file."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tambon.accounts import actions, problems, queries
from tambon.accounts.rules import PersonView, Thing, Verb, demand, demand_look_after, may_look_after
from tambon.accounts.sheets import sheets_pdf
from tambon.areas import queries as areas
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.formats.printing import SHEETS
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.workforce import queries as workforce


@require_http_methods(["GET", "POST"])
@signed_in
def sheets(request: DeskRequest) -> HttpResponse:
    """GET: who waits for a first password in the area of ``?area=``, or in one's own. POST: the PDF."""
    if request.method == "GET":
        return _page(request)
    try:
        return _print(request)
    except Problem as problem:
        return _page(request, problem)


def _print(request: DeskRequest) -> HttpResponse:
    given = [one for text in request.POST.getlist("person") if (one := read_count(text)) is not None]
    if not given or len(given) > SHEETS:
        raise problems.nobody_chosen(most=SHEETS)
    reaches = workforce.reaches_of(given, on=request.today)
    for person_id in given:
        demand_look_after(request.who, reaches[person_id])
    made = actions.make_sheets(given, by=request.who.actor, at=request.at)
    content = sheets_pdf(
        made,
        url=settings.TAMBON_URL,
        synthetic=queries.is_demonstration(),
        cut=request.POST.get("cut") == "1",
    )
    response = HttpResponse(content, "application/pdf")
    response["Content-Disposition"] = "attachment; filename=tambon-sheets.pdf"
    return response


def _page(request: DeskRequest, problem: Problem | None = None) -> HttpResponse:
    chosen = request.GET.get("area", "")
    if chosen:
        area_id = areas.get_area(chosen, on=request.today).id
        demand(
            request.who, Verb.RESET_ACCESS, Thing(areas.reached_from([area_id], on=request.today)[area_id])
        )
        places = [area_id]
    else:
        places = list(request.who.areas_for(Verb.RESET_ACCESS))
        if not places:
            demand(request.who, Verb.RESET_ACCESS, Thing())
    waiting = _waiting(request, places)
    context = {
        "waiting": waiting[:SHEETS],
        "more": max(0, len(waiting) - SHEETS),
        "area": chosen,
        "here": "people",
        "problem": problem.say(language.of(request)) if problem else None,
    }
    return render(request, "desk/sheets.html", context, status=problem.kind.status if problem else 200)


def _waiting(request: DeskRequest, places: list[int]) -> list[PersonView]:
    found = {p.id: p for place in places for p in queries.list_without_password(place, on=request.today)}
    reaches = workforce.reaches_of(found, on=request.today)
    return [p for p in found.values() if may_look_after(request.who, reaches[p.id]).allowed]

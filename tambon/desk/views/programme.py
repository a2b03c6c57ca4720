"""The programme's figures as they stand now, down to the tambon, for those who look after its workers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, AreaView, Kind
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, signed_in
from tambon.plan import queries as plan
from tambon.plan.rules import ProgrammeView
from tambon.releases import queries as figures
from tambon.releases.rules.figures import Line, shown_on
from tambon.workforce import queries as workforce
from tambon.workforce.rules.states import END_REASONS, EndReason

NARROW = (Kind.DISTRICT, Kind.TAMBON)  # where vacancies are listed one by one


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The areas in which the person looks after workers; straight to the only one."""
    demand_any(request, Verb.SEE_WORKFORCE)
    own = areas.views(request.who.areas_for(Verb.SEE_WORKFORCE), on=request.today)
    if len(own) == 1:
        return redirect(reverse("desk:programme-area", args=[next(iter(own.values())).code]))
    return render(request, "desk/programme.html", {"here": "programme", "listed": list(own.values())})


@require_safe
@signed_in
def area(request: DeskRequest, code: str) -> HttpResponse:
    """Live figures of an area and of what lies right below it; ``?programme=`` names one of several."""
    found = areas.get_area(code, on=request.today)
    reached = areas.reached_from([found.id], on=request.today)[found.id]
    demand(request.who, Verb.SEE_WORKFORCE, Thing(reached))
    shown = shown_on(plan.list_programmes(), request.today)
    asked = request.GET.get("programme", "")
    chosen = next((one for one in shown if one.code == asked), shown[0] if shown else None)
    context = {
        "here": "programme",
        "area": found,
        "at": request.at,
        "programme": chosen,
        "others": [one for one in shown if one is not chosen],
    }
    if chosen and found.kind in LEVELS:
        context |= _told(request, chosen, found)
    return render(request, "desk/programme.html", context)


def _told(request: DeskRequest, programme: ProgrammeView, area: AreaView) -> dict[str, Any]:
    finest = LEVELS[min(LEVELS.index(area.kind) + 1, LEVELS.index(Kind.TAMBON))]
    lines = figures.count_programme(programme, on=request.today, finest=finest, under=area.id)
    kinds = (area.kind, finest)
    return {
        "rows": [_row(line) for line in lines if line.area.kind in kinds],
        "vacant": _vacant(request, programme, area) if area.kind in NARROW else [],
    }


def _row(line: Line) -> dict[str, Any]:
    staff, cells = line.staff, line.cells
    return {
        "area": line.area,
        "staff": staff,
        "cells": cells,
        "months": float(round(staff.person_months, 2)),
        "filled_width": f"{100 * staff.filled / staff.posts:.1f}%" if staff.posts else "0%",
        "narrow": line.area.kind in NARROW,
    }


def _vacant(request: DeskRequest, programme: ProgrammeView, area: AreaView) -> list[dict[str, Any]]:
    """The posts that nobody fills today, with why they are empty."""
    found = workforce.vacancies(programme.code, under=area.id, on=request.today)
    names = areas.views({one.tambon_id for one in found}, on=request.today)
    return [
        {
            "post": one,
            "tambon": names.get(one.tambon_id),
            "reason": END_REASONS[EndReason(one.end_reason)] if one.end_reason else None,
        }
        for one in found
    ]

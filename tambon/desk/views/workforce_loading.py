"""A roster loaded at the desk: a template with the own vacant posts, a file, and what became of each row."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts.rules import Thing, Verb, may
from tambon.areas import queries as areas
from tambon.desk import problems
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, signed_in
from tambon.lib.problem import Problem
from tambon.plan import queries as plan
from tambon.plan.rules import ProgrammeView
from tambon.workforce import actions
from tambon.workforce.queries import roster_template
from tambon.workforce.rules.roster_template import TEMPLATE

MOST_BYTES, MOST_ROWS = 8_000_000, 2_000  # a province; the whole country is an operator's
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@signed_in
def load(request: DeskRequest) -> HttpResponse:
    """The roster's form, and after a file what it brought and which rows were refused."""
    demand_any(request, Verb.MANAGE_WORKFORCE)
    programmes = _programmes(request)
    if request.method == "GET":
        return _page(request, programmes)
    try:
        programme = _chosen(request, programmes)
        report = actions.load_roster(
            _content(request),
            programme=programme.code,
            keys=settings.PERSONAL_KEYS,
            within=_within(request),
            who=request.who,
            most_rows=MOST_ROWS,
            by=request.who.actor,
            at=request.at,
        )
    except Problem as problem:
        return _page(request, programmes, problem=problem)
    return _page(request, programmes, report=report)


@require_safe
@signed_in
def template(request: DeskRequest) -> HttpResponse:
    """The workbook to fill in, with the vacant posts of the own areas."""
    demand_any(request, Verb.MANAGE_WORKFORCE)
    programmes = _programmes(request)
    asked = request.GET.get("programme", "")
    chosen = next((one for one in programmes if one.code == asked), programmes[0] if programmes else None)
    under = request.who.areas_for(Verb.MANAGE_WORKFORCE)
    content = roster_template(chosen.code if chosen else None, under=under, on=request.today)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="roster.xlsx"'
    return response


def _within(request: DeskRequest) -> tuple[int, ...] | None:
    """The areas whose rows this person may load; None for the whole country."""
    everywhere = may(request.who, Verb.MANAGE_WORKFORCE, Thing()).allowed
    return None if everywhere else request.who.areas_for(Verb.MANAGE_WORKFORCE)


def _programmes(request: DeskRequest) -> list[ProgrammeView]:
    """Those that are not over yet: a roster may come before the first day."""
    return [one for one in plan.list_programmes() if request.today < one.until]


def _chosen(request: DeskRequest, programmes: list[ProgrammeView]) -> ProgrammeView:
    asked = request.POST.get("programme", "")
    found = next((one for one in programmes if one.code == asked), None)
    if found is None:
        raise problems.choice_unreadable()
    return found


def _content(request: DeskRequest) -> bytes:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        raise problems.file_missing()
    if file.size > MOST_BYTES:
        raise problems.file_too_large(megabytes=MOST_BYTES // 1_000_000)
    content: bytes = file.read()
    return content


def _page(
    request: DeskRequest,
    programmes: list[ProgrammeView],
    *,
    problem: Problem | None = None,
    report: actions.RosterReport | None = None,
) -> HttpResponse:
    own = areas.views(request.who.areas_for(Verb.MANAGE_WORKFORCE), on=request.today)
    context: dict[str, Any] = {
        "here": "workforce",
        "programmes": programmes,
        "chosen": request.POST.get("programme") or request.GET.get("programme", ""),
        "own": sorted(own.values(), key=lambda one: one.code),
        "columns": TEMPLATE,
        "most_rows": MOST_ROWS,
        "problem": problem,
        "report": report,
    }
    return render(
        request, "desk/workforce/load.html", context, status=problem.kind.status if problem else 200
    )

"""The programme in one screen: what it is, who works, what the plan asks, what has come in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue.programme import AreaFigures, ProgrammeFigures, ProgrammeFile
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.public import caching, words
from tambon.public import presenting_programme as presenting
from tambon.public.programme import choose_areas, choose_programme
from tambon.public.published import catalogue

LONG = 64  # letters of a code that are still looked at


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """``?area=58`` goes one level down, ``?programme=CODE`` names one of several.

    What is not there is said on the page, which answers all the same: so is a damaged file.
    """
    found = catalogue().programme()
    lang = language.of(request)
    today = thai_day(datetime.now(UTC))
    etag = caching.tag(found.etag, found.fault, today.isoformat(), lang, request.get_full_path())
    if caching.is_known(request, etag):
        return _keep(HttpResponseNotModified(), etag)
    context: dict[str, Any] = {"here": "programme", "fault": found.fault, "file": found.file}
    status = 503 if found.fault else 200
    if found.file:
        shown, status = _shown(request, found.file, lang)
        context |= shown | {"synthetic": found.file.synthetic}
    return _keep(render(request, "public/programme.html", context, status=status), etag)


def _keep(response: HttpResponse, etag: str) -> HttpResponse:
    response["Cache-Control"] = "no-cache"
    if response.status_code in (200, 304):
        response["ETag"] = etag
    return response


def _shown(request: HttpRequest, file: ProgrammeFile, lang: str) -> tuple[dict[str, Any], int]:
    """What the template prints, and the status: 404 with the whole programme where the asked one is not."""
    code = request.GET.get("programme", "").strip()[:LONG] or None
    area = request.GET.get("area", "").strip()[:LONG] or None
    refusal: Problem | None = None
    chosen = file.programmes[0] if file.programmes else None
    areas = _top(chosen) if chosen else []
    try:
        chosen = choose_programme(file, code) or chosen
        if chosen:
            areas = choose_areas(chosen, area) if area else _top(chosen)
    except Problem as problem:
        refusal, area = problem, None
    context = {
        "programme": chosen,
        "papers": [one for one in chosen.stated if one.stated is not None] if chosen else [],
        "others": [one for one in file.programmes if one is not chosen],
        "refusal": refusal.say(lang) if refusal else "",
    }
    if chosen and areas:
        context |= _told(chosen, areas, file, area, lang)
    return context, refusal.kind.status if refusal else 200


def _top(programme: ProgrammeFigures) -> list[AreaFigures]:
    """The highest area and what lies right below it; one that holds a single other says nothing by itself."""
    found = choose_areas(programme, programme.areas[0].area_code) if programme.areas else []
    while len(found) == 2:
        found = choose_areas(programme, found[1].area_code)
    return found


def _told(
    programme: ProgrammeFigures, areas: list[AreaFigures], file: ProgrammeFile, area: str | None, lang: str
) -> dict[str, Any]:
    rows = presenting.show_rows(areas, file.definitions, lang)
    today = thai_day(datetime.fromisoformat(file.at))
    above = {one.area_code: one for one in programme.areas}
    own = areas[0]
    return {
        "days": presenting.show_days(programme),
        "months": presenting.show_months(programme, today, lang),
        "today": today,
        "own": rows[0],
        "below": rows[1:],
        "rows": rows,
        "asked": area,
        "above": above.get(own.parent_code) if area else None,
        "definitions": [
            {
                "key": one.key,
                "label": words.pick((one.label_th, one.label_en), lang),
                "text": words.pick((one.text_th, one.text_en), lang),
            }
            for one in file.definitions
        ],
        "hidden": any(row.why for row in rows),
        "hidden_cells": any(row.why_cells for row in rows),
        "query": f"?programme={programme.code}" + (f"&area={own.area_code}" if area else ""),
    }

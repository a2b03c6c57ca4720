"""The registry of areas at the desk: what waits, what was done, what is missing; one area with its life."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Thing, Verb, may
from tambon.areas import queries as areas
from tambon.areas.queries import desk
from tambon.areas.queries.problems_queue import Oddity, count_oddities, list_oddities, mark_of
from tambon.areas.queries.waiting import list_waiting
from tambon.areas.rules import AreaFacts, ChangeView
from tambon.desk.views.areas_reading import clean
from tambon.desk.views.areas_words import DOINGS, HAPPENED, ODDITIES, Days, doings_for
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.dictionary.rules.values import read_day
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits

FOUND, LATEST, PAGE = 30, 8, 50


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """Search, drafts that wait, the latest editions and what is missing."""
    demand_any(request, Verb.EDIT_AREAS)
    asked = clean(request.GET.get("q", ""))
    known = _known(request, arabic_digits(asked))
    if known is not None:
        return redirect("desk:areas-area", known.area.code)
    context = {
        "here": "areas",
        "asked": asked,
        "found": desk.search(arabic_digits(asked), on=request.today, limit=FOUND),
        "full": FOUND,
        "drafts": list_waiting(),
        "editions": lines(desk.list_latest_editions(LATEST)),
        "oddities": [
            (oddity, ODDITIES[oddity], number) for oddity, number in count_oddities(on=request.today).items()
        ],
        "may_all": may(request.who, Verb.EDIT_AREAS, Thing()).allowed,
    }
    return render(request, "desk/areas/index.html", context)


@require_safe
@signed_in
def area(request: DeskRequest, code: str) -> HttpResponse:
    """One area on a day, the tree around it, its life, and what can be done to it."""
    demand_any(request, Verb.EDIT_AREAS)
    try:
        on = read_day(arabic_digits(request.GET.get("on", "")))
    except ValueError:
        on = request.today
    facts = desk.find_facts(code, on=on)
    line = tuple(one.id for one in facts.ancestors)
    allowed = may(request.who, Verb.EDIT_AREAS, Thing((*line, facts.area.id))).allowed
    context = {
        "here": "areas",
        "facts": facts,
        "area": facts.area,
        "on": on,
        "is_today": on == request.today,
        "children": areas.list_children(facts.area.id, on=_looked_at(facts)),
        "changes": [told(one) for one in areas.list_changes(facts.area.id)],
        "doings": [(doing, DOINGS[doing]) for doing in doings_for(facts.area.kind)] if allowed else [],
    }
    return render(request, "desk/areas/area.html", context)


@require_safe
@signed_in
def oddities(request: DeskRequest, which: str) -> HttpResponse:
    """The areas with one sort of problem, by code."""
    demand_any(request, Verb.EDIT_AREAS)
    if which not in set(Oddity):
        raise Http404
    oddity, after = Oddity(which), clean(request.GET.get("after", ""))
    found = list_oddities(oddity, on=request.today, limit=PAGE + 1, after=after)
    shown = found[:PAGE]
    lines_above = areas.ancestor_ids([one.area.id for one in shown], on=request.today)
    names = areas.views({area for line in lines_above.values() for area in line}, on=request.today)
    context = {
        "here": "areas",
        "words": ODDITIES[oddity],
        "rows": [
            (one, [names[area] for area in lines_above.get(one.area.id, ())[1:-1] if area in names])
            for one in shown
        ],
        "after": mark_of(shown[-1]) if len(found) > PAGE else "",
        "first": not after,
    }
    return render(request, "desk/areas/oddities.html", context)


@require_safe
@signed_in
def editions(request: DeskRequest) -> HttpResponse:
    """Every edition, newest first."""
    demand_any(request, Verb.EDIT_AREAS)
    found = desk.list_latest_editions(PAGE, before=read_count(request.GET.get("before", "")))
    context = {
        "here": "areas",
        "editions": lines(found),
        "before": found[-1].id if len(found) == PAGE else None,
    }
    return render(request, "desk/areas/editions.html", context)


def lines(found: list[desk.EditionLine]) -> list[dict[str, Any]]:
    """Editions with what they did in words."""
    return [{"edition": one, "did": [(HAPPENED[kind], number) for kind, number in one.did]} for one in found]


def told(change: ChangeView) -> dict[str, Any]:
    """A change for a template."""
    same = {one.area_id for one in change.before} == {one.area_id for one in change.after}
    return {
        "kind": HAPPENED[change.kind],
        "days": Days(change.legal_day, change.list_day),
        "before": change.before,
        "after": change.after,
        "same": same,
        "source": change.source,
    }


def _known(request: DeskRequest, text: str) -> AreaFacts | None:
    """The area whose whole code was typed, also one that is in use no more."""
    if not text or not text.isascii() or not (text.isdigit() or text.upper() == "TH"):
        return None
    try:
        return desk.find_facts(text.upper(), on=request.today)
    except Problem:
        return None


def _looked_at(facts: AreaFacts) -> date:
    """A day on which the area is as shown: its last one where it stands no more."""
    if facts.standing:
        return facts.on
    if facts.until is not None and facts.until <= facts.on:
        return facts.until - timedelta(days=1)
    return facts.since or facts.on

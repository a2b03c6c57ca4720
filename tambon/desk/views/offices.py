"""Offices: who they are, where they are responsible, how they are written to; and where nobody is."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import actions, queries
from tambon.accounts.actions.offices import change_office
from tambon.accounts.queries.territories import (
    contact_of,
    list_office_lines,
    list_unowned,
    members_of,
    territories_of,
)
from tambon.accounts.rules import Thing, Verb, demand, may, may_see_grant
from tambon.accounts.rules.views import OfficeTexts
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.desk.grant_rows import grant_rows
from tambon.desk.posted import read_day_of
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.dictionary import queries as dictionary
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy
from tambon.pages import language

PAGE, SHOWN = 50, 200
MOST_TEXT = 300


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """Offices by agency, with how many people and villages each has today."""
    demand_any(request, Verb.SEE_PEOPLE)
    agencies = queries.list_agencies()
    chosen = next((one for one in agencies if one[1] == request.GET.get("agency")), None)
    skip = PAGE * ((read_count(request.GET.get("page", "")) or 1) - 1)
    rows, total = list_office_lines(
        on=request.today, agency_id=chosen[0] if chosen else None, text=request.GET.get("q", "")[:60],
        limit=PAGE, skip=skip,
    )  # fmt: skip
    context = {
        "here": "offices",
        "rows": rows,
        "total": total,
        "agencies": agencies,
        "asked": {"q": request.GET.get("q", "")[:60], "agency": chosen[1] if chosen else ""},
        "page": skip // PAGE + 1,
        "more": total > skip + PAGE,
        "may_change": _may_change(request),
    }
    return render(request, "desk/offices/offices.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def office(request: DeskRequest, office_id: int) -> HttpResponse:
    """One office; whoever administers mends its contact and its territory."""
    demand_any(request, Verb.SEE_PEOPLE)
    queries.office(office_id)
    if request.method == "GET":
        return _page(request, office_id)
    demand(request.who, Verb.ADMINISTER, Thing())
    try:
        if request.POST.get("act") == "territory":
            _set_territory(request, office_id)
        else:
            change_office(office_id, _texts(request), by=request.who.actor, at=request.at)
    except Problem as problem:
        return _page(request, office_id, problem)
    return redirect(f"{reverse('desk:office', args=[office_id])}?saved=1")


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: DeskRequest) -> HttpResponse:
    """A new office of an agency; its territory is set on the page that follows."""
    demand(request.who, Verb.ADMINISTER, Thing())
    context: dict[str, Any] = {"here": "offices", "agencies": queries.list_agencies(), "said": request.POST}
    if request.method == "GET":
        return render(request, "desk/offices/new.html", context)
    said = {
        name: tidy(request.POST.get(name, ""))[:MOST_TEXT]
        for name in ("agency", "code", "name_th", "name_en")
    }
    try:
        made = actions.add_office(**said, by=request.who.actor, at=request.at)
    except Problem as problem:
        context["problem"] = problem.say(language.of(request))
        return render(request, "desk/offices/new.html", context, status=problem.kind.status)
    return redirect("desk:office", made)


@require_safe
@signed_in
def nobody(request: DeskRequest) -> HttpResponse:
    """Where no office is responsible for a variable's owners: counted by district, listed by village."""
    demand_any(request, Verb.SEE_PEOPLE)
    place = _place(request)
    chains: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for loaded in dictionary.list_datasets():
        for variable in loaded.spec.asked:
            chains.setdefault(variable.owner, []).append((variable.label.th, variable.label.en))
    known = {code: (th, en) for _, code, th, en in queries.list_agencies()}
    parts = [_part(request, place, chain, variables, known) for chain, variables in sorted(chains.items())]
    context = {"here": "offices", "area": place, "parts": parts, "may_change": _may_change(request)}
    return render(request, "desk/offices/nobody.html", context)


def _part(
    request: DeskRequest,
    place: AreaView,
    chain: tuple[str, ...],
    variables: list[tuple[str, str]],
    known: dict[str, tuple[str, str]],
) -> dict[str, Any]:
    open_places = list_unowned(chain, under=place.id, on=request.today)
    districts = areas.views(set(open_places.values()) - {0}, on=request.today)
    counted = Counter(open_places.values())
    villages = areas.views(sorted(open_places)[:SHOWN], on=request.today)
    return {
        "chain": [known.get(code, (code, code)) for code in chain],
        "variables": variables,
        "count": len(open_places),
        "districts": sorted(
            ((districts[one], number) for one, number in counted.items() if one in districts),
            key=lambda pair: pair[0].code,
        ),
        "villages": sorted(villages.values(), key=lambda one: one.code),
    }


def _place(request: DeskRequest) -> AreaView:
    """The area that was asked for, or the first that the person looks over; only within reach."""
    code = arabic_digits(request.GET.get("area", "").strip())[:20]
    own = request.who.areas_for(Verb.SEE_PEOPLE)
    chosen = areas.get_place(code, on=request.today).id if code else own[0]
    demand(request.who, Verb.SEE_PEOPLE, Thing(areas.reached_from([chosen], on=request.today)[chosen]))
    return areas.views([chosen], on=request.today)[chosen]


def _page(request: DeskRequest, office_id: int, problem: Problem | None = None) -> HttpResponse:
    held = territories_of(office_id)
    places = areas.views({one.area_id for one in held}, on=request.today)
    now = [
        places[one.area_id]
        for one in held
        if one.area_id in places
        and (one.since is None or one.since <= request.today)
        and (one.until is None or one.until > request.today)
    ]
    members = [
        row
        for row in grant_rows(members_of(office_id, on=request.today), on=request.today)
        if may_see_grant(request.who, Thing((), row.held.office_id, row.held.agency_id)).allowed
        or _may_change(request)
    ]
    context = {
        "here": "offices",
        "office_": queries.office(office_id),
        "contact": contact_of(office_id),
        "territory": sorted(now, key=lambda one: one.code),
        "history": [
            (places[one.area_id], one.since, one.until - timedelta(days=1) if one.until else None)
            for one in held
            if one.area_id in places
        ],
        "members": members,
        "may_change": _may_change(request),
        "today": request.today,
        "saved": "saved" in request.GET,
        "problem": problem.say(language.of(request)) if problem else None,
    }
    return render(
        request, "desk/offices/office.html", context, status=problem.kind.status if problem else 200
    )


def _set_territory(request: DeskRequest, office_id: int) -> None:
    codes = arabic_digits(request.POST.get("areas", "")).replace(",", " ").split()
    on = read_day_of(request.POST, "since", default=request.today)
    ids = [areas.get_place(code[:20], on=on).id for code in codes[:2_000]]
    actions.set_territory(office_id=office_id, area_ids=ids, since=on, by=request.who.actor, at=request.at)


def _texts(request: DeskRequest) -> OfficeTexts:
    names = ("name_th", "name_en", "email", "addressee", "address")
    return OfficeTexts(**{name: request.POST.get(name, "")[:MOST_TEXT] for name in names})


def _may_change(request: DeskRequest) -> bool:
    return may(request.who, Verb.ADMINISTER, Thing()).allowed

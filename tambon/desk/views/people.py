"""People whom an officer may know of: looking for one, their grants, giving and ending a role."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tambon.accounts import problems, queries
from tambon.accounts.actions.appointing import appoint, open_account, withdraw_grant
from tambon.accounts.queries.looking import look_for
from tambon.accounts.rules import (
    APPOINTS,
    PERMISSIONS,
    ROLES,
    VERBS,
    HeldGrant,
    NewGrant,
    Role,
    Thing,
    Verb,
    demand,
    demand_appoint,
    demand_see_person,
    demand_take_on,
    may_appoint,
    may_look_after,
    may_see_grant,
)
from tambon.accounts.rules.newcomers import NewPerson
from tambon.accounts.rules.roles import BOUND_TO_AN_OFFICE
from tambon.areas import queries as areas
from tambon.desk.grant_rows import grant_rows
from tambon.desk.posted import read_day_of, read_id
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.pages import language
from tambon.workforce import queries as workforce

PAGE = 50


@require_safe
@signed_in
def people(request: DeskRequest) -> HttpResponse:
    """The people whom the officer may know of, by username; narrowed by name, role and area."""
    demand_any(request, Verb.SEE_PEOPLE)
    text, code = request.GET.get("q", "").strip()[:60], arabic_digits(request.GET.get("area", "").strip())
    role = request.GET.get("role", "") if request.GET.get("role", "") in set(Role) else None
    place = areas.find_place(code[:20], on=request.today) if code else None
    skip = PAGE * ((read_count(request.GET.get("page", "")) or 1) - 1)
    under = place.id if place else (-1 if code else None)
    found = look_for(request.who, on=request.today, text=text, role=role, under=under, limit=PAGE, skip=skip)
    reaches = queries.reaches_of([one.id for one in found.people], on=request.today)
    held = {one: {h.role for h in reach.held if may_see_grant(request.who, h.thing).allowed}
            for one, reach in reaches.items()}  # fmt: skip
    context = {
        "here": "people",
        "rows": [(one, [ROLES[role] for role in Role if role in held[one.id]]) for one in found.people],
        "total": found.total,
        "asked": {"q": text, "area": code, "role": role or ""},
        "roles": _roles(),
        "page": skip // PAGE + 1,
        "more": found.total > skip + PAGE,
        "may_add": request.who.has(Verb.GRANT),
    }
    return render(request, "desk/people/people.html", context)


@require_safe
@signed_in
def person(request: DeskRequest, person_id: int) -> HttpResponse:
    """An account with its grants that the officer may see."""
    return _page(request, person_id)


@require_POST
@signed_in
def give(request: DeskRequest, person_id: int) -> HttpResponse:
    """Gives a role over an area or for an office, within what the officer may appoint."""
    demand_take_on(request.who, workforce.reach_of(person_id, on=request.today))
    try:
        new = _new_grant(request, person_id)
        appoint(new, by=request.who.actor, at=request.at)
    except Problem as problem:
        return _page(request, person_id, problem)
    return redirect(f"{reverse('desk:person', args=[person_id])}?saved=given")


@require_POST
@signed_in
def end(request: DeskRequest, person_id: int, grant_id: int) -> HttpResponse:
    """Ends a grant that was given by hand."""
    held = next((one for one in queries.grants_of(person_id) if one.id == grant_id), None)
    if held is None:
        raise problems.unknown_grant(grant=grant_id)
    demand_appoint(request.who, held.role, _thing(request, held))
    try:
        last = read_day_of(request.POST, "last", default=request.today - timedelta(days=1))
        withdraw_grant(grant_id, on=last + timedelta(days=1), by=request.who.actor, at=request.at)
    except Problem as problem:
        return _page(request, person_id, problem)
    return redirect(f"{reverse('desk:person', args=[person_id])}?saved=ended")


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: DeskRequest) -> HttpResponse:
    """A new account with a first role; without a password, which the one-time sheet brings."""
    demand_any(request, Verb.GRANT)
    context = _form(request) | {"here": "people"}
    if request.method == "GET":
        return render(request, "desk/people/new.html", context)
    said = {name: request.POST.get(name, "")[:200] for name in ("username", "name_th", "name_en", "email")}
    try:
        first = _new_grant(request, 0)
        newcomer = NewPerson(**said)
        made = open_account(newcomer, first, by=request.who.actor, at=request.at)
    except Problem as problem:
        context |= {"problem": problem.say(language.of(request)), "said": request.POST}
        return render(request, "desk/people/new.html", context, status=problem.kind.status)
    return redirect(f"{reverse('desk:person', args=[made])}?saved=made")


@require_safe
@signed_in
def roles(request: DeskRequest) -> HttpResponse:
    """What each role may do and whom it may appoint: printed from the code that decides."""
    rows = [
        {
            "role": ROLES[one],
            "code": one.value,
            "verbs": [(verb.value, VERBS[verb]) for verb in Verb if verb in PERMISSIONS[one]],
            "appoints": [ROLES[other] for other in Role if other in APPOINTS.get(one, frozenset())],
            "office": one in BOUND_TO_AN_OFFICE,
        }
        for one in Role
    ]
    return render(request, "desk/people/roles.html", {"here": "people", "rows": rows})


def _page(request: DeskRequest, person_id: int, problem: Problem | None = None) -> HttpResponse:
    reach = workforce.reach_of(person_id, on=request.today)
    demand_see_person(request.who, reach)
    held = [g for g in queries.grants_of(person_id) if may_see_grant(request.who, _thing(request, g)).allowed]
    contract = workforce.find_contract(person_id, on=request.today)
    context = _form(request) | {
        "here": "people",
        "person": queries.get_person(person_id),
        "rows": [(row, *_standing(request, row.held)) for row in grant_rows(held, on=request.today)],
        "may_access": may_look_after(request.who, reach).allowed,
        "contract": contract,
        "tambon": areas.views([contract.tambon_id], on=request.today).get(contract.tambon_id)
        if contract
        else None,
        "saved": request.GET.get("saved", ""),
        "problem": problem.say(language.of(request)) if problem else None,
        "said": request.POST,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/people/person.html", context, status=status)


def _standing(request: DeskRequest, held: HeldGrant) -> tuple[str, bool]:
    """now, later, over or never; and whether the officer may end it."""
    if held.never:
        return "never", False
    now, later = held.holds(request.today), held.to_come(request.today)
    able = may_appoint(request.who, held.role, _thing(request, held)).allowed and not held.basis
    return ("now" if now else "later" if later else "over"), able and (now or later)


def _thing(request: DeskRequest, held: HeldGrant) -> Thing:
    if held.area_id is None:
        return Thing((), held.office_id, held.agency_id)
    reached = areas.reached_from([held.area_id], on=request.today)[held.area_id]
    return Thing(reached, held.office_id, held.agency_id)


def _roles() -> list[tuple[str, str, str]]:
    return [(one.value, ROLES[one].name_th, ROLES[one].name_en) for one in Role]


def _form(request: DeskRequest) -> dict[str, Any]:
    """What the form of a grant offers: roles that this officer may appoint somewhere, and offices."""
    able = {role for g in request.who.grants for role in APPOINTS.get(g.role, frozenset())}
    return {
        "roles": [one for one in _roles() if Role(one[0]) in able],
        "offices": queries.list_offices() if able & BOUND_TO_AN_OFFICE else [],
        "today": request.today,
        "may_grant": request.who.has(Verb.GRANT),
    }


def _new_grant(request: DeskRequest, person_id: int) -> NewGrant:
    """The grant as the form says; refused where the officer may not appoint it."""
    role = request.POST.get("role", "")
    if role not in set(Role):
        raise problems.grant_needs_an_area(role="–")
    code = arabic_digits(request.POST.get("area", "").strip())
    area = areas.get_place(code[:20], on=request.today).id if code else None
    office = read_id(request.POST, "office")
    since = read_day_of(request.POST, "since", default=request.today)
    last = read_day_of(request.POST, "last") if request.POST.get("last", "").strip() else None
    reached = areas.reached_from([area], on=request.today)[area] if area is not None else ()
    thing = Thing(reached, office, queries.office(office).agency_id if office else None)
    if Role(role) in BOUND_TO_AN_OFFICE and area is None:
        demand(request.who, Verb.ADMINISTER, Thing())  # an office's whole territory may lie anywhere
    else:
        demand_appoint(request.who, Role(role), thing)
    until = last + timedelta(days=1) if last else None
    return NewGrant(person_id, Role(role), since, until, area, office)

"""Places as somebody wrote them, that no rule could settle: a person says which area is meant."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tambon.accounts.rules import PERMISSIONS, Thing, Verb, demand
from tambon.areas import problems
from tambon.areas import queries as areas
from tambon.areas.actions import matching as settling
from tambon.areas.queries import matching as written
from tambon.areas.rules.matching.waiting import Waiting
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy
from tambon.pages import language

PAGE, SETTLED, MOST_LETTERS = 20, 10, 200
NOWHERE = "nowhere"


@require_http_methods(["GET", "POST"])
@signed_in
def matching(request: DeskRequest) -> HttpResponse:
    """What waits for a word, and what was settled last; a posted word settles one, or takes it back."""
    demand_any(request, Verb.EDIT_AREAS)
    if request.method == "GET":
        return _page(request)
    try:
        one = written.get_waiting(read_count(request.POST.get("written", "")) or 0, on=request.today)
        _demand_scope(request, one)
        if request.POST.get("choice") == "back":
            settling.put_back(one.id, by=request.who.actor, at=request.at)
        else:
            area_id = _chosen(request)
            settling.settle(one.id, area_id=area_id, by=request.who.actor, at=request.at)
    except Problem as problem:
        if problem.kind.status == 403:
            raise
        return _page(request, problem)
    return redirect(f"{reverse('desk:areas-matching')}?saved=1")


def _page(request: DeskRequest, problem: Problem | None = None) -> HttpResponse:
    within = _within(request)
    after = read_count(request.GET.get("after", "")) or 0
    waiting = written.list_waiting(limit=PAGE + 1, after=after, on=request.today, within=within)
    context: dict[str, Any] = {
        "here": "areas",
        "waiting": waiting[:PAGE],
        "next": waiting[PAGE - 1].id if len(waiting) > PAGE else None,
        "after": after,
        "total": written.count_waiting() if within is None else None,
        "settled": written.list_settled(limit=SETTLED, on=request.today, within=within),
        "saved": "saved" in request.GET,
        "problem": problem.say(language.of(request)) if problem else None,
        "given": {name: request.POST.get(name, "") for name in ("written", "choice", "address")},
    }
    return render(
        request, "desk/areas/matching.html", context, status=problem.kind.status if problem else 200
    )


def _within(request: DeskRequest) -> list[int] | None:
    """The areas that the person may edit; None for the whole country."""
    everywhere = any(g.everywhere and Verb.EDIT_AREAS in PERMISSIONS[g.role] for g in request.who.grants)
    return None if everywhere else list(request.who.areas_for(Verb.EDIT_AREAS))


def _demand_scope(request: DeskRequest, one: Waiting) -> None:
    """What can mean an area of another's is theirs to settle, or the country's."""
    within = _within(request)
    if within is not None and not written.is_within(one, within):
        demand(request.who, Verb.EDIT_AREAS, Thing())


def _chosen(request: DeskRequest) -> int | None:
    """The area that the person chose or wrote, which must be theirs; None for no area at all."""
    choice = request.POST.get("choice", "")
    address = tidy(request.POST.get("address", ""))[:MOST_LETTERS]
    if choice == NOWHERE:
        return None
    area_id = _written_in(request, address) if address else read_count(choice)
    if area_id is None:
        raise problems.written_place_without_choice()
    line = areas.ancestor_ids([area_id], on=request.today).get(area_id, (area_id,))
    demand(request.who, Verb.EDIT_AREAS, Thing(line))
    return area_id


def _written_in(request: DeskRequest, address: str) -> int:
    """The area of a code or of an address written in full."""
    digits = arabic_digits(address)
    if digits.isascii() and digits.isdigit():
        return areas.get_area(digits, on=request.today).id
    found = written.match(address, on=request.today).one
    if found is None:
        raise problems.written_place_not_clear(text=address)
    return found.place.area_id

"""Posts, who fills them and which villages they have: by area, and one tambon as it is worked on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, AreaView, Kind
from tambon.desk.tambon_page import tambon_page
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, signed_in
from tambon.plan import queries as plan
from tambon.workforce import queries as workforce
from tambon.workforce.rules.views import PostLine, Why


@dataclass
class Line:
    """An area's posts in numbers; ``nobody`` are villages that nobody has today."""

    area: AreaView
    posts: int = 0
    filled: int = 0
    away: int = 0
    nobody: int = 0
    people: list[PostLine] = field(default_factory=list)

    @property
    def vacant(self) -> int:
        return self.posts - self.filled

    @property
    def percent(self) -> int:
        return round(100 * self.filled / self.posts) if self.posts else 0

    def take(self, post: PostLine) -> None:
        self.posts += 1
        self.filled += post.worker is not None
        self.away += post.worker is not None and post.worker.is_absent


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The areas in which the person looks after posts; the only one of somebody who has just one."""
    demand_any(request, Verb.SEE_WORKFORCE)
    own = list(areas.views(request.who.areas_for(Verb.SEE_WORKFORCE), on=request.today).values())
    if len(own) == 1:
        return redirect("desk:workforce", own[0].code)
    return render(request, "desk/workforce/areas.html", {"here": "workforce", "listed": own})


@require_safe
@signed_in
def area(request: DeskRequest, code: str) -> HttpResponse:
    """A tambon's posts side by side; of a larger area what lies right below it."""
    place = areas.get_area(code, on=request.today)
    thing = Thing(areas.reached_from([place.id], on=request.today)[place.id])
    demand(request.who, Verb.SEE_WORKFORCE, thing)
    if place.kind not in LEVELS[:-1]:
        raise Http404  # posts are a tambon's: a village, or a local government, has none
    programmes = _programmes(request, place)
    chosen = next((p for p in programmes if p[0] == request.GET.get("programme")), None)
    programme = chosen or (programmes[0] if programmes else None)
    context: dict[str, Any] = {
        "here": "workforce",
        "area": place,
        "above": areas_above(request, place),
        "programmes": programmes,
        "programme": programme,
        "may_manage": may(request.who, Verb.MANAGE_WORKFORCE, thing).allowed,
        "on": request.today,
        "saved": request.GET.get("saved", ""),
    }
    if programme is None:
        return render(request, "desk/workforce/empty.html", context)
    if place.kind is Kind.TAMBON:
        context |= tambon_page(programme[0], place, on=request.today)
        return render(request, "desk/workforce/tambon.html", context)
    context |= _below(programme[0], place, request)
    return render(request, "desk/workforce/area.html", context)


def _programmes(request: DeskRequest, place: AreaView) -> list[tuple[str, str, str]]:
    """Those that have posts here; else those that run, for which posts can be made."""
    known = workforce.programmes_in(place.id, on=request.today)
    running = plan.list_programmes(on=request.today)
    return known or [(p.code, p.name_th, p.name_en) for p in running]


def _below(programme: str, place: AreaView, request: DeskRequest) -> dict[str, Any]:
    below = LEVELS[LEVELS.index(place.kind) + 1]
    children = areas.list_under(place.id, on=request.today, kind=below)
    lines = {child.id: Line(child) for child in children}
    posts = workforce.list_posts(programme, under=place.id, on=request.today)
    above = areas.ancestor_ids({post.tambon_id for post in posts}, on=request.today)
    for post in posts:
        inside = next((a for a in above.get(post.tambon_id, ()) if a in lines), None)
        if inside is not None:
            lines[inside].take(post)
    counted = workforce.count_unassigned(programme, under=place.id, on=request.today)
    for child, line in lines.items():
        line.nobody = sum(counted.get(child, Counter()).values())
    whole = Line(place)
    for post in posts:
        whole.take(post)
    reasons = counted.get(place.id, Counter())
    return {
        "lines": sorted(lines.values(), key=lambda one: one.area.code),
        "whole": whole,
        "nobody": {why.value: reasons.get(why, 0) for why in Why},
        "nobody_all": sum(reasons.values()),
        "vacancies": _vacancies(programme, place, request) if place.kind is Kind.DISTRICT else [],
    }


def _vacancies(programme: str, place: AreaView, request: DeskRequest) -> list[dict[str, Any]]:
    found = workforce.vacancies(programme, under=place.id, on=request.today)
    tambons = areas.views({one.tambon_id for one in found}, on=request.today)
    return [{"one": one, "tambon": tambons.get(one.tambon_id)} for one in found]


def areas_above(request: DeskRequest, place: AreaView) -> list[AreaView]:
    """The areas above this one whose posts the person may see, the widest first."""
    return [a for a in areas.list_ancestors(place.id, on=request.today) if _may_see(request, a)]


def _may_see(request: DeskRequest, place: AreaView) -> bool:
    reached = areas.reached_from([place.id], on=request.today)[place.id]
    return may(request.who, Verb.SEE_WORKFORCE, Thing(reached)).allowed

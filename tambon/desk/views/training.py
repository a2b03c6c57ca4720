"""Courses in an officer's areas, and a form for a new one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, AreaView
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.lib.thai_dates import UnclearDay, read_day
from tambon.pages import language
from tambon.plan import queries as plan
from tambon.workforce import training_problems as problems
from tambon.workforce.actions.training import add_course
from tambon.workforce.queries.training import list_courses
from tambon.workforce.rules.training import CourseView, NewCourse

FIELDS = ("programme", "area", "code", "name_th", "name_en", "place", "hours", "first", "last")
MOST_LETTERS = 300


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The courses that this person looks after, the newest first."""
    demand_any(request, Verb.TRAIN)
    courses = list_courses(request.who.areas_for(Verb.TRAIN), on=request.today)
    places = areas.views({one.area_id for one in courses}, on=request.today)
    shown = [
        {"course": one, "area": places.get(one.area_id), "state": _state(one, request)} for one in courses
    ]
    return render(request, "desk/training/index.html", {"here": "training", "courses": shown})


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: DeskRequest) -> HttpResponse:
    """A form for a new course; what was typed stands there again after a refusal."""
    demand_any(request, Verb.TRAIN)
    if request.method == "GET":
        return _form(request, {})
    given = {name: request.POST.get(name, "").strip()[:MOST_LETTERS] for name in FIELDS}
    try:
        course = add_course(_read(request, given), by=request.who.actor, at=request.at)
    except Problem as problem:
        if problem.kind.status == 403:
            raise
        return _form(request, given, problem)
    return redirect(f"{reverse('desk:training-course', args=[course.code])}?done=added")


def scope(course: CourseView, request: DeskRequest) -> Thing:
    """Where the course lies, for `may` and `demand`."""
    return Thing(areas.reached_from([course.area_id], on=request.today)[course.area_id])


def below(area_ids: list[int], *, on: date) -> list[AreaView]:
    """These areas and those one level below them, by code."""
    found = {area.id: area for area in areas.views(area_ids, on=on).values()}
    for area in list(found.values()):
        if area.kind in LEVELS[:-2]:
            lower = areas.list_under(area.id, on=on, kind=LEVELS[LEVELS.index(area.kind) + 1])
            found |= {one.id: one for one in lower}
    return sorted(found.values(), key=lambda area: (LEVELS.index(area.kind), area.code))


def _state(course: CourseView, request: DeskRequest) -> str:
    if request.today < course.since:
        return "coming"
    return "now" if request.today < course.until else "over"


def _form(request: DeskRequest, given: dict[str, str], problem: Problem | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "here": "training",
        "given": given,
        "programmes": plan.list_programmes(),
        "areas": below(list(request.who.areas_for(Verb.TRAIN)), on=request.today),
        "problem": problem.say(language.of(request)) if problem else None,
        "wrong": problem.kind.code if problem else "",
    }
    return render(request, "desk/training/new.html", context, status=problem.kind.status if problem else 200)


def _read(request: DeskRequest, given: dict[str, str]) -> NewCourse:
    area_id = read_count(given["area"])
    if area_id is None:
        raise problems.area_needed()
    demand(request.who, Verb.TRAIN, Thing(areas.reached_from([area_id], on=request.today)[area_id]))
    first = _day(given["first"])
    return NewCourse(
        given["programme"],
        area_id,
        given["code"],
        given["name_th"],
        given["name_en"],
        given["place"],
        read_count(arabic_digits(given["hours"])[:9]) or 0,
        first,
        (_day(given["last"]) if given["last"] else first) + timedelta(days=1),
    )


def _day(written: str) -> date:
    try:
        return read_day(written)
    except UnclearDay:
        raise problems.day_unreadable(text=written[:40]) from None


def chosen(post: QueryDict, name: str) -> list[int]:
    """The ids that stand under a name in a form; what is no id is left out."""
    return [number for text in post.getlist(name) if (number := read_count(text)) is not None]

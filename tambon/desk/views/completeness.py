"""How complete the values are, live: by province, down to the village, the office and the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import OfficeView, Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.areas.rules import LEVELS, AreaView, Hierarchy, Kind
from tambon.desk.progress_page import Row, in_order, links_of, links_of_office
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, queue_offices, signed_in
from tambon.dictionary import queries as dictionary
from tambon.plan import queries as plan
from tambon.plan.rules import ExpectedCells, RoundPlan, RoundView
from tambon.verification import queries
from tambon.verification.queries import NOBODY
from tambon.verification.rules import clock
from tambon.verification.rules.completeness import Completeness
from tambon.workforce import queries as workforce

MOST_OFFICES = 30  # named on a page of a province or less; of the country only the silent ones
NO_OFFICE = ("ยังไม่มีสำนักงานใดรับผิดชอบ", "No office is responsible")
NO_PERSON = ("ยังไม่มีผู้เก็บข้อมูล", "Nobody collects here")


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The areas and offices of which the person sees the progress; straight into the only one."""
    demand_any(request, Verb.SEE_PROGRESS)
    mine = list(areas.views(request.who.areas_for(Verb.SEE_PROGRESS), on=request.today).values())
    offices = accounts.offices_of(request.who)
    if len(mine) == 1 and not offices:
        return _area_page(request, mine[0])
    context = {"here": "progress", "places": mine, "offices": offices, "rule": clock.sentences()}
    return render(request, "desk/progress.html", context)


@require_safe
@signed_in
def area(request: DeskRequest, code: str) -> HttpResponse:
    """One area and what lies right below it. Raises 403, 404."""
    place = areas.get_place(code, on=request.today)
    demand(request.who, Verb.SEE_PROGRESS, Thing(_line(place, request)))
    return _area_page(request, place)


@require_safe
@signed_in
def office(request: DeskRequest, office_id: int) -> HttpResponse:
    """One office's own values: for its people, and for who sees the progress where it is responsible."""
    one = accounts.office(office_id)
    places = accounts.territory(office_id, on=request.today)
    lines = areas.reached_from(places, on=request.today).values()
    thing = Thing((), one.id, one.agency_id)
    inside = any(may(request.who, Verb.SEE_PROGRESS, Thing(line)).allowed for line in lines)
    if not inside and one.id not in {mine.id for mine in queue_offices(request.who)}:
        demand(request.who, Verb.SEE_PROGRESS, thing)
    chosen, others = _rounds(request)
    medians = queries.median_days(_pairs(chosen), office_id=one.id)
    works_there = may(request.who, Verb.CONFIRM, thing).allowed
    context = {
        "here": "progress", "office": one, "at": request.at, "others": others, "rule": clock.sentences(),
        "parts": [_office_part(part, one, medians, works_there, request.today) for part in _parts(chosen)],
        "silent": [
            {"title": _title(each.dataset), "said": each}
            for each in queries.list_silent(1, on=request.today, office_id=one.id)
        ],
        "steps": [
            {"title": _title(name), "period": period, "words": clock.STEPS[step], "cells": cells, "day": day}
            for name, period, step, cells, day in queries.list_steps(one.id)
        ],
        "due_days": clock.RULE.ask,
    }  # fmt: skip
    return render(request, "desk/progress_office.html", context)


def _area_page(request: DeskRequest, place: AreaView) -> HttpResponse:
    chosen, others = _rounds(request)
    below, children = _below(place, request)
    lines = areas.reached_from([place.id, *(one.id for one in children)], on=request.today)
    links = {one.id: links_of(request, one, tuple(lines[one.id])) for one in (place, *children)}
    medians = queries.median_days(_pairs(chosen)) if place.kind is not Kind.COUNTRY else {}
    parts = []
    for part, expected in _expected(chosen, request.today):
        if not expected.cells_in(place.id):
            continue
        figures = queries.by_area(part, expected, below, on=request.today, under=place.id)
        rows = [_area_row(one, figures[one.id], links) for one in children if one.id in figures]
        parts.append({
            **_titled(part),
            "whole": _area_row(place, sum((row.figures for row in rows), Completeness()), links),
            "rows": [] if below is place.kind else rows,
            "offices": _offices(request, part, place, medians),
            "people": _people(request, place, below, figures),
        })  # fmt: skip
    context = {
        "here": "progress", "place": place, "at": request.at, "parts": parts, "others": others,
        "above": [one for one in areas.list_ancestors(place.id, on=request.today) if one.id != place.id
                  and may(request.who, Verb.SEE_PROGRESS, Thing(_line(one, request))).allowed],
        "rule": clock.sentences(),
        "can_settle": may(request.who, Verb.SETTLE_QUARANTINE, Thing(tuple(lines[place.id]))).allowed,
    }  # fmt: skip
    return render(request, "desk/progress_area.html", context)


def _line(place: AreaView, request: DeskRequest) -> tuple[int, ...]:
    return tuple(areas.reached_from([place.id], on=request.today)[place.id])


def _rounds(request: DeskRequest) -> tuple[list[RoundPlan], list[RoundPlan]]:
    """(the rounds that are shown: those open today, else the last, or the one asked for; the others)."""
    codes = list(dict.fromkeys(one.code for one in plan.list_rounds() if one.opens <= request.today))
    begun = [plan.get_round(code) for code in codes]
    asked = request.GET.get("round", "")
    shown = [one for one in begun if one.code == asked]
    shown = shown or [one for one in begun if request.today < one.closes] or begun[-1:]
    return shown, [one for one in begun if one not in shown]


def _parts(rounds: list[RoundPlan]) -> list[RoundView]:
    return [part for one in rounds for part in one.datasets]


def _pairs(rounds: list[RoundPlan]) -> list[tuple[str, str]]:
    return [(part.dataset, part.period) for part in _parts(rounds)]


def _expected(rounds: list[RoundPlan], on: date) -> Iterator[tuple[RoundView, ExpectedCells]]:
    for one in rounds:
        known = {(each.dataset, each.period): each for each in plan.expected_cells(one.code, on=on)}
        yield from ((part, known[part.dataset, part.period]) for part in one.datasets)


def _below(place: AreaView, request: DeskRequest) -> tuple[Kind, list[AreaView]]:
    """The areas one level down; of a village itself; of a local government, in no level, its villages."""
    if place.kind is Kind.VILLAGE:
        return Kind.VILLAGE, [place]
    if place.kind not in LEVELS:
        local = Hierarchy.LOCAL_GOVERNMENT
        return Kind.VILLAGE, areas.list_under(place.id, on=request.today, kind=Kind.VILLAGE, hierarchy=local)
    below = LEVELS[min(LEVELS.index(place.kind) + 1, len(LEVELS) - 1)]
    return below, areas.list_under(place.id, on=request.today, kind=below)


def _titled(part: RoundView) -> dict[str, Any]:
    return {"title": _title(part.dataset), "period": part.period, "round": (part.name_th, part.name_en)}


def _title(dataset: str) -> tuple[str, str]:
    title = dictionary.get_dataset(dataset).spec.title
    return title.th, title.en


def _area_row(place: AreaView, figures: Completeness, links: dict[int, dict[str, str]]) -> Row:
    href = reverse("desk:progress-area", args=[place.code])
    return Row((place.full_th, place.full_en), figures, href, links.get(place.id, {}))


def _offices(
    request: DeskRequest, part: RoundView, place: AreaView, medians: dict[tuple[int, str], int]
) -> list[Row]:
    """The offices that own values there, those for whose word most waits first; not of the whole country."""
    if place.kind is Kind.COUNTRY:
        return []
    figures = queries.by_office(part, on=request.today, under=place.id)
    names = {one.id: (one.name_th, one.name_en) for one in accounts.list_offices() if one.id in figures}
    rows = [
        Row(
            names.get(id_, NO_OFFICE), one,
            href=reverse("desk:progress-office", args=[id_]) if id_ != NOBODY else "",
            days=medians.get((id_, part.dataset)),
        )
        for id_, one in figures.items()
    ]  # fmt: skip
    return in_order(rows)[:MOST_OFFICES]


def _people(
    request: DeskRequest, place: AreaView, below: Kind, figures: dict[int, Completeness]
) -> list[Row]:
    """Who collects in a tambon's villages; only for those who may know of them."""
    thing = Thing(_line(place, request))
    allowed = any(may(request.who, verb, thing).allowed for verb in (Verb.SEE_WORKFORCE, Verb.SEE_PEOPLE))
    if not allowed or place.kind is not Kind.TAMBON or below is not Kind.VILLAGE:
        return []
    collects = {
        one.village: one.person
        for one in workforce.charges(figures)
        if one.since <= request.today < one.until
    }
    by_person = queries.by_person(figures, collects)
    names = accounts.names({person for person in by_person if person != NOBODY})
    return in_order(Row(names.get(person, NO_PERSON), one) for person, one in by_person.items())


def _office_part(
    part: RoundView, one: OfficeView, medians: dict[tuple[int, str], int], works_there: bool, on: date
) -> dict[str, Any]:
    figures = queries.by_office(part, on=on).get(one.id, Completeness())
    links = links_of_office(one.id, works_there=works_there)
    days = medians.get((one.id, part.dataset))
    return {**_titled(part), "row": Row((one.name_th, one.name_en), figures, links=links, days=days)}

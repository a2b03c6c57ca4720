"""Changing an area: a form, then the effect before and after, then saved at once or kept as a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import actions
from tambon.areas import queries as areas
from tambon.areas.queries.desk import find_facts
from tambon.areas.queries.effects import Effect
from tambon.areas.rules import OWN_SCHEME, AreaView, When, editing
from tambon.areas.rules.operations import Operation
from tambon.desk.views.areas_effect import show
from tambon.desk.views.areas_forms import (
    Around,
    around,
    day_fields,
    fields_for,
    first_asked,
    split_parts,
    with_problem,
)
from tambon.desk.views.areas_reading import Asked, codes_in, field_of, read_operation, read_when
from tambon.desk.views.areas_words import DOINGS, Doing, doings_for
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.lib.problem import Problem

NOT_KEPT = {"csrfmiddlewaretoken", "act", "seen"}


@dataclass(frozen=True)
class Change:
    """One change that a person is about to make."""

    request: DeskRequest
    doing: Doing
    near: Around
    asked: Asked

    @property
    def area(self) -> AreaView:
        return self.near.area


@require_http_methods(["GET", "POST"])
@signed_in
def change(request: DeskRequest, code: str, doing: str) -> HttpResponse:
    """The form of one change, its effect, and its end."""
    one = _open(request, code, doing)
    act = request.POST.get("act", "")
    if act not in ("preview", "save", "draft"):
        return _form(one)
    try:
        operation, when = _read(one)
        if act != "preview":
            return _finish(one, operation, when, act)
        return _effect(one, operation, when)
    except Problem as problem:
        if problem.kind.status == 403:
            raise
        if problem.kind is editing.effect_stale:
            return _effect_again(one, problem)
        return _form(one, problem)


def demand_over(request: DeskRequest, area_id: int) -> None:
    """Raises 403 unless the person may edit the area."""
    line = areas.ancestor_ids([area_id], on=request.today).get(area_id, (area_id,))
    demand(request.who, Verb.EDIT_AREAS, Thing(line))


def demand_operation(request: DeskRequest, operation: Operation, when: When) -> None:
    """Raises 403 unless the person may edit every area that the operation touches."""
    for code in codes_in(operation):
        # As the operation itself finds them: an area of another scheme may have borne the code that day.
        found = (
            areas.find_area(code, on=when.law, scheme=each) for each in dict.fromkeys(OWN_SCHEME.values())
        )
        area = next((one for one in found if one is not None), None)
        if area is not None:  # else the operation itself says that there is none
            demand_over(request, area.id)


def _open(request: DeskRequest, code: str, doing: str) -> Change:
    asked = Asked.of(request.POST)
    try:
        on = read_when(asked).law
    except Problem:
        on = request.today
    facts = find_facts(code, on=on)
    demand_over(request, facts.area.id)
    if doing not in doings_for(facts.area.kind):
        raise Http404
    near, known = around(facts, on=on), Doing(doing)
    if request.method != "POST":
        asked = first_asked(known, near, today=request.today)
    elif request.POST.get("act") == "more":
        asked = Asked({**asked.fields, "parts": str(asked.parts + 1)}, asked.merged)
    return Change(request, known, near, asked)


def _read(one: Change) -> tuple[Operation, When]:
    when = read_when(one.asked)
    operation = read_operation(one.doing, one.area, one.asked, one.near.children)
    demand_operation(one.request, operation, when)
    return operation, when


def _finish(one: Change, operation: Operation, when: When, act: str) -> HttpResponse:
    """Saved as an edition, or kept as a draft; refused when the registry has changed since it was shown."""
    given: dict[str, Any] = {
        "note": one.asked.text("note"),
        "by": one.request.who.actor,
        "at": one.request.at,
        "synthetic": accounts.is_demonstration(),
        "seen": read_count(one.request.POST.get("seen", "")) or 0,
    }
    if act == "draft":
        draft = actions.stage_operations([(operation, when)], **given)
        return redirect(f"{reverse('desk:areas-draft', args=[draft])}?kept=1")
    edition = actions.apply_operations([(operation, when)], **given)
    return redirect(f"{reverse('desk:areas-edition', args=[edition])}?saved=1")


def _effect_again(one: Change, problem: Problem) -> HttpResponse:
    try:
        return _effect(one, *_read(one), problem)
    except Problem as worse:
        return _form(one, worse)


def _effect(one: Change, operation: Operation, when: When, problem: Problem | None = None) -> HttpResponse:
    seen = areas.newest_edition()
    effect = actions.preview([(operation, when)], at=one.request.at, synthetic=accounts.is_demonstration())
    post = one.request.POST
    context = {
        **_said(one, problem),
        **sides(effect),
        "when": when,
        "seen": seen,
        "kept": [(name, text) for name in post if name not in NOT_KEPT for text in post.getlist(name)],
    }
    status = problem.kind.status if problem else 200
    return render(one.request, "desk/areas/effect.html", context, status=status)


def sides(effect: Effect) -> dict[str, Any]:
    """The effect for a template."""
    before, after = show(effect)
    return {"before": before, "after": after, "day": effect.day}


def _form(one: Change, problem: Problem | None = None) -> HttpResponse:
    asked, near = one.asked, one.near
    beside = field_of(problem, one.doing, asked) if problem else ""
    parts = split_parts(near, asked) if one.doing is Doing.SPLIT else []
    context = {
        **_said(one, problem),
        "asked": asked,
        "fields": with_problem(fields_for(one.doing, near, asked), beside, problem),
        "days": with_problem(day_fields(asked, today=one.request.today), beside, problem),
        "parts": [with_problem(part, beside, problem) for part in parts],
        "children": [(child, asked.text(f"child-{child.code}")) for child in near.children],
        "siblings": near.siblings if one.doing is Doing.MERGE else [],
        "beside": beside,
    }
    status = problem.kind.status if problem else 200
    return render(one.request, "desk/areas/change.html", context, status=status)


def _said(one: Change, problem: Problem | None) -> dict[str, Any]:
    return {
        "here": "areas",
        "area": one.area,
        "above": one.near.facts.ancestors,
        "doing": one.doing,
        "title": DOINGS[one.doing],
        "problem": problem,
    }

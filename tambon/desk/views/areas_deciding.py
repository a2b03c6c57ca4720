"""Drafts that wait for a second person, editions that can be taken back, and publishing what stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import actions
from tambon.areas import queries as areas
from tambon.areas.queries import desk
from tambon.areas.rules import CHANGE_OF
from tambon.desk import problems
from tambon.desk.views.areas import lines, told
from tambon.desk.views.areas_changing import demand_operation, sides
from tambon.desk.views.areas_reading import clean
from tambon.desk.views.areas_words import HAPPENED
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.journal import queries as journal
from tambon.lib.problem import Problem
from tambon.releases.registry.actions import publish_areas

MOST_REFUSED, MOST_CHANGES = 100, 20


@require_http_methods(["GET", "POST"])
@signed_in
def draft(request: DeskRequest, draft_id: int) -> HttpResponse:
    """What a draft would do as the registry is now; applied or set aside by a post."""
    demand_any(request, Verb.EDIT_AREAS)
    one = desk.get_draft(draft_id)
    _demand_draft(request, one)
    if request.method == "GET":
        return _draft_page(request, one)
    try:
        if request.POST.get("act") == "aside":
            actions.set_aside(draft_id, by=request.who.actor, at=request.at)
            return redirect(f"{reverse('desk:areas')}?aside={draft_id}")
        return _apply(request, one)
    except Problem as problem:
        return _draft_page(request, desk.get_draft(draft_id), problem)


def _apply(request: DeskRequest, one: desk.DraftView) -> HttpResponse:
    """Operations as they were shown on this page; a file's changes as they were staged."""
    seen = (read_count(request.POST.get("seen", "")) or 0) if one.is_operations else None
    edition = actions.apply_draft(one.id, by=request.who.actor, at=request.at, seen=seen)
    return redirect(f"{reverse('desk:areas-edition', args=[edition])}?saved=1")


def _demand_draft(request: DeskRequest, one: desk.DraftView) -> None:
    """A file can touch any area; the desk's operations touch those that they name."""
    if not one.is_operations:
        demand(request.who, Verb.EDIT_AREAS, Thing())
        return
    for operation, when in actions.operations_of(one.id):
        demand_operation(request, operation, when)


def _draft_page(request: DeskRequest, one: desk.DraftView, problem: Problem | None = None) -> HttpResponse:
    context: dict[str, Any] = {
        "here": "areas",
        "draft": one,
        "staged_by": _person(one.staged_by),
        "mine": one.staged_by == request.who.actor,
        "refused": one.refused[:MOST_REFUSED],
        "kept": "kept" in request.GET,
        "seen": areas.newest_edition(),
        "problem": problem,
    }
    if one.is_operations:
        given = actions.operations_of(one.id)
        context["when"] = given[0][1]
        context["doings"] = [HAPPENED[CHANGE_OF[type(operation)]] for operation, _ in given]
        try:
            effect = actions.preview(given, at=request.at, synthetic=accounts.is_demonstration())
            context |= sides(effect)
        except Problem as impossible:
            context["problem"] = problem or impossible
    shown = context["problem"]
    status = shown.kind.status if problem and shown else 200
    return render(request, "desk/areas/draft.html", context, status=status)


@require_safe
@signed_in
def edition(request: DeskRequest, edition_id: int) -> HttpResponse:
    """What one edition did, and what can be done with it."""
    demand_any(request, Verb.EDIT_AREAS)
    return _edition_page(request, "desk/areas/edition.html", edition_id)


@require_http_methods(["GET", "POST"])
@signed_in
def undo(request: DeskRequest, edition_id: int) -> HttpResponse:
    """Asks whether an edition shall be taken back, and why; a post takes it back."""
    demand(request.who, Verb.EDIT_AREAS, Thing())
    if request.method == "GET":
        return _edition_page(request, "desk/areas/undo.html", edition_id)
    try:
        reason = clean(request.POST.get("reason", ""))
        if not reason:
            raise problems.reason_missing()
        undone = actions.undo(edition_id, by=request.who.actor, at=request.at, note=reason)
    except Problem as problem:
        return _edition_page(request, "desk/areas/undo.html", edition_id, problem)
    return redirect(f"{reverse('desk:areas-edition', args=[undone])}?saved=1")


def _edition_page(
    request: DeskRequest, template: str, edition_id: int, problem: Problem | None = None
) -> HttpResponse:
    one = desk.get_edition(edition_id)
    entries = [
        entry
        for entry in journal.list_entries(subject=f"areas-edition:{edition_id}")
        if entry.kind in ("areas.edited", "areas.undone")
    ]
    context = {
        "here": "areas",
        **lines([one])[0],
        "by": _person(entries[0].by) if entries else None,
        "changes": [told(change) for change in desk.list_changes_of(edition_id, limit=MOST_CHANGES)],
        "more": sum(number for _, number in one.did) - MOST_CHANGES,
        "saved": "saved" in request.GET,
        "published": request.GET.get("published", "")[:40],
        "already": "already" in request.GET,
        "problem": problem,
    }
    return render(request, template, context, status=problem.kind.status if problem else 200)


@require_POST
@signed_in
def publish(request: DeskRequest) -> HttpResponse:
    """Publishes the registry as it stands; somebody else's publication that is under way is told in words."""
    demand(request.who, Verb.EDIT_AREAS, Thing())
    made = publish_areas(by=request.who.actor, at=request.at)
    told = {"published": made.version} | ({"already": "1"} if made.already else {})
    return redirect(f"{reverse('desk:areas')}?{urlencode(told)}")


def _person(actor: str) -> tuple[str, str]:
    """The name of whoever did it; the actor itself where it is no person."""
    kind, _, number = actor.partition(":")
    person = read_count(number) if kind == "person" else None
    found = accounts.names([person]) if person is not None else {}
    return found.get(person or 0, (actor, actor))

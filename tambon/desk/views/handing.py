"""Hand-overs: asked for on a cell's page, answered by the taking office or by administrators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, may
from tambon.areas import queries as areas
from tambon.desk import problems
from tambon.desk.posted import read_one_of
from tambon.desk.views.overview import demand_any
from tambon.desk.who import DeskRequest, office_reach, read_count, signed_in
from tambon.records.rules import Outcome
from tambon.verification import actions, queries
from tambon.verification.rules import CellRef
from tambon.verification.rules.handing import HandOverView, HandReason
from tambon.verification.rules.views import CellStory


@require_safe
@signed_in
def office(request: DeskRequest, office_id: int) -> HttpResponse:
    """What was handed to the office, and what it handed to others."""
    within = office_reach(request.who, office_id)
    handed = queries.list_handed_to(office_id, on=request.today)
    given = queries.list_given_by(office_id, on=request.today)
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "handed": _inside(request, handed, within),
        "given": _inside(request, given, within),
        "answered": "answered" in request.GET,
    }
    return render(request, "desk/handed.html", context)


@require_safe
@signed_in
def administrators(request: DeskRequest) -> HttpResponse:
    """What offices handed over to other agencies, in the person's areas."""
    demand_any(request, Verb.ADMINISTER)
    waiting = queries.list_between_agencies(on=request.today)
    lines = areas.reached_from({one.area.id for one in waiting}, on=request.today)
    mine = [one for one in waiting if may(request.who, Verb.ADMINISTER, Thing(lines[one.area.id])).allowed]
    context = {"here": "offices", "handed": mine, "answered": "answered" in request.GET}
    return render(request, "desk/handed.html", context)


@require_POST
@signed_in
def answer(request: DeskRequest, hand_over_id: int) -> HttpResponse:
    """Takes, refuses, or takes back; then the page it came from."""
    match request.POST.get("doing"):
        case "take" | "refuse" as doing:
            actions.answer_hand_over(
                request.who, hand_over_id, taken=doing == "take", on=request.today, at=request.at
            )
        case "back":
            actions.take_back(request.who, hand_over_id, on=request.today, at=request.at)
        case _:
            raise problems.choice_unreadable()
    of = read_count(request.POST.get("office", ""))
    page = reverse("desk:queue-handed", args=[of]) if of else reverse("desk:handed")
    return redirect(f"{page}?answered=1")


def hand_one(request: DeskRequest, seen: CellRef) -> Outcome:
    """Hands the cell of a page over. Raises as `actions.hand_over` does, and 422 for no reason."""
    actions.hand_over(
        request.who,
        seen,
        taker=request.POST.get("taker", "").strip(),
        reason=read_one_of(request.POST, "why", HandReason),
        on=request.today,
        at=request.at,
    )
    return Outcome.DONE


def choices_for(request: DeskRequest, story: CellStory) -> dict[str, Any]:
    """What a cell's page needs to hand it over: to whom, and why."""
    takers = queries.takers_of(story, on=request.today)
    return {
        "takers": takers,
        "handed": (story.row.record_id, story.cell.variable.name)
        in queries.handed_over([story.row.record_id]),
        "hand_reasons": [(one.value, *one.words) for one in HandReason],
    }


def _inside(
    request: DeskRequest, rows: list[HandOverView], within: Iterable[int] | None
) -> list[HandOverView]:
    if within is None:
        return rows
    lines = areas.reached_from({row.area.id for row in rows}, on=request.today)
    return [row for row in rows if not set(within).isdisjoint(lines.get(row.area.id, ()))]

"""Values sent back to the village: sending them, what stands, taking back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.desk.who import DeskRequest, office_reach, queue_offices, read_count, signed_in
from tambon.dictionary.rules.values import read_day
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy
from tambon.verification import actions, problems, queries
from tambon.verification.rules import CellRef, Reason
from tambon.verification.rules.returning import LONGEST_NOTE, MOST_DAYS, USUAL_DAYS, Come, ReturnAnswer


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """What stands returned, of one of the person's offices or in one of the person's areas; late first."""
    offices = queue_offices(request.who)
    places = areas.views(request.who.areas_for(Verb.SEE_CELLS), on=request.today)
    if not offices and not places:
        demand(request.who, Verb.SEE_CELLS, Thing())
    chosen = read_count(request.GET.get("office", ""))
    office = next((one for one in offices if one.id == chosen), None)
    area = _area(request, list(places.values())) if office is None else None
    if office is None and area is None:
        office = offices[0] if offices else None
        area = None if office else next(iter(places.values()))
    found = (
        queries.open_returns_of([office.id], on=request.today, within=office_reach(request.who, office.id))
        if office
        else queries.open_returns_under(area.id if area else 0, on=request.today)
    )
    late = sum(bool(one.late(request.today)) for one in found)
    only_late = "late" in request.GET
    context = {
        "here": "returns",
        "offices": offices,
        "places": sorted(places.values(), key=lambda one: one.code),
        "chosen_office": office,
        "chosen_area": area,
        "rows": [(one, one.late(request.today)) for one in found if not only_late or one.late(request.today)],
        "late": late,
        "all": len(found),
        "only_late": only_late,
        "names": accounts.office_names({one.office_id for one in found}),
        "told": {name: read_count(request.GET.get(name, "")) or 0 for name in ("done", *_PASSED_OVER)},
        "withdrawn": "withdrawn" in request.GET,
    }
    return render(request, "desk/returns/index.html", context)


_PASSED_OVER = (Come.CHANGED.value, Come.ALREADY.value, "foreign")


@require_POST
@signed_in
def send_back(request: DeskRequest, office_id: int) -> HttpResponse:
    """Asks with which words the chosen values go back; with the words given, sends them."""
    cells = [CellRef.read(text) for text in request.POST.getlist("cell")]
    if not cells:
        raise problems.nothing_chosen()
    if "reason" not in request.POST:
        return _asked(request, office_id, cells)
    try:
        answers = _sent(request, cells)
    except Problem as problem:
        return _asked(request, office_id, cells, problem)
    return redirect(f"{reverse('desk:returns')}?{urlencode({'office': office_id, **_told(answers)})}")


@require_POST
@signed_in
def withdraw(request: DeskRequest, return_id: int) -> HttpResponse:
    """Takes one return back."""
    found = queries.get_open_return(return_id, on=request.today)
    actions.withdraw_return(request.who, return_id, on=request.today, at=request.at)
    return redirect(f"{reverse('desk:returns')}?{urlencode({'office': found.office_id, 'withdrawn': 1})}")


def _area(request: DeskRequest, places: Sequence[AreaView]) -> AreaView | None:
    code = request.GET.get("area", "")
    return next((one for one in places if one.code == code), None)


def _sent(request: DeskRequest, cells: Sequence[CellRef]) -> list[ReturnAnswer]:
    reason = request.POST.get("reason", "")
    if reason not in set(Reason):
        raise problems.reason_needed()
    return actions.return_cells(
        request.who,
        cells,
        reason=Reason(reason),
        note=request.POST.get("note", ""),
        due=_due(request),
        on=request.today,
        at=request.at,
    )


def _due(request: DeskRequest) -> date:
    try:
        return read_day(arabic_digits(tidy(request.POST.get("due", "")))[:40])
    except ValueError:
        raise problems.bad_due(most=MOST_DAYS) from None


def _told(answers: Sequence[ReturnAnswer]) -> dict[str, int]:
    come = Counter(answer.come for answer in answers)
    foreign = come[Come.NOT_OWNED] + come[Come.UNKNOWN]
    told = {"done": come[Come.DONE], "changed": come[Come.CHANGED], "already": come[Come.ALREADY]}
    return {name: count for name, count in {**told, "foreign": foreign}.items() if count or name == "done"}


def _asked(
    request: DeskRequest, office_id: int, cells: Sequence[CellRef], problem: Problem | None = None
) -> HttpResponse:
    chosen = queries.list_chosen(request.who, cells, on=request.today)
    if not chosen:
        demand(
            request.who, Verb.DISPUTE, Thing((), office_id, accounts.agency_ids([office_id]).get(office_id))
        )
        raise problems.unknown_record()
    given: dict[str, Any] = {name: request.POST.get(name, "") for name in ("reason", "note", "due")}
    context = {
        "here": "queue",
        "office": accounts.office(office_id),
        "chosen": chosen,
        "reasons": [(reason.value, *reason.words) for reason in Reason],
        "given": given | {"due": given["due"] or (request.today + timedelta(days=USUAL_DAYS)).isoformat()},
        "first": request.today + timedelta(days=1),
        "last": request.today + timedelta(days=MOST_DAYS),
        "most": LONGEST_NOTE,
        "problem": problem,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/returns/send.html", context, status=status)

"""What the rules ask: lists for offices and areas, and one finding with what people say about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand, may
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.desk import problems
from tambon.desk.views.work import thing_of
from tambon.desk.who import DeskRequest, office_reach, queue_offices, read_count, signed_in
from tambon.lib.problem import Problem
from tambon.verification import actions, queries
from tambon.verification.rules.findings import FindingLine, FindingPage, State

STATES = {
    State.ASKED: ("รอคำอธิบาย", "To be answered"),
    State.EXPLAINED: ("รอพิจารณา", "Explained, to decide"),
    State.ACCEPTED: ("รับคำอธิบายแล้ว", "Accepted"),
}


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The person's offices and areas; who has one only is led to it. Raises 403 for who has none."""
    offices = queue_offices(request.who)
    mine = list(areas.views(request.who.areas_for(Verb.SEE_CELLS), on=request.today).values())
    if not offices and not mine:
        demand(request.who, Verb.SEE_CELLS, Thing())
    if len(offices) + len(mine) == 1:
        to = ("desk:findings-office", offices[0].id) if offices else ("desk:findings-area", mine[0].code)
        asked = f"?{query}" if (query := request.META.get("QUERY_STRING", "")) else ""
        return redirect(reverse(to[0], args=[to[1]]) + asked)
    return render(
        request, "desk/findings/index.html", {"here": "findings", "offices": offices, "places": mine}
    )


@require_safe
@signed_in
def of_office(request: DeskRequest, office_id: int) -> HttpResponse:
    """What is asked about the office's own values."""
    within = office_reach(request.who, office_id)
    state, after = _asked(request)
    page = queries.list_findings_of_office(
        office_id, on=request.today, state=state, within=within, after=after
    )
    return _listed(request, page, state, office=accounts.office(office_id))


@require_safe
@signed_in
def in_area(request: DeskRequest, code: str) -> HttpResponse:
    """What is asked about the values of an area. Raises 403, 404."""
    place = areas.get_place(code, on=request.today)
    demand(request.who, Verb.SEE_CELLS, Thing(areas.reached_from([place.id], on=request.today)[place.id]))
    state, after = _asked(request)
    everywhere = place.kind is Kind.COUNTRY
    page = queries.list_findings_in(
        None if everywhere else [place.id], on=request.today, state=state, after=after
    )
    return _listed(request, page, state, place=place)


def _asked(request: DeskRequest) -> tuple[State, int | None]:
    state = request.GET.get("state", "")
    return State(state) if state in set(State) else State.ASKED, read_count(request.GET.get("after", ""))


def _listed(request: DeskRequest, page: FindingPage, state: State, **of: Any) -> HttpResponse:
    tabs = [(one.value, words, one is state) for one, words in STATES.items()]
    context = {"here": "findings", "page": page, "state": state.value, "tabs": tabs, **of}
    return render(request, "desk/findings/list.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def one(request: DeskRequest, finding_id: int) -> HttpResponse:
    """One finding: what is asked, what was said, and what this person may say; of one that is closed, the
    value's story. Raises 403, 404.
    """
    if request.method == "GET" and (story := _story_of_closed(request, finding_id)):
        return redirect(f"{story}#story")
    line, thing = seen_by(request, finding_id)
    if request.method == "GET":
        return _one_page(request, line, thing)
    try:
        doing = _do(request, line)
    except Problem as problem:
        fresh = queries.get_finding(finding_id, on=request.today)
        return _one_page(request, fresh, thing, problem)
    return redirect(f"{reverse('desk:finding', args=[finding_id])}?{urlencode({'said': doing})}")


def _story_of_closed(request: DeskRequest, finding_id: int) -> str | None:
    """The address of the value that a closed finding asked about, for whoever may see the value."""
    closed = queries.find_closed(finding_id)
    if closed is None:
        return None
    thing = thing_of(queries.get_story(*closed, on=request.today), request)
    return reverse("desk:cell", args=closed) if may(request.who, Verb.SEE_CELLS, thing).allowed else None


def seen_by(request: DeskRequest, finding_id: int) -> tuple[FindingLine, Thing]:
    """The finding, for whoever collects there, owns the value or sees it. Raises 403, 404."""
    line = queries.get_finding(finding_id, on=request.today)
    thing = _thing(request, line)
    if not any(may(request.who, verb, thing).allowed for verb in (Verb.COLLECT, Verb.CONFIRM)):
        demand(request.who, Verb.SEE_CELLS, thing)
    return line, thing


def offered_photos(request: DeskRequest, line: FindingLine, thing: Thing) -> list[tuple[str, date]]:
    """The place's own pictures to choose from; for whoever is no officer or worker of the area, those that
    came with answers of the finding's dataset alone."""
    here = Thing(thing.area_ids)
    of_area = any(may(request.who, verb, here).allowed for verb in (Verb.COLLECT, Verb.SEE_CELLS))
    return queries.photos_of(line.area.id, dataset=None if of_area else line.dataset)


def _do(request: DeskRequest, line: FindingLine) -> str:
    seen = actions.Seen(line.id, request.POST.get("basis", ""), request.POST.get("explained", ""))
    doing, on, at = request.POST.get("doing", ""), request.today, request.at
    if doing == "explain":
        text = request.POST.get("text", "")
        evidence = request.POST.get("photo", "") or request.POST.get("evidence", "")
        actions.explain(request.who, seen, text=text, evidence=evidence, on=on, at=at)
    elif doing == "accept":
        actions.accept(request.who, seen, on=on, at=at)
    elif doing == "refuse":
        actions.refuse(request.who, seen, why=request.POST.get("why", ""), on=on, at=at)
    else:
        raise problems.choice_unreadable()
    return doing


def _thing(request: DeskRequest, line: FindingLine) -> Thing:
    reached = areas.reached_from([line.area.id], on=request.today)[line.area.id]
    return Thing(reached, line.office_id, accounts.agency_ids([line.office_id]).get(line.office_id))


def _one_page(
    request: DeskRequest, line: FindingLine, thing: Thing, problem: Problem | None = None
) -> HttpResponse:
    explains = (Verb.COLLECT, Verb.CONFIRM, Verb.SIGN_OFF)
    decides = Verb.SIGN_OFF if line.office_id is None else Verb.CONFIRM
    explainable = line.may_be_explained and any(may(request.who, v, thing).allowed for v in explains)
    context = {
        "here": "findings",
        "line": line,
        "owner": accounts.office(line.office_id) if line.office_id else None,
        "photo": queries.photo_of(line.photo, line.area.id).value if line.photo else "",
        "may_explain": explainable,
        "photos": offered_photos(request, line, thing) if explainable else [],
        "may_decide": line.state is State.EXPLAINED and may(request.who, decides, thing).allowed,
        "may_see_cell": may(request.who, Verb.SEE_CELLS, thing).allowed,
        "said": request.GET.get("said", ""),
        "given": {name: request.POST.get(name, "") for name in ("text", "photo", "evidence", "why")},
        "problem": problem,
    }
    return render(request, "desk/findings/one.html", context, status=problem.kind.status if problem else 200)

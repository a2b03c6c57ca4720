"""One course: who is enrolled, who came and passed, and their certificates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Verb, demand
from tambon.areas import queries as areas
from tambon.desk import problems as desk_problems
from tambon.desk.views.training import below, chosen, scope
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.formats import csv_bytes, printing
from tambon.lib.problem import Problem
from tambon.pages import language, words
from tambon.workforce import training_problems as problems
from tambon.workforce.actions import certificates as issuing
from tambon.workforce.actions import training as actions
from tambon.workforce.queries import training as queries
from tambon.workforce.queries.certificates import certificates_pdf
from tambon.workforce.rules.training import HEADINGS, Attendee, CourseView, Mark

PAGE = 100  # attendees; with their ticks far below what one form may send
MOST_CANDIDATES = 60
MOST_BYTES = 5_000_000
LIST_COLUMNS = (HEADINGS["username"], "ชื่อ", "ตำบล", HEADINGS["came"], HEADINGS["passed"])


@dataclass(frozen=True)
class Done:
    """What a button did: how many, and why others not, in the page's language."""

    what: str
    count: int
    refused: list[tuple[str, str]] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
@signed_in
def course(request: DeskRequest, code: str) -> HttpResponse:
    """The people of a course with ticks for came and passed; enrolling, a list to fill in, certificates."""
    one = _demanded(request, code)
    if request.method == "GET":
        return _page(request, one)
    try:
        done = _DOINGS.get(request.POST.get("doing", ""), _mark)(request, one)
    except Problem as problem:
        return _page(request, one, problem=problem)
    if done.refused:
        return _page(request, queries.get_course(code), done=done)
    told = f"?done={done.what}&n={done.count}&part={_part(request.POST)}"
    return redirect(reverse("desk:training-course", args=[one.code]) + told)


@require_safe
@signed_in
def listing(request: DeskRequest, code: str) -> HttpResponse:
    """The course's people as a list to fill in with a spreadsheet and send back."""
    one = _demanded(request, code)
    people = queries.list_attendees(one.id)
    places = areas.views({person.tambon_id for person in people}, on=one.since)
    rows = [
        (
            person.username,
            person.name_th,
            places[person.tambon_id].name_th if person.tambon_id in places else "",
            _said(person.came),
            _said(person.passed),
        )
        for person in people
    ]
    content = csv_bytes(LIST_COLUMNS, rows, for_spreadsheet=True)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{one.code}.csv"'
    return response


@require_safe
@signed_in
def papers(request: DeskRequest, code: str) -> HttpResponse:
    """The course's certificates that stand, as one PDF of at most some hundred pages: ``part`` says which."""
    one = _demanded(request, code)
    numbers = [person.certificate for person in queries.list_attendees(one.id) if person.certificate]
    start = (_part(request.GET) - 1) * printing.SHEETS
    wanted = queries.certificates(sorted(numbers)[start : start + printing.SHEETS])
    if not wanted:
        raise problems.nobody_passed()
    content = certificates_pdf(wanted, address=verify_address(), synthetic=accounts.is_demonstration())
    return pdf_response(content, f"{one.code}.pdf")


def verify_address() -> str:
    """Where anybody with an account verifies a number; the number is put behind it."""
    return f"{settings.TAMBON_URL}{reverse('desk:certificates')}/"


def pdf_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _demanded(request: DeskRequest, code: str) -> CourseView:
    one = queries.get_course(code)
    demand(request.who, Verb.TRAIN, scope(one, request))
    return one


def _mark(request: DeskRequest, one: CourseView) -> Done:
    """What is ticked is so, what stands beside it unticked is not."""
    seen = chosen(request.POST, "seen")
    if not seen:
        raise problems.nobody_chosen()
    passed = set(chosen(request.POST, "passed"))
    came = set(chosen(request.POST, "came")) | passed
    everybody = request.POST.get("doing") == "all"
    marks = {
        contract: Mark(came=everybody or contract in came, passed=everybody or contract in passed)
        for contract in seen
    }
    done = actions.mark(one, marks=marks, by=request.who.actor, at=request.at)
    return Done("marked", done.changed, _reasons(request, one, done.refused))


def _enrol(request: DeskRequest, one: CourseView) -> Done:
    contracts = chosen(request.POST, "contract")
    area_id = read_count(request.POST.get("area", ""))
    if request.POST.get("doing") == "enrol-area" and area_id is not None:
        contracts = [person.contract_id for person in queries.list_candidates(one, area_id=area_id)]
    if not contracts:
        raise problems.nobody_chosen()
    done = actions.enrol(one, contract_ids=contracts, by=request.who.actor, at=request.at)
    return Done("enrolled", done.new, _reasons(request, one, done.refused))


def _load(request: DeskRequest, one: CourseView) -> Done:
    file = request.FILES.get("file")
    if file is None:
        raise problems.no_file()
    if file.size is None or file.size > MOST_BYTES:
        raise desk_problems.file_too_large(megabytes=MOST_BYTES // 1_000_000)
    done = actions.load_marks(one, file.read(), by=request.who.actor, at=request.at)
    thai = language.of(request) == "th"
    refused = [
        (f"{'แถว' if thai else 'Row'} {row.row}", row.reason_th if thai else row.reason_en)
        for row in done.refused
    ]
    return Done("marked", done.changed, refused)


def _issue(request: DeskRequest, one: CourseView) -> Done:
    return Done("issued", len(issuing.issue_certificates(one, by=request.who.actor, at=request.at)))


_DOINGS: dict[str, Callable[[DeskRequest, CourseView], Done]] = {
    "mark": _mark,
    "all": _mark,
    "enrol": _enrol,
    "enrol-area": _enrol,
    "load": _load,
    "issue": _issue,
}


def _page(
    request: DeskRequest, one: CourseView, *, done: Done | None = None, problem: Problem | None = None
) -> HttpResponse:
    people = queries.list_attendees(one.id)
    part = _part(request.GET if request.method == "GET" else request.POST)
    shown = people[(part - 1) * PAGE : part * PAGE]
    candidates = queries.list_candidates(one, area_id=one.area_id)
    offered = candidates[:MOST_CANDIDATES]
    tambons = {person.tambon_id for person in shown} | {person.tambon_id for person in offered}
    context: dict[str, Any] = {
        "here": "training",
        "course": one,
        "area": areas.views([one.area_id], on=request.today).get(one.area_id),
        "places": areas.views(tambons, on=one.since),
        "people": shown,
        "part": part,
        "parts": range(1, (len(people) - 1) // PAGE + 2) if len(people) > PAGE else (),
        "papers": range(1, (one.certificates - 1) // printing.SHEETS + 2) if one.certificates else (),
        "candidates": offered,
        "more_candidates": len(candidates) - MOST_CANDIDATES,
        "enrol_areas": below([one.area_id], on=request.today) if candidates else [],
        "waiting": one.passed - one.certificates,
        "has_begun": request.today >= one.since,
        "is_over": request.today >= one.last,
        "done": done or _told(request),
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/training/course.html", context, status=status)


def _told(request: DeskRequest) -> Done | None:
    what = request.GET.get("done", "")
    known = what in ("added", "marked", "enrolled", "issued")
    return Done(what, read_count(request.GET.get("n", "")) or 0) if known else None


def _reasons(
    request: DeskRequest, one: CourseView, refused: tuple[tuple[int, Problem], ...]
) -> list[tuple[str, str]]:
    """Whom it concerns, and why not."""
    lang = language.of(request)
    people: dict[int, Attendee] = {person.contract_id: person for person in queries.list_attendees(one.id)}
    return [
        (words.said(people[contract], lang) if contract in people else "–", problem.say(lang))
        for contract, problem in refused
    ]


def _said(tick: bool | None) -> str:
    return "" if tick is None else "ใช่" if tick else "ไม่ใช่"


def _part(query: Any) -> int:
    return max(read_count(query.get("part", "")) or 1, 1)

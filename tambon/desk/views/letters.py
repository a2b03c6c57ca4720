"""Official letters to offices for which something waits: made, kept, printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.lib.problem import Problem
from tambon.notices import actions, problems, queries
from tambon.notices.rules import FIELDS, Letterhead, number_after, read_head
from tambon.pages import language

BELOW = {Kind.COUNTRY: Kind.PROVINCE, Kind.PROVINCE: Kind.DISTRICT}
SENDERS = {Kind.COUNTRY: "กรมการปกครอง", Kind.PROVINCE: "ที่ทำการปกครอง{area}", Kind.DISTRICT: "ที่ว่าการ{area}"}
IN_LINES = ("address", "position")
SHOWN = 60  # letters that the page lists


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The areas from which the person may write; with one alone, its page."""
    mine = list(areas.views(request.who.areas_for(Verb.SEND_LETTERS), on=request.today).values())
    if not mine:
        demand(request.who, Verb.SEND_LETTERS, Thing())
    if len(mine) == 1:
        return redirect("desk:letters-area", code=mine[0].code)
    return render(request, "desk/notices/letters.html", {"here": "notices", "mine": mine})


@require_http_methods(["GET", "POST"])
@signed_in
def area(request: DeskRequest, code: str) -> HttpResponse:
    """Whom something waits for in the area, and the letters that were written from it."""
    place = _place(request, code)
    if request.method == "GET":
        return _page(request, place)
    try:
        return _written(request, place)
    except Problem as problem:
        return _page(request, place, problem)


@require_safe
@signed_in
def printed(request: DeskRequest, letter_id: int) -> HttpResponse:
    """One letter as PDF."""
    _demand(request, queries.from_area(letter_id))
    return _pdf(queries.letters_pdf([letter_id], desk=_desk()), f"letter-{letter_id}")


@require_safe
@signed_in
def printed_day(request: DeskRequest, code: str, day: str) -> HttpResponse:
    """All letters that were written from the area on one day, as one PDF."""
    place = _place(request, code)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise problems.unknown_letter() from None
    ids = [id_ for id_, written, _, _ in queries.letters_from([place.id], since=on) if written == on]
    if not ids:
        raise problems.unknown_letter()
    return _pdf(queries.letters_pdf(list(reversed(ids)), desk=_desk()), f"letters-{place.code}-{day}")


def _written(request: DeskRequest, place: AreaView) -> HttpResponse:
    head = read_head(request.POST.dict())
    chosen = [n for text in request.POST.getlist("office") if (n := read_count(text)) is not None]
    if not chosen:
        raise problems.nobody_chosen()
    if request.POST.get("doing") == "draft":
        return _drafts(request, place, head, chosen)
    number = request.POST.get("number", "")
    made = actions.make_letters(
        from_area=place.id, office_ids=chosen, first_number=number, head=head, by=request.who.actor,
        at=request.at,
    )  # fmt: skip
    return redirect(f"{reverse('desk:letters-area', args=[place.code])}?made={len(made)}")


def _drafts(request: DeskRequest, place: AreaView, head: Letterhead, chosen: list[int]) -> HttpResponse:
    waiters = queries.list_waiters(place.id, on=request.today, office_ids=chosen)
    drafts = [queries.draft(one, head, place.id, on=request.today) for one in waiters]
    return _pdf(queries.print_letters(drafts, desk=_desk()), "draft")


def _page(request: DeskRequest, place: AreaView, problem: Problem | None = None) -> HttpResponse:
    waiters = queries.list_waiters(place.id, on=request.today)
    chosen = request.POST.getlist("office")
    context = {
        "here": "notices",
        "place": place,
        "below": _below(place, request.today),
        "waiters": [_waiter(one, request.today, chosen, posted=bool(problem)) for one in waiters],
        "any_free": any(one.may_get_one(request.today) for one in waiters),
        "fields": _fields(request, place, posted=bool(problem)),
        "days": _days(queries.letters_from([place.id])[:SHOWN]),
        "made": read_count(request.GET.get("made", "")),
        "today": request.today,
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/notices/letters_area.html", context, status=status)


def _waiter(one: queries.Waiter, on: date, chosen: list[str], *, posted: bool) -> dict[str, Any]:
    free = one.may_get_one(on)
    return {"one": one, "free": free, "chosen": free and (str(one.office_id) in chosen or not posted)}


def _fields(request: DeskRequest, place: AreaView, *, posted: bool) -> list[dict[str, Any]]:
    """The letterhead as it stood on the last letter, or as it was just typed; the next free number."""
    held = queries.newest_head(place.id)
    before = {name: getattr(held[0], name) for name in FIELDS} if held else _usual(place)
    number = number_after(held[1], 1) if held else ""
    given = request.POST if posted else {**before, "number": number}
    rows = [("number", ("เลขที่หนังสือฉบับแรก", "Number of the first letter"), 40)]
    rows += [(name, said, most) for name, (said, most) in FIELDS.items()]
    return [
        {"name": name, "said": said, "most": most, "value": given.get(name, ""), "lines": name in IN_LINES}
        for name, said, most in rows
    ]


def _usual(place: AreaView) -> dict[str, str]:
    sender = SENDERS.get(place.kind, "{area}").format(area=place.full_th)
    return {"sender": sender, "position": f"นาย{place.full_th}" if place.kind is Kind.DISTRICT else ""}


def _days(letters: Iterable[tuple[int, date, str, str]]) -> list[dict[str, Any]]:
    found: dict[date, list[dict[str, Any]]] = {}
    for id_, day, number, office in letters:
        found.setdefault(day, []).append({"id": id_, "number": number, "office": office})
    return [{"day": day, "iso": day.isoformat(), "letters": rows} for day, rows in found.items()]


def _below(place: AreaView, on: date) -> list[AreaView]:
    kind = BELOW.get(place.kind)
    return sorted(areas.list_under(place.id, on=on, kind=kind), key=lambda one: one.code) if kind else []


def _place(request: DeskRequest, code: str) -> AreaView:
    place = areas.get_area(code, on=request.today)
    _demand(request, place.id)
    return place


def _demand(request: DeskRequest, area_id: int) -> None:
    line = areas.reached_from([area_id], on=request.today)[area_id]
    demand(request.who, Verb.SEND_LETTERS, Thing(line))


def _desk() -> str:
    return f"{settings.TAMBON_URL}/desk/"


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

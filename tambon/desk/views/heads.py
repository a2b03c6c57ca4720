"""Links by which village heads read their village's values, and a sheet of the values to read out."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tambon.accounts import problems as account_problems
from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.desk.kept import keep, kept
from tambon.desk.who import DeskRequest, read_count, signed_in
from tambon.dictionary import queries as dictionary
from tambon.dictionary.saying import say_value
from tambon.formats import printing, qr
from tambon.lib.days import say_moment, say_period
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.pages import language
from tambon.verification import counter_problems as problems
from tambon.verification import queries
from tambon.verification.actions import heads
from tambon.verification.rules.heads import LIVES
from tambon.verification.rules.views import QueueRow

PAPER = Path(__file__).parents[1] / "paper"
MADE = "head link"


@require_http_methods(["GET", "POST"])
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """The links that are open in the officer's areas; a new one is shown for a quarter of an hour."""
    if not request.who.has(Verb.INVITE_HEAD):
        demand(request.who, Verb.INVITE_HEAD, Thing())
    if request.method == "GET":
        return _page(request)
    try:
        _make(request)
    except Problem as problem:
        return _page(request, problem)
    return redirect("desk:heads")


@require_POST
@signed_in
def end(request: DeskRequest, ref: UUID) -> HttpResponse:
    """Ends a link at once."""
    heads.end_link(request.who, ref, on=request.today, at=request.at)
    return redirect("desk:heads")


@require_GET
@signed_in
def code(request: DeskRequest) -> HttpResponse:
    """The QR code of the link that was made just now."""
    return HttpResponse(qr.svg(_made(request)["link"]), "image/svg+xml")


@require_GET
@signed_in
def sheet(request: DeskRequest) -> HttpResponse:
    """The link that was made just now as a sheet of paper for the head."""
    made = _made(request)
    data = {**made, "synthetic": _synthetic()}
    content = printing.pdf(PAPER / "head_link.typ", data, images={"link.svg": qr.svg(made["link"])})
    return _pdf(content, f"tambon-head-{made['code']}")


@require_GET
@signed_in
def values(request: DeskRequest, code: str) -> HttpResponse:
    """The village's values to be read out in a meeting: those of class *free* alone. Raises 403, 404."""
    place = areas.get_place(code, on=request.today)
    demand(request.who, Verb.INVITE_HEAD, Thing(areas.reached_from([place.id], on=request.today)[place.id]))
    if place.kind is not Kind.VILLAGE:
        raise problems.not_a_village(code=code)
    data = {
        "place": place.full_th,
        "code": place.code,
        "above": " ".join(one.full_th for one in _above(request, place)),
        "printed": say_moment(request.at, "th"),
        "synthetic": _synthetic(),
        "parts": [_part(row) for row in queries.list_for_head(place.id, on=request.today)],
    }
    return _pdf(printing.pdf(PAPER / "village_values.typ", data), f"tambon-values-{place.code}")


def _make(request: DeskRequest) -> None:
    written = arabic_digits(request.POST.get("code", "")).strip()[:20]
    days = read_count(request.POST.get("days", "")) or min(LIVES)
    ref, token = heads.make_link(request.who, written, days=days, on=request.today, at=request.at)
    area = areas.get_area(written, on=request.today)
    link = f"{settings.TAMBON_URL}/counter/village/{token}"
    until = request.at + LIVES.get(days, min(LIVES.values()))
    keep(request, MADE, json.dumps({"ref": str(ref), "link": link, **_words(area, until)}))


def _words(area: AreaView, until: datetime) -> dict[str, str]:
    return {
        "code": area.code, "name_th": area.full_th, "name_en": area.full_en,
        "until_th": say_moment(until, "th"), "until_en": say_moment(until, "en"),
    }  # fmt: skip


def _made(request: DeskRequest) -> dict[str, str]:
    text = kept(request, MADE)
    if text is None:
        raise account_problems.shown_no_more()
    found: dict[str, str] = json.loads(text)
    return found


def _page(request: DeskRequest, problem: Problem | None = None) -> HttpResponse:
    everywhere = request.who.everywhere(Verb.INVITE_HEAD)
    within = None if everywhere else list(request.who.areas_for(Verb.INVITE_HEAD))
    text = kept(request, MADE)
    links = queries.list_links(within, on=request.today, at=request.at)
    made = json.loads(text) if text else None
    context: dict[str, Any] = {
        "here": "heads",
        "links": links,
        "made": made if made and any(str(link.ref) == made["ref"] for link in links) else None,
        "lives": list(LIVES),
        "given": request.POST.get("code", "")[:20],
        **_places(request, within),
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/heads/index.html", context, status=status)


def _places(request: DeskRequest, within: list[int] | None) -> dict[str, Any]:
    """The tambons of the officer's areas, and the villages of the one that was chosen; none for who looks
    after the whole country, where a code is typed."""
    on = request.today
    tambons = areas.list_under_any(within, on=on, kind=Kind.TAMBON) if within else []
    asked = request.POST.get("tambon", request.GET.get("tambon", ""))
    chosen = next((one for one in tambons if one.code == asked), tambons[0] if len(tambons) == 1 else None)
    villages = areas.list_under(chosen.id, on=on, kind=Kind.VILLAGE) if chosen else []
    return {"tambons": tambons, "tambon": chosen, "villages": villages}


def _part(row: QueueRow) -> dict[str, Any]:
    title = dictionary.get_dataset(row.dataset).spec.title
    lines = [
        {
            "label": cell.variable.label.th,
            "value": say_value(cell.variable, cell.value, "th"),
            "unit": cell.variable.unit.th if cell.variable.unit and not isinstance(cell.value, dict) else "",
        }
        for cell in row.cells
    ]
    return {"title": f"{title.th} {say_period(row.period, 'th')}", "lines": lines}


def _above(request: DeskRequest, place: AreaView) -> list[AreaView]:
    line = areas.list_ancestors(place.id, on=request.today)
    return [one for one in reversed(line) if one.id != place.id and one.code.isdigit()]


def _synthetic() -> str:
    if not accounts.is_demonstration():
        return ""
    return "ข้อมูลสังเคราะห์ ใช้สาธิตเท่านั้น · Synthetic data, for demonstration only"


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, "application/pdf")
    response["Content-Disposition"] = f"attachment; filename={name}.pdf"
    return response

"""What waits for the person and what happened; how often they want to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import OfficeView, Thing, Verb, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.desk.who import DeskRequest, queue_offices, read_count, signed_in
from tambon.dictionary import queries as dictionary
from tambon.lib.problem import Problem
from tambon.notices import actions, queries
from tambon.notices.rules import (
    CHOICES,
    Channel,
    MessageView,
    Wait,
    WaitKind,
    link,
    read_wish,
    tell,
    waits_for_an_office,
)
from tambon.pages import language
from tambon.plan import queries as plan

WAYS = {
    Channel.DESK: ("ที่โต๊ะงานนี้", "At this desk"),
    Channel.EMAIL: ("ทางอีเมล", "By e-mail"),
    Channel.LETTER: ("ทางหนังสือราชการ", "By official letter"),
}
OF_PEOPLE, OF_OFFICES = {Channel.DESK, Channel.EMAIL}, {Channel.EMAIL, Channel.LETTER}
URGENT = frozenset(
    {WaitKind.TASKS_LATE, WaitKind.RETURNED, WaitKind.WORKERS_LATE, WaitKind.DISTRICTS_BEHIND}
    | {WaitKind.IMPOSSIBLE, WaitKind.OVERDUE, WaitKind.SILENT_OFFICES}
)


@require_safe
@signed_in
def index(request: DeskRequest) -> HttpResponse:
    """What waits now, and what happened, newest first."""
    who, today = request.who, request.today
    waits = queries.waiting_for(who.person_id, on=today)
    messages = queries.list_messages(who.person_id, before=read_count(request.GET.get("before", "")))
    names = areas.views({area for one in messages for area in one.areas}, on=today)
    programmes = {one.code: (one.name_th, one.name_en) for one in plan.list_programmes()}
    about = any("office" in one.details for one in messages)
    offices = {one.id: one for one in who_is.list_offices()} if about else {}
    context = {
        "here": "notices",
        "waits": _shown(waits, request),
        "messages_told": [_told(one, names, programmes, offices) for one in messages],
        "newest": messages[0].id if messages else 0,
        "any_new": queries.count_new(who.person_id) > 0,
        "before": messages[-1].id if len(messages) == queries.PAGE else None,
        "later": bool(request.GET.get("before")),
        "can_send_letters": bool(who.areas_for(Verb.SEND_LETTERS)),
    }
    return render(request, "desk/notices/index.html", context)


def _shown(waits: Sequence[Wait], request: DeskRequest) -> list[dict[str, Any]]:
    offices = {office.id: office for office in who_is.offices_of(request.who)}
    places = areas.views({one.where for one in waits if not waits_for_an_office(one)}, on=request.today)
    return [
        {
            "said": said,
            "link": link(one),
            "urgent": one.kind in URGENT,
            "part": (one.count, one.of) if one.of else None,
            "place": _place(one, offices, places),
        }
        for one, said in zip(waits, queries.sentences(waits), strict=True)
    ]


def _place(wait: Wait, offices: dict[int, OfficeView], places: dict[int, AreaView]) -> tuple[str, str] | None:
    """For which office or area of the person's it waits."""
    if waits_for_an_office(wait):
        office = offices.get(wait.where)
        return (office.name_th, office.name_en) if office else None
    area = places.get(wait.where)
    return (area.full_th, area.full_en) if area else None


def _told(
    message: MessageView,
    names: dict[int, AreaView],
    programmes: dict[str, tuple[str, str]],
    offices: dict[int, OfficeView],
) -> dict[str, Any]:
    known = [names[area] for area in message.areas if area in names]
    programme = programmes.get(str(message.details.get("code")), ("", ""))
    named = [(area.full_th, area.full_en) for area in known]
    office = offices.get(message.details.get("office", 0))
    spec = dictionary.find_dataset(message.details.get("dataset", ""))
    said = tell(
        message, named, programme,
        office=(office.name_th, office.name_en) if office else ("", ""),
        dataset=(spec.spec.title.th, spec.spec.title.en) if spec else ("", ""),
    )  # fmt: skip
    return {"said": said, "at": message.at, "is_new": message.is_new}


@require_POST
@signed_in
def seen(request: DeskRequest) -> HttpResponse:
    """What was shown is not new any more."""
    upto = read_count(request.POST.get("upto", "")) or 0
    actions.mark_seen(request.who.person_id, upto=upto, at=request.at)
    return redirect("desk:notices")


@require_http_methods(["GET", "POST"])
@signed_in
def wishes(request: DeskRequest) -> HttpResponse:
    """How often and by which way: for the person, and for the offices that they work for."""
    if request.method == "GET":
        return _wishes_page(request)
    try:
        _save(request)
    except Problem as problem:
        return _wishes_page(request, problem)
    return redirect(f"{reverse('desk:notices-wishes')}?saved=1")


def _save(request: DeskRequest) -> None:
    given = {way: read_wish(request.POST[way.value]) for way in WAYS if way.value in request.POST}
    office_id = read_count(request.POST.get("office", ""))
    person_id = None if office_id is not None else request.who.person_id
    if office_id is not None:
        _demand_mine(request, office_id)
    elif "address" in request.POST:
        email, own = request.POST["address"], request.who.person_id
        accounts.set_email(own, email=email, by=request.who.actor, at=request.at)
    ways = OF_PEOPLE if office_id is None else OF_OFFICES
    for way in ways & given.keys():
        actions.set_wish(
            person_id=person_id, office_id=office_id, channel=way, every_days=given[way],
            by=request.who.actor, at=request.at,
        )  # fmt: skip


def _demand_mine(request: DeskRequest, office_id: int) -> None:
    """Raises 403 unless the person works for the office."""
    demand(request.who, Verb.CONFIRM, Thing((), office_id))


def _wishes_page(request: DeskRequest, problem: Problem | None = None) -> HttpResponse:
    who = request.who
    own = queries.wishes_of(person_id=who.person_id, roles=[grant.role for grant in who.grants])
    email = request.POST.get("address") if problem else queries.email_of(who.person_id)
    context = {
        "here": "notices",
        "own": _ways(own),
        "address": email,
        "offices": [_office(office) for office in queue_offices(who)],
        "choices": [(days, *said) for days, said in CHOICES.items()],
        "mail_is_on": bool(settings.EMAIL_HOST and settings.TAMBON_MAIL_FROM),
        "saved": "saved" in request.GET,
        "problem": problem.say(language.of(request)) if problem else None,
    }
    return render(
        request, "desk/notices/wishes.html", context, status=problem.kind.status if problem else 200
    )


def _office(office: OfficeView) -> dict[str, Any]:
    wishes = queries.wishes_of(office_id=office.id)
    ways = [(way.value, WAYS[way], wishes.get(way)) for way in (Channel.EMAIL, Channel.LETTER)]
    return {"office": office, "ways": ways}


def _ways(wishes: dict[Channel, int]) -> list[tuple[str, tuple[str, str], int]]:
    return [(way.value, WAYS[way], days) for way, days in wishes.items()]

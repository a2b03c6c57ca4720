"""What an officer decides about a tambon's posts: sharing, handing over, absences, contracts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from tambon.accounts import queries as accounts
from tambon.accounts.rules import PersonView, Thing, Verb, demand, may_look_after
from tambon.accounts.rules.account_rows import read_username
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView, Kind
from tambon.desk.posted import read_day_of, read_id, read_ids, read_one_of
from tambon.desk.tambon_page import tambon_page
from tambon.desk.views.workforce import areas_above
from tambon.desk.who import DeskRequest, signed_in
from tambon.lib.problem import Problem
from tambon.lib.text import tidy
from tambon.pages import language
from tambon.workforce import actions, problems
from tambon.workforce import queries as workforce
from tambon.workforce.rules.states import AbsenceReason, EndReason, ShareEnd

MOST_NAME, MOST_NOTE = 120, 300
TYPED = ("name_th", "username", "number", "since", "last", "reason", "note")
Doing = Callable[[DeskRequest, AreaView, str], None]


@require_POST
@signed_in
def change(request: DeskRequest, code: str, doing: str) -> HttpResponse:
    """One change; the tambon's page follows, with what was refused or what was saved."""
    place = areas.get_area(code, on=request.today)
    _demand(request, place.id)
    if doing not in DOINGS:
        raise Http404
    programme = request.POST.get("programme", "")
    try:
        DOINGS[doing](request, place, programme)
    except Problem as problem:
        return _again(request, place, programme, problem, doing)
    asked = urlencode({"programme": programme, "saved": doing})
    return redirect(f"{reverse('desk:workforce', args=[place.code])}?{asked}")


def _again(
    request: DeskRequest, place: AreaView, programme: str, problem: Problem, doing: str
) -> HttpResponse:
    """The page as it stands, with the refusal in words and the form as it was filled in."""
    known = [p for p in workforce.programmes_in(place.id, on=request.today) if p[0] == programme]
    if place.kind is not Kind.TAMBON or not known or problem.kind.status == 403:
        raise problem
    context = {
        "here": "workforce",
        "area": place,
        "above": areas_above(request, place),
        "typed": _typed(request, doing),
        "programmes": known,
        "programme": known[0],
        "may_manage": True,
        "on": request.today,
        "problem": problem.say(language.of(request)),
        **tambon_page(programme, place, on=request.today),
    }
    return render(request, "desk/workforce/tambon.html", context, status=problem.kind.status)


def _typed(request: DeskRequest, doing: str) -> dict[str, Any]:
    """What stood in the form that was refused; whose form it was by ``post`` or ``contract``."""
    form = request.POST
    number = {name: int(form[name]) for name in ("post", "contract") if form.get(name, "").isdecimal()}
    villages = [int(one) for one in form.getlist("village") if one.isdecimal()]
    texts = {name: form.get(name, "")[:MOST_NOTE] for name in TYPED}
    return {"doing": doing, **number, "villages": villages, **texts}


def _make_posts(request: DeskRequest, place: AreaView, programme: str) -> None:
    demand(request.who, Verb.MANAGE_WORKFORCE, Thing())  # posts are made for the whole programme at once
    actions.make_posts(programme=programme, on=request.today, by=request.who.actor, at=request.at)


def _share(request: DeskRequest, place: AreaView, programme: str) -> None:
    on = request.today
    actions.share_evenly(programme=programme, tambon_id=place.id, on=on, by=request.who.actor, at=request.at)


def _give(request: DeskRequest, place: AreaView, programme: str) -> None:
    post = _post_of(request, "post")
    villages = read_ids(request.POST, "village")
    since = read_day_of(request.POST, "on", default=request.today)
    actions.give_villages(
        post_id=post, village_ids=villages, since=since, by=request.who.actor, at=request.at
    )


def _villages(request: DeskRequest, place: AreaView, programme: str) -> None:
    """The villages that are ticked at one post: handed over to another, or back with a reason."""
    post, villages = _post_of(request, "post"), read_ids(request.POST, "village")
    on = read_day_of(request.POST, "on", default=request.today)
    if request.POST.get("act") == "back":
        actions.hand_back(
            post_id=post, village_ids=villages, on=on, reason=read_one_of(request.POST, "reason", ShareEnd),
            note=tidy(request.POST.get("note", ""))[:MOST_NOTE], by=request.who.actor, at=request.at,
        )  # fmt: skip
        return
    actions.hand_over(
        from_post=post, to_post=_post_of(request, "to"), village_ids=villages, on=on,
        by=request.who.actor, at=request.at,
    )  # fmt: skip


def _absence(request: DeskRequest, place: AreaView, programme: str) -> None:
    contract = _contract_of(request, place)
    substitute = _substitute_of(request)
    last = read_day_of(request.POST, "last")
    actions.set_absence(
        contract,
        since=read_day_of(request.POST, "since", default=request.today),
        until=last + timedelta(days=1),
        reason=read_one_of(request.POST, "reason", AbsenceReason),
        substitute=substitute,
        by=request.who.actor,
        at=request.at,
    )


def _back(request: DeskRequest, place: AreaView, programme: str) -> None:
    absence = workforce.get_absence(read_id(request.POST, "absence") or 0)
    _demand_contract(request, absence.contract_id)
    on = read_day_of(request.POST, "on", default=request.today)
    actions.end_absence(absence.id, on=on, by=request.who.actor, at=request.at)


def _substitute(request: DeskRequest, place: AreaView, programme: str) -> None:
    absence = workforce.get_absence(read_id(request.POST, "absence") or 0)
    _demand_contract(request, absence.contract_id)
    chosen = _substitute_of(request)
    actions.set_substitute(absence.id, substitute=chosen, by=request.who.actor, at=request.at)


def _end(request: DeskRequest, place: AreaView, programme: str) -> None:
    last = read_day_of(request.POST, "last")
    actions.end_contract(
        _contract_of(request, place), on=last + timedelta(days=1),
        reason=read_one_of(request.POST, "reason", EndReason), by=request.who.actor, at=request.at,
    )  # fmt: skip


def _hire(request: DeskRequest, place: AreaView, programme: str) -> None:
    """A new person by name, or one who has an account, into a post that stands empty."""
    post = _post_of(request, "post")
    since = read_day_of(request.POST, "since", default=request.today)
    last = read_day_of(request.POST, "last") if request.POST.get("last", "").strip() else None
    days = {"since": since, "until": last + timedelta(days=1) if last else None}
    number = tidy(request.POST.get("number", ""))[:MOST_NAME]
    username = read_username(request.POST["username"]) if request.POST.get("username", "").strip() else ""
    known = accounts.find_person(username) if username else None
    name = tidy(request.POST.get("name_th", ""))[:MOST_NAME]
    who = {"by": request.who.actor, "at": request.at}
    if known is not None:
        _demand_person(request, known)
        actions.make_contract(post_id=post, person_id=known.id, number=number, **days, **who)  # type: ignore[arg-type]
        return
    if not name:
        raise problems.name_needed()
    actions.hire(
        post_id=post, username=username or _free_username(place, post, request), name_th=name,
        name_en=tidy(request.POST.get("name_en", ""))[:MOST_NAME], number=number, **days, **who,  # type: ignore[arg-type]
    )  # fmt: skip


def _demand_person(request: DeskRequest, person: PersonView) -> None:
    """Whoever hires somebody looks after their account from then on: so only who may do that already."""
    reach = workforce.reach_of(person.id, on=request.today)
    if not may_look_after(request.who, reach, Verb.MANAGE_WORKFORCE).allowed:
        raise problems.person_not_yours(username=person.username)


def _free_username(place: AreaView, post_id: int, request: DeskRequest) -> str:
    """``580102-1``, or with a letter behind where that was somebody's: the tambon's code and the post."""
    number = workforce.get_post(post_id).number
    base = f"{place.code}-{number}"
    tries = [base, *(f"{base}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
    return next((one for one in tries if accounts.find_person(one) is None), base)


def _post_of(request: DeskRequest, name: str) -> int:
    """A post that was chosen, of a tambon that the officer manages."""
    post = workforce.get_post(read_id(request.POST, name) or 0)
    _demand(request, post.tambon_id)
    return post.id


def _substitute_of(request: DeskRequest) -> int | None:
    chosen = read_id(request.POST, "substitute")
    if chosen is not None:
        _demand_contract(request, chosen)
    return chosen


def _contract_of(request: DeskRequest, place: AreaView) -> int:
    contract = read_id(request.POST, "contract") or 0
    _demand_contract(request, contract)
    return contract


def _demand_contract(request: DeskRequest, contract_id: int) -> None:
    _demand(request, workforce.get_contract(contract_id).tambon_id)


def _demand(request: DeskRequest, area_id: int) -> None:
    reached = areas.reached_from([area_id], on=request.today)[area_id]
    demand(request.who, Verb.MANAGE_WORKFORCE, Thing(reached))


DOINGS: dict[str, Doing] = {
    "posts": _make_posts,
    "share": _share,
    "give": _give,
    "villages": _villages,
    "absence": _absence,
    "back": _back,
    "substitute": _substitute,
    "end": _end,
    "hire": _hire,
}

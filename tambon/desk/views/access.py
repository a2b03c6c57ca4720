"""How somebody gets in: what the officer who looks after them sees, gives, withdraws and begins anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tambon.accounts import actions, problems, queries
from tambon.accounts.rules import PersonView, Reach, Sheet, Thing, Verb, demand, demand_look_after
from tambon.accounts.rules.phones import PhoneLoss
from tambon.accounts.sheets import link_of, sheets_pdf
from tambon.desk.arriving import list_ministries
from tambon.desk.kept import keep, kept
from tambon.desk.who import DeskRequest, signed_in
from tambon.formats import qr
from tambon.formats.collect import settings_text
from tambon.lib.problem import Problem
from tambon.pages import language
from tambon.workforce import queries as workforce

LOSSES = {
    PhoneLoss.LOST: ("หาย", "lost"),
    PhoneLoss.BROKEN: ("เสีย", "broken"),
    PhoneLoss.RETURNED: ("คืนแล้ว", "returned"),
}
MOST_LABEL = 60


@require_GET
@signed_in
def access(request: DeskRequest, person_id: int) -> HttpResponse:
    """The account's ways in, and what was made in the last quarter of an hour."""
    return _page(request, _looked_after(request, person_id))


@require_POST
@signed_in
def change(request: DeskRequest, person_id: int, doing: str) -> HttpResponse:
    """One change; what it made is shown on the page that follows."""
    person = _looked_after(request, person_id)
    if doing not in DOINGS:
        raise Http404
    try:
        DOINGS[doing](request, person)
    except Problem as problem:
        return _page(request, person, problem)
    return redirect("desk:access", person_id)


@require_GET
@signed_in
def picture(request: DeskRequest, person_id: int, what: str) -> HttpResponse:
    """The QR code of the link or of the phone that was made just now."""
    person = _looked_after(request, person_id)
    token = _kept(request, what, person)
    if what == "phone":
        text = settings_text(_phone_address(token), name="ตำบล")
    else:
        text = link_of(settings.TAMBON_URL, token)
    return HttpResponse(qr.svg(text), "image/svg+xml")


@require_GET
@signed_in
def sheet(request: DeskRequest, person_id: int) -> HttpResponse:
    """The link that was made just now as a sheet of paper."""
    person = _looked_after(request, person_id)
    token = _kept(request, "link", person)
    until = queries.open_link_until(person.id, at=request.at)
    if until is None:
        raise problems.link_spent()
    made = Sheet(person.id, person.username, person.name_th, person.name_en, token, until)
    return _pdf([made], name=f"tambon-{person.username}", cut=False)


def _link(request: DeskRequest, person: PersonView) -> None:
    token = actions.make_one_time_link(person.id, by=request.who.actor, at=request.at)
    keep(request, f"link of {person.id}", token)


def _reset(request: DeskRequest, person: PersonView) -> None:
    token = actions.reset_access(person.id, by=request.who.actor, at=request.at)
    keep(request, f"link of {person.id}", token)


def _issue(request: DeskRequest, person: PersonView) -> None:
    label = request.POST.get("label", "").strip()[:MOST_LABEL] or "phone"
    token = actions.issue_phone_token(person_id=person.id, label=label, by=request.who.actor, at=request.at)
    keep(request, f"phone of {person.id}", token)


def _revoke(request: DeskRequest, person: PersonView) -> None:
    phone = request.POST.get("phone", "")
    phone_id = int(phone) if phone.isascii() and phone.isdigit() and len(phone) < 19 else 0
    if queries.phone_owner(phone_id) != person.id:
        raise problems.unknown_phone(phone=phone[:20])
    actions.revoke_phone_token(
        phone_id, reason=request.POST.get("reason") or "-", by=request.who.actor, at=request.at
    )


def _close(request: DeskRequest, person: PersonView) -> None:
    actions.close_person(person.id, by=request.who.actor, at=request.at)


def _link_ministry(request: DeskRequest, person: PersonView) -> None:
    demand(request.who, Verb.ADMINISTER, Thing())
    ministry, subject = request.POST.get("ministry", ""), request.POST.get("subject", "").strip()[:190]
    if ministry not in dict(list_ministries(request)) or not subject:
        raise problems.ministry_not_listed(ministry=ministry[:30])
    actions.link_ministry(person.id, ministry=ministry, subject=subject, by=request.who.actor, at=request.at)


def _end_ministry(request: DeskRequest, person: PersonView) -> None:
    demand(request.who, Verb.ADMINISTER, Thing())
    for link in queries.list_ministry_links(person.id):
        if str(link.id) == request.POST.get("link"):
            actions.end_ministry_link(link.id, by=request.who.actor, at=request.at)


Doing = Callable[[DeskRequest, PersonView], None]
DOINGS: dict[str, Doing] = {
    "link": _link,
    "reset": _reset,
    "phone": _issue,
    "revoke": _revoke,
    "close": _close,
    "ministry": _link_ministry,
    "end-ministry": _end_ministry,
}


def _looked_after(request: DeskRequest, person_id: int) -> PersonView:
    """The person, for whoever may look after every grant of theirs; else 403."""
    reach: Reach = workforce.reach_of(person_id, on=request.today)
    demand_look_after(request.who, reach)
    return queries.get_person(person_id)


def _kept(request: HttpRequest, what: str, person: PersonView) -> str:
    text = kept(request, f"{what} of {person.id}")
    if text is None:
        raise problems.shown_no_more()
    return text


def _phone_address(token: str) -> str:
    return f"{settings.TAMBON_URL}/odk/{token}"


def _pdf(sheets: list[Sheet], *, name: str, cut: bool) -> HttpResponse:
    content = sheets_pdf(sheets, url=settings.TAMBON_URL, synthetic=queries.is_demonstration(), cut=cut)
    response = HttpResponse(content, "application/pdf")
    response["Content-Disposition"] = f"attachment; filename={name.encode('ascii', 'ignore').decode()}.pdf"
    return response


def _page(request: DeskRequest, person: PersonView, problem: Problem | None = None) -> HttpResponse:
    link = kept(request, f"link of {person.id}")
    phone = kept(request, f"phone of {person.id}")
    context: dict[str, Any] = {
        "person": person,
        "here": "people",
        "until": queries.open_link_until(person.id, at=request.at),
        "link": link_of(settings.TAMBON_URL, link) if link else None,
        "phone_address": _phone_address(phone) if phone else None,
        "phones": queries.list_issued_phones(person.id),
        "losses": LOSSES.items(),
        "factor": queries.find_factor(person.id),
        "ministries": list_ministries(request),
        "ministry_links": queries.list_ministry_links(person.id),
        "can_link": request.who.has(Verb.ADMINISTER),
        "problem": problem.say(language.of(request)) if problem else None,
    }
    status = problem.kind.status if problem else 200
    return render(request, "desk/access.html", context, status=status)

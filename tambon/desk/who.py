"""Who is asking, and the day on which they ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from tambon.accounts import queries as accounts
from tambon.accounts.rules import PERMISSIONS, OfficeView, Thing, Verb, Who, demand
from tambon.lib.days import thai_day

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request of a signed-in person: with their grants of today."""

    who: Who
    at: datetime
    today: date
    confined: bool  # to the page where a second factor is set up


def signed_in(view: Callable[Concatenate[DeskRequest, P], HttpResponseBase]) -> View[P]:
    """The view, for signed-in people only; others are sent to sign in and back.

    Whoever must have a second factor and has none is led to set it up, and sees nothing else.
    """

    def led(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.confined:
            return redirect("desk:second-factor")
        return view(request, *args, **kwargs)

    return signed_in_without_factor(wraps(view)(led))


def signed_in_without_factor(view: Callable[Concatenate[DeskRequest, P], HttpResponseBase]) -> View[P]:
    """The view, for signed-in people, with or without the second factor that they must have."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _keep_out_of_caches(redirect_to_login(_way_back(request)))
        request.at = datetime.now(UTC)  # type: ignore[attr-defined]
        request.today = thai_day(request.at)  # type: ignore[attr-defined]
        request.who = accounts.who_is(request.user, on=request.today)  # type: ignore[attr-defined]
        request.confined = accounts.lacks_factor(request.who)  # type: ignore[attr-defined]
        try:
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]
        except DataError as fault:  # a null byte, a number that no column holds: sent by no form of ours
            raise BadRequest from fault
        return _keep_out_of_caches(response)

    return answer


def _keep_out_of_caches(response: HttpResponseBase) -> HttpResponseBase:
    """What a person saw at the desk is kept nowhere, the browser's own cache included."""
    response["Cache-Control"] = "private, no-store"
    return response


def _way_back(request: HttpRequest) -> str:
    """Where sign-in leads: the page that was asked for; the desk for what cannot be asked for again."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else reverse("desk:home")


def queue_offices(who: Who) -> list[OfficeView]:
    """The offices whose queues the person works on by name; those of a whole agency have a page."""
    mine = who.offices_for(Verb.CONFIRM)
    return [office for office in accounts.offices_of(who) if office.id in mine]


def office_reach(who: Who, office_id: int) -> list[int] | None:
    """The areas to which the person's grants for this office, or for its agency, are narrowed; None for its
    whole territory.

    Raises 403 when no grant lets the person confirm for the office.
    """
    agency_id = accounts.agency_ids([office_id]).get(office_id)
    mine = [
        g
        for g in who.grants
        if Verb.CONFIRM in PERMISSIONS[g.role]
        and (g.office_id == office_id or (agency_id is not None and g.agency_id == agency_id))
    ]
    if not mine:
        demand(who, Verb.CONFIRM, Thing((), office_id, agency_id))
    wide = any(g.area_id is None or g.everywhere for g in mine)
    return None if wide else [g.area_id for g in mine if g.area_id is not None]


def read_count(text: str) -> int | None:
    """A number in an address, None for anything else or for more digits than a number of ours has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

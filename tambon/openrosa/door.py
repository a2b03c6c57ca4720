"""What stands at each address of a phone, and what happens around every answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase

from tambon.accounts.rules import PhoneView
from tambon.accounts.rules.phones import PhoneAccess, delivers_until, phone_access
from tambon.host.web import is_loopback
from tambon.lib.days import say_day, thai_day
from tambon.lib.problem import Problem
from tambon.openrosa import answers, problems, views
from tambon.openrosa.passwords import Passwords
from tambon.openrosa.phones import Phones
from tambon.pages.addresses import address_of

log = logging.getLogger(__name__)
phones = Phones()
passwords = Passwords(phones)


@dataclass(frozen=True)
class Route:
    view: Callable[[HttpRequest, views.Caller], HttpResponseBase]
    methods: tuple[str, ...] = ("GET", "HEAD")
    delivers: bool = False  # open for a while after the contract, too


ROUTES = {
    "": Route(views.welcome),
    "formList": Route(views.form_list),
    "formXml": Route(views.form_xml),
    "manifest": Route(views.manifest),
    "media": Route(views.media),
    "submission": Route(views.submission, ("HEAD", "POST"), delivers=True),
}


def answer(request: HttpRequest, token: str, rest: str = "") -> HttpResponseBase:
    """The answer for one request: every refusal and fault is an OpenRosa message; no log holds the token.

    Where a page stands in the token's place (``/odk/formList``), a user name and a secret are asked for.
    """
    phone: PhoneView | None = None
    at = datetime.now(UTC)
    token, rest = ("", token) if token in ROUTES and not rest else (token, rest)
    try:
        phone = _who_asks(request, token, rest, at)
        return _routed(request, token, rest, phone, at)
    except Problem as known:
        problem = known
    except (OperationalError, InterfaceError):
        log.exception("a phone was asked to wait: the database did not answer")
        problem = problems.database_away(seconds=answers.RETRY_SECONDS)
    except OSError:
        log.exception("a phone was asked to wait: the disk refused")
        problem = problems.disk_refuses()
    except Exception:
        log.exception("a phone met a fault at %r", rest)
        problem = problems.fault()
    return answers.refusal(problem, phone.lang if phone else None)


def _who_asks(request: HttpRequest, token: str, rest: str, at: datetime) -> PhoneView:
    if token or not rest:
        return phones.get(token, address_of(request), on=thai_day(at))
    if not request.is_secure() and not is_loopback(address_of(request)):
        raise problems.not_secure()
    return passwords.get(request.headers.get("Authorization", ""), address_of(request), at=at)


def _routed(request: HttpRequest, token: str, rest: str, phone: PhoneView, at: datetime) -> HttpResponseBase:
    route = ROUTES.get(rest.removesuffix("/"))
    if route is None:
        raise problems.no_such_page()
    if request.method not in route.methods:
        raise problems.wrong_method(allowed=", ".join(route.methods))
    _demand_access(phone, route, thai_day(at))
    base = f"{settings.TAMBON_URL}/odk/{token}".rstrip("/")
    return route.view(request, views.Caller(phone.person_id, phone.lang, base, at))


def _demand_access(phone: PhoneView, route: Route, today: date) -> None:
    """Forms and lists are for whoever may collect today; filled forms are taken for a while longer."""
    access = phone_access(phone.last_day, on=today, grace_days=settings.GRACE_DAYS)
    if access is PhoneAccess.ALL or (access is PhoneAccess.DELIVER and route.delivers):
        return
    if phone.last_day is None:
        raise problems.not_begun()
    until = delivers_until(phone.last_day, settings.GRACE_DAYS)
    days = {"last": say_day(phone.last_day, phone.lang), "until": say_day(until, phone.lang)}
    raise problems.only_delivers(**days) if access is PhoneAccess.DELIVER else problems.over(**days)

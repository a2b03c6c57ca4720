"""What stands at each address of a phone, and what happens around every answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from tambon.accounts.rules import PhoneView
from tambon.lib.problem import Problem
from tambon.openrosa import answers, problems, views
from tambon.openrosa.phones import Phones

log = logging.getLogger(__name__)
phones = Phones()


@dataclass(frozen=True)
class Route:
    view: Callable[[HttpRequest, views.Caller], HttpResponse]
    methods: tuple[str, ...] = ("GET", "HEAD")


ROUTES = {
    "": Route(views.welcome),
    "formList": Route(views.form_list),
    "formXml": Route(views.form_xml),
    "manifest": Route(views.manifest),
    "media": Route(views.media),
    "submission": Route(views.submission, ("HEAD", "POST")),
}


def answer(request: HttpRequest, token: str, rest: str = "") -> HttpResponse:
    """The answer for one request: every refusal and fault is an OpenRosa message; no log holds the token."""
    phone: PhoneView | None = None
    try:
        phone = phones.get(token, _address(request))
        return _routed(request, token, rest, phone)
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


def _routed(request: HttpRequest, token: str, rest: str, phone: PhoneView) -> HttpResponse:
    route = ROUTES.get(rest.removesuffix("/"))
    if route is None:
        raise problems.no_such_page()
    if request.method not in route.methods:
        raise problems.wrong_method(allowed=", ".join(route.methods))
    base = f"{settings.TAMBON_URL}/odk/{token}"
    return route.view(request, views.Caller(phone.person_id, phone.lang, base, datetime.now(UTC)))


def _address(request: HttpRequest) -> str:
    """Whose bucket an unknown token empties; behind our proxy, the last address that the proxy added."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))

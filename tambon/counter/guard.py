"""What every page of the counter passes: no session, no cache, its own forms alone, a bounded body."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.core import signing
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from tambon.counter import problems
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.pages import errors
from tambon.pages.middleware import CONTENT_POLICY

P = ParamSpec("P")
MOST_BODY = 300_000  # bytes: a village's longest form, each Thai letter sent as nine
FORM_LIFE = 2 * 3600  # seconds in which a form that was opened may be sent
FORM = "application/x-www-form-urlencoded"
POLICY = CONTENT_POLICY.replace("connect-src 'self'", "connect-src 'none'")
_SALT = "tambon.counter.form"


class CounterRequest(HttpRequest):
    """A request of nobody we know."""

    at: datetime
    today: date


def counter(
    view: Callable[Concatenate[CounterRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """The view behind the counter's guard; refusals pass it too, so that they bear the same headers."""

    @csrf_exempt  # there is no cookie to ride on: each form bears its own signed token
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.at = datetime.now(UTC)  # type: ignore[attr-defined]
        request.today = thai_day(request.at)  # type: ignore[attr-defined]
        try:
            if request.method == "POST":
                _demand_own_form(request)
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]
        except Problem as problem:
            response = errors.answer(request, problem)
        except DataError as fault:  # a null byte, a number that no column holds: sent by no form of ours
            raise BadRequest from fault
        return _closed(response)

    return answer


def form_token(purpose: str, subject: Iterable[str]) -> str:
    """The hidden field of one form about one subject; it names the form, so that it counts once."""
    return signing.dumps([purpose, list(subject), str(uuid4())], salt=_SALT)


def read_token(text: str, purpose: str, subject: Iterable[str]) -> UUID:
    """The name of the form. Raises 409 for a form that is too old, 403 for one that is none of ours."""
    try:
        of, about, name = signing.loads(text, salt=_SALT, max_age=FORM_LIFE)
        if (of, about) == (purpose, list(subject)):
            return UUID(name)
    except signing.SignatureExpired:
        raise problems.form_stale() from None
    except (signing.BadSignature, ValueError, TypeError):
        pass
    raise problems.from_elsewhere()


def _demand_own_form(request: HttpRequest) -> None:
    """Before a byte of the body is read. Browsers tell where a form stands; others need the token anyway."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit() and int(length[:19]) <= MOST_BODY):
        raise problems.body_too_large()
    if request.content_type != FORM:
        raise problems.not_a_form()
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise problems.from_elsewhere()
    origin = request.headers.get("Origin")
    if origin is not None and _host_of(origin) != request.get_host():
        raise problems.from_elsewhere()


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # a bracket that is not closed
        return ""


def _closed(response: HttpResponseBase) -> HttpResponseBase:
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = POLICY
    response["X-Robots-Tag"] = "noindex"
    return response

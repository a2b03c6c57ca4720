"""What every page's request passes: content policy, language, and refusals in words."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.utils import translation
from django.utils.cache import patch_vary_headers

from tambon.lib.problem import Kind, Problem
from tambon.pages import errors, language

GetResponse = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("tambon.pages")
MOST_BODY = 21_000_000  # a page's largest file, one that goes with a questionnaire, has twenty million bytes

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
        "microphone", "payment", "usb", "browsing-topics",
    )
)  # fmt: skip


class Policy:
    """Adds the headers that keep a page to itself: nothing from elsewhere, nothing inline, framed by nobody.

    A view that needs another policy sets its own header and keeps it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


class Bodies:
    """Refuses a body that is larger than any file that a page takes, before a byte of it lies on the disk.

    Reading a form keeps its files first and asks who sends them afterwards.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length[:19]) <= MOST_BODY:
            return self.get_response(request)
        return errors.answer(request, errors.TOO_LARGE(megabytes=MOST_BODY // 1_000_000))


class Language:
    """Sets ``request.lang`` and Django's language; keeps a choice made by ``?lang=`` for a year."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        lang = language.choose(request)
        request.lang = lang  # type: ignore[attr-defined]
        with translation.override(lang):
            response = self.get_response(request)
        if str(response.headers.get("Content-Type", "")).startswith("text/html"):
            response.headers.setdefault("Content-Language", lang)
            patch_vary_headers(response, ("Cookie", "Accept-Language"))
        if language.asked(request):
            response.set_cookie(
                language.COOKIE, lang, max_age=365 * 86400, samesite="Lax", secure=request.is_secure()
            )
        return response


class Problems:
    """Answers a `Problem` and every failure as a page or problem+json; logs failures without what was sent.

    A failure's log line holds its kind, its number and where in the code it rose; never the address, the
    message or the values, which may be somebody's.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.answer(
                request, errors.METHOD(method=request.method, allowed=response.headers["Allow"])
            )
        if response.status_code >= 400:
            response._has_been_logged = True  # type: ignore[attr-defined]  # the framework would log the path
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        """The answer to whatever a view raised."""
        if isinstance(exception, Problem):
            return errors.answer(request, exception)
        for known, kind in KNOWN:
            if isinstance(exception, known):
                return errors.answer(request, kind())
        incident = secrets.token_hex(4)
        got_request_exception.send(sender=type(self), request=request)
        log.error("failure %s: %s", incident, describe(exception))
        return errors.answer(request, errors.FAILED(incident=incident))


KNOWN: tuple[tuple[type[Exception], Kind], ...] = (
    (Http404, errors.NOT_FOUND),
    (PermissionDenied, errors.FORBIDDEN),
    (BadRequest, errors.BAD_REQUEST),
    (SuspiciousOperation, errors.BAD_REQUEST),
)


def describe(exception: BaseException) -> str:
    """The exception's type and the calls that led to it, innermost last, without its message."""
    frames = traceback.extract_tb(exception.__traceback__ or sys.exc_info()[2])
    calls = " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:])
    return f"{type(exception).__module__}.{type(exception).__qualname__} at {calls}"

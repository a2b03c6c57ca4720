"""Answers as OpenRosa 1.0 wants them: a message in XML, its headers, and ETags.

Sources: OpenRosa HTTP Request API (X-OpenRosa-Version, Date), OpenRosa Response API (OpenRosaResponse),
RFC 9110 section 13.1.2 (If-None-Match).
"""

from __future__ import annotations

from hashlib import sha256
from xml.sax.saxutils import escape

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date, parse_etags

from tambon.blobs import Blobs
from tambon.fieldkit.rules import KeptFile
from tambon.lib.problem import Problem

XML = "text/xml; charset=utf-8"
RETRY_SECONDS = 10
ADVISED_BODY = 10_000_000  # bytes: phones split photos over several POSTs, good on a weak signal
# What officers uploaded may hold a page or a drawing with a script: opened in a browser, it must be nothing
# of ours, since the desk and its cookies have the same address.
NO_PAGE = "default-src 'none'; frame-ancestors 'none'; sandbox"
CHALLENGE = 'Basic realm="Tambon", charset="UTF-8"'  # RFC 7617
_MESSAGE = (
    '<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
    '<message nature="{nature}">{text}</message></OpenRosaResponse>'
)


def answer(status: int, body: bytes | str = b"", content_type: str = XML) -> HttpResponse:
    """A response with the headers that every OpenRosa answer has, private to this phone."""
    response = HttpResponse(body, content_type, status)
    if status not in (204, 304):
        response.headers["Content-Length"] = str(len(response.content))
    _mark(response)
    return response


def _mark(response: HttpResponseBase) -> None:
    headers = response.headers
    headers["X-OpenRosa-Version"] = "1.0"
    headers["X-OpenRosa-Accept-Content-Length"] = str(ADVISED_BODY)
    headers["Date"] = http_date()
    headers["Cache-Control"] = "private, no-cache"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Content-Security-Policy"] = NO_PAGE
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django would log the path, and with it the token


def message(status: int, text: str, nature: str, lang: str) -> HttpResponse:
    """The message that ODK Collect shows beside the form; ``lang`` names its language, or several."""
    response = answer(status, _MESSAGE.format(nature=nature, text=escape(text)))
    response.headers["Content-Language"] = lang
    return response


def refusal(problem: Problem, lang: str | None) -> HttpResponse:
    """The problem in the person's language, in Thai and English for somebody unknown."""
    text = problem.say(lang) if lang else f"{problem.say('th')} / {problem.say('en')}"
    response = message(problem.kind.status, text, "error", lang or "th, en")
    if problem.kind.status in (429, 503):
        seconds = 60 * int(problem.details.get("minutes", 0)) or problem.details.get("seconds", RETRY_SECONDS)
        response.headers["Retry-After"] = str(seconds)
    if problem.kind.status == 401:
        response.headers["WWW-Authenticate"] = CHALLENGE
    if problem.kind.status == 405:
        response.headers["Allow"] = str(problem.details["allowed"])
    return response


def content(request: HttpRequest, body: bytes, content_type: str = XML) -> HttpResponse:
    """The body with its ETag; 304 without it for a client that has it already."""
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    response = answer(304) if _is_known(request, etag) else answer(200, body, content_type)
    response.headers["ETag"] = etag
    return response


def kept(request: HttpRequest, file: KeptFile, blobs: Blobs) -> HttpResponseBase:
    """The same of a file that is streamed from the blobs; raises OSError when its content is not there."""
    etag = f'"{file.sha256[:32]}"'
    if _is_known(request, etag):
        response: HttpResponseBase = answer(304)
    elif request.method == "HEAD":
        response = answer(200, b"", file.content_type)
    else:
        response = FileResponse(blobs.open(file.sha256), content_type=file.content_type)
        _mark(response)
    if response.status_code == 200:
        response.headers["Content-Length"] = str(file.size)
        response.headers["Content-Disposition"] = "attachment"  # its name is the manifest's
    response.headers["ETag"] = etag
    return response


def _is_known(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(tag.removeprefix("W/") == etag for tag in known)

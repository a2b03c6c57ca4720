"""Turns a refusal into what its asker reads: a page for people, problem+json (RFC 9457) for machines."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from tambon.lib.problem import Kind, Problem
from tambon.pages import language

NOT_FOUND = Kind(
    "404-page-unknown",
    "ไม่พบหน้านี้ ตรวจที่อยู่อีกครั้ง หรือเริ่มจากหน้าแรก",
    "There is no such page: check the address, or start from the home page",
)
FORBIDDEN = Kind(
    "403-request-refused",
    "ระบบไม่รับคำขอนี้ ย้อนกลับไปเปิดหน้าใหม่แล้วลองอีกครั้ง",
    "The request was refused: go back, load the page again and retry",
)
BAD_REQUEST = Kind(
    "400-request-unreadable",
    "อ่านคำขอนี้ไม่ได้ ตรวจที่อยู่หรือข้อมูลที่ส่งแล้วลองอีกครั้ง",
    "The request cannot be read: check the address or what was sent, and retry",
)
METHOD = Kind(
    "405-method-not-allowed",
    "ที่อยู่นี้ใช้วิธี {method} ไม่ได้ ใช้ได้เฉพาะ {allowed}",
    "This address does not take {method}; it takes {allowed}",
)
TOO_LARGE = Kind(
    "413-request-too-large",
    "สิ่งที่ส่งมาใหญ่เกิน {megabytes} MB จึงไม่รับ โปรดแบ่งแฟ้มแล้วส่งทีละส่วน",
    "What was sent is larger than {megabytes} MB and was not read: divide the file and send its parts",
)
FAILED = Kind(
    "500-failed",
    "ระบบทำงานผิดพลาด ลองใหม่อีกครั้ง หากยังไม่ได้ โปรดแจ้งผู้ดูแลพร้อมเลข {incident}",
    "Something failed on our side: retry, and if it fails again tell the operator the number {incident}",
)


def wants_json(request: HttpRequest) -> bool:
    """Machines: everything under /api/, and whoever accepts JSON and not a page."""
    if request.path.startswith("/api/") and request.path != "/api/docs":
        return True
    accept = request.headers.get("Accept", "")
    return "json" in accept and "text/html" not in accept


HEADINGS: dict[int | str, tuple[str, str]] = {
    403: ("ยังทำสิ่งนี้ไม่ได้", "Not allowed"),
    404: ("ไม่พบสิ่งที่หา", "Not found"),
    406: ("ไม่มีรูปแบบที่ขอ", "Not in that format"),
    410: ("ไม่มีให้ใช้อีกแล้ว", "No longer available"),
    413: ("ใหญ่เกินไป", "Too large"),
    429: ("ขอถี่เกินไป", "Too many requests"),
    503: ("ยังใช้ไม่ได้ในขณะนี้", "Not available now"),
    "503-nothing-published": ("ยังไม่มีข้อมูลเผยแพร่", "Nothing published yet"),
    "503-too-many-exports": ("มีผู้ขอแฟ้มอยู่มาก", "Many are taking files"),
    "503-prints-waiting": ("มีผู้ขอพิมพ์อยู่มาก", "Many are printing"),
    "503-published-unvouched": ("ยังแสดงข้อมูลไม่ได้", "Not shown: nobody vouches for it"),
}
ELSE = ("ทำตามคำขอไม่ได้", "That could not be done")
BROKEN = ("ระบบขัดข้อง", "Something went wrong")


def heading(problem: Problem, lang: str) -> str:
    """The few words above the sentence: by the problem's code, else by its status."""
    status = problem.kind.status
    known = HEADINGS.get(problem.kind.code) or HEADINGS.get(status) or (BROKEN if status >= 500 else ELSE)
    return known[0 if lang == "th" else 1]


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The refusal as a page or as problem+json, with its own status and in the request's language."""
    if wants_json(request):
        return as_json(request, problem)
    context = {
        "heading": heading(problem, language.of(request)),
        "sentence": problem.say(language.of(request)),
        "back": request.path if problem.kind.status == 400 and request.method == "GET" else "",
        "status": problem.kind.status,
        "code": problem.kind.code,
        "allowed": allowed(problem),
        "instead": _instead(problem),
    }
    response = HttpResponse(
        render_to_string("tambon/problem.html", context, request), status=problem.kind.status
    )
    return _finish(response, problem)


def _instead(problem: Problem) -> str:
    """The release to use in place of one that was withdrawn; empty where there is none."""
    found = str(problem.details.get("instead") or "")
    return "" if found == "-" else found


def as_json(request: HttpRequest, problem: Problem) -> HttpResponse:
    """An ``application/problem+json`` answer (RFC 9457)."""
    body: dict[str, Any] = problem.as_dict(language.of(request))
    body["title_th"], body["title_en"] = problem.say("th"), problem.say("en")
    if allowed(problem):
        body["allowed"] = allowed(problem)
    text = json.dumps(body, ensure_ascii=False)
    response = HttpResponse(text, status=problem.kind.status, content_type="application/problem+json")
    response["Access-Control-Allow-Origin"] = "*"
    return _finish(response, problem)


def _finish(response: HttpResponse, problem: Problem) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # the framework's own line would log the path
    if problem.kind is METHOD:
        response["Allow"] = str(problem.details.get("allowed", "GET"))
    if problem.kind.status == 503:
        response["Retry-After"] = "60"
    return response


def allowed(problem: Problem) -> list[str]:
    """What would have been accepted, where the refusal says so."""
    choices = problem.details.get("allowed") or problem.details.get("known") or []
    if isinstance(choices, str):
        choices = choices.split(", ")
    return [str(choice) for choice in choices][:500]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For ``handler404``."""
    return answer(request, NOT_FOUND())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For ``handler403``."""
    return answer(request, FORBIDDEN())


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For ``CSRF_FAILURE_VIEW``."""
    return answer(request, FORBIDDEN())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For ``handler400``."""
    return answer(request, BAD_REQUEST())


def failed(request: HttpRequest) -> HttpResponse:
    """For ``handler500``: only what broke before `Problems` could name it, so without a number."""
    return answer(request, FAILED(incident="–"))

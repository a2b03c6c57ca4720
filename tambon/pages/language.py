"""Which of the two languages a request is answered in."""

from __future__ import annotations

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

LANGUAGES = ("th", "en")
COOKIE = "lang"


def asked(request: HttpRequest) -> str | None:
    """The language that the address itself asks for (``?lang=en``); none in one that cannot be read.

    The refusal of such an address needs a language too, so that this never raises.
    """
    try:
        lang = request.GET.get("lang")
    except SuspiciousOperation:
        return None
    return lang if lang in LANGUAGES else None


def choose(request: HttpRequest) -> str:
    """The address's language, else the one chosen before, else the browser's first of the two, else Thai."""
    kept = request.COOKIES.get(COOKIE)
    return asked(request) or (kept if kept in LANGUAGES else None) or _accepted(request) or "th"


def of(request: HttpRequest) -> str:
    """The language already chosen for the request, chosen now where nothing has."""
    return getattr(request, "lang", None) or choose(request)


def _accepted(request: HttpRequest) -> str | None:
    """The first of the two languages in Accept-Language by weight; a malformed one asks for nothing."""
    weighted: list[tuple[float, int, str]] = []
    for place, part in enumerate(request.headers.get("Accept-Language", "")[:500].split(",")):
        tag, _, rest = part.strip().partition(";")
        lang = tag.strip().lower().split("-")[0]
        if lang in LANGUAGES:
            weighted.append((-_weight(rest), place, lang))
    best = min(weighted, default=None)
    return best[2] if best and best[0] < 0 else None


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0

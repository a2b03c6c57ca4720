"""Keeps phones off everything that they do not need."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from tambon.openrosa import door

PHONES = "/odk/"


class PhoneDoor:
    """Answers phones at once: no session, cookie, locale or CSRF token stands between a form and the disk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PHONES):
            return self.get_response(request)
        token, _, rest = request.path_info.removeprefix(PHONES).partition("/")
        return door.answer(request, token, rest)

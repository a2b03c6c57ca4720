"""How an answer is written: JSON as the bytes go out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tambon.catalogue.rows import as_published
from tambon.public import caching
from tambon.public.published import catalogue


def answer(request: HttpRequest, release: str | None, make: Callable[[], Any]) -> HttpResponse:
    """``make()`` as JSON, unless the asker holds it already. Raises 404 for an unknown release."""
    return caching.machine(request, release, lambda: as_json(make()))


def as_json(body: Any) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, default=as_published, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def current(release: str | None) -> str:
    """The release that an answer comes from. Raises 503 before the first."""
    version: str = catalogue().manifest(release)["version"]
    return version


def address(request: HttpRequest, path: str) -> str:
    """An absolute public address."""
    base: str = settings.TAMBON_PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    return base.rstrip("/") + path


def next_page(request: HttpRequest, cursor: str | None) -> str | None:
    """The address of the page that the cursor begins, with all else that was asked; None on the last."""
    if cursor is None:
        return None
    asked = [(name, value) for name, values in request.GET.lists() if name != "cursor" for value in values]
    return address(request, f"{request.path}?{urlencode([*asked, ('cursor', cursor)])}")

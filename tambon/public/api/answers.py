"""How an answer is written: JSON as the bytes go out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tambon.public import caching
from tambon.public.published import catalogue


def answer(request: HttpRequest, release: str | None, make: Callable[[], Any]) -> HttpResponse:
    """``make()`` as JSON, unless the asker holds it already. Raises 404 for an unknown release."""
    return caching.machine(request, release, lambda: as_json(make()))


def as_json(body: Any) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, default=_plain, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json; charset=utf-8")


def current(release: str | None) -> str:
    """The release that an answer comes from. Raises 503 before the first."""
    version: str = catalogue().manifest(release)["version"]
    return version


def address(request: HttpRequest, path: str) -> str:
    """An absolute public address."""
    base: str = settings.TAMBON_PUBLIC_URL or f"{request.scheme}://{request.get_host()}"
    return base.rstrip("/") + path


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"no JSON for {type(value).__name__}")

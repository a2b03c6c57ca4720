"""The API's guide: a page made from the same OpenAPI description that machines read."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.catalogue import STATUSES
from tambon.pages import language
from tambon.public import words
from tambon.public.api.build import ROUTES, VERSION, api
from tambon.public.published import catalogue, is_synthetic


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Every address with its parameters and an example that works."""
    datasets = catalogue().datasets()
    example = datasets[0]["name"] if datasets else "water"
    context = {
        "here": "api",
        "version": VERSION,
        "operations": [
            {
                "route": route,
                "path": f"/api/v1{route.path}",
                "parameters": _parameters(f"/api/v1{route.path}"),
                "example": f"/api/v1{route.example}".replace("{dataset}", example),
            }
            for route in ROUTES
        ],
        "statuses": [(code, words.say_status(code, language.of(request))) for code in STATUSES],
        "synthetic": is_synthetic(),
    }
    return render(request, "public/guide.html", context)


@cache
def _description() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix="/api/"))


def _parameters(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _description()["paths"][path]["get"]["parameters"]
    return [
        {
            "name": each["name"],
            "required": each.get("required", False),
            "text": each["schema"].get("description", ""),
        }
        for each in found
    ]

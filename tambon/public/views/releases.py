"""Releases: the list, and one page each with its manifest and how to check a copy."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tambon.pages import language
from tambon.public import caching, presenting
from tambon.public.published import catalogue, is_synthetic


@require_safe
@caching.page
def index(request: HttpRequest) -> HttpResponse:
    """Every release, newest first."""
    context = {"here": "releases", "releases": catalogue().releases(), "synthetic": is_synthetic()}
    return render(request, "public/releases.html", context)


@require_safe
@caching.page
def release(request: HttpRequest, version: str) -> HttpResponse:
    """One release. Raises 404-published-release-unknown with the versions that there are."""
    manifest = catalogue().manifest(version)
    line = next(line for line in catalogue().releases() if line["version"] == version)
    labels = {dataset["name"]: dataset for dataset in catalogue().datasets(version)}
    context = {
        "here": "releases",
        "release": line,
        "manifest": manifest,
        "datasets": [_dataset(labels[name], counts) for name, counts in manifest["datasets"].items()],
        "is_latest": version == catalogue().latest(),
        "bytes": sum(each["bytes"] for each in manifest["files"]),
        "year": int(str(line["published_at"])[:4]) + (543 if language.of(request) == "th" else 0),
        "address": f"{settings.TAMBON_PUBLIC_URL}/releases/{version}",
        "synthetic": bool(manifest.get("synthetic")),
    }
    return render(request, "public/release.html", context)


def _dataset(described: Any, counts: dict[str, Any]) -> dict[str, Any]:
    by_grade = {
        grade: counts["grades"].get(grade, 0) for grade in ("verified", "checked", "reported", "disputed")
    }
    return {
        "described": described,
        "periods": counts["periods"],
        "rows": counts["rows"].get(counts["level"], 0),
        "expected": counts["expected"],
        "by_grade": by_grade,
        "meter": presenting.meter(by_grade, counts["expected"]),
    }

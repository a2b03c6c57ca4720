"""Releases and progress, for machines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tambon.catalogue.progress import ProgressSnapshot
from tambon.public import caching, problems
from tambon.public.api.answers import address, answer, as_json
from tambon.public.api.asking import NothingAsked
from tambon.public.api.routes import Route
from tambon.public.api.schemas import Health, ReleaseList
from tambon.public.published import catalogue, registry


def list_releases(request: HttpRequest) -> HttpResponse:
    return answer(request, None, lambda: _releases(request))


def get_progress(request: HttpRequest) -> HttpResponse:
    snapshot = catalogue().progress()
    if snapshot is None:
        raise problems.progress_absent()
    response = as_json(snapshot)
    response["Cache-Control"] = caching.FRESH
    response["ETag"] = caching.tag(str(snapshot["at"]))
    return caching.share(response)


def get_health(request: HttpRequest) -> HttpResponse:
    """Never kept: what watches the door asks it."""
    faults = [*catalogue().faults(), *registry().faults()]
    response = as_json({"release": catalogue().latest(), "edition": registry().latest(), "faults": faults})
    response["Cache-Control"] = "no-store"
    return caching.share(response)


def _releases(request: HttpRequest) -> dict[str, Any]:
    return {
        "latest": catalogue().latest(),
        "releases": [
            {**line, "manifest_url": address(request, f"/data/{line['version']}/manifest.json")}
            for line in catalogue().releases()
        ],
    }


ROUTES = (
    Route(
        path="/releases",
        view=list_releases,
        asked=NothingAsked,
        shape=ReleaseList,
        tag="releases",
        th="ฉบับเผยแพร่ทั้งหมด",
        en="All releases",
        example="/releases",
    ),
    Route(
        path="/progress",
        view=get_progress,
        asked=NothingAsked,
        shape=ProgressSnapshot,
        tag="releases",
        th="ความคืบหน้าล่าสุดของการเก็บและตรวจ",
        en="The last snapshot of collecting and checking",
        example="/progress",
    ),
    Route(
        path="/health",
        view=get_health,
        asked=NothingAsked,
        shape=Health,
        tag="releases",
        th="สิ่งที่ประตูนี้ให้บริการ และแฟ้มที่เสียหาย",
        en="What this door serves, and which files are damaged",
        example="/health",
    ),
)

"""Releases and progress, for machines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import Path as InPath

from tambon.catalogue.metadata import citation
from tambon.catalogue.progress import ProgressSnapshot
from tambon.catalogue.recency import Head
from tambon.catalogue.shapes import ReleaseLine, Tombstone
from tambon.public import caching, problems
from tambon.public.api.answers import address, as_json
from tambon.public.api.asking import NothingAsked
from tambon.public.api.routes import Route
from tambon.public.api.schemas_releases import Health, ReleaseDetail, ReleaseList
from tambon.public.published import catalogue, registry


def list_releases(request: HttpRequest) -> HttpResponse:
    return caching.listing(request, lambda: as_json(_releases(request)))


def get_release(request: HttpRequest, version: InPath[str]) -> HttpResponse:
    """One release; of a withdrawn one its tombstone. ``latest`` names the newest."""
    return caching.listing(request, lambda: as_json(_release(request, version)))


def get_progress(request: HttpRequest) -> HttpResponse:
    snapshot = catalogue().progress()
    if snapshot is None:
        raise problems.progress_absent()
    etag = caching.tag(str(snapshot["at"]))
    response = HttpResponseNotModified() if caching.is_known(request, etag) else as_json(snapshot)
    response["Cache-Control"], response["ETag"] = caching.FRESH, etag
    return caching.share(response)


def get_health(request: HttpRequest) -> HttpResponse:
    """Never kept: what watches the door asks it."""
    faults = [*catalogue().faults(), *registry().faults()]
    now = datetime.now(UTC)
    response = as_json(
        {
            "release": catalogue().latest(),
            "edition": registry().latest(),
            "releases_list": _list_of(catalogue().signed(), now),
            "editions_list": _list_of(registry().signed(), now),
            "faults": faults,
        }
    )
    response["Cache-Control"] = "no-store"
    return caching.share(response)


def _list_of(head: Head | None, now: datetime) -> dict[str, Any] | None:
    if head is None:
        return None
    age = int(head.age(now).total_seconds())
    return {"number": head.sequence, "signed_at": head.at, "age_seconds": age, "stale": head.is_stale(now)}


def _releases(request: HttpRequest) -> dict[str, Any]:
    return {
        "latest": catalogue().latest(),
        "releases": [_standing(request, line) for line in catalogue().releases()],
        "withdrawn": [_gone(each) for each in catalogue().tombstones()],
    }


def _release(request: HttpRequest, version: str) -> dict[str, Any]:
    gone = next((each for each in catalogue().tombstones() if each["version"] == version), None)
    if gone is not None:
        return _gone(gone)
    found = catalogue().manifest(None if version == "latest" else version)["version"]
    line = catalogue().release(found)
    base = settings.TAMBON_PUBLIC_URL.rstrip("/") or address(request, "")
    cited = citation.cite(line, catalogue().datasets(found), base)
    corrections = catalogue().corrections(found)
    return {
        **_standing(request, line),
        "corrections": sum(each["changes"] for each in corrections[1]) if corrections else 0,
        "citation": {"th": citation.say(cited, "th"), "en": citation.say(cited, "en")},
    }


def _standing(request: HttpRequest, line: ReleaseLine) -> dict[str, Any]:
    empty = {"patches": None, "patched_by": None}
    return {
        **empty,
        **line,
        "state": "published",
        "manifest_url": address(request, f"/data/{line['version']}/manifest.json"),
        "signature_url": address(request, f"/data/{line['version']}/manifest.sig"),
    }


def _gone(gone: Tombstone) -> dict[str, Any]:
    return {**gone, "state": "withdrawn", "patched_by": None}


ROUTES = (
    Route(
        path="/releases",
        view=list_releases,
        asked=NothingAsked,
        shape=ReleaseList,
        tag="releases",
        th="ฉบับเผยแพร่ทั้งหมด และฉบับที่ถูกถอน",
        en="All releases, and those that were withdrawn",
        example="/releases",
    ),
    Route(
        path="/releases/{version}",
        view=get_release,
        asked=NothingAsked,
        shape=ReleaseDetail,
        tag="releases",
        th="ฉบับหนึ่งพร้อมวิธีอ้างอิง หรือเหตุผลที่ถูกถอน",
        en="One release with its citation, or why it was withdrawn",
        example="/releases/latest",
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

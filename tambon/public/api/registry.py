"""The registry of areas, for machines: which edition, which day, whose calendar, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import Field, Query, Schema

from tambon.catalogue.registry import problems
from tambon.catalogue.registry.days import read_by, read_day, read_detail
from tambon.catalogue.registry.shapes import By, FeatureCollection
from tambon.public import caching
from tambon.public.api.answers import as_json
from tambon.public.api.routes import Route
from tambon.public.api.schemas_areas import EditionList, GeoJson, HistoryOut
from tambon.public.published import catalogue, registry


class OfEdition(Schema):
    edition: str | None = Field(None, description="an edition of the registry; the latest without it")


class OnDay(OfEdition):
    on: str | None = Field(None, description="a day, as 2011-03-23; the edition's own without it")
    by: str | None = Field(None, description="law: days in force; list: days the official list changed")


class ShapeAsked(OfEdition):
    detail: str = Field("middle", description="low, middle or high")


@dataclass(frozen=True)
class Moment:
    """What a question is about: an edition by name (None: none is published), a day, a calendar."""

    edition: str | None
    on: date | None
    by: By
    is_named: bool  # whether the asker named any of them

    @classmethod
    def of(cls, asked: OnDay) -> Moment:
        """Raises 400 and 404 Problems that say what is allowed; 404 too for a day before any edition."""
        on = read_day(asked.on) if asked.on is not None else None
        by = read_by(asked.by) if asked.by is not None else "law"
        is_named = any(each is not None for each in (asked.on, asked.by, asked.edition))
        if is_named:
            return cls(get_edition(asked.edition), on, by, is_named)
        return cls(registry().latest(), on, by, is_named)


def get_edition(version: str | None) -> str:
    """The edition's name. Raises a Problem where it is not there, is damaged, or nothing is published."""
    return registry().edition(version).version


def keep(
    request: HttpRequest, asked: OfEdition, make: Callable[[], HttpResponse], *, long: bool = False
) -> HttpResponse:
    """``make()`` unless the asker holds it: an answer from the registry alone.

    Of an edition asked for by name it may be kept for a day; ``long`` for ever: bytes as they were published.
    """
    pinned = caching.FOREVER if long else caching.PINNED
    return mark(request, [registry().etag(asked.edition)], pinned if asked.edition else caching.FRESH, make)


def keep_both(
    request: HttpRequest, release: str | None, edition: str | None, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The same for an answer from a release and the registry; kept long only where both are named."""
    rests = [caching.release_tag(release), registry().etag(edition)]
    is_pinned = release and (edition or registry().latest() is None)
    return mark(request, rests, caching.PINNED if is_pinned else caching.FRESH, make)


def mark(
    request: HttpRequest, rests_on: list[str], kept: str, make: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer with its ETag, open to other sites' scripts (CORS)."""
    etag = caching.tag(*rests_on, request.get_full_path())
    response: HttpResponse = HttpResponseNotModified() if caching.is_known(request, etag) else make()
    if response.status_code in (200, 204, 304):
        response.headers.setdefault("ETag", etag)
        response.headers.setdefault("Cache-Control", kept)
    return caching.share(response)


def current_release(release: str | None) -> str | None:
    """The release that values come from; None before the first. Raises 404 for an unknown one."""
    if release is None and catalogue().latest() is None:
        return None
    version: str = catalogue().manifest(release)["version"]
    return version


def get_history(request: HttpRequest, code: str, asked: Query[OnDay]) -> HttpResponse:
    def make() -> HttpResponse:
        moment = Moment.of(asked)
        edition = get_edition(moment.edition)
        history = registry().history(code, moment.on, moment.by, version=edition)
        if history is None:
            raise problems.area_unknown(area=code)
        return as_json({"edition": edition, **history})

    return keep(request, asked, make)


def get_geometry(request: HttpRequest, code: str, asked: Query[ShapeAsked]) -> HttpResponse:
    def make() -> HttpResponse:
        detail, edition = read_detail(asked.detail), get_edition(asked.edition)
        shape = registry().geometry(code, detail, version=edition)
        return _geojson(shape or _absent(code, edition))

    return keep(request, asked, make, long=True)


def get_children_geometry(request: HttpRequest, code: str, asked: Query[ShapeAsked]) -> HttpResponse:
    def make() -> HttpResponse:
        detail, edition = read_detail(asked.detail), get_edition(asked.edition)
        return _geojson(registry().children_geometry(code, detail, version=edition) or _absent(code, edition))

    return keep(request, asked, make, long=True)


def list_editions(request: HttpRequest) -> HttpResponse:
    rests_on = ["|".join(each["manifest_sha256"] for each in registry().editions()), registry().etag()]
    told = {"latest": registry().latest(), "editions": registry().editions()}
    return mark(request, rests_on, caching.FRESH, lambda: as_json(told))


def _absent(code: str, edition: str) -> FeatureCollection:
    """Raises: an area that was never known, or one without a shape."""
    if registry().area(code, version=edition) is None:
        raise problems.area_unknown(area=code)
    raise problems.geometry_absent(area=code, version=edition)


def _geojson(shapes: FeatureCollection) -> HttpResponse:
    response = as_json(shapes)
    response["Content-Type"] = "application/geo+json; charset=utf-8"
    return response


class _Nothing(Schema):
    """The list of editions takes no parameter."""


ROUTES = (
    Route(
        path="/areas/editions",
        view=list_editions,
        asked=_Nothing,
        shape=EditionList,
        tag="areas",
        th="ทะเบียนพื้นที่ทุกฉบับ",
        en="All editions of the registry of areas",
        example="/areas/editions",
    ),
    Route(
        path="/areas/{code}/history",
        view=get_history,
        asked=OnDay,
        shape=HistoryOut,
        tag="areas",
        th="ประวัติของพื้นที่: ทุกชื่อ ทุกรหัส ทุกการเปลี่ยนแปลง",
        en="An area's history: every name, code and change",
        example="/areas/58/history",
        of_registry=True,
    ),
    Route(
        path="/areas/{code}/geometry",
        view=get_geometry,
        asked=ShapeAsked,
        shape=GeoJson,
        tag="areas",
        th="ขอบเขตหรือจุดของพื้นที่ เป็น GeoJSON",
        en="An area's boundary or point as GeoJSON",
        example="/areas/58/geometry?detail=low",
        of_registry=True,
        media="application/geo+json",
    ),
    Route(
        path="/areas/{code}/children/geometry",
        view=get_children_geometry,
        asked=ShapeAsked,
        shape=GeoJson,
        tag="areas",
        th="ขอบเขตของพื้นที่ที่อยู่ถัดลงไป เป็น GeoJSON",
        en="The boundaries of the areas right below as GeoJSON",
        example="/areas/58/children/geometry?detail=low",
        of_registry=True,
        media="application/geo+json",
    ),
)

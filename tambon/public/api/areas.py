"""Areas, for machines: of the registry where it is published, else those of the release."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query

from tambon.catalogue import Area, AreaPage, Cell
from tambon.catalogue.registry import problems
from tambon.catalogue.registry.days import read_day
from tambon.catalogue.registry.shapes import RegistryPage
from tambon.public.api.answers import answer, as_json, current
from tambon.public.api.asking import OfRelease, SearchAsked
from tambon.public.api.registry import Moment, OnDay, current_release, get_edition, keep_both
from tambon.public.api.routes import Route
from tambon.public.api.schemas import FoundList
from tambon.public.api.schemas_areas import AreaDetail, AreaList, FoundAreas
from tambon.public.published import catalogue, get_area, registry, told_provinces

ALWAYS_SO: dict[str, Any] = {"standing": True, "since": None, "until": None}
NO_REGISTRY: dict[str, Any] = {
    **dict.fromkeys(("edition", "on", "by", "dated_by", "local_government", "known_since")),
    **{name: [] for name in ("codes", "predecessors", "successors", "neighbours")},
    "known_completely": None,
}


class AreaAsked(OfRelease, OnDay):
    """An area of a day, with the values of a release."""


class FindAsked(SearchAsked):
    on: str | None = Field(None, description="a day, as 2011-03-23: its names come first")
    edition: str | None = Field(None, description="an edition of the registry; the latest without it")


def search_areas(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponse:
    def make() -> dict[str, Any]:
        found = _search_released(asked)
        return {"release": current(asked.release), "areas": found}

    return answer(request, asked.release, make)


def _search_released(asked: SearchAsked) -> list[AreaPage]:
    return catalogue().search_areas(
        asked.q, limit=asked.limit, near=asked.near, told=told_provinces(asked.release), version=asked.release
    )


def find_areas(request: HttpRequest, asked: Query[FindAsked]) -> HttpResponse:
    return keep_both(request, asked.release, asked.edition, lambda: as_json(_found(asked)))


def get_one_area(request: HttpRequest, code: str, asked: Query[AreaAsked]) -> HttpResponse:
    return keep_both(request, asked.release, asked.edition, lambda: as_json(_detail(code, asked)))


def list_children(request: HttpRequest, code: str, asked: Query[AreaAsked]) -> HttpResponse:
    return keep_both(request, asked.release, asked.edition, lambda: as_json(_children(code, asked)))


def _found(asked: FindAsked) -> dict[str, Any]:
    on = read_day(asked.on) if asked.on is not None else None
    if registry().latest() is None and on is None and asked.edition is None:
        found = _search_released(asked)
        areas = [{**_released(area), "former": None, "successors": []} for area in found]
        return {"release": current(asked.release), "edition": None, "on": None, "areas": areas}
    edition = get_edition(asked.edition)
    return {
        "release": current_release(asked.release),
        "edition": edition,
        "on": on or registry().edition(edition).on,
        "areas": registry().search(
            asked.q, asked.limit, on, near=asked.near, told=told_provinces(asked.release), version=edition
        ),
    }


def _children(code: str, asked: AreaAsked) -> dict[str, Any]:
    moment = Moment.of(asked)
    page = _page(code, moment)
    # A release asked for by name is answered from it alone, as ever.
    if page is None or (asked.release is not None and not moment.is_named):
        place = get_area(code, asked.release)
        areas = catalogue().children(place["area_id"], version=asked.release)
        told = {"edition": None, "on": None, "by": None, "areas": [{**area, **ALWAYS_SO} for area in areas]}
        return {"release": current(asked.release), **told}
    children = registry().children(code, moment.on, moment.by, version=moment.edition)
    return {
        "release": current_release(asked.release),
        **{name: page[name] for name in ("edition", "on", "by")},
        "areas": children,
    }


def _detail(code: str, asked: AreaAsked) -> dict[str, Any]:
    page = _page(code, Moment.of(asked))
    if page is None:
        place = get_area(code, asked.release)
        kinds = Counter(
            each["kind"] for each in catalogue().children(place["area_id"], version=asked.release)
        )
        told = {**NO_REGISTRY, **_released(place), "children_kinds": dict(kinds)}
        return {**told, "release": current(asked.release), "datasets": _datasets(place, asked.release)}
    beside = registry().neighbours(page["area_id"], version=page["edition"])
    same = _same_area(page, asked)
    datasets = _datasets(same, asked.release) if same else []
    return {
        **page,
        "neighbours": beside,
        "release": current_release(asked.release),
        "datasets": datasets,
    }


def _page(code: str, moment: Moment) -> RegistryPage | None:
    """The registry's answer; None where the release alone can tell. Raises 404 for what was never known."""
    if moment.edition is None:
        return None
    page = registry().area(code, moment.on, moment.by, version=moment.edition)
    if page is None and (moment.is_named or catalogue().latest() is None or catalogue().area(code) is None):
        raise problems.area_unknown(area=code)
    return page


def _same_area(page: RegistryPage, asked: AreaAsked) -> Area | None:
    """The area in the release: by its public id, of today's tree by its code too."""
    if current_release(asked.release) is None:
        return None
    same = catalogue().area(page["area_id"], version=asked.release)
    if same is None and page["standing"] and asked.on is None:
        same = catalogue().area(page["area_code"], version=asked.release)
    return same


def _released(place: Any) -> dict[str, Any]:
    """An area of a release with its ancestors, as one of the registry."""
    ancestors = [{**above, **ALWAYS_SO} for above in place["ancestors"]]
    return {**place, **ALWAYS_SO, "ancestors": ancestors}


def _datasets(place: Area, release: str | None) -> list[dict[str, Any]]:
    return [
        {
            **{key: each[key] for key in ("dataset", "label_th", "label_en", "level", "period")},
            "values": {cell["variable"]["name"]: _value(cell) for cell in each["cells"]},
        }
        for each in catalogue().values(place["area_id"], version=release)
    ]


def _value(cell: Cell) -> dict[str, Any]:
    variable = cell["variable"]
    named = {"label_th": variable["label_th"], "label_en": variable["label_en"], "unit": variable["unit"]}
    return {**{key: value for key, value in cell.items() if key != "variable"}, **named}


ROUTES = (
    Route(
        path="/areas",
        view=search_areas,
        asked=SearchAsked,
        shape=FoundList,
        tag="areas",
        th="ค้นหาพื้นที่ของฉบับเผยแพร่จากชื่อหรือรหัส",
        en="Find areas of a release by name or code",
        example="/areas?q=58",
    ),
    Route(
        path="/areas/search",
        view=find_areas,
        asked=FindAsked,
        shape=FoundAreas,
        tag="areas",
        th="ค้นหาพื้นที่จากชื่อหรือรหัส ทั้งปัจจุบันและในอดีต",
        en="Find areas by name or code, present or former",
        example="/areas/search?q=58",
    ),
    Route(
        path="/areas/{code}",
        view=get_one_area,
        asked=AreaAsked,
        shape=AreaDetail,
        tag="areas",
        th="พื้นที่หนึ่งแห่ง ณ วันหนึ่ง กับทุกค่าของพื้นที่",
        en="One area on a day, with all its values",
        example="/areas/58",
    ),
    Route(
        path="/areas/{code}/children",
        view=list_children,
        asked=AreaAsked,
        shape=AreaList,
        tag="areas",
        th="พื้นที่ที่อยู่ถัดลงไป ณ วันหนึ่ง",
        en="The areas right below on a day",
        example="/areas/58/children",
    ),
)

"""Areas, for machines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from tambon.catalogue import Cell
from tambon.public.api.answers import answer, current
from tambon.public.api.asking import OfRelease, SearchAsked
from tambon.public.api.routes import Route
from tambon.public.api.schemas import FoundList, PlaceDetail, PlaceList
from tambon.public.published import catalogue, get_area


def search_areas(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponse:
    def make() -> dict[str, Any]:
        found = catalogue().search_areas(asked.q, limit=asked.limit, version=asked.release)
        return {"release": current(asked.release), "areas": found}

    return answer(request, asked.release, make)


def get_one_area(request: HttpRequest, code: str, asked: Query[OfRelease]) -> HttpResponse:
    return answer(request, asked.release, lambda: _detail(code, asked.release))


def list_children(request: HttpRequest, code: str, asked: Query[OfRelease]) -> HttpResponse:
    def make() -> dict[str, Any]:
        place = get_area(code, asked.release)
        return {
            "release": current(asked.release),
            "areas": catalogue().children(place["area_id"], version=asked.release),
        }

    return answer(request, asked.release, make)


def _detail(code: str, release: str | None) -> dict[str, Any]:
    place = get_area(code, release)
    values = catalogue().values(place["area_id"], version=release)
    return {
        "release": current(release),
        **place,
        "datasets": [
            {
                **{key: each[key] for key in ("dataset", "label_th", "label_en", "level", "period")},
                "values": {cell["variable"]["name"]: _value(cell) for cell in each["cells"]},
            }
            for each in values
        ],
    }


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
        th="ค้นหาพื้นที่จากชื่อหรือรหัส",
        en="Find areas by name or code",
        example="/areas?q=58",
    ),
    Route(
        path="/areas/{code}",
        view=get_one_area,
        asked=OfRelease,
        shape=PlaceDetail,
        tag="areas",
        th="พื้นที่หนึ่งแห่งกับทุกค่าของพื้นที่",
        en="One area with all its values",
        example="/areas/58",
    ),
    Route(
        path="/areas/{code}/children",
        view=list_children,
        asked=OfRelease,
        shape=PlaceList,
        tag="areas",
        th="พื้นที่ที่อยู่ถัดลงไป",
        en="The areas right below",
        example="/areas/58/children",
    ),
)

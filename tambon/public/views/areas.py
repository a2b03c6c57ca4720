"""Areas: the index with its search, and one page for each area of every level."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tambon.catalogue import Area, AreaPage
from tambon.pages import language
from tambon.public import caching, presenting, words
from tambon.public.published import catalogue, get_area, is_synthetic

COUNTRY = "TH"
FOUND = 50
LONG = 200  # letters of a search that are still looked at


@require_safe
@caching.page
def index(request: HttpRequest) -> HttpResponseBase:
    """Search by name or code; without one, the provinces. An exact code leads straight to its page."""
    asked = request.GET.get("q", "").strip()[:LONG]
    lang = language.of(request)
    exact = catalogue().area(asked) if asked else None
    if exact:
        return redirect(f"/areas/{exact['area_code']}")
    published = catalogue().latest() is not None
    found = catalogue().search_areas(asked, limit=FOUND) if asked and published else []
    context = {
        "here": "areas",
        "asked": asked,
        "found": [_found(area, lang) for area in found],
        "full": len(found) == FOUND,
        "provinces": _links(catalogue().children(COUNTRY) if published else [], lang),
        "country": catalogue().area(COUNTRY),
        "published": published,
        "synthetic": is_synthetic(),
    }
    return render(request, "public/areas.html", context)


@require_safe
@caching.page
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: where it lies, what is known about it, what lies in it."""
    place = get_area(code)
    lang = language.of(request)
    children = catalogue().children(place["area_code"])
    context = {
        "here": "areas",
        "area": place,
        "title": words.say_area(place, lang),
        "other": words.say_area(place, "en" if lang == "th" else "th"),
        "kind": words.look(words.KINDS, place["kind"], lang),
        "crumbs": _links(place["ancestors"], lang),
        "values": _values(place, lang),
        "children": _links(children, lang),
        "children_kind": words.look(words.PLURALS, children[0]["kind"], lang) if children else "",
        "townlike": place["kind"] == "tambon" and not children,
        "release": catalogue().releases()[0],
        "synthetic": is_synthetic(),
    }
    return render(request, "public/area.html", context)


def _values(place: AreaPage, lang: str) -> list[dict[str, Any]]:
    shown = []
    for values in catalogue().values(place["area_id"]):
        own_level = catalogue().dataset(values["dataset"])["level"]
        cells = presenting.show_values(values, own_level, lang)
        shown.append({**values, "shown": cells, "own": values["level"] == own_level})
    return shown


def _links(areas: list[Area], lang: str) -> list[dict[str, Any]]:
    return [
        {"code": area["area_code"], "title": words.say_area(area, lang), "synthetic": area["synthetic"]}
        for area in areas
    ]


def _found(area: AreaPage, lang: str) -> dict[str, Any]:
    chain = [
        words.say_area(above, lang) for above in reversed(area["ancestors"]) if above["kind"] != "country"
    ]
    return {"code": area["area_code"], "title": words.say_area(area, lang), "within": " · ".join(chain)}

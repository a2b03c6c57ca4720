"""Areas: the index with its search, and one page for each area of every level, on any day."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tambon.catalogue import Area, AreaPage, AreaValues
from tambon.catalogue.registry.days import read_by, read_day
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.registry.shapes import By, Found, RegistryPage
from tambon.pages import language
from tambon.public import area_pages, caching, challenging, presenting, presenting_areas, problems, words
from tambon.public.published import (
    catalogue,
    get_area,
    is_synthetic,
    pinned_release,
    registry,
    told_provinces,
)
from tambon.public.reports import KINDS as REPORTED

COUNTRY = "TH"
FOUND = 50
DOWNLOADS = ("areas.csv", "codes.csv", "memberships.csv", "changes.csv", "crosswalk.csv", "sources.csv")
LONG = 200  # letters of a search that are still looked at


@require_safe
@caching.page
def index(request: HttpRequest) -> HttpResponseBase:
    """Search by name or code, former ones too; without one, the provinces. A whole code leads to its page."""
    asked, near = (request.GET.get(key, "").strip()[:LONG] for key in ("q", "near"))
    lang = language.of(request)
    known = _published()
    if asked and (code := _exact(known, asked)):
        return redirect(f"/areas/{code}")
    published = known is not None or catalogue().latest() is not None
    found = _search(known, asked, near, lang) if asked and published else []
    provinces = _children(known, COUNTRY) if published else []
    context = {
        "here": "areas",
        "asked": asked,
        "near": near,
        "found": found,
        "full": len(found) == FOUND,
        "provinces": presenting_areas.show_listed(provinces, {}, "", lang),
        "country": known.area(COUNTRY) if known else catalogue().area(COUNTRY),
        "outside_bangkok": area_pages.outside_bangkok(known) if known else None,
        "published": published,
        "registry": known.edition() if known else None,
        "downloads": DOWNLOADS,
        "synthetic": _synthetic(known),
    }
    return render(request, "public/areas.html", context)


@require_safe
@caching.page
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: where it lies, what is known about it, what lies in it, what became of it.

    ``on`` and ``by`` name a day and whose calendar it is of; a code that is no longer in use has a page too.
    """
    lang = language.of(request)
    on, by = _asked(request)
    pinned = pinned_release(request)
    known = _published()
    page = known.area(code, on=on, by=by) if known else None
    if known and page is None and catalogue().latest() is None:
        raise problems.area_unknown(area=code)
    if known is None or page is None:
        return render(request, "public/area.html", _plain(get_area(code, pinned), known, pinned, lang))
    told = area_pages.tell(known, page, on is not None, lang)
    counted = page["kind"] == "country" and on is None
    context = {
        **_named(page, known, pinned, lang),
        **told,
        "asked": {"on": on, "by": by},
        "values": _values(page, pinned, lang) if on is None and page["standing"] else [],
        "reported": on is None and _reported(page, pinned),
        "townlike": _townlike(known, page) and on is None,
        "outside_bangkok": area_pages.outside_bangkok(known) if counted else None,
    }
    return render(request, "public/area.html", context)


def _published() -> Registry | None:
    return registry() if registry().latest() else None


def _asked(request: HttpRequest) -> tuple[date | None, By]:
    """The day and the calendar; an empty field asks for today. Raises 400 for what cannot be read."""
    on = request.GET.get("on", "").strip()
    return read_day(on) if on else None, read_by(request.GET.get("by", "law").strip() or "law")


def _named(page: Area, known: Registry | None, pinned: str | None, lang: str) -> dict[str, Any]:
    release = catalogue().release(pinned) if catalogue().latest() else None
    return {
        "here": "areas",
        "area": page,
        "title": words.say_area(page, lang),
        "other": words.say_area(page, "en" if lang == "th" else "th"),
        "kind": words.say_kind(page, lang),
        "release": release,
        "pinned": pinned,
        "older": pinned is not None and pinned != catalogue().latest(),
        "challenges": challenging.answers_of_area(page) if release else [],
        "synthetic": _synthetic(known, pinned),
    }


def _plain(place: AreaPage, known: Registry | None, pinned: str | None, lang: str) -> dict[str, Any]:
    """The page of an area that only the release knows: as it is, without a life or a map."""
    children = catalogue().children(place["area_code"], version=pinned)
    return {
        **_named(place, known, pinned, lang),
        "standing": True,
        "reported": place["kind"] in REPORTED,
        "crumbs": presenting_areas.show_listed(place["ancestors"], {}, "", lang),
        "values": _values(place, pinned, lang),
        "below": area_pages.group(children, {}, "", lang),
        "townlike": place["kind"] == "tambon" and not children,
    }


def _townlike(known: Registry, page: RegistryPage) -> bool:
    """A tambon without a village, where its villages are known: to the registry or to the release."""
    if page["kind"] != "tambon" or not page["standing"] or page["children_kinds"].get("village"):
        return False
    if known.manifest["known_since"].get("village"):
        return True
    released = catalogue().area(page["area_code"]) if catalogue().latest() else None
    return released is not None and not released["children_count"]


def _values(place: Area, pinned: str | None, lang: str) -> list[dict[str, Any]]:
    """What the release, else the latest, holds of the area, found by its permanent id, else by its code."""
    if catalogue().latest() is None:
        return []
    keys = (place["area_id"], place["area_code"])
    released = next((area for key in keys if (area := catalogue().area(key, version=pinned))), None)
    if released is None:
        return []
    shown = []
    for values in catalogue().values(released["area_id"], version=pinned):
        own_level = catalogue().dataset(values["dataset"], version=pinned)["level"]
        cells = presenting.show_values(values, own_level, lang)
        own = values["level"] == own_level
        filled, lacking = [each for each in cells if each.text], [each for each in cells if not each.text]
        ask = _ask(released, values, pinned) if own else ""
        shown.append({**values, "filled": filled, "lacking": lacking, "own": own, "ask": ask})
    return sorted(shown, key=lambda each: not each["filled"])


def _ask(place: Area, values: AreaValues, pinned: str | None) -> str:
    """Where one of these values is questioned."""
    return challenging.ask_address(
        release=pinned or catalogue().latest() or "",
        dataset=values["dataset"],
        area=place["area_code"],
        period=values["period"],
    )


def _reported(page: RegistryPage, pinned: str | None) -> bool:
    """Whether there is a report of the area: the release knows its code."""
    if page["kind"] not in REPORTED or not page["standing"] or catalogue().latest() is None:
        return False
    return catalogue().area(page["area_code"], version=pinned) is not None


def _exact(known: Registry | None, asked: str) -> str | None:
    """The code of the area that is asked for by a whole code or permanent id."""
    exact: Area | None = known.area(asked) if known else None
    if exact is None and catalogue().latest():
        exact = catalogue().area(asked)
    return (exact["area_code"] or exact["area_id"]) if exact else None


def _children(known: Registry | None, code: str) -> list[Any]:
    return list(known.children(code)) if known else list(catalogue().children(code))


def _search(known: Registry | None, asked: str, near: str, lang: str) -> list[dict[str, Any]]:
    told = told_provinces()
    if known:
        named = known.search(asked, limit=FOUND, near=near, told=told)
        return [_found(area, lang) | _former(area, lang) for area in named]
    areas = catalogue().search_areas(asked, limit=FOUND, near=near, told=told)
    return [_found(area, lang) for area in areas]


def _found(area: AreaPage | Found, lang: str) -> dict[str, Any]:
    above = cast(list[Area], area["ancestors"])
    chain = [words.say_area(each, lang) for each in reversed(above) if each["kind"] != "country"]
    return {
        "code": area["area_code"],
        "href": f"/areas/{area['area_code'] or area['area_id']}",
        "title": words.say_area(area, lang),
        "within": " · ".join(chain),
    }


def _former(area: Found, lang: str) -> dict[str, Any]:
    """The old name or code that was found, and where an area that ended leads to."""
    return {
        "former": presenting_areas.say_former(area, lang),
        "ended": not area["standing"],
        "leads": presenting_areas.show_leads(area["successors"], lang) if not area["standing"] else (),
    }


def _synthetic(known: Registry | None, pinned: str | None = None) -> bool:
    return is_synthetic(pinned) or bool(known and known.manifest.get("synthetic"))

"""Gathers what an area's page shows from the published registry: its life, what lies in it, its map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.registry.shapes import By, Place, RegistryArea, RegistryPage
from tambon.public import presenting_areas as presenting
from tambon.public import words
from tambon.public.outline import Outline, draw
from tambon.public.presenting_history import Step, show_history

TILES = "tiles.pmtiles"
BANGKOK = "10"
REAL = 7256  # tambons outside Bangkok by the list; the official yearly figure says 7,255
_DRAWN = ("province", "district", "tambon")


def tell(registry: Registry, page: RegistryPage, then: bool, lang: str) -> dict[str, Any]:
    """The template's words about an area on a day; ``then`` says that the reader named the day."""
    query = f"?on={page['on'].isoformat()}&by={page['by']}" if then else ""
    key = page["area_id"]
    children = registry.children(key, on=page["on"], by=page["by"]) if page["standing"] else []
    beside = registry.neighbours(key) if page["standing"] else []
    places = _places(registry, [page, *children, *beside])
    own = presenting.show_listed([page], places, query, lang)[0]
    government = page["local_government"]
    return {
        "query": query,
        "crumbs": presenting.show_listed(page["ancestors"], {}, query, lang),
        "standing": page["standing"],
        "coming": page["since"] is not None and page["since"] > page["on"],
        "span": presenting.say_span(page["since"], page["until"], lang),
        "leads": presenting.show_leads(page["successors"], lang),
        "then": _then(page, lang) if then else None,
        "known_since": page["known_since"],
        "local_government": {"title": words.say_area(government, lang)} if government else None,
        "below": group(children, places, query, lang),
        "beside": presenting.show_listed(beside, places, query, lang),
        "point": own,
        "place": places.get(key),
        "map": _map(registry, page, children, places, lang),
        "steps": _steps(registry, key, lang),
        "codes": presenting.show_codes(page["codes"], lang),
        "edition": page["edition"],
    }


def group(areas: Sequence[Any], places: dict[str, Place], query: str, lang: str) -> list[dict[str, Any]]:
    """Areas by kind, each kind with its plural and its links."""
    kinds = dict.fromkeys(area["kind"] for area in areas)
    return [
        {
            "kind": words.say_kinds(next(area for area in areas if area["kind"] == kind), lang),
            "areas": presenting.show_listed(
                [area for area in areas if area["kind"] == kind], places, query, lang
            ),
        }
        for kind in kinds
    ]


def outside_bangkok(registry: Registry) -> int | None:
    """How many tambons outside Bangkok the edition counts, where that is the number which needs a word."""
    count = _outside(registry, registry.etag())
    return count if count == REAL else None


@lru_cache(maxsize=8)
def _outside(registry: Registry, _etag: str) -> int:
    total = int(registry.manifest["counts"].get("tambon", 0))
    khets = registry.children(BANGKOK)
    return total - sum(len(registry.children(khet["area_id"])) for khet in khets)


def _then(page: RegistryPage, lang: str) -> dict[str, Any]:
    return {
        "on": page["on"],
        "by": page["by"],
        "said": presenting.say_in_both_eras(page["on"], lang),
        "known_completely": page["known_completely"],
        "known_since": page["known_since"],
    }


def _steps(registry: Registry, key: str, lang: str) -> list[Step]:
    def within(day: date, by: By) -> list[RegistryArea]:
        page = registry.area(key, on=day, by=by)
        return page["ancestors"] if page and page["standing"] else []

    life = registry.history(key)
    return show_history(life["changes"], key, within, lang) if life else []


def _places(registry: Registry, areas: Sequence[RegistryArea]) -> dict[str, Place]:
    found = ((area["area_id"], registry.place(area["area_id"])) for area in areas)
    return {area_id: place for area_id, place in found if place}


def _map(
    registry: Registry,
    page: RegistryPage,
    children: Sequence[RegistryArea],
    places: dict[str, Place],
    lang: str,
) -> dict[str, Any] | None:
    """What the map island and the server's drawing need; None where nothing is published to draw."""
    files = {file["path"] for file in registry.manifest["files"]}
    own = _around(page)
    place = registry.place(own["area_id"]) if own else None
    below = next((child["kind"] for child in children if child["kind"] in _DRAWN), "")
    if TILES not in files or not (place or (below and page["kind"] == "country")):
        return None
    bounds = [place["west"], place["south"], place["east"], place["north"]] if place else None
    return {
        "tiles": f"/api/v1/tiles/areas/{{z}}/{{x}}/{{y}}.mvt?edition={registry.version}",
        "bounds": _numbers(bounds or registry.manifest["bounds"]),
        "limits": _numbers(registry.manifest["bounds"]),
        "own": own["area_id"] if own else "",
        "own_layer": own["kind"] if own else "",
        "below": below,
        "label": words.pick(("แผนที่ {}", "Map of {}"), lang).format(words.say_area(page, lang)),
        "outline": _outline(registry, registry.etag(), own["area_id"] if own else "", page["area_id"]),
        "source": place or next(iter(places.values()), None),
        "missing": sum(child["area_id"] not in places for child in children if child["kind"] in _DRAWN),
    }


@lru_cache(maxsize=256)
def _outline(registry: Registry, _etag: str, own: str, key: str) -> Outline | None:
    """The server's own drawing; kept, since shapes are read from files."""
    around = registry.geometry(own, "low") if own else None
    below = registry.children_geometry(key, "low") if own in ("", key) else registry.geometry(key, "low")
    features = below["features"] if below else []
    points = [each["geometry"]["coordinates"] for each in features if each["geometry"]["type"] == "Point"]
    return draw(around["features"] if around else [], features, [(each[0], each[1]) for each in points])


def _around(page: RegistryPage) -> RegistryArea | None:
    """The area whose boundary is drawn: the place itself, or what a village lies in."""
    chain = [*page["ancestors"], page]
    return next((area for area in reversed(chain) if area["kind"] in _DRAWN), None)


def _numbers(bounds: Sequence[float] | None) -> str:
    return ",".join(f"{each:.4f}" for each in bounds) if bounds else ""

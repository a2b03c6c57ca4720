"""Shapes of areas as GeoJSON, from the edition's files, with the credit that their licence asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tambon.catalogue.registry import geojson
from tambon.catalogue.registry.edition import Edition
from tambon.catalogue.registry.shapes import KINDS, Detail, FeatureCollection
from tambon.store import AnyOf, Where

_COLUMNS = ("area_id", "code", "name_th", "name_en", "geometry")


def draw(edition: Edition, areas: Iterable[int], detail: Detail) -> FeatureCollection:
    """The shapes of these areas on the edition's day, by kind and code; areas without one are left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for area in areas:
        wanted[KINDS[edition.spans.kind[edition.spans.of(area)[0]]]].append(area)
    features = [
        feature for kind, numbers in wanted.items() for feature in _of_kind(edition, kind, numbers, detail)
    ]
    drawn = {number for numbers in wanted.values() for number in numbers}
    places = [place for place in map(edition.places.of, sorted(drawn)) if place]
    return {
        "type": "FeatureCollection",
        "edition": edition.version,
        "on": edition.on.isoformat(),
        "detail": detail,
        "licence": "; ".join(dict.fromkeys(place["licence"] for place in places)),
        "attribution": "; ".join(dict.fromkeys(place["credit"] for place in places)),
        "bbox": geojson.around([feature["bbox"] for feature in features]),
        "features": features,
    }


def _of_kind(edition: Edition, kind: str, areas: list[int], detail: Detail) -> list[dict[str, Any]]:
    path = f"geometry/{kind}.parquet"
    if not edition.has(path):
        path = f"geometry/{kind}.{detail}.parquet"
    if not edition.has(path):
        return []
    chosen = AnyOf(tuple(Where("area_id", "=", edition.spans.ids[area]) for area in areas))
    rows = edition.reader.select(path, columns=_COLUMNS, where=[chosen], order=["code", "area_id"]).rows
    return [_feature(kind, row) for row in rows]


def _feature(kind: str, row: tuple[Any, ...]) -> dict[str, Any]:
    area_id, code, th, en, wkb = row
    shape = geojson.geometry(bytes(wkb))
    return {
        "type": "Feature",
        "id": area_id,
        "properties": {"area_id": area_id, "kind": kind, "code": code, "name_th": th, "name_en": en or ""},
        "bbox": geojson.box(shape),
        "geometry": shape,
    }

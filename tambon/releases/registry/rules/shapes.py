"""Where areas lie, as tables, as GeoJSON and at three levels of detail. Pure.

Formats: RFC 7946 (GeoJSON) and GeoParquet 1.1 (https://geoparquet.org/releases/v1.1.0/).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import shapely

from tambon.areas.rules.published import BoundaryRow
from tambon.releases.registry.rules.histories import Registry, Row, Standing
from tambon.releases.registry.rules.spans import holds
from tambon.releases.registry.rules.tiles import Feature

DECIMALS = 6  # of a degree: about ten centimetres
DETAILS = ("low", "middle", "high")
KINDS = ("province", "district", "tambon")
POINTS = "village"
# Degrees, the root of the triangle that is dropped: 0.01 is a square kilometre. Small kinds are finer.
_TOLERANCE = {
    "province": {"low": 0.05, "middle": 0.01},
    "district": {"low": 0.03, "middle": 0.006},
    "tambon": {"low": 0.02, "middle": 0.004},
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """An area of the day with its boundary; ``wkb`` is rounded, OGC:CRS84, outer rings counterclockwise."""

    area: Standing
    boundary: BoundaryRow
    wkb: bytes

    def feature(self, wkb: bytes | None = None) -> Feature:
        one = self.area
        return Feature(one.area_id, one.code, one.name_th, one.name_en, wkb or self.wkb)


def drawn_of(registry: Registry, areas: dict[int, Standing], on: date) -> list[Drawn]:
    """The boundaries of the areas that stand on the day: the law's, else the list's; by code and id."""
    chosen: dict[int, BoundaryRow] = {}
    for row in registry.boundaries:
        by_law = holds(row.periods.law, on)
        if row.area in areas and (by_law or (row.area not in chosen and holds(row.periods.listed, on))):
            chosen[row.area] = row
    rows = sorted(chosen.values(), key=lambda row: (areas[row.area].code, areas[row.area].area_id))
    rounded = round_shapes([row.shape for row in rows])
    return [Drawn(areas[row.area], row, wkb) for row, wkb in zip(rows, rounded, strict=True)]


def round_shapes(wkbs: Sequence[bytes]) -> list[bytes]:
    """The shapes with `DECIMALS` decimals, valid, outer rings counterclockwise (RFC 7946, 3.1.6)."""
    if not wkbs:
        return []
    shapes = shapely.force_2d(shapely.from_wkb(list(wkbs)))
    rounded = np.asarray(shapely.transform(shapes, lambda at: np.round(at, DECIMALS)))
    # Rounding can fold a sliver narrower than the grid; only there is anything but rounding done.
    folded = ~shapely.is_valid(rounded)
    rounded[folded] = shapely.set_precision(shapely.make_valid(shapes[folded]), 10.0**-DECIMALS)
    rounded = np.where(shapely.is_empty(rounded), shapes, rounded)
    return [bytes(one) for one in shapely.to_wkb(shapely.orient_polygons(rounded), byte_order=1)]


def tolerance(kind: str, detail: str) -> float:
    """In degrees; 0 for the shapes as their source drew them."""
    return _TOLERANCE.get(kind, {}).get(detail, 0.0)


def as_point(one: Drawn) -> bytes:
    """A village as a point, also where its boundary is drawn."""
    if one.boundary.is_point:
        return one.wkb
    point = shapely.Point(round(one.boundary.longitude, DECIMALS), round(one.boundary.latitude, DECIMALS))
    return bytes(shapely.to_wkb(point, byte_order=1))


def country_of(drawn: Sequence[Drawn], areas: Iterable[Standing]) -> list[Feature]:
    """The country as it was drawn, or else made of its provinces where all of them were."""
    own = [one.feature() for one in drawn if one.area.kind == "country"]
    there = list(areas)
    country = next((one for one in there if one.kind == "country"), None)
    provinces = [one.wkb for one in drawn if one.area.kind == "province"]
    complete = len(provinces) == sum(one.kind == "province" for one in there)
    if own or country is None or not provinces or not complete:
        return own
    made = shapely.to_wkb(shapely.union_all(shapely.from_wkb(provinces)))
    return [Feature(country.area_id, country.code, country.name_th, country.name_en, bytes(made))]


def place_rows(drawn: Sequence[Drawn], sources: dict[int, tuple[str, str, str]]) -> list[Row]:
    """Rows of `schema.PLACES`; ``sources`` are {edition: (name, licence, credit)}."""
    reach = shapely.bounds(shapely.from_wkb([one.wkb for one in drawn])) if drawn else []
    return [
        (
            one.area.area_id, one.area.kind, one.boundary.is_point,
            round(one.boundary.longitude, DECIMALS), round(one.boundary.latitude, DECIMALS),
            one.boundary.square_km, *map(float, box), one.boundary.found_as, *sources[one.boundary.edition],
        )
        for one, box in zip(drawn, reach, strict=True)
    ]  # fmt: skip


def geojson(features: Sequence[Feature], *, licence: str, credit: str) -> bytes:
    """A FeatureCollection with a bounding box; licence and credit stand beside it as foreign members."""
    shapes = shapely.from_wkb([one.wkb for one in features])
    lines = [
        f'{{"type":"Feature","id":{_json(one.area_id)},"properties":{_json(_properties(one))},'
        f'"geometry":{shape}}}'
        for one, shape in zip(features, shapely.to_geojson(shapes), strict=True)
    ]
    box = _json([float(edge) for edge in shapely.total_bounds(shapes)])
    head = f'{{"type":"FeatureCollection","licence":{_json(licence)},"credit":{_json(credit)},"bbox":{box},'
    return (f'{head}"features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def geoparquet(wkbs: Iterable[bytes]) -> str:
    """The file's ``geo`` metadata; without a CRS it is OGC:CRS84, longitude first."""
    shapes = shapely.from_wkb(list(wkbs))
    types = sorted({one.geom_type for one in shapes})
    column = {
        "encoding": "WKB",
        "geometry_types": types,
        "orientation": "counterclockwise",
        "edges": "planar",
        "bbox": [float(edge) for edge in shapely.total_bounds(shapes)],
    }
    return _json({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}})


def _properties(one: Feature) -> dict[str, str]:
    return {"area_id": one.area_id, "code": one.code, "name_th": one.name_th, "name_en": one.name_en}


def _json(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))

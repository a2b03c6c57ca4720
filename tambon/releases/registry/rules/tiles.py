"""Vector tiles of the areas: projected, simplified, cut and rounded here. Pure.

Formats: Mapbox Vector Tile 2.1 (https://github.com/mapbox/vector-tile-spec/tree/master/2.1) in the grid of
Web Mercator tiles (EPSG:3857, the square of the world halved at each zoom, y from north to south).
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely

Shapes = np.ndarray[Any, Any]  # of shapely geometries
Simplify = Callable[[Sequence[bytes], float], Sequence[bytes]]
Tile = tuple[int, int, int]  # zoom, x, y

EXTENT = 4096  # units along a tile's side
BUFFER = 64  # units that a tile reaches over its sides, so that lines do not end at them
LAST_ZOOM = 10
FIRST_ZOOM = {"country": 0, "province": 0, "district": 4, "tambon": 6, "village": 9}
LAYERS = tuple(FIRST_ZOOM)

_SOFTENED = 8.0  # units: half a pixel of a tile drawn 256 pixels wide, where triangles are dropped
_SMALLEST = 256.0  # square units: less than a pixel, not drawn
_SMALLEST_AT_LAST = 4.0  # square units: the last zoom is what closer views enlarge
_POLE = 85.0511287798  # degrees: where Web Mercator's square ends


@dataclass(frozen=True, slots=True)
class Feature:
    """An area with its shape as WKB in EPSG:4326; a village as a point."""

    area_id: str
    code: str
    name_th: str
    name_en: str
    wkb: bytes

    @property
    def properties(self) -> dict[str, str]:
        return {"id": self.area_id, "code": self.code, "th": self.name_th, "en": self.name_en}


@dataclass
class _Layer:
    name: str
    features: Sequence[Feature]
    shapes: Shapes  # in the unit square of the world, simplified further at each lower zoom


def tiles(
    layers: Mapping[str, Sequence[Feature]],
    simplify: Simplify,
    *,
    told: Callable[[int], None] | None = None,
) -> dict[Tile, bytes]:
    """Every tile with something in it, gzipped, from zoom 0 to `LAST_ZOOM`.

    ``layers`` are the features of each layer of `LAYERS` that there is; ``simplify`` takes WKBs that lie side
    by side and a tolerance in their own units, and gives WKBs that still do. ``told`` hears each zoom. Small
    areas are left out where they would cover less than a pixel, except at the last zoom. The same features
    give the same bytes.
    """
    made: dict[Tile, bytes] = {}
    drawn = [_Layer(n, layers[n], _project(layers[n])) for n in LAYERS if layers.get(n)]
    for zoom in reversed(range(LAST_ZOOM + 1)):
        for layer in drawn:
            _soften(layer, zoom, simplify)
        made |= _of_zoom(zoom, [layer for layer in drawn if zoom >= FIRST_ZOOM[layer.name]])
        if told:
            told(zoom)
    return made


def bounds(shapes: Iterable[bytes]) -> tuple[float, float, float, float] | None:
    """West, south, east, north in degrees; None without any shape."""
    found = shapely.from_wkb(list(shapes))
    if not len(found):
        return None
    west, south, east, north = map(float, shapely.total_bounds(found))
    return west, south, east, north


def _project(features: Sequence[Feature]) -> Shapes:
    """Degrees to the unit square of the world: x from the date line eastward, y from the north southward.

    Formula: spherical Mercator, y = 1/2 - ln(tan(pi/4 + latitude/2)) / (2 pi).
    """
    shapes = shapely.force_2d(shapely.from_wkb([each.wkb for each in features]))

    def mercator(degrees: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        latitude = np.radians(np.clip(degrees[:, 1], -_POLE, _POLE))
        north = np.log(np.tan(np.pi / 4 + latitude / 2))
        return np.column_stack([(degrees[:, 0] + 180) / 360, 0.5 - north / (2 * np.pi)])

    return np.asarray(shapely.transform(shapes, mercator))


def _soften(layer: _Layer, zoom: int, simplify: Simplify) -> None:
    if zoom < FIRST_ZOOM[layer.name] or layer.name == "village":
        return
    # Simplified in whole units of the zoom: a tolerance of 10^-6 would be lost in rounding.
    scale = EXTENT * 2.0**zoom
    scaled = shapely.transform(layer.shapes, lambda at: at * scale)
    softened = shapely.from_wkb(list(simplify(list(shapely.to_wkb(scaled)), _SOFTENED)))
    layer.shapes = np.asarray(shapely.transform(softened, lambda at: at / scale))


def _of_zoom(zoom: int, layers: Sequence[_Layer]) -> dict[Tile, bytes]:
    side = EXTENT * 2.0**zoom
    found: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for layer in layers:
        inside: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
        for number, place, shape in _cut(shapely.transform(layer.shapes, lambda at: at * side), zoom):
            inside[place].append({"geometry": shape, "properties": layer.features[number].properties})
        for place, features in inside.items():
            found[place].append({"name": layer.name, "features": features})
    return {(zoom, x, y): _encode(found[x, y]) for x, y in sorted(found)}


def _encode(layers: list[dict[str, Any]]) -> bytes:
    options = {"y_coord_down": True, "extents": EXTENT, "check_winding_order": False}
    return gzip.compress(mapbox_vector_tile.encode(layers, default_options=options), mtime=0)


def _cut(shapes: Shapes, zoom: int) -> Iterator[tuple[int, tuple[int, int], Any]]:
    """(number of the shape, tile, its part of the shape in the tile's own units)."""
    numbers, xs, ys = _met(shapes, zoom)
    if not len(numbers):
        return
    west, north = xs * float(EXTENT), ys * float(EXTENT)
    frames = shapely.box(west - BUFFER, north - BUFFER, west + EXTENT + BUFFER, north + EXTENT + BUFFER)
    # On a grid of whole units: what comes out is valid after rounding, not only before.
    parts = shapely.intersection(shapes[numbers], frames, grid_size=1.0)
    points = shapely.get_type_id(parts) == shapely.GeometryType.POINT
    kept = ~shapely.is_empty(parts) & (points | (shapely.area(parts) >= 1.0))
    for number, x, y, part in zip(numbers[kept], xs[kept], ys[kept], parts[kept], strict=True):
        corner = np.array([x * EXTENT, y * EXTENT], dtype=float)
        moved = shapely.transform(part, lambda at, corner=corner: at - corner)
        yield int(number), (int(x), int(y)), shapely.orient_polygons(_surfaces(moved), exterior_cw=False)


def _met(shapes: Shapes, zoom: int) -> tuple[np.ndarray[Any, Any], ...]:
    """Which shapes meet which tiles, as three arrays: numbers of shapes, x and y of tiles."""
    last = 2**zoom - 1
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    smallest = _SMALLEST_AT_LAST if zoom == LAST_ZOOM else _SMALLEST
    shown = np.flatnonzero(points | (shapely.area(shapes) >= smallest))
    reach = shapely.bounds(shapes[shown]) + np.array([-BUFFER, -BUFFER, BUFFER, BUFFER])
    corners = np.clip(np.floor(reach / EXTENT), 0, last).astype(int)
    met = [
        (number, x, y)
        for number, (x0, y0, x1, y1) in zip(shown.tolist(), corners.tolist(), strict=True)
        for x in range(x0, x1 + 1)
        for y in range(y0, y1 + 1)
    ]
    columns = np.array(met, dtype=int).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]


def _surfaces(part: Any) -> Any:
    """Points as they are; of everything else the polygons, without the lines of a touched edge."""
    if part.geom_type in ("Point", "Polygon", "MultiPolygon"):
        return part
    return shapely.MultiPolygon(
        [one for one in shapely.get_parts(shapely.get_parts(part)) if one.geom_type == "Polygon"]
    )

"""Shapes on the map: mended, measured, simplified beside their neighbours. Pure.

Shapes are WKB with the longitude first, in degrees of WGS 84 (EPSG:4326) where nothing else is said.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import shapely

Shapes = Any  # an array of shapely geometries
Id = TypeVar("Id")
LANGUAGES_APART = " · "  # Thai on its left, English on its right

_EQUATOR_KM = 6378.137  # WGS 84, NIMA TR8350.2
_FLATTENING = 1 / 298.257223563
_E2 = _FLATTENING * (2 - _FLATTENING)
_E = math.sqrt(_E2)

# What GEOS says of a fault, and the sentence for what was done about it.
_MENDED = {
    "Self-intersection": ("แก้เส้นขอบที่ตัดกันเอง", "a border that crossed itself was untangled"),
    "Ring Self-intersection": ("แก้เส้นขอบที่แตะตัวเอง", "a border that touched itself was parted"),
    "Nested shells": ("รวมส่วนที่ซ้อนกัน", "parts inside one another were joined"),
    "Duplicate Rings": ("ตัดเส้นขอบที่ซ้ำออก", "a border drawn twice was taken out"),
    "Hole lies outside shell": ("แก้ช่องว่างที่อยู่นอกพื้นที่", "a hole outside the area was put right"),
    "Holes are nested": ("แก้ช่องว่างที่ซ้อนกัน", "holes inside one another were put right"),
    "Interior is disconnected": ("แยกพื้นที่ที่ขาดจากกัน", "an area cut apart by its holes was parted"),
}
_OTHERWISE = ("แก้รูปที่ไม่ถูกต้อง", "an invalid shape was mended")
_UNCLOSED = ("ปิดเส้นขอบที่ไม่บรรจบ", "a border left open was closed")
_LEFT_OUT = ("ตัดเส้นและจุดที่ไม่ใช่พื้นที่ออก", "lines and points beside the area were left out")


@dataclass(frozen=True, slots=True)
class Mended:
    """A valid polygon or several, and what was mended in words: Thai, `LANGUAGES_APART`, English.

    ``repaired`` is empty where nothing was wrong. ``wkb`` is empty where the shape holds no surface at all.
    """

    wkb: bytes
    repaired: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A point inside the shape in degrees, its surface, whether its centroid is inside; west to north."""

    longitude: float
    latitude: float
    square_km: float
    centroid_inside: bool
    bounds: tuple[float, float, float, float]


def mend(wkb: bytes) -> Mended:
    """As `mend_all`, of one shape."""
    return mend_all([wkb])[0]


def mend_all(wkbs: Sequence[bytes]) -> list[Mended]:
    """The surface of each shape, valid by OGC 06-103r4, flat, outer rings counterclockwise.

    A shape that is valid already keeps its every vertex, so that neighbours keep their common border.
    """
    read = [_read(wkb) for wkb in wkbs]
    shapes = shapely.force_2d(np.array([shape for shape, _ in read], dtype=object))
    broken = ~shapely.is_valid(shapes)
    words = [[_UNCLOSED] if closed else [] for _, closed in read]
    for place in np.flatnonzero(broken):
        fault = str(shapely.is_valid_reason(shapes[place])).partition("[")[0]
        words[place].append(_MENDED.get(fault, _OTHERWISE))
    shapes[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    for place in np.flatnonzero(~shapely.is_valid(shapes)):  # parts that GEOS left side by side along a line
        shapes[place] = shapely.union_all(shapely.get_parts(shapes[place]))
    for place in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), (3, 6))):
        shapes[place] = _surface(shapes[place])
        words[place].append(_LEFT_OUT)
    made = shapely.to_wkb(shapely.orient_polygons(shapes), byte_order=1)
    return [
        Mended(b"", "") if empty else Mended(bytes(wkb), _say(said))
        for wkb, empty, said in zip(made, shapely.area(shapes) == 0, words, strict=True)
    ]


def say_repaired(repaired: str, lang: str) -> str:
    """What was mended in Thai (``th``) or English, of `Mended.repaired`."""
    th, _, en = repaired.partition(LANGUAGES_APART)
    return th if lang == "th" else en


def measure_all(wkbs: Sequence[bytes]) -> list[Measured]:
    """The measures of valid shapes that are not empty; a point measures 0 square km and is inside itself."""
    if not wkbs:
        return []
    shapes = shapely.from_wkb(list(wkbs))
    inside = shapely.point_on_surface(shapes)
    columns = zip(
        shapely.get_x(inside),
        shapely.get_y(inside),
        shapely.area(_equal_area(shapes)),
        shapely.intersects(shapes, shapely.centroid(shapes)),
        shapely.bounds(shapes),
        strict=True,
    )
    return [
        Measured(float(x), float(y), float(km2), bool(within), (float(w), float(s), float(e), float(n)))
        for x, y, km2, within, (w, s, e, n) in columns
    ]


def square_km(wkb: bytes) -> float:
    """The surface on the ellipsoid, see `_equal_area`."""
    return measure_all([wkb])[0].square_km


def inside_point(wkb: bytes) -> tuple[float, float]:
    """Longitude and latitude of a point that lies inside, near the middle where it can."""
    measured = measure_all([wkb])[0]
    return measured.longitude, measured.latitude


def centroid_is_inside(wkb: bytes) -> bool:
    """Whether the centre of gravity lies in the shape: not in a crescent, nor in islands far apart."""
    return measure_all([wkb])[0].centroid_inside


def simplify_together(wkbs: Sequence[bytes], tolerance: float) -> list[bytes]:
    """Shapes that lie side by side with fewer vertices: borders stay common, and no shape vanishes.

    ``tolerance`` is in the shapes' own units: the root of the triangle's surface below which a vertex goes
    (Visvalingam and Whyatt, Cartographic Journal 30, 1993, over a coverage, as GEOS does it). Where shapes
    overlap they have no common border, and each keeps its own. What is no polygon is left as it is.
    """
    shapes = shapely.from_wkb(list(wkbs))
    polygons = np.isin(shapely.get_type_id(shapes), (3, 6)) & ~shapely.is_empty(shapes)
    if not polygons.any():
        return list(wkbs)
    softened = shapely.coverage_simplify(shapes[polygons], tolerance)
    spoilt = ~shapely.is_valid(softened) | (shapely.area(softened) == 0)
    softened[spoilt] = shapes[polygons][spoilt]
    shapes[polygons] = softened
    return [bytes(one) for one in shapely.to_wkb(shapes, byte_order=1)]


def neighbours(ids: Sequence[Id], wkbs: Sequence[bytes]) -> set[tuple[Id, Id]]:
    """The pairs that share a line or overlap, each pair once, in their order; a point is too little."""
    if not ids:
        return set()
    shapes = shapely.from_wkb(list(wkbs))
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    shapely.prepare(shapes)
    # Two surfaces meet in a line or a surface: the fifth cell (border to border) or the first is not a point.
    met = shapely.relate(shapes[one], shapes[other])
    along = [bool(cells[0] == "2" or cells[4] == "1") for cells in met]
    return {(ids[a], ids[b]) for a, b in zip(one[along], other[along], strict=True)}


def bounds(wkbs: Sequence[bytes]) -> tuple[float, float, float, float] | None:
    """West, south, east and north of all shapes together; None without any."""
    if not wkbs:
        return None
    west, south, east, north = map(float, shapely.total_bounds(shapely.from_wkb(list(wkbs))))
    return west, south, east, north


def point_wkb(longitude: float, latitude: float) -> bytes:
    """A point as WKB."""
    return bytes(shapely.to_wkb(shapely.Point(longitude, latitude), byte_order=1))


def point_of(wkb: bytes) -> bytes | None:
    """The one point that a shape consists of, as WKB; None of any other shape."""
    shape, _ = _read(wkb)
    parts = shapely.get_parts(shape)
    if len(parts) != 1 or parts[0].geom_type != "Point" or parts[0].is_empty:
        return None
    return point_wkb(parts[0].x, parts[0].y)


def _read(wkb: bytes) -> tuple[Any, bool]:
    """The shape, empty when it cannot be read or a coordinate is no number; whether a ring was closed."""
    with np.errstate(invalid="ignore"):  # a coordinate that is no number
        shape = shapely.from_wkb(wkb, on_invalid="ignore")
        closed = shape is None
        if closed:
            shape = _closed(wkb)
    if shape is None or not np.isfinite(shapely.get_coordinates(shape)).all():
        return shapely.Polygon(), False
    return shape, closed


def _closed(wkb: bytes) -> Any:
    try:
        return shapely.from_wkb(wkb, on_invalid="fix")
    except shapely.errors.ShapelyError:
        return None


def _surface(shape: Any) -> Any:
    """The polygons in a shape of several sorts, as one."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def _say(said: list[tuple[str, str]]) -> str:
    if not said:
        return ""
    return LANGUAGES_APART.join("; ".join(words) for words in zip(*said, strict=True))


def _equal_area(shapes: Shapes) -> Shapes:
    """The shapes in kilometres on Lambert's cylindrical equal-area projection of the WGS 84 ellipsoid.

    x = aλ and y = aq/2 with q = (1 − e²)(sin φ / (1 − e² sin² φ) − ln((1 − e sin φ) / (1 + e sin φ)) / 2e).
    Source: Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, 1987, equations 3-12,
    10-14 and 10-15 with k₀ = 1. It is exact but for edges, which run straight on the projection.
    """

    def project(at: Any) -> Any:
        sine = np.sin(np.radians(at[:, 1]))
        q = (1 - _E2) * (sine / (1 - _E2 * sine**2) - np.log((1 - _E * sine) / (1 + _E * sine)) / (2 * _E))
        return np.column_stack((_EQUATOR_KM * np.radians(at[:, 0]), _EQUATOR_KM * q / 2))

    return shapely.transform(shapes, project)

"""A small drawing of an area and what lies in it, as SVG paths, for readers without a map of their own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 400.0  # units of the drawing; a path is rounded to whole ones
HEIGHT = 300.0
MOST_PATHS = (
    120  # more than the provinces of the country: a longer list makes the page heavy and the picture grey
)
_Ring = Sequence[Sequence[float]]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Outline:
    """A drawing in a box of `WIDTH` × `HEIGHT`: ``below`` filled, ``own`` around them, ``points`` as dots."""

    own: str
    below: tuple[str, ...]
    points: tuple[tuple[str, str], ...]

    @property
    def view(self) -> str:
        return f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"


@dataclass(frozen=True)
class Drawing:
    """A coloured drawing in the same box: ``shapes`` and ``points`` each with its shade, ``own`` around."""

    own: str
    shapes: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, str, str], ...]

    @property
    def view(self) -> str:
        return f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"


def draw_shaded(
    own: Iterable[dict[str, Any]], shaded: Iterable[tuple[str, dict[str, Any]]]
) -> Drawing | None:
    """The drawing of GeoJSON features, each with its shade; None where there is nothing to draw."""
    known = list(shaded)
    around = list(_shapes(own))
    shapes = [(shade, rings) for shade, feature in known for rings in _shapes([feature])]
    points = [
        (shade, one["geometry"]["coordinates"]) for shade, one in known if one["geometry"]["type"] == "Point"
    ]
    inner: list[_Ring] = [ring for _, rings in shapes for ring in rings]
    if points:
        inner.append([at for _, at in points])
    box = _box(inner or [ring for rings in around for ring in rings])
    if box is None:
        return None
    at = _Projection(_aired(box))
    return Drawing(
        own=" ".join(filter(None, (at.path(rings) for rings in around))),
        shapes=tuple((shade, path) for shade, rings in shapes if (path := at.path(rings))),
        points=tuple((shade, *_whole(at.point(*each[:2]))) for shade, each in points),
    )


def _whole(point: tuple[float, float]) -> tuple[str, str]:
    return f"{point[0]:.0f}", f"{point[1]:.0f}"


def _aired(box: _Box) -> _Box:
    """The box with a little air around it, so that a dot or a border on its edge is whole."""
    west, south, east, north = box
    wide, high = max(east - west, 0.01) / 20, max(north - south, 0.01) / 20
    return west - wide, south - high, east + wide, north + high


def draw(
    own: Iterable[dict[str, Any]], below: Iterable[dict[str, Any]], points: Iterable[tuple[float, float]]
) -> Outline | None:
    """The drawing of GeoJSON features (RFC 7946, degrees); None where there is no shape to draw.

    Degrees of longitude are shortened by the cosine of the middle latitude (equirectangular projection).
    """
    shapes, inner = [*_shapes(own)], [*_shapes(below)][:MOST_PATHS]
    box = _box([ring for shape in shapes or inner for ring in shape])
    if box is None:
        return None
    at = _Projection(box)
    return Outline(
        own=" ".join(filter(None, (at.path(shape) for shape in shapes))),
        below=tuple(path for shape in inner if (path := at.path(shape))),
        points=tuple((f"{x:.0f}", f"{y:.0f}") for x, y in (at.point(*each) for each in points)),
    )


class _Projection:
    def __init__(self, box: _Box) -> None:
        west, south, east, north = box
        self._shrink = math.cos(math.radians((south + north) / 2))
        wide, high = max((east - west) * self._shrink, 1e-9), max(north - south, 1e-9)
        self._scale = min(WIDTH / wide, HEIGHT / high)
        self._west, self._north = west, north
        self._left = (WIDTH - wide * self._scale) / 2
        self._top = (HEIGHT - high * self._scale) / 2

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = self._left + (longitude - self._west) * self._shrink * self._scale
        return x, self._top + (self._north - latitude) * self._scale

    def path(self, shape: Iterable[_Ring]) -> str:
        """``M…L…Z`` for each ring that is larger than a unit; rings of one unit are islands nobody sees."""
        return "".join(filter(None, map(self._ring, shape)))

    def _ring(self, ring: _Ring) -> str:
        kept: list[tuple[int, int]] = []
        for each in ring:
            x, y = self.point(each[0], each[1])
            rounded = (round(x), round(y))
            if not kept or kept[-1] != rounded:
                kept.append(rounded)
        if len(set(kept)) < 3:
            return ""
        return "M" + "L".join(f"{x} {y}" for x, y in kept[:-1]) + "Z"


def _shapes(features: Iterable[dict[str, Any]]) -> Iterator[list[_Ring]]:
    """Each feature's rings, outer and inner alike: the fill rule tells them apart."""
    for feature in features:
        geometry = feature.get("geometry") or {}
        kind, coordinates = geometry.get("type"), geometry.get("coordinates") or []
        if kind == "Polygon":
            yield list(coordinates)
        elif kind == "MultiPolygon":
            yield [ring for polygon in coordinates for ring in polygon]


def _box(rings: list[_Ring]) -> _Box | None:
    xs = [each[0] for ring in rings for each in ring]
    ys = [each[1] for ring in rings for each in ring]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None

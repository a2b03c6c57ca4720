"""Where the areas of a release lie: as detailed as a map needs, the country made of its provinces.

Coordinates have six decimals, as in the editions of areas; outer rings run counterclockwise. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import shapely

from tambon.areas.rules.geometry import point_wkb, simplify_together
from tambon.releases.registry.rules.shapes import DECIMALS, POINTS, round_shapes, tolerance

DETAIL = "middle"


@dataclass(frozen=True, slots=True)
class Shape:
    """Where an area lies: WKB, OGC:CRS84, and by whose leave it may be told."""

    area_id: str
    wkb: bytes
    licence: str
    credit: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape as it was drawn, with a point inside."""

    shape: Shape
    longitude: float
    latitude: float


def told_shapes(kind: str, drawings: Sequence[Drawing]) -> list[Shape]:
    """The shapes of a kind as a release tells them; a village is a point, wherever its boundary runs."""
    if kind == POINTS:
        at = [point_wkb(round(d.longitude, DECIMALS), round(d.latitude, DECIMALS)) for d in drawings]
        return [replace(d.shape, wkb=wkb) for d, wkb in zip(drawings, at, strict=True)]
    wkbs: Sequence[bytes] = round_shapes([drawing.shape.wkb for drawing in drawings])
    if allowed := tolerance(kind, DETAIL):
        wkbs = round_shapes(simplify_together(wkbs, allowed))
    return [replace(d.shape, wkb=wkb) for d, wkb in zip(drawings, wkbs, strict=True)]


def made_of(country: str, provinces: Sequence[Shape]) -> Shape:
    """The country as the union of its provinces, by leave of all who drew them."""
    whole = shapely.to_wkb(shapely.union_all(shapely.from_wkb([one.wkb for one in provinces])))
    return Shape(
        country,
        round_shapes([bytes(whole)])[0],
        terms(o.licence for o in provinces),
        terms(o.credit for o in provinces),
    )


def terms(said: Iterable[str]) -> str:
    """Each licence or credit once, in order."""
    return " · ".join(sorted({one for one in said if one}))

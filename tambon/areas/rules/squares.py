"""A drawing for demonstrations, plainly not a map: equal squares in place of boundaries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from shapely.geometry import Polygon, box, mapping
from shapely.ops import unary_union

SIDE = 0.09  # degrees
ACROSS = 8  # squares side by side
NORTH_WEST = (97.6, 19.4)

Square = tuple[int, int]  # row and column, from the north-west


def synthetic_squares(tambon_codes: Iterable[str], digits: int) -> bytes:
    """GeoJSON of areas drawn as blocks of equal squares: nobody can take them for where a place lies.

    Each tambon is a square, beside the others of its district. ``digits`` of a code say of what the features
    are: 6 of tambons, 4 of districts, 2 of provinces. The same codes give the same bytes.
    """
    blocks: dict[str, list[Square]] = {}
    for code, square in _squares(sorted(set(tambon_codes))):
        blocks.setdefault(code[:digits], []).append(square)
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": mapping(unary_union(list(map(_box, of)))),
        }
        for code, of in blocks.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _squares(tambons: list[str]) -> Iterator[tuple[str, Square]]:
    """Every tambon's place: each district begins a row."""
    first = 0
    for _, group in groupby(tambons, key=lambda code: code[:4]):
        codes = list(group)
        for number, code in enumerate(codes):
            row, column = divmod(number, ACROSS)
            yield code, (first + row, column)
        first += -(-len(codes) // ACROSS)


def _box(square: Square) -> Polygon:
    row, column = square
    west, north = NORTH_WEST[0] + column * SIDE, NORTH_WEST[1] - row * SIDE
    corners = (west, north - SIDE, west + SIDE, north)
    return box(*(round(each, 6) for each in corners))

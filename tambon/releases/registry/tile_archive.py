"""All tiles in one file: PMTiles 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from tambon.releases.registry.rules.package import About
from tambon.releases.registry.rules.tiles import FIRST_ZOOM, LAST_ZOOM, LAYERS, Tile

_E7 = 10_000_000  # degrees are kept as whole numbers of 10^-7
_FIELDS = {"id": "String", "code": "String", "th": "String", "en": "String"}


def write_tiles(path: Path, made: dict[Tile, bytes], about: About, layers: Iterable[str]) -> None:
    """Writes the gzipped tiles in the order of their ids, with bounds, layers and the source's credit."""
    if about.bounds is None or not made:
        return
    with path.open("wb") as file:
        writer: Any = Writer(file)  # type: ignore[no-untyped-call]
        for number, content in sorted((zxy_to_tileid(*tile), content) for tile, content in made.items()):
            writer.write_tile(number, content)
        writer.finalize(_header(about.bounds), _metadata(about, set(layers)))


def _header(bounds: tuple[float, float, float, float]) -> dict[str, Any]:
    west, south, east, north = (round(degrees * _E7) for degrees in bounds)
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": 5,
        "center_lon_e7": (west + east) // 2,
        "center_lat_e7": (south + north) // 2,
    }


def _metadata(about: About, layers: set[str]) -> dict[str, Any]:
    return {
        "name": "tambon-areas",
        "version": about.version,
        "description": "ขอบเขตพื้นที่ของประเทศไทย / areas of Thailand",
        "type": "overlay",
        "format": "pbf",
        "attribution": escape(about.shape_credit),  # maps show it as HTML
        "licence": about.shape_licence,
        "synthetic": about.synthetic,
        "vector_layers": [
            {"id": name, "fields": _FIELDS, "minzoom": FIRST_ZOOM[name], "maxzoom": LAST_ZOOM}
            for name in LAYERS
            if name in layers
        ],
    }

"""Vector tiles of the areas' boundaries, for maps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from tambon.catalogue.registry import problems
from tambon.catalogue.registry.tiles import DamagedTiles, Tiles, unpack
from tambon.public.api.answers import address, as_json
from tambon.public.api.registry import OfEdition, get_edition, keep
from tambon.public.api.routes import Route
from tambon.public.api.schemas_areas import TileJson
from tambon.public.published import registry

MEDIA = "application/vnd.mapbox-vector-tile"
_LONGEST = 9  # digits of a column or row; the deepest zoom that any map asks for has eight
_WORLD = [-180.0, -85.0511, 180.0, 85.0511]  # degrees: all that Web Mercator shows


def get_tile(request: HttpRequest, z: str, x: str, y: str, asked: Query[OfEdition]) -> HttpResponse:
    def make() -> HttpResponse:
        edition = get_edition(asked.edition)
        tiles = _tiles(edition)
        data = registry().tile(*_place(tiles, z, x, y), version=edition)
        return _answer(request, tiles, data)

    return keep(request, asked, make, long=True)


def describe_tiles(request: HttpRequest, asked: Query[OfEdition]) -> HttpResponse:
    def make() -> HttpResponse:
        edition = get_edition(asked.edition)
        return as_json(_described(request, _tiles(edition), edition))

    return keep(request, asked, make)


def _tiles(edition: str) -> Tiles:
    tiles = registry().tiles(version=edition)
    if tiles is None:
        raise problems.tiles_absent(version=edition)
    return tiles


def _place(tiles: Tiles, z: str, x: str, y: str) -> tuple[int, int, int]:
    """Raises 400-tile-out-of-range."""
    written = (z, x, y)
    if all(each.isascii() and each.isdigit() and len(each) <= _LONGEST for each in written):
        place = (int(z), int(x), int(y))
        if tiles.has_place(*place):
            return place
    raise problems.tile_out_of_range(tile="/".join(written), first=tiles.first_zoom, last=tiles.last_zoom)


def _answer(request: HttpRequest, tiles: Tiles, data: bytes | None) -> HttpResponse:
    """The stored bytes as they are, unpacked only for who does not take gzip; 204 where nothing is drawn."""
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if data is None:
        response = HttpResponse(status=204)
    elif tiles.is_gzipped and takes_gzip:
        response = HttpResponse(data, content_type=MEDIA)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(_unpacked(tiles, data), content_type=MEDIA)
    response["Vary"] = "Accept-Encoding"
    return response


def _unpacked(tiles: Tiles, data: bytes) -> bytes:
    """Raises 503-areas-edition-damaged."""
    try:
        return unpack(data) if tiles.is_gzipped else data
    except DamagedTiles as error:
        raise problems.edition_damaged(version=registry().latest() or "", fault=error) from error


def _described(request: HttpRequest, tiles: Tiles, edition: str) -> dict[str, Any]:
    """TileJSON 3.0.0; the tiles' address names the edition, so that they may be kept for ever."""
    west, south, east, north = registry().edition(edition).manifest["bounds"] or _WORLD
    path = f"/api/v1/tiles/areas/{{z}}/{{x}}/{{y}}.mvt?edition={edition}"
    return {
        "tilejson": "3.0.0",
        "name": "tambon-areas",
        "version": "1.0.0",
        "scheme": "xyz",
        "tiles": [address(request, path)],
        "minzoom": tiles.first_zoom,
        "maxzoom": tiles.last_zoom,
        "bounds": [west, south, east, north],
        "center": [(west + east) / 2, (south + north) / 2, float(min(5, tiles.last_zoom))],
        "attribution": str(tiles.metadata.get("attribution", "")),
        "vector_layers": tiles.metadata.get("vector_layers", []),
    }


ROUTES = (
    Route(
        path="/tiles/areas.json",
        view=describe_tiles,
        asked=OfEdition,
        shape=TileJson,
        tag="tiles",
        th="แผ่นแผนที่ของขอบเขต: ที่อยู่ ชั้นข้อมูล ที่มา (TileJSON)",
        en="The boundaries' vector tiles: address, layers, credit (TileJSON)",
        example="/tiles/areas.json",
        of_registry=True,
    ),
    Route(
        path="/tiles/areas/{z}/{x}/{y}.mvt",
        view=get_tile,
        asked=OfEdition,
        shape=Any,
        tag="tiles",
        th="แผ่นแผนที่หนึ่งแผ่น (Mapbox Vector Tile)",
        en="One vector tile (Mapbox Vector Tile)",
        example="/tiles/areas/5/24/14.mvt",
        of_registry=True,
        media=MEDIA,
    ),
)

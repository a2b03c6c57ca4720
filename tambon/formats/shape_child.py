"""Writes the features of a file of boundaries as lines of JSON. Runs in a process of its own (see `apart`).

Words: the form (``zip``, ``gpkg``, ``geojson``), the layer asked for or nothing, the columns that may hold
the code. Lines: ``["layers", [[name, [columns]], …]]``; then, when one layer is clear, ``["layer", name,
[columns], coordinate system or null, .cpg or null]``, ``[[cells], WKB in base64 or null]`` for each feature
and ``["end"]``; ``["many"]`` or ``["crs", name]`` when it cannot be. Text of the file is written as Latin-1,
one character a byte: the other side finds out what it is.
"""

from __future__ import annotations

import json
import os
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tambon.formats.apart import stay_small
from tambon.formats.bounds import MOST_CELLS, MOST_FEATURES
from tambon.formats.shape_files import Layer, code_pages, unpack
from tambon.formats.shape_texts import bytes_of, find_column

_DRIVERS = {"zip": "ESRI Shapefile", "gpkg": "GPKG", "geojson": "GeoJSON"}
_WGS84 = frozenset({"EPSG:4326", "OGC:CRS84"})
_RAW = "ISO-8859-1"

# Formats of the library that nobody asked for here: some open other files or addresses than the one given.
_LEFT_OUT = (
    "PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,GML,GPX,LIBKML,KML,CSV,"
    "GeoJSONSeq,ESRIJSON,TopoJSON,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,FlatGeobuf,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,"
    "WFS,OAPIF,EDIGEO,Idrisi,ODS,XLSX,Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,MVT,NGW,"
    "MapML,GTFS,PMTiles,JSONFG,MiraMonVector,ADBC,AVCBin,AVCE00,AIVector,HTTP"
)
_SETTINGS = {
    "GDAL_HTTP_PROXY": "127.0.0.1:9",  # nothing listens there
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
    "OGR_GEOJSON_DATE_AS_STRING": "YES",
    "SHAPE_RESTORE_SHX": "YES",
}


def main() -> None:
    """Reads the file from standard input, its copy into the working folder, and the one layer from there."""
    form, asked, *wanted = json.loads(sys.argv[1])
    stay_small()
    layers = unpack(form, sys.stdin.buffer.read(), Path.cwd())
    os.environ.update({"GDAL_SKIP": _LEFT_OUT, **_SETTINGS})
    infos = [(layer, _info(layer, _DRIVERS[form])) for layer in layers]
    _write(["layers", [[layer.name, list(info["fields"])] for layer, info in infos]])
    named = [one for one in infos if not asked or one[0].name == asked]
    coded = [one for one in named if find_column(bytes_of(one[1]["fields"]), wanted) is not None]
    if len(coded) == 1:
        _features(*coded[0])


def _info(layer: Layer, driver: str) -> dict[str, Any]:
    import pyogrio

    info: dict[str, Any] = pyogrio.read_info(layer.path, layer=layer.inside, encoding=_RAW)
    if info["driver"] != driver:
        raise SystemExit(3)
    return info


def _features(layer: Layer, info: dict[str, Any]) -> None:
    import pyogrio.raw

    if info["features"] > MOST_FEATURES or info["features"] * len(info["fields"]) > MOST_CELLS:
        _write(["many"])
        return
    crs = _system(info["crs"])
    meta, _, shapes, columns = pyogrio.raw.read(
        layer.path, layer=layer.inside, encoding=_RAW, force_2d=True, datetime_as_string=True
    )
    if crs is not None and crs not in _WGS84:
        try:
            shapes = _reprojected(layer)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.FeatureError, pyogrio.errors.CRSError):
            _write(["crs", crs])
            return
    _write(["layer", layer.name, list(meta["fields"]), crs, code_pages(layer)])
    whole = [kind.startswith("OFTInteger") for kind in meta["ogr_types"]]
    for place, shape in enumerate(shapes):
        cells = [_text(column[place], of) for column, of in zip(columns, whole, strict=True)]
        _write([cells, None if shape is None else b64encode(shape).decode()])
    _write(["end"])


def _system(crs: str | None) -> str | None:
    """The coordinate system, None for one that says of itself that it is none."""
    nameless = crs is None or "undefined" in crs.lower() or crs.startswith(("ENGCRS", "LOCAL_CS"))
    return None if nameless else crs


def _reprojected(layer: Layer) -> Any:
    """The geometries in longitude and latitude: the library converts through a description of the layer."""
    import pyogrio.raw

    source = f'<SrcDataSource relativeToVRT="1">{layer.path.name}</SrcDataSource>'
    inside = f"<SrcLayer>{escape(layer.inside or layer.path.stem)}</SrcLayer>"
    description = Path.cwd() / "reprojected.vrt"
    description.write_text(
        f'<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer name="w">{source}{inside}</OGRVRTLayer>'
        "<TargetSRS>EPSG:4326</TargetSRS></OGRVRTWarpedLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    return pyogrio.raw.read(description, columns=[], force_2d=True)[2]


def _text(value: Any, whole: bool) -> str:
    """The attribute as text; whole numbers beside gaps come as fractions and are made whole again."""
    if value is None or value != value:  # noqa: PLR0124 - a gap in a column of numbers is the number that differs from itself
        return ""
    return str(int(value)) if whole else str(value)


def _write(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

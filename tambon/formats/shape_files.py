"""A file of boundaries written into a folder under names of ours, so that none of its own names is a path."""

from __future__ import annotations

import io
import json
import re
import shutil
import sqlite3
import zipfile
from dataclasses import dataclass
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import Any

from tambon.formats.bounds import MOST_LAYERS

_PARTS = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
_SYSTEM = re.compile(r"(urn:ogc:def:crs:)?(EPSG|OGC):[0-9A-Za-z.:]{1,30}")


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer as its sender knows it, the file it is in, and its name inside that file, if it has several."""

    name: str
    path: Path
    inside: str | None = None


def unpack(form: str, content: bytes, folder: Path) -> list[Layer]:
    """The layers, written into the folder. Raises what the readers raise for a damaged file."""
    if form == "zip":
        return _shapefiles(content, folder)
    if form == "gpkg":
        return _geopackage(content, folder)
    path = folder / "layer.geojson"
    path.write_text(json.dumps(_geojson(_read_json(content)), allow_nan=False), encoding="utf-8")
    return [Layer("", path)]


def code_pages(layer: Layer) -> str | None:
    """What a shapefile's .cpg says its text is; empty without one; None where the format leaves no choice."""
    if layer.path.suffix != ".shp":
        return None
    page = layer.path.with_suffix(".cpg")
    return page.read_bytes()[:40].decode("ascii", "replace").strip() if page.exists() else ""


def _shapefiles(content: bytes, folder: Path) -> list[Layer]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        stems: dict[str, dict[str, zipfile.ZipInfo]] = {}
        for member in archive.infolist():
            path = PurePosixPath(member.filename)
            if path.suffix.lower() in _PARTS and not path.name.startswith("._"):  # what a Mac adds
                stems.setdefault(str(path.with_suffix("")).lower(), {})[path.suffix.lower()] = member
        found = [parts for _, parts in sorted(stems.items()) if ".shp" in parts]
        if not 0 < len(found) <= MOST_LAYERS:
            raise ValueError("no shapefile, or too many")
        for number, parts in enumerate(found):
            for suffix, member in parts.items():
                with archive.open(member) as part, (folder / f"layer{number}{suffix}").open("wb") as file:
                    shutil.copyfileobj(part, file)  # no more than the directory said: the reader stops there
    return [
        Layer(str(PurePosixPath(parts[".shp"].filename).with_suffix("")), folder / f"layer{number}.shp")
        for number, parts in enumerate(found)
    ]


def _geopackage(content: bytes, folder: Path) -> list[Layer]:
    """Only tables: a view is a program that the sender would run here."""
    path = folder / "layer.gpkg"
    path.write_bytes(content)
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        rows = database.execute(
            "SELECT c.table_name FROM gpkg_contents c JOIN sqlite_master m ON m.name = c.table_name"
            " WHERE c.data_type = 'features' AND m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
            " ORDER BY 1 LIMIT ?",
            [MOST_LAYERS],
        ).fetchall()
    finally:
        database.close()
    return [Layer(str(name), path, str(name)) for (name,) in rows]


def _read_json(content: bytes) -> Any:
    """What is no number (``NaN``, as some programs write a gap) is nothing; so is ``1e999``."""
    return json.loads(content, parse_constant=lambda _: None, parse_float=_finite)


def _finite(text: str) -> float | None:
    number = float(text)
    return number if isfinite(number) else None


def _geojson(read: Any) -> dict[str, Any]:
    """The same features with nothing else: no address in the file reaches the library."""
    features = [read] if read["type"] == "Feature" else read["features"]
    clean: dict[str, Any] = {"type": "FeatureCollection"}
    system = (read.get("crs") or {}).get("properties", {}).get("name")
    if system is not None:
        if not _SYSTEM.fullmatch(str(system)):
            raise ValueError("a coordinate system that is no registered name")
        clean["crs"] = {"type": "name", "properties": {"name": system}}
    return clean | {"features": [_feature(one) for one in features]}


def _feature(read: Any) -> dict[str, Any]:
    whole = read if isinstance(read, dict) else {}
    properties, geometry = whole.get("properties"), whole.get("geometry")
    return {
        "type": "Feature",
        "properties": properties if isinstance(properties, dict) else {},
        "geometry": _geometry(geometry) if isinstance(geometry, dict) else None,
    }


def _geometry(read: dict[str, Any]) -> dict[str, Any]:
    clean: dict[str, Any] = {name: read[name] for name in ("type", "coordinates") if name in read}
    if isinstance(read.get("geometries"), list):
        clean["geometries"] = [_geometry(one) for one in read["geometries"] if isinstance(one, dict)]
    return clean

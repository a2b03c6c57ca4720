"""Writes a trustworthy edition of the areas registry from plain dicts, with files alone.

`write_edition(catalogue, "2026-11-01.1", content)` makes ``catalogue/areas/2026-11-01.1/`` with its
manifest and announces it. `registry_world` has such contents.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from tambon.releases.publishing import put
from tambon.releases.signing import sign_folder
from tambon.store import Session, building, literal, open_session, write_csv, write_parquet

Row = dict[str, Any]
Tile = tuple[int, int, int]

_COLUMNS = """
areas area_id kind code name_th name_en parent_id local_government_id since until by synthetic
codes area_id scheme code since until listed_since listed_until
memberships area_id parent_id hierarchy since until listed_since listed_until
changes change_id kind legal_day list_day source basis {ends} share
crosswalk from_code to_code kind share rule steps
sources name source day licence credit kinds synthetic
places area_id kind is_point longitude latitude square_km west south east north found_as source licence credit
neighbours area_id neighbour_id
"""
ENDS = ("id", "code", "kind", "name_th", "name_en")
DAYS = ("since", "until", "listed_since", "listed_until")
_SIDES = " ".join(f"{side}_{end}" for side in ("predecessor", "successor") for end in ENDS)
TABLES = {
    name: columns for name, *columns in map(str.split, _COLUMNS.format(ends=_SIDES).strip().splitlines())
}
DATES = {"since", "until", "listed_since", "listed_until", "legal_day", "list_day", "day"}
DOUBLES = {"share", "longitude", "latitude", "square_km", "west", "south", "east", "north"}
OWN_SCHEME = {"community": "municipal", "local_government": "local_government"}


@dataclass
class Content:
    """What an edition holds; codes and memberships come from the areas where they are not given."""

    areas: list[Row]
    changes: list[Row] = field(default_factory=list)
    places: list[Row] = field(default_factory=list)
    neighbours: list[tuple[str, str]] = field(default_factory=list)
    shapes: dict[str, bytes] = field(default_factory=dict)  # {area_id: WKB}
    tiles: dict[Tile, bytes] = field(default_factory=dict)  # gzipped MVT
    codes: list[Row] | None = None
    on: str = "2026-11-01"
    known_since: dict[str, str | None] = field(default_factory=dict)
    sources: list[Row] = field(default_factory=list)
    synthetic: bool = False


def area(area_id: str, kind: str, code: str, th: str, en: str, parent: str | None, **more: Any) -> Row:
    """A row of ``areas``: open on both sides and in both calendars unless said otherwise."""
    row: Row = dict.fromkeys(TABLES["areas"])
    row |= {"area_id": area_id, "kind": kind, "code": code, "name_th": th, "name_en": en, "parent_id": parent}
    return row | {"by": "both", "synthetic": False} | more


def change(change_id: str, kind: str, before: Row | None, after: Row | None, **more: Any) -> Row:
    """A row of ``changes`` between two rows of areas."""
    row: Row = dict.fromkeys(TABLES["changes"]) | {"change_id": change_id, "kind": kind}
    for side, one in (("predecessor", before), ("successor", after)):
        named = {"id": "area_id"}
        row |= {f"{side}_{end}": one[named.get(end, end)] if one else None for end in ENDS}
    return row | {"source": "", "basis": "notice"} | more


def place(area_id: str, kind: str, bounds: tuple[float, float, float, float], **more: Any) -> Row:
    """A row of ``places`` with the middle of the box as its point."""
    west, south, east, north = bounds
    return {
        "area_id": area_id, "kind": kind, "is_point": west == east, "longitude": (west + east) / 2,
        "latitude": (south + north) / 2, "square_km": None if west == east else 12.5, "west": west,
        "south": south, "east": east, "north": north, "found_as": "TH00", "source": "RTSD",
        "licence": "CC BY-IGO", "credit": "Royal Thai Survey Department, OCHA",
    } | more  # fmt: skip


def write_edition(
    catalogue: Path, version: str, content: Content, *, published_at: str = "2026-11-22T03:00:00+00:00"
) -> Path:
    """The edition's folder, whole and announced as the newest."""
    folder = catalogue / "areas" / version
    with building(folder) as draft, tempfile.TemporaryDirectory() as scratch:
        draft.mkdir()
        with open_session(folders=[draft, Path(scratch)]) as session:
            for name, rows in _rows(content).items():
                _write(session, Path(scratch), draft / name, TABLES[name], rows)
            _write_shapes(session, Path(scratch), draft, content)
        _write_tiles(draft / "tiles.pmtiles", content.tiles)
        (draft / "README.txt").write_text("areas\n")
        (draft / "manifest.json").write_text(json.dumps(manifest(draft, version, content)))
    announce(catalogue, version, published_at)
    return folder


def beside(published: Path, catalogue: Path, content: Content, *versions: str) -> Path:
    """A new catalogue with the releases of a published one, and these editions beside them."""
    shutil.copytree(published, catalogue)
    for version in versions:
        write_edition(catalogue, version, content)
    return catalogue


def manifest(folder: Path, version: str, content: Content) -> Row:
    """What ``manifest.json`` says of the files in the folder."""
    files = [
        {
            "path": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    kinds = [row["kind"] for row in content.areas if row["until"] is None]
    places = content.places
    edges = [min(one["west"] for one in places), min(one["south"] for one in places)] if places else []
    edges += [max(one["east"] for one in places), max(one["north"] for one in places)] if places else []
    return {
        "version": version, "frozen_at": "2026-11-22T02:00:00+00:00", "on": content.on,
        "synthetic": content.synthetic, "known_since": content.known_since, "sources": content.sources,
        "counts": {kind: kinds.count(kind) for kind in sorted(set(kinds))}, "files": files,
        "bounds": edges or None,
    }  # fmt: skip


def announce(catalogue: Path, version: str, published_at: str) -> None:
    """Puts the edition before those announced so far."""
    folder = catalogue / "areas"
    total = hashlib.sha256((folder / version / "manifest.json").read_bytes()).hexdigest()
    line = {
        "version": version,
        "manifest_sha256": total,
        "published_at": published_at,
        "state": "published",
    }
    listed = folder / "editions.json"
    before = json.loads(listed.read_bytes())["editions"] if listed.exists() else []
    sign_folder(folder / version)
    at = datetime.fromisoformat(published_at)
    put(catalogue, "areas/editions.json", {"editions": [line, *before]}, at=at)
    put(catalogue, "areas/latest.json", line, at=at)


def _rows(content: Content) -> dict[str, list[Row]]:
    order = sorted(content.areas, key=lambda row: (row["area_id"], row["by"], row["since"] or ""))
    pairs = {pair for a, b in content.neighbours for pair in ((a, b), (b, a))}
    return {
        "areas": order,
        "codes": content.codes if content.codes is not None else [_code(row) for row in order],
        "memberships": [_membership(row) for row in order if row["parent_id"]],
        "changes": sorted(content.changes, key=lambda row: row["change_id"]),
        "crosswalk": [],
        "sources": content.sources,
        "places": sorted(content.places, key=lambda row: row["area_id"]),
        "neighbours": [{"area_id": a, "neighbour_id": b} for a, b in sorted(pairs)],
    }


def _code(row: Row) -> Row:
    scheme = OWN_SCHEME.get(row["kind"], "dopa")
    return {"area_id": row["area_id"], "scheme": scheme, "code": row["code"], **_days(row)}


def _membership(row: Row) -> Row:
    own = {"area_id": row["area_id"], "parent_id": row["parent_id"], "hierarchy": "administrative"}
    return own | _days(row)


def _days(row: Row) -> Row:
    """Both periods; the calendar that does not have the row starts as it ends."""
    open_days, never = (row["since"], row["until"]), ("0001-01-01", "0001-01-01")
    law = open_days if row["by"] != "list" else never
    listed = open_days if row["by"] != "law" else never
    return dict(zip(DAYS, (*law, *listed), strict=True))


def _write(session: Session, scratch: Path, target: Path, columns: list[str], rows: Iterable[Row]) -> None:
    source = scratch / f"{target.name}.json"
    with source.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    types = ", ".join(f"'{name}': '{_type(name)}'" for name in columns)
    sql = f"SELECT * FROM read_json({literal(source)}, format='newline_delimited', columns={{{types}}})"
    write_parquet(session, sql, target.with_suffix(".parquet"))
    write_csv(session, sql, target.with_suffix(".csv"))


def _type(column: str) -> str:
    if column in DATES:
        return "DATE"
    if column in DOUBLES:
        return "DOUBLE"
    return "BOOLEAN" if column in ("synthetic", "is_point") else "VARCHAR"


def _write_shapes(session: Session, scratch: Path, draft: Path, content: Content) -> None:
    """GeoParquet of each kind; the three levels of detail hold the same shapes."""
    last = {row["area_id"]: row for row in content.areas if row["until"] is None}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}
    for kind in sorted({last[each]["kind"] for each in content.shapes}):
        rows = [
            {**last[each], "shape": wkb.hex()}
            for each, wkb in sorted(content.shapes.items())
            if last[each]["kind"] == kind
        ]
        columns = ["area_id", "code", "name_th", "name_en", "shape"]
        hexed = scratch / kind
        _write(session, scratch, hexed, columns, rows)
        names = [kind] if kind == "village" else [f"{kind}.{detail}" for detail in ("low", "middle", "high")]
        for name in names:
            target = draft / "geometry" / f"{name}.parquet"
            target.parent.mkdir(exist_ok=True)
            geo["columns"]["geometry"]["geometry_types"] = []  # type: ignore[index]
            session.run(
                "COPY (SELECT * EXCLUDE shape, unhex(shape) AS geometry "
                f"FROM read_parquet({literal(hexed.with_suffix('.parquet'))})) TO {literal(target)} "
                f"(FORMAT parquet, KV_METADATA {{geo: {literal(json.dumps(geo))}}})"
            )


def _write_tiles(target: Path, tiles: dict[Tile, bytes]) -> None:
    if not tiles:
        return
    with target.open("wb") as file:
        writer = Writer(file)
        for tile_id, data in sorted((zxy_to_tileid(*tile), data) for tile, data in tiles.items()):
            writer.write_tile(tile_id, data)
        zooms = [tile[0] for tile in tiles]
        header = {
            "tile_type": TileType.MVT, "tile_compression": Compression.GZIP,
            "min_zoom": min(zooms), "max_zoom": max(zooms), "center_zoom": 5,
            "min_lon_e7": 973500000, "min_lat_e7": 56100000, "max_lon_e7": 1056400000,
            "max_lat_e7": 204600000, "center_lon_e7": 1005000000, "center_lat_e7": 132000000,
        }  # fmt: skip
        layers = [{"id": name, "fields": {"id": "String"}} for name in ("province", "district", "tambon")]
        writer.finalize(header, {"attribution": "RTSD, OCHA (CC BY-IGO)", "vector_layers": layers})

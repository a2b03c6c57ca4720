"""A level's latest period with where its areas lie: GeoParquet 1.1 with every column, GeoJSON (RFC 7946) with
the values and how sure they are. An area that nobody has drawn has no geometry, and stays."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import shapely

from tambon.releases.registry.rules.shapes import geoparquet
from tambon.releases.rules.boundaries import Shape, terms
from tambon.store import Session, group_size, identifier, literal, write_parquet

LEFT_OUT = ("origin", "absent", "verified")  # of GeoJSON: a map needs the value and how sure it is


@dataclass(frozen=True)
class Map:
    """``sql`` orders its rows by area; ``columns`` are those that GeoJSON tells; both say ``about``."""

    sql: str
    columns: Sequence[str]
    about: Mapping[str, str]


def write_map(session: Session, map_: Map, shapes: Sequence[Shape], stem: Path) -> None:
    """Writes ``<stem>.geo.parquet`` and ``<stem>.geojson``; nothing where none of the areas is drawn."""
    standing = {area_id for (area_id,) in session.query(f"SELECT area_id FROM ({map_.sql})")[1]}
    found = [shape for shape in shapes if shape.area_id in standing]
    if not found:
        return
    _fill(session, found)
    told = {
        **map_.about,
        "boundary_licence": terms(one.licence for one in found),
        "boundary_credit": terms(one.credit for one in found),
    }
    sql = f"SELECT t.*, s.geometry FROM ({map_.sql}) t LEFT JOIN shapes s USING (area_id) {_ORDER}"
    metadata = {"geo": geoparquet(one.wkb for one in found), **told}
    path = stem.with_name(f"{stem.name}.geo.parquet")
    write_parquet(session, sql, path, metadata=metadata, row_group=group_size(len(standing)))
    box = [
        round(float(edge), 6) for edge in shapely.total_bounds(shapely.from_wkb([one.wkb for one in found]))
    ]
    _write_geojson(session, map_, {**told, "bbox": box}, stem.with_name(f"{stem.name}.geojson"))


_ORDER = "ORDER BY t.area_code, t.area_id"


def _write_geojson(session: Session, map_: Map, told: Mapping[str, object], path: Path) -> None:
    pairs = ", ".join(f"{literal(name)}: t.{identifier(name)}" for name in map_.columns)
    sql = (
        'SELECT concat(\'{"type":"Feature","id":\', to_json(t.area_id), \',"properties":\', '
        f"to_json({{{pairs}}}), ',\"geometry\":', coalesce(s.drawn, 'null'), '}}') "
        f"FROM ({map_.sql}) t LEFT JOIN shapes s USING (area_id) {_ORDER}"
    )
    members = {"type": "FeatureCollection", **told}
    head = json.dumps(members, ensure_ascii=False, separators=(",", ":"))[:-1]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f'{head},"features":[\n')
        between = ""
        for rows in session.stream(sql):
            file.write(between + ",\n".join(line for (line,) in rows))
            between = ",\n"
        file.write("\n]}\n")


def _fill(session: Session, shapes: Sequence[Shape]) -> None:
    drawn = shapely.to_geojson(shapely.from_wkb([one.wkb for one in shapes]))
    columns = "unnest(?::VARCHAR[]) AS area_id, unnest(?::BLOB[]) AS geometry, unnest(?::VARCHAR[]) AS drawn"
    values = [[one.area_id for one in shapes], [one.wkb for one in shapes], list(map(str, drawn))]
    session.run(f"CREATE OR REPLACE TABLE shapes AS SELECT {columns}", values)

"""The contents of an edition become its files: the same contents, the same bytes; no clock, no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tambon.areas.rules import geometry
from tambon.catalogue.integrity import MANIFEST, list_files, sum_file
from tambon.releases.freezes import dump
from tambon.releases.registry.contents import Contents
from tambon.releases.registry.rules import schema
from tambon.releases.registry.rules.histories import Row
from tambon.releases.registry.rules.package import TILES, About, datapackage, manifest
from tambon.releases.registry.rules.readme import readme
from tambon.releases.registry.rules.schema import Table
from tambon.releases.registry.rules.shapes import (
    DETAILS,
    KINDS,
    POINTS,
    Drawn,
    as_point,
    country_of,
    geojson,
    geoparquet,
    round_shapes,
    tolerance,
)
from tambon.releases.registry.rules.tiles import LAST_ZOOM, Feature, tiles
from tambon.releases.registry.tile_archive import write_tiles
from tambon.store import Session, identifier, open_session, write_csv, write_parquet

Progress = Callable[[str], None]


def build(contents: Contents, about: About, out: Path, *, progress: Progress) -> None:
    """Writes every file of the edition into the new folder ``out``."""
    out.mkdir(parents=True)
    with open_session(folders=[out]) as session:
        for table, rows in contents.tables:
            progress(f"ตาราง · table {table.name}: {len(rows):,}")
            _fill(session, table, rows)
            write_parquet(session, _ordered(table), out / f"{table.name}.parquet")
            write_csv(session, _ordered(table), out / f"{table.name}.csv")
        if contents.drawn:
            _draw(session, contents, about, out, progress)
    _write_texts(about, out)


def _draw(session: Session, contents: Contents, about: About, out: Path, progress: Progress) -> None:
    by_kind = {kind: [one for one in contents.drawn if one.area.kind == kind] for kind in (*KINDS, POINTS)}
    _write_neighbours(session, by_kind, out)
    for kind in KINDS:
        if by_kind[kind]:
            progress(f"ขอบเขต · boundaries of {kind}: {len(by_kind[kind]):,}")
            _write_levels(session, kind, by_kind[kind], about, out)
    points = [one.feature(as_point(one)) for one in by_kind[POINTS]]
    if points:
        _write_shapes(session, points, about, out / "geometry" / POINTS)
    progress(f"แผนที่ · tiles, zoom 0 to {LAST_ZOOM}")
    layers = {kind: [one.feature() for one in by_kind[kind]] for kind in KINDS}
    layers |= {POINTS: points, "country": country_of(contents.drawn, contents.standing.values())}
    made = tiles(layers, geometry.simplify_together)
    write_tiles(out / TILES, made, about, [name for name, features in layers.items() if features])


def _write_neighbours(session: Session, by_kind: dict[str, list[Drawn]], out: Path) -> None:
    rows: set[Row] = set()
    for kind in KINDS:
        ids = [one.area.area_id for one in by_kind[kind]]
        for one, other in geometry.neighbours(ids, [each.wkb for each in by_kind[kind]]):
            rows |= {(one, other), (other, one)}
    _fill(session, schema.NEIGHBOURS, sorted(rows))
    write_parquet(session, _ordered(schema.NEIGHBOURS), out / "neighbours.parquet")
    write_csv(session, _ordered(schema.NEIGHBOURS), out / "neighbours.csv")


def _write_levels(session: Session, kind: str, drawn: list[Drawn], about: About, out: Path) -> None:
    for detail in DETAILS:
        allowed = tolerance(kind, detail)
        wkbs: Sequence[bytes] = [one.wkb for one in drawn]
        if allowed:
            wkbs = round_shapes(geometry.simplify_together(wkbs, allowed))
        features = [one.feature(wkb) for one, wkb in zip(drawn, wkbs, strict=True)]
        _write_shapes(session, features, about, out / "geometry" / f"{kind}.{detail}")


def _write_shapes(session: Session, features: list[Feature], about: About, stem: Path) -> None:
    rows = [(one.area_id, one.code, one.name_th, one.name_en, one.wkb) for one in features]
    _fill(session, schema.SHAPES, rows)
    told = {
        "geo": geoparquet(one.wkb for one in features),
        "licence": about.shape_licence,
        "credit": about.shape_credit,
    }
    path = stem.with_name(f"{stem.name}.parquet")
    write_parquet(session, _ordered(schema.SHAPES), path, metadata=told)
    text = geojson(features, licence=about.shape_licence, credit=about.shape_credit)
    stem.with_name(f"{stem.name}.geojson").write_bytes(text)


def _fill(session: Session, table: Table, rows: Sequence[Row]) -> None:
    """Makes the table anew in the session from a list for each column: row by row takes minutes."""
    columns = ", ".join(f"unnest(?::{one.type}[]) AS {identifier(one.name)}" for one in table.columns)
    values: list[Any] = [list(cells) for cells in zip(*rows, strict=True)] or [[] for _ in table.columns]
    session.run(f"CREATE OR REPLACE TABLE {identifier(table.name)} AS SELECT {columns}", values)


def _ordered(table: Table) -> str:
    names = ", ".join(map(identifier, table.names))
    order = ", ".join(f"{identifier(name)} NULLS FIRST" for name in table.order)
    return f"SELECT {names} FROM {identifier(table.name)} ORDER BY {order}"


def _write_texts(about: About, out: Path) -> None:
    text = readme(about, list_files(out))
    (out / "README.txt").write_text(text, encoding="utf-8", newline="\n")
    _write_json(out / "datapackage.json", datapackage(about, _sums(out)))
    _write_json(out / MANIFEST, manifest(about, _sums(out)))


def _write_json(path: Path, body: Any) -> None:
    path.write_text(dump(body), encoding="utf-8", newline="\n")


def _sums(out: Path) -> dict[str, tuple[int, str]]:
    return {path: ((out / path).stat().st_size, sum_file(out / path)) for path in list_files(out)}

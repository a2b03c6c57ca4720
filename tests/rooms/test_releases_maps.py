"""GeoParquet and GeoJSON of a release, and what a reader by HTTP range of its Parquet has to fetch."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from release_world import areas, cells, make_freeze, shapes, water

from tambon.catalogue.integrity import list_files
from tambon.releases import freezes
from tambon.releases.building import build
from tambon.releases.freezes import read_shapes
from tambon.releases.rules.boundaries import Drawing, Shape, made_of, told_shapes
from tambon.store import group_size, open_session, write_parquet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(make_freeze(folder / "freezes"), folder / "out")
    return folder / "out"


def rows(built: Path, level: str) -> list[dict[str, str]]:
    with (built / "data/water" / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("level", ["province", "tambon", "village"])
def test_geoparquet_holds_every_column_and_where_the_areas_lie(built: Path, level: str) -> None:
    path = built / "data/water" / f"{level}.geo.parquet"
    table, plain = pq.read_table(path), pq.read_table(built / "data/water" / f"{level}.parquet")
    assert table.drop_columns("geometry").equals(plain)
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    column = geo["columns"]["geometry"]
    assert column["encoding"] == "WKB" and "crs" not in column  # without one it is OGC:CRS84
    drawn = {one.area_id: one.wkb for one in shapes(level)}
    found = dict(zip(table["area_id"].to_pylist(), table["geometry"].to_pylist(), strict=True))
    assert found == {area_id: drawn.get(area_id) for area_id in found}
    there = shapely.from_wkb([wkb for wkb in found.values() if wkb])
    assert column["bbox"] == pytest.approx(list(shapely.total_bounds(there)))
    assert column["geometry_types"] == ["Point" if level == "village" else "Polygon"]
    assert table.schema.metadata[b"boundary_credit"].decode() == "แผนที่สมมติ"
    assert "SYNTHETIC" in table.schema.metadata[b"notice"].decode()


@pytest.mark.parametrize("level", ["province", "tambon", "village"])
def test_geojson_is_read_by_others_and_says_the_same(built: Path, level: str) -> None:
    path = built / "data/water" / f"{level}.geojson"
    body, wanted = json.loads(path.read_text(encoding="utf-8")), rows(built, level)
    assert body["type"] == "FeatureCollection" and "SYNTHETIC" in body["notice"] and len(body["bbox"]) == 4
    assert [one["id"] for one in body["features"]] == [row["area_id"] for row in wanted]
    for feature, row in zip(body["features"], wanted, strict=True):
        for name, value in feature["properties"].items():
            text = row[name].removeprefix("'") or None
            known = isinstance(value, int | float) and not isinstance(value, bool)
            assert value == (
                float(text) if known and text else {"true": True, "false": False}.get(text, text)
            )
    grade = "_grade" if level == "village" else "_expected"
    assert f"households{grade}" in body["features"][0]["properties"]
    assert not [name for name in body["features"][0]["properties"] if name.endswith(("_origin", "_absent"))]
    info = pyogrio.read_info(path)
    assert (info["features"], info["crs"]) == (len(wanted), "EPSG:4326")
    for feature in body["features"]:
        shape = shapely.from_geojson(json.dumps(feature["geometry"])) if feature["geometry"] else None
        assert shape is None or shape.geom_type == "Point" or shape.exterior.is_ccw, "RFC 7946, 3.1.6"
    lacking = [one["id"] for one in body["features"] if one["geometry"] is None]
    assert lacking == (["a-50010102"] if level == "village" else []), "an area that nobody drew stays"


def test_a_level_that_nobody_drew_has_no_map(built: Path) -> None:
    assert not list((built / "data/water").glob("district.geo*"))
    assert json.loads((built / "manifest.json").read_text())["areas_edition"] == "2026-11-20.1"


def test_shapes_come_back_from_a_freeze_as_they_were(tmp_path: Path) -> None:
    assert sorted(read_shapes(make_freeze(tmp_path), "tambon"), key=repr) == sorted(
        shapes("tambon"), key=repr
    )


def test_a_village_is_a_point_and_a_country_the_union_of_its_provinces() -> None:
    square = shapely.box(100, 15, 100.5, 15.5, ccw=False)
    drawing = Drawing(Shape("v", bytes(shapely.to_wkb(square)), "CC0", "a"), 100.1234567, 15.25)
    (point,) = told_shapes("village", [drawing])
    assert shapely.from_wkb(point.wkb).wkt == "POINT (100.123457 15.25)"
    (polygon,) = told_shapes("district", [drawing])
    assert shapely.from_wkb(polygon.wkb).exterior.is_ccw and shapely.from_wkb(polygon.wkb).equals(square)
    beside = Shape("w", bytes(shapely.to_wkb(shapely.box(100.5, 15, 101, 15.5))), "CC-BY-4.0", "b")
    whole = made_of("TH", [drawing.shape, beside])
    assert shapely.from_wkb(whole.wkb).bounds == (100, 15, 101, 15.5)
    assert (whole.licence, whole.credit) == ("CC-BY-4.0 · CC0", "a · b")


@pytest.mark.parametrize(
    ("number", "size"),
    [(0, 2_048), (1, 2_048), (2_000, 2_048), (75_000, 16_384), (300_000, 32_768), (10**8, 122_880)],
)
def test_groups_grow_with_the_root_of_the_rows(number: int, size: int) -> None:
    assert group_size(number) == size


def test_a_reader_of_one_province_fetches_little(tmp_path: Path) -> None:
    """75,000 villages: the statistics of the groups leave two of five, and a column of them is small."""
    with open_session(folders=[tmp_path]) as session:
        columns = ", ".join(f"hash(i * {n})%400 AS v{n}, 'checked' AS v{n}_grade" for n in range(1, 31))
        sql = (
            "SELECT 'a-' || i AS area_id, (10 + i * 77 // 75000) || lpad(i::VARCHAR, 6, '0') AS area_code, "
            f"(10 + i * 77 // 75000)::VARCHAR AS province_code, {columns} FROM range(75000) t(i) "
            "ORDER BY area_code"
        )
        write_parquet(session, sql, tmp_path / "village.parquet", row_group=group_size(75_000))
    file = pq.read_metadata(tmp_path / "village.parquet")
    place = {file.schema.column(n).name: n for n in range(file.num_columns)}
    groups = [file.row_group(n) for n in range(file.num_row_groups)]
    assert {group.column(0).compression for group in groups} == {"ZSTD"}
    assert max(group.num_rows for group in groups) <= 16_384
    reaches = [group.column(place["province_code"]).statistics for group in groups]
    hit = [group for group, reach in zip(groups, reaches, strict=True) if reach.min <= "50" <= reach.max]
    assert len(groups) == 5 and len(hit) <= 2
    wanted = ("area_code", "province_code", "v7", "v7_grade")
    fetched = file.serialized_size + sum(
        g.column(place[name]).total_compressed_size for g in hit for name in wanted
    )
    assert fetched < (tmp_path / "village.parquet").stat().st_size / 10


def test_the_files_of_a_release_have_statistics_and_zstd(built: Path) -> None:
    for path in built.rglob("*.parquet"):
        file = pq.read_metadata(path)
        for group in (file.row_group(n) for n in range(file.num_row_groups)):
            for column in (group.column(n) for n in range(file.num_columns)):
                assert column.compression == "ZSTD", (path, column.path_in_schema)
                assert column.path_in_schema != "area_code" or column.statistics.has_min_max


def test_a_freeze_is_of_the_same_bytes_in_whatever_order_its_rows_come(tmp_path: Path) -> None:
    for name, turned in (("one", list), ("two", lambda rows: list(rows)[::-1])):
        folder = tmp_path / name
        folder.mkdir()
        freezes.write_areas(folder, turned(areas()))
        freezes.write_cells(folder, water(), turned(cells(water())))
        freezes.write_shapes(folder, "village", turned(shapes("village")))
    names = list_files(tmp_path / "one")
    assert "rows/water/wells.csv" in names and "shapes/village.jsonl" in names
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name

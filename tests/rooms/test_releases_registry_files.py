"""The files of an edition, read as others will read them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import shapely
from pmtiles.reader import MmapSource, Reader
from registry_rows import make_edition, world

from tambon.catalogue.integrity import list_files, verify_folder

pytestmark = pytest.mark.slow
TABLES = ("areas", "codes", "memberships", "changes", "crosswalk", "sources", "places", "neighbours")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_edition(tmp_path_factory.mktemp("areas"), world())


def read(edition: Path, path: str):
    return json.loads((edition / path).read_bytes())


def test_the_manifest_vouches_for_every_file(edition) -> None:
    assert verify_folder(edition).good
    manifest = read(edition, "manifest.json")
    assert (manifest["version"], manifest["on"], manifest["synthetic"]) == (
        "2026-11-22.1",
        "2026-11-22",
        True,
    )
    assert manifest["counts"] == {"country": 1, "province": 4, "district": 3, "tambon": 5, "village": 2}
    assert manifest["bounds"] == [98.0, 15.0, 102.0, 17.0]
    assert manifest["credits"] == {
        "tables": "GeoThai; Tambon",
        "geometry": "OCHA / Royal Thai Survey Department",
    }
    assert manifest["licences"]["geometry"] == "CC-BY-IGO"
    drawn = [one for one in manifest["sources"] if one["source"] == "boundaries"]
    assert drawn[0]["licence"] == "CC-BY-IGO"


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_the_same_as_csv_and_parquet(edition, name) -> None:
    rows = pq.read_table(edition / f"{name}.parquet").to_pylist()
    with (edition / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        plain = list(csv.DictReader(file))
    assert len(rows) == len(plain) > 0
    for typed, text in zip(rows, plain, strict=True):
        assert list(typed) == list(text)
        assert {key: value for key, value in text.items() if value} == {
            key: str(value).lower() if isinstance(value, bool) else str(value)
            for key, value in typed.items()
            if value not in (None, "")
        }


@pytest.mark.parametrize("name", ["province.low", "district.middle", "tambon.high", "village"])
def test_geometry_is_geoparquet_and_geojson_alike(edition, name) -> None:
    path = edition / "geometry" / f"{name}.parquet"
    metadata = pq.read_schema(path).metadata
    geo = json.loads(metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["encoding"] == "WKB"
    assert metadata[b"licence"] == b"CC-BY-IGO"
    assert metadata[b"credit"].decode() == "OCHA / Royal Thai Survey Department"
    rows = pq.read_table(path).to_pylist()
    shapes = shapely.from_wkb([row["geometry"] for row in rows])
    assert {shape.geom_type for shape in shapes} == set(geo["columns"]["geometry"]["geometry_types"])
    assert shapely.total_bounds(shapes).tolist() == geo["columns"]["geometry"]["bbox"]
    features = read(edition, f"geometry/{name}.geojson")["features"]
    assert [one["properties"]["area_id"] for one in features] == [row["area_id"] for row in rows]
    assert shapely.from_geojson([json.dumps(one["geometry"]) for one in features]).tolist() == shapes.tolist()


def test_neighbours_stand_in_both_directions(edition) -> None:
    rows = {
        (row["area_id"], row["neighbour_id"])
        for row in pq.read_table(edition / "neighbours.parquet").to_pylist()
    }
    assert ("th-000000580101", "th-000000580102") in rows
    assert rows == {(other, one) for one, other in rows}


def test_the_tiles_are_one_archive_with_its_credit(edition) -> None:
    with (edition / "tiles.pmtiles").open("rb") as file:
        reader = Reader(MmapSource(file))
        assert "OCHA" in reader.metadata()["attribution"]
        layers = {one["id"]: one["minzoom"] for one in reader.metadata()["vector_layers"]}
        assert layers == {"country": 0, "province": 0, "district": 4, "tambon": 6, "village": 9}
        header = reader.header()
        assert (header["min_zoom"], header["max_zoom"]) == (0, 10)
        assert header["min_lon_e7"] == 980_000_000
        assert reader.get(0, 0, 0)[:2] == b"\x1f\x8b"
        assert reader.get(5, 0, 0) is None


def test_the_descriptor_describes_every_file_of_data(edition) -> None:
    package = read(edition, "datapackage.json")
    described = {resource["path"]: resource for resource in package["resources"]}
    texts = {"README.txt", "datapackage.json", "manifest.json"}
    assert set(described) == set(list_files(edition)) - texts
    assert len({resource["name"] for resource in package["resources"]}) == len(described)
    with (edition / "changes.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert [one["name"] for one in described["changes.csv"]["schema"]["fields"]] == header
    assert described["tiles.pmtiles"]["licenses"][0]["name"] == "CC-BY-IGO"
    assert described["areas.csv"]["sources"] == [{"title": "GeoThai; Tambon"}]


def test_the_readme_says_that_villages_are_made_up(edition) -> None:
    text = (edition / "README.txt").read_text(encoding="utf-8")
    assert "SYNTHETIC" in text.splitlines()[1] and "ข้อมูลสมมติ" in text
    assert "OCHA / Royal Thai Survey Department" in text


def test_the_same_registry_gives_the_same_bytes(edition, tmp_path) -> None:
    again = make_edition(tmp_path / "areas", world())
    assert list_files(again) == list_files(edition)
    different = [
        path for path in list_files(edition) if (again / path).read_bytes() != (edition / path).read_bytes()
    ]
    assert different == []


def test_without_boundaries_everything_else_is_there(tmp_path) -> None:
    edition = make_edition(tmp_path / "areas", world(drawn=False))
    assert verify_folder(edition).good
    tables = ("areas", "codes", "memberships", "changes", "crosswalk", "sources")
    texts = {"README.txt", "datapackage.json", "manifest.json"}
    assert set(list_files(edition)) == texts | {f"{t}.{form}" for t in tables for form in ("csv", "parquet")}
    assert read(edition, "manifest.json")["bounds"] is None
    assert "tiles" not in (edition / "README.txt").read_text(encoding="utf-8")


def test_a_name_that_a_spreadsheet_would_run_is_disarmed(tmp_path) -> None:
    registry = world(drawn=False)
    registry.names[1][0] = registry.names[1][0]._replace(th="=1+1", en="")
    edition = make_edition(tmp_path / "areas", registry)
    (country,) = [r for r in pq.read_table(edition / "areas.parquet").to_pylist() if r["kind"] == "country"]
    assert (country["name_th"], country["name_en"]) == ("=1+1", "")
    assert "'=1+1" in (edition / "areas.csv").read_text(encoding="utf-8")

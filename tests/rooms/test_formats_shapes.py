"""Boundaries that others made: three forms, whatever is missing beside them, and hostile ones."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from tambon.formats import Shapes, read_shapes
from tambon.formats.shape_texts import encoding_of, find_column, text_of
from tambon.lib.problem import Problem

pytestmark = pytest.mark.slow
DATA = Path(os.environ.get("TAMBON_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))
NAMES = ("จองคำ", "ห้วยผา")
CODES = ("TH580101", "TH580102")
BOXES = (shapely.box(97.9, 19.2, 98.0, 19.3), shapely.box(98.0, 19.2, 98.1, 19.3))
UTM = (
    shapely.box(380_000, 2_130_000, 390_000, 2_140_000),
    shapely.box(390_000, 2_130_000, 400_000, 2_140_000),
)


def written(
    path: Path,
    columns: dict[str, Sequence[Any]],
    shapes: Sequence[Any] = BOXES,
    crs: str = "EPSG:4326",
    **more: Any,
) -> Path:
    wkbs = np.array([None if shape is None else shapely.to_wkb(shape) for shape in shapes], dtype=object)
    values = [np.array(one, dtype=object if isinstance(one[0], str) else None) for one in columns.values()]
    pyogrio.raw.write(path, wkbs, values, list(columns), geometry_type="Polygon", crs=crs, **more)
    return path


def shapefile(
    folder: Path,
    columns: dict[str, Sequence[Any]],
    encoding: str = "UTF-8",
    without: Sequence[str] = (),
    **more: Any,
) -> dict[str, bytes]:
    written(folder / "adm3.shp", columns, encoding=encoding, **more)
    return {path.name: path.read_bytes() for path in folder.glob("adm3.*") if path.suffix not in without}


def zipped(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def read(source: bytes | Path, *columns: str, **more: Any) -> Shapes:
    return read_shapes(source, code_columns=columns or ("ADM3_PCODE", "code"), **more)


def refusal_of(source: bytes | Path, **more: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        read(source, **more)
    assert "…" not in caught.value.say("th") + caught.value.say("en")
    return caught.value


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


POINT = {"type": "Point", "coordinates": [98.0, 19.3]}


@pytest.mark.parametrize("encoding", ["UTF-8", "CP874"])
@pytest.mark.parametrize("without", [(), (".cpg",), (".cpg", ".prj", ".shx")])
def test_a_zipped_shapefile_with_or_without_what_belongs_to_it(
    encoding: str, without: Sequence[str], tmp_path: Path
) -> None:
    members = shapefile(tmp_path, {"ADM3_PCODE": CODES, "ชื่": NAMES}, encoding, without)
    shapes = read(zipped({f"ขอบเขต/{name}": content for name, content in members.items()}), "adm3_pcode")
    assert [(one.number, one.code) for one in shapes.features] == [(1, CODES[0]), (2, CODES[1])]
    assert NAMES[0] in shapes.features[0].attributes.values()
    assert shapely.from_wkb(shapes.features[0].wkb).equals(BOXES[0])
    assert (shapes.layer, shapes.code_column, shapes.refused) == ("ขอบเขต/adm3", "adm3_pcode", ())
    assert len(shapes.notes) == len(set(without) & {".cpg", ".prj"})


def test_a_name_cut_inside_a_character_loses_the_damage_and_nothing_else(tmp_path: Path) -> None:
    columns = {"ADM3_PCODE": CODES, "name": ("ตำบลทุ่งหญ้าแพรก", "ปาย")}
    members = shapefile(tmp_path, columns, without=(".cpg",))
    table = members["adm3.dbf"]
    whole = "ตำบลทุ่งหญ้าแพรก".encode()
    members["adm3.dbf"] = table.replace(whole, whole[:-2] + b"  ")
    shapes = read(zipped(members))
    assert [one.attributes["name"] for one in shapes.features] == ["ตำบลทุ่งหญ้าแพร", "ปาย"]
    assert any("1" in en and "cut inside a character" in en for _, en in shapes.notes)
    members["adm3.dbf"] = table.replace(b"TH580101", b"TH5801\xe0\xb8")
    shapes = read(zipped(members))
    assert [(one.row, one.code) for one in shapes.refused] == [(1, "422-shape-code-damaged")]


def test_other_coordinate_systems_are_converted_and_unnamed_ones_refused(tmp_path: Path) -> None:
    members = shapefile(tmp_path, {"code": CODES}, shapes=UTM, crs="EPSG:32647")
    shapes = read(zipped(members))
    place = shapely.from_wkb(shapes.features[0].wkb).centroid
    assert (round(place.x, 2), round(place.y, 2)) == (97.91, 19.31)
    assert shapes.crs == "EPSG:32647" and "EPSG:32647" in shapes.notes[0][0]
    del members["adm3.prj"]
    assert refusal_of(zipped(members)).kind.code == "422-shapes-crs-missing"
    members["adm3.prj"] = b'LOCAL_CS["mine"]'
    assert refusal_of(zipped(members)).kind.code == "422-shapes-crs-missing"
    package = written(
        tmp_path / "b.gpkg", {"code": CODES}, UTM, "EPSG:32647", layer='ตำบล <"&>', driver="GPKG"
    )
    assert shapely.from_wkb(read(package).features[1].wkb).bounds[0] == pytest.approx(97.95, abs=0.01)
    metres = collection(
        feature({"type": "Point", "coordinates": [400_000, 2_130_000]}, code="TH580101"),
        crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32647"}},
    )
    assert shapely.from_wkb(read(metres).features[0].wkb).x == pytest.approx(98.05, abs=0.01)


def test_a_geopackage_and_the_choice_among_its_layers(tmp_path: Path) -> None:
    package = tmp_path / "three.gpkg"
    for layer, column in (("districts", "ADM2_PCODE"), ("tambons", "adm3_pcode"), ("old", "ADM3_PCODE")):
        columns = {column: CODES, "ชื่อ": NAMES}
        written(package, columns, layer=layer, driver="GPKG", append=package.exists())
    package = package.rename(tmp_path / "any.name")
    problem = refusal_of(package)
    assert (problem.kind.code, problem.details["found"]) == ("422-shapes-layers-several", "old, tambons")
    assert refusal_of(package, layer="x").kind.code == "422-shapes-layer-missing"
    assert refusal_of(package, layer="districts").details["found"] == "ADM2_PCODE, ชื่อ"
    shapes = read(package, layer="tambons")
    assert shapes.features[0].attributes == {"adm3_pcode": "TH580101", "ชื่อ": "จองคำ"}
    assert read(package, "x", mapping={"code": "adm2_pcode"}).layer == "districts"


@pytest.mark.parametrize("secret", ["'TH999999'", "ogr_geocode('x')"])
def test_a_view_in_a_geopackage_is_not_run(secret: str, tmp_path: Path) -> None:
    package = written(tmp_path / "v.gpkg", {"code": CODES}, layer="t", driver="GPKG")
    with contextlib.closing(sqlite3.connect(package)) as database, database:
        database.execute(f"CREATE VIEW v AS SELECT fid, geom, {secret} AS code FROM t")
        row = "('v', 'features', 'v', 4326)"
        database.execute(f"INSERT INTO gpkg_contents(table_name, data_type, identifier, srs_id) VALUES {row}")
        database.execute("INSERT INTO gpkg_geometry_columns VALUES ('v', 'geom', 'POLYGON', 4326, 0, 0)")
    if "ogr" in secret:
        assert refusal_of(package).kind.code == "422-shapes-unreadable"
    else:
        assert [one.code for one in read(package).features] == list(CODES)


def test_features_that_cannot_stand_are_refused_one_by_one() -> None:
    ring = [[98, 19], [98.1, 19], [98.1, 19.1]]
    shapes = read(
        collection(
            feature(POINT, code="TH580101", name="a", when="2019/11/06", size=1.5, whole=7, none=None),
            feature(None, code="TH580102"),
            feature(POINT, code=" "),
            feature({"type": "Point", "coordinates": [400_000, 2_130_000]}, code="TH580103"),
            feature({"type": "Polygon", "coordinates": []}, code="TH580104"),
            feature({"type": "Polygon", "coordinates": [ring]}, code="TH580105"),
            7,
            feature({"type": "Nonsense", "coordinates": "x"}, code="TH580107"),
            feature(POINT, code="TH580108", name="ปาย"),
        )
    )
    assert [(one.number, one.code) for one in shapes.features] == [
        (1, "TH580101"), (6, "TH580105"), (9, "TH580108"),
    ]  # fmt: skip
    assert shapes.features[0].attributes == {
        "code": "TH580101", "name": "a", "when": "2019/11/06", "size": "1.5", "whole": "7", "none": "",
    }  # fmt: skip
    assert [(one.row, one.code.removeprefix("422-shape-")) for one in shapes.refused] == [
        (2, "without-geometry"), (3, "without-code"), (4, "outside-the-world"), (5, "without-geometry"),
        (7, "without-geometry"), (8, "without-geometry"),
    ]  # fmt: skip


def test_codes_that_are_numbers_come_as_they_are() -> None:
    whole = read(collection(feature(POINT, code=580101), feature(POINT)))
    assert [one.code for one in whole.features] == ["580101"]
    assert [one.code for one in read(collection(feature(POINT, code=580101.5))).features] == ["580101.5"]


def test_nothing_leaves_the_machine_or_the_folder(tmp_path: Path) -> None:
    link = {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs", "type": "ogcwkt"}}
    assert read(collection(feature(POINT, code="TH580101"), crs=link)).crs == "EPSG:4326"
    named = {"type": "name", "properties": {"name": "/vsicurl/http://127.0.0.1:9/crs"}}
    assert refusal_of(collection(feature(POINT, code="x"), crs=named)).kind.code == "422-shapes-unreadable"
    members = shapefile(tmp_path, {"code": CODES})
    climbing = zipped({f"../../../{name}": content for name, content in members.items()})
    assert len(read(climbing).features) == 2
    vrt = '<OGRVRTDataSource><OGRVRTLayer name="adm3"><SrcDataSource>/etc/hosts</SrcDataSource></OGRVRTLayer>'
    assert refusal_of(zipped({"adm3.shp": vrt.encode()})).kind.code == "422-shapes-unreadable"
    assert refusal_of(vrt.encode()).kind.code == "422-shapes-unreadable"


def test_what_is_no_boundaries_says_so(tmp_path: Path) -> None:
    members = shapefile(tmp_path, {"other": CODES})
    problem = refusal_of(zipped(members))
    assert (problem.kind.code, problem.details["found"]) == ("422-shapes-code-column-missing", "other")
    for content in (b"", b"{}", b"[]", b"{" * 9000, members["adm3.shp"], zipped({"a.txt": b""}), b"\x00"):
        assert refusal_of(content).kind.code == "422-shapes-unreadable"
    assert refusal_of(zipped(members)[:-50]).kind.code == "422-zip-damaged"
    assert refusal_of(zipped(members), most_bytes=9).kind.code == "413-file-too-large"
    del members["adm3.dbf"]
    assert refusal_of(zipped(members)).kind.code == "422-shapes-code-column-missing"


@settings(max_examples=8, deadline=None)
@given(
    st.integers(0, 10**6), st.binary(min_size=1, max_size=12), st.sampled_from(["gpkg", "shp", "dbf", "json"])
)
def test_any_damage_gives_shapes_or_a_problem(
    tmp_path_factory: pytest.TempPathFactory, place: int, damage: bytes, part: str
) -> None:
    def damaged(content: bytes) -> bytes:
        at = place % len(content)
        return content[:at] + damage + content[at + len(damage) :]

    folder = tmp_path_factory.mktemp("damage")
    if part == "json":
        content = damaged(collection(feature(POINT, code="TH580101")))
    elif part == "gpkg":
        content = damaged(written(folder / "x.gpkg", {"code": CODES}, driver="GPKG").read_bytes())
    else:
        members = shapefile(folder, {"code": CODES})
        content = zipped(members | {f"adm3.{part}": damaged(members[f"adm3.{part}"])})
    try:
        read(content)
    except Problem as problem:
        assert problem.say("th") and problem.say("en")


@given(st.lists(st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A), min_size=3), min_size=3))
def test_thai_comes_back_whatever_its_bytes_are_and_whatever_was_said(names: list[str]) -> None:
    for encoding in ("utf-8", "cp874"):
        column = "แม่ฮ่องสอน".encode(encoding)
        texts = [column, *(name.encode(encoding) for name in names)]
        for declared in ("", "UTF-8", "874"):
            found = encoding_of(texts, declared)
            if declared == "874" and encoding == "utf-8":
                continue  # such bytes may fit both; what the file says is believed
            assert [text_of(text, found) for text in texts[1:]] == [(name, False) for name in names]
        assert find_column([b"x", column], ["แม่ฮ่องสอน"]) == 1


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no real files at {DATA} (TAMBON_TEST_DATA)")
def test_the_real_boundaries_come_whole() -> None:
    shapes = read_shapes(DATA / "mapthai_tha3.geojson", code_columns=("ADM3_PCODE",))
    assert (len(shapes.features), shapes.refused, shapes.notes) == (7425, (), ())
    assert len({one.code for one in shapes.features}) == 7425

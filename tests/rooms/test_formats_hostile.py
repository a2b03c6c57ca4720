"""Small files that would become enormous ones where they are read."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely

from tambon.formats import apart, read_shapes, read_table
from tambon.formats.bounds import MOST_MEMBERS
from tambon.formats.content import names_in_zip
from tambon.lib.problem import Problem

pytestmark = pytest.mark.slow


def refused(content: bytes) -> str:
    with pytest.raises(Problem) as problem:
        read_table(content, required=["code", "name"])
    return problem.value.kind.code


def workbook(rows: str, texts: str, document_type: str = "") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'{document_type}<sst xmlns="{main}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return zipped(parts)


def zipped(parts: dict[str, Any]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def shared(*places: int) -> str:
    return "<row>" + "".join(f'<c t="s"><v>{place}</v></c>' for place in places) + "</row>"


HEADING = "<si><t>code</t></si><si><t>name</t></si>"


def test_a_merged_cell_of_a_page_fills_no_more_than_the_bound_of_cells() -> None:
    page = b"<table><tr><td>code<td>name</tr>" + b"<tr><td colspan=1000>x" * 7_000
    assert refused(page) == "413-table-too-many-rows"
    assert (
        refused(b"<table><tr><td>code<td>name<tr>" + b"<td colspan=999>x" * 2) == "413-table-too-many-columns"
    )


def test_a_page_is_read_apart_and_its_entities_fetch_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    kind = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    table = read_table(
        f"{kind}<table><tr><td>code<td>name<tr><td>&a;<td>1</table>".encode(), required=["code"]
    )
    assert "hidden" not in table.rows[0].raw


def test_a_long_text_that_many_cells_share_counts_for_each() -> None:
    texts = HEADING + "<si><t>" + "x" * 32_000 + "</t></si>"
    book = workbook(shared(0, 1) + shared(2, 2) * 4_500, texts)
    assert len(book) < 20_000
    assert refused(book) == "413-file-unpacks-too-large"


def test_a_workbook_brings_no_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    texts = HEADING + "<si><t>&a;</t></si>"
    kind = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    try:
        told = str(read_table(workbook(shared(0, 1) + shared(2, 2), texts, kind), required=["code"]))
    except Problem as problem:
        told = problem.kind.code
    assert "hidden" not in told


def test_a_directory_of_too_many_names_is_counted_before_it_is_read() -> None:
    line = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a"
    lines = line * (MOST_MEMBERS + 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(lines), 40, 0)
    with pytest.raises(Problem, match="413-file-unpacks-too-large"):
        names_in_zip(b"PK\x03\x04" + b"\0" * 36 + lines + end)


def test_what_a_process_apart_says_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_WRITTEN", 100)
    assert refused(workbook(shared(0, 1) * 50, HEADING)) == "422-workbook-unreadable"


def test_a_table_of_attributes_has_a_bound_of_cells() -> None:
    rows, columns = 13_000, 500
    names = (b"code" if place == 0 else b"k%d" % place for place in range(columns))
    heads = b"".join(name.ljust(11, b"\0") + b"C" + bytes(4) + b"\x01" + bytes(15) for name in names)
    size = struct.pack("<LHH", rows, 33 + 32 * columns, 1 + columns)
    dbf = b"\x03\x1a\x01\x01" + size + bytes(20) + heads + b"\r" + (b" " + b"1" * columns) * rows + b"\x1a"
    shapes = b"".join(struct.pack(">LLxxxx", number + 1, 2) for number in range(rows))
    index = b"".join(struct.pack(">LL", 50 + 6 * number, 2) for number in range(rows))
    parts = {"a.shp": header(len(shapes)) + shapes, "a.shx": header(len(index)) + index, "a.dbf": dbf}
    with pytest.raises(Problem, match="413-shapes-too-many"):
        read_shapes(zipped(parts), code_columns=["code"])


def header(size: int) -> bytes:
    return struct.pack(">L20xL", 9994, (100 + size) // 2) + struct.pack("<LL8d", 1000, 1, *[0.0] * 8)


def test_a_column_that_a_geopackage_computes_counts_by_what_it_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    box = np.array([shapely.to_wkb(shapely.box(97, 19, 98, 20))] * 300, dtype=object)
    codes = np.array(["580101"] * 300, dtype=object)
    pyogrio.raw.write(path, box, [codes], ["code"], geometry_type="Polygon", crs="EPSG:4326", layer="t")
    database = sqlite3.connect(path)
    database.execute("ALTER TABLE t ADD big TEXT GENERATED ALWAYS AS (printf('%.1000000c', 'x')) VIRTUAL")
    database.close()
    with pytest.raises(Problem, match="413-file-unpacks-too-large"):
        read_shapes(path, code_columns=["code"])


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "null"])
def test_a_coordinate_that_is_no_number_refuses_its_shape_and_no_other(number: str) -> None:
    shape = (
        '{"type":"Feature","properties":{"code":"%s","size":%s},'
        '"geometry":{"type":"Point","coordinates":[%s,13]}}'
    )
    both = ",".join((shape % ("1", number, number), shape % ("2", number, "100.5")))
    read = read_shapes(f'{{"type":"FeatureCollection","features":[{both}]}}'.encode(), code_columns=["code"])
    assert [one.code for one in read.features] == ["2"] and [one.row for one in read.refused] == [1]
    assert read.features[0].attributes["size"] == ""


def test_a_coordinate_beyond_the_world_is_told_in_few_digits() -> None:
    point = {"type": "Point", "coordinates": [1e308, 13]}
    feature = {"type": "Feature", "properties": {"code": "1"}, "geometry": point}
    read = read_shapes(json.dumps(feature).encode(), code_columns=["code"])
    assert len(read.refused[0].reason_en) < 250

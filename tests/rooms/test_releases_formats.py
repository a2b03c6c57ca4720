"""The files beside the wide tables hold what those hold: the long table, the rows, the workbooks."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
import python_calamine
from frictionless import Package, system
from release_world import WELLS, areas, cells, head, make_freeze, population, variable, water

from tambon.lib.problem import Problem
from tambon.releases import freezes
from tambon.releases.building import build
from tambon.releases.formats.workbook import Workbook, write_workbook
from tambon.releases.freezes import FrozenCell
from tambon.releases.rules import long
from tambon.releases.rules.shape import Dataset
from tambon.store import in_parts, open_session, write_csv, write_parquet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(make_freeze(folder / "freezes"), folder / "out")
    return folder / "out"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The long table. Its slow twin reads the wide tables, which have one of their own.


def long_of(built: Path, dataset: Dataset) -> dict[tuple[str, str, str], dict[str, str]]:
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for level in dataset.levels:
        for row in read(built / "data" / dataset.name / f"{level}.csv"):
            for v in dataset.variables:
                if v.name in row:
                    key = (v.name, row["area_id"], row["period"])
                    found[key] = observation(row, v.name, level, dataset)
    return found


def observation(row: dict[str, str], name: str, level: str, dataset: Dataset) -> dict[str, str]:
    own, kind = level == dataset.level, dataset.get(name).type
    is_text = own and kind in ("code", "codes", "date")
    value = {"true": "1", "false": "0"}.get(row[name], row[name])
    parts = {
        "GRADE": "grade", "ORIGIN": "origin", "OBS_EXPECTED": "expected",
        "OBS_REPORTED": "reported", "OBS_VERIFIED": "verified",
    }  # fmt: skip
    return {
        "REF_AREA": row["area_code"], "AREA_LEVEL": level, "UNIT_MEASURE": dataset.get(name).unit,
        "OBS_VALUE": "" if is_text or not value else str(float(value)),
        "OBS_TEXT": value if is_text else "",
        "OBS_STATUS": row[f"{name}_status"], "CONF_STATUS": "F", "SYNTHETIC": row["synthetic"],
        **{column: row.get(f"{name}_{part}", "") for column, part in parts.items()},
    }  # fmt: skip


@pytest.mark.parametrize("dataset", [water(), population()], ids=["water", "population"])
def test_the_long_table_says_what_the_wide_ones_say(built: Path, dataset: Dataset) -> None:
    rows = read(built / "data" / dataset.name / "observations.csv")
    twin = long_of(built, dataset)
    assert len(rows) == len(twin)
    for row in rows:
        wanted = twin[row["INDICATOR"], row["AREA_ID"], row["TIME_PERIOD"]]
        shown = {key: row[key] for key in wanted}
        if shown["OBS_VALUE"]:
            shown["OBS_VALUE"] = str(float(shown["OBS_VALUE"]))
        assert shown == wanted
    names = [(row["INDICATOR"], len(row["REF_AREA"].replace("TH", "")), row["REF_AREA"]) for row in rows]
    assert names == sorted(names), "by variable, from the country down, by area"
    assert list(rows[0]) == [column.name for column in long.COLUMNS]


def test_a_withheld_cell_is_told_as_withheld() -> None:
    dataset = Dataset(
        "d", 1, "ด", "d", "village", ["2026"], [variable("n", "integer", "aggregate", unit="o'")]
    )
    with open_session() as session:
        session.run(
            "CREATE TABLE made_district AS SELECT '5801' AS area_code, 'a' AS area_id, '2026' AS period, "
            "true AS synthetic, NULL::BIGINT AS n, 9 AS n_expected, 9 AS n_reported, 0 AS n_verified, "
            "'Q' AS n_status, 'N' AS n_conf"
        )
        columns = {"district": session.columns("SELECT * FROM made_district"), "village": {}}
        (query,) = long.observations(dataset, columns)
        (row,) = session.dicts(query)
    told = (row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"], row["OBS_EXPECTED"], row["UNIT_MEASURE"])
    assert told == (None, "Q", "N", 9, "o'")


def test_nothing_to_tell_is_no_long_table() -> None:
    assert long.observations(water(), {level: () for level in water().levels}) == []


def test_the_long_table_of_many_rows_is_in_order_whatever_the_threads(tmp_path: Path) -> None:
    variables = [variable(name, "integer") for name in ("b", "a", "c")]
    dataset = Dataset("d", 1, "ด", "d", "village", ["2026"], variables)
    parts = ", ".join(
        f"(hash(i)%9)::BIGINT AS {name}, 'A' AS {name}_status, 'x' AS {name}_grade, 'f' AS {name}_origin"
        for name in ("b", "a", "c")
    )
    for threads in (1, 2, 4):
        with open_session(folders=[tmp_path], threads=threads) as session:
            session.run(
                "CREATE TABLE made_village AS SELECT lpad((i * 7919 % 50000)::VARCHAR, 8, '0') AS area_code, "
                f"'a-' || i AS area_id, '2026' AS period, true AS synthetic, {parts} FROM range(50000) t(i)"
            )
            queries = long.observations(dataset, {"village": session.columns("SELECT * FROM made_village")})
            with in_parts(session, queries, tmp_path) as sql:
                write_parquet(session, sql, tmp_path / f"{threads}.parquet")
                write_csv(session, sql, tmp_path / f"{threads}.csv")
    for ending in ("parquet", "csv"):
        assert len({(tmp_path / f"{threads}.{ending}").read_bytes() for threads in (1, 2, 4)}) == 1, ending
    table = pq.read_table(tmp_path / "1.parquet", columns=["INDICATOR", "REF_AREA"])
    keys = list(zip(*(column.to_pylist() for column in table.columns), strict=True))
    assert keys == sorted(keys) and len(keys) == 150_000
    assert not (tmp_path / ".parts").exists()


# Rows.


def test_answers_of_rows_are_a_table_with_a_line_for_each(built: Path) -> None:
    rows = read(built / "data/water/rows/wells.csv")
    twin = []
    for area_id, period, _, found in sorted(cells(water()), key=lambda row: row[0]):
        cell = found.get("wells") or FrozenCell()
        for number, well in enumerate(cell.get("value") or (), start=1):
            depth, dry = str(float(well["well_depth"])), str(well["well_dry"]).lower()
            said = (depth, well["well_kind"] or "", dry)
            twin.append((area_id, period, str(number), cell["grade"], cell["origin"], *said))
    told = ("area_id", "period", "row_number", "grade", "origin", "well_depth", "well_kind", "well_dry")
    assert [tuple(row[name] for name in told) for row in rows] == twin
    assert any(int(row["row_number"]) > 9 for row in rows), "numbers are numbers: 10 comes behind 9"
    by_grade = {"verified": "A", "checked": "P", "reported": "V", "disputed": "U"}
    assert all(row["status"] == by_grade[row["grade"]] and row["synthetic"] == "true" for row in rows)
    columns = duckdb.sql(f"SELECT * FROM '{built}/data/water/rows/wells.parquet'")
    assert columns.columns == list(rows[0]) and len(columns) == len(rows)


def test_free_text_inside_rows_and_rows_that_are_not_free_stay(built: Path, tmp_path: Path) -> None:
    assert not (built / "data/water/rows/complaints.csv").exists()
    frozen = make_freeze(tmp_path)
    for path in (*frozen.rglob("*.csv"), *built.rglob("*.csv"), *built.rglob("*.json")):
        text = path.read_text(encoding="utf-8")
        assert "well_note" not in text and "complaints" not in text and "081-234" not in text, path


def test_a_telephone_number_inside_rows_stops_the_build(tmp_path: Path) -> None:
    frozen, dataset = tmp_path / "2026-11.1", water()
    frozen.mkdir()
    freezes.write_areas(frozen, areas())
    well = {"well_depth": "3", "well_kind": "081-234-5678", "well_dry": True}
    cell = FrozenCell(value=[well], grade="checked", origin="field")
    freezes.write_cells(frozen, dataset, [("a-58010201", "2026-11", True, {"wells": cell})])
    freezes.write_head(frozen, head("2026-11.1", True, [dataset]))
    with pytest.raises(Problem, match="409-release-personal") as caught:
        build(frozen, tmp_path / "out")
    assert "a-58010201 2026-11 wells.well_kind (phone)" in str(caught.value.say("en"))


def test_a_column_of_rows_called_as_the_tables_own_is_refused(tmp_path: Path) -> None:
    columns = [{**WELLS[0], "name": "grade"}]
    dataset = Dataset("d", 1, "ด", "d", "village", ["2026"], [variable("r", "rows", columns=columns)])
    from tambon.releases.rules.fitness import demand_fit

    with pytest.raises(Problem, match="409-release-columns"):
        demand_fit(dataset)


# Workbooks, as two readers of others read them.


def plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(float(value)) if isinstance(value, int | float) else str(value)


def as_cell(text: str, kind: str) -> str:
    return str(float(text)) if text and kind in ("BIGINT", "DOUBLE", "INTEGER") else text


@pytest.mark.parametrize("level", ["village", "tambon", "country"])
def test_a_workbook_holds_the_table_whichever_program_reads_it(built: Path, level: str) -> None:
    path = built / "data/water" / f"{level}-2026-11.xlsx"
    kinds = dict(
        row[:2] for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{path.parent}/{level}.parquet'").fetchall()
    )
    wanted = [
        {name: as_cell(text.removeprefix("'"), kinds[name]) for name, text in row.items()}
        for row in read(path.parent / f"{level}.csv")
    ]
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["data", "dictionary", "how to read"]
    heads, *rows = [list(row) for row in book["data"].iter_rows(values_only=True)]
    assert [dict(zip(heads, map(plain, row), strict=True)) for row in rows] == wanted
    assert {cell.data_type for row in book["data"].iter_rows() for cell in row} <= {"s", "n", "b"}
    assert (book["data"].freeze_panes, book["data"].dimensions) == ("E2", book["data"].auto_filter.ref)
    heads, *rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name("data").to_python()
    assert [dict(zip(heads, map(plain, row), strict=True)) for row in rows] == wanted


def test_a_workbook_says_what_it_is_in_both_languages(built: Path) -> None:
    book = openpyxl.load_workbook(built / "data/water/village-2026-11.xlsx")
    said = "\n".join(str(cell) for row in book["how to read"].iter_rows(values_only=True) for cell in row)
    for words in (
        "ข้อมูลสมมติ",
        "SYNTHETIC",
        "พฤศจิกายน 2569",
        "November 2026",
        "CC-BY-4.0",
        "GeoThai",
        "2026-11.1",
    ):
        assert words in said
    assert book.active.title == "how to read"
    dictionary = list(book["dictionary"].iter_rows(values_only=True))
    assert {"piped_share", "wells.well_depth"} <= {row[dictionary[0].index("variable")] for row in dictionary}


def test_hostile_text_and_large_numbers_are_cells_and_too_many_rows_go_on(tmp_path: Path) -> None:
    hostile = ["=1+1", "a<b>&\"'", " ก ", "_x0041_", "x\x01y", "@SUM(A1)", None]
    with open_session(folders=[tmp_path]) as session:
        session.run(
            "CREATE TABLE t AS SELECT unnest(?::VARCHAR[]) AS area_name_th, unnest(range(7)) AS n", [hostile]
        )
        sql, columns = "SELECT * FROM t ORDER BY n", session.columns("SELECT * FROM t")
        book = Workbook(sql=sql, rows=7, columns=columns, sheets={"how to read": [["x"]]})
        write_workbook(session, book, tmp_path / "x.xlsx", most=3)
    read_back = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert read_back.sheetnames == ["data", "data 2", "data 3", "how to read"]
    rows = [row for name in read_back.sheetnames[:3] for row in list(read_back[name].values)[1:]]
    marked = "_x005F_x0041_"  # Excel reads it as it was written; the four digits alone would be an A
    assert [row[0] for row in rows] == ["=1+1", "a<b>&\"'", " ก ", marked, "xy", "@SUM(A1)", None]
    assert [row[1] for row in rows] == list(range(7))
    assert read_back["data 2"]["A2"].coordinate == "A2" and read_back["data 3"].dimensions == "A1:B2"
    with zipfile.ZipFile(tmp_path / "x.xlsx") as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# Frictionless.


def test_frictionless_finds_nothing_wrong(built: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(built / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:5]
    tables = {task.name for task in report.tasks}
    assert {"water-village", "water-observations", "water-rows-wells", "areas", "dictionary"} <= tables


def test_every_file_of_a_dataset_is_a_resource_with_its_size(built: Path) -> None:
    package = json.loads((built / "datapackage.json").read_text())
    paths = {resource["path"] for resource in package["resources"]}
    assert {str(path.relative_to(built)) for path in (built / "data").rglob("*.*")} <= paths
    for resource in package["resources"]:
        assert resource["bytes"] == (built / resource["path"]).stat().st_size
        assert resource["type"] == ("table" if resource["format"] == "csv" else "file")

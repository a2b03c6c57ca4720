"""A release is a pure function of its freeze: the figures, the bytes, and what never leaves."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from release_world import areas, cells, head, make_freeze, population, water

from tambon.catalogue.integrity import list_files
from tambon.lib.problem import Problem
from tambon.releases import freezes
from tambon.releases.building import build
from tambon.releases.freezes import FrozenCell
from tambon.releases.rules.shape import Dataset, Variable

FREE = [v for v in water().variables if v.protection == "free" and v.type not in ("text", "rows")]
SURENESS = ("disputed", "reported", "checked", "verified")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(make_freeze(folder / "freezes"), folder / "out")
    return folder / "out"


def table(built: Path, dataset: str, level: str) -> list[dict[str, str]]:
    with (built / "data" / dataset / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The slow twin: the same figures from the same cells in plain Python, exactly.

Row = tuple[str, str, bool, dict[str, FrozenCell]]


def known(cell: FrozenCell | None) -> bool:
    return cell is not None and cell.get("value") is not None


def with_shares(row: Row, dataset: Dataset) -> dict[str, FrozenCell]:
    found = dict(row[3])
    for share in (v for v in dataset.variables if v.aggregation == "share"):
        top, bottom = found.get(share.numerator), found.get(share.denominator)
        reasons = [(bottom or {}).get("absent"), (top or {}).get("absent")]
        if "not_applicable" in reasons or (known(bottom) and bottom["value"] == 0):  # type: ignore[index]
            found[share.name] = FrozenCell(absent="not_applicable")
        elif known(top) and known(bottom):
            value = share.scale * Fraction(top["value"]) / Fraction(bottom["value"])  # type: ignore[index]
            grade = min((top["grade"], bottom["grade"]), key=SURENESS.index)  # type: ignore[index]
            outside = share.maximum is not None and value > share.maximum
            if outside and grade != "disputed":
                grade = "reported"
            found[share.name] = FrozenCell(value=value, grade=grade, origin="derived")
        else:
            found[share.name] = FrozenCell(absent=next((r for r in reasons if r), None))
    return found


def total(variable: Variable, rows: list[tuple[bool, dict[str, FrozenCell]]]) -> dict[str, Any]:
    inputs = [variable.name]
    if variable.aggregation == "weighted_mean":
        inputs = [variable.name, variable.weight]
    if variable.aggregation == "share":
        inputs = [variable.numerator, variable.denominator]
    applies = [r for r in rows if (r[1].get(variable.name) or {}).get("absent") != "not_applicable"]
    inside = [r[1] for r in applies if all(known(r[1].get(name)) for name in inputs)]
    expected = sum(1 for planned, found in applies if planned or found in inside)
    verified = sum(all(found[name]["grade"] == "verified" for name in inputs) for found in inside)

    def add(name: str) -> Fraction:
        return sum((Fraction(found[name]["value"]) for found in inside), Fraction(0))

    value: Fraction | None = None
    if inside and variable.aggregation == "sum":
        value = add(variable.name)
    if inside and variable.aggregation == "share" and add(variable.denominator):
        value = variable.scale * add(variable.numerator) / add(variable.denominator)
    if inside and variable.aggregation == "weighted_mean" and add(variable.weight):
        weighed = sum(
            Fraction(f[variable.name]["value"]) * Fraction(f[variable.weight]["value"]) for f in inside
        )
        value = weighed / add(variable.weight)
    status = "M" if not expected else "L" if not inside else "P" if len(inside) < expected else "A"
    return {
        "value": value,
        "expected": expected,
        "reported": len(inside),
        "verified": verified,
        "status": status,
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
def test_totals_are_those_of_the_slow_twin(tmp_path: Path, seed: int) -> None:
    build(make_freeze(tmp_path, seed=seed), tmp_path / "out")
    place = {a["area_id"]: a for a in areas()}
    for level, dataset in product(("tambon", "district", "province", "country"), (water(), population())):
        groups: dict[str, list[tuple[bool, dict[str, FrozenCell]]]] = {}
        for row in cells(dataset, seed):
            up = "TH" if level == "country" else place[row[0]][f"{level}_code"]
            groups.setdefault(up, []).append((row[2], with_shares(row, dataset)))
        found = {row["area_code"]: row for row in table(tmp_path / "out", dataset.name, level)}
        assert list(found) == sorted(groups)
        for code, group in groups.items():
            for variable in (v for v in dataset.variables if v in FREE or dataset.name == "population"):
                assert_same(variable, found[code], total(variable, group))


def assert_same(variable: Variable, row: dict[str, str], twin: dict[str, Any]) -> None:
    value = twin.pop("value")
    for part, wanted in twin.items():
        assert row[f"{variable.name}_{part}"] == str(wanted), (variable.name, part, row["area_code"])
    if variable.aggregation == "none":
        assert variable.name not in row
    elif value is None:
        assert row[variable.name] == ""
    else:
        assert float(row[variable.name]) == pytest.approx(float(value), abs=1e-6)


def test_every_expected_village_has_a_row_and_says_why_a_value_is_not_there(built: Path) -> None:
    rows = {row["area_id"]: row for row in table(built, "water", "village")}
    twin = {row[0]: row for row in cells(water())}
    assert set(rows) == set(twin)
    for area_id, row in twin.items():
        found = with_shares(row, water())
        for v in FREE:
            cell, shown = found.get(v.name) or FrozenCell(), rows[area_id]
            assert shown[f"{v.name}_grade"] == (cell.get("grade") or "")
            assert shown[f"{v.name}_origin"] == (cell.get("origin") or "")
            reason = cell.get("absent") or ("" if known(cell) else "not_reported")
            assert shown[f"{v.name}_absent"] == reason
            by_reason = {"not_applicable": "M", "unknown": "O"}.get(reason, "L")
            by_grade = {"verified": "A", "checked": "P", "reported": "V", "disputed": "U"}
            assert shown[f"{v.name}_status"] == by_grade.get(cell.get("grade") or "", by_reason)
            assert (shown[v.name] == "") == (not known(cell))


def test_only_class_free_leaves_and_free_text_never(built: Path) -> None:
    for path in list_files(built):
        content = (built / path).read_bytes()
        for name in (
            b"disabled_households",
            b"leak_reports",
            b"head_phone",
            b"remarks",
            b"987654321",
            b"081-234",
        ):
            assert name not in content, (path, name)
    for path in built.rglob("*.parquet"):
        columns = duckdb.sql(f"SELECT * FROM '{path}'").columns
        assert not [c for c in columns if c.startswith(("disabled", "leak", "head_", "remarks"))]
        text = duckdb.sql(f"SELECT string_agg(t::VARCHAR, '') FROM '{path}' t").fetchall()
        assert "987654321" not in text[0][0]


def test_personal_data_and_free_text_do_not_even_enter_the_freeze(tmp_path: Path) -> None:
    frozen = make_freeze(tmp_path)
    assert "head_phone" not in (frozen / "cells/water.csv").read_text()
    assert "081-234" not in (frozen / "cells/water.csv").read_text()
    assert "leak_reports" in (frozen / "cells/water.csv").read_text()  # official: kept in the freeze alone


@pytest.mark.slow
def test_the_same_freeze_gives_the_same_bytes_anywhere(tmp_path: Path, built: Path) -> None:
    frozen = make_freeze(tmp_path / "a")
    shutil.copytree(frozen, tmp_path / "b" / "deep" / frozen.name)
    code = "import sys; from pathlib import Path; from tambon.releases.building import build; "
    code += "build(Path(sys.argv[1]), Path(sys.argv[2]), threads=int(sys.argv[3]))"
    for zone, folder, out, threads in (
        ("Asia/Bangkok", frozen, tmp_path / "one", "1"),
        ("America/New_York", tmp_path / "b" / "deep" / frozen.name, tmp_path / "b" / "two", "3"),
    ):
        env = {**os.environ, "TZ": zone, "PYTHONHASHSEED": threads, "LC_ALL": "C"}
        subprocess.run([sys.executable, "-c", code, folder, out, threads], check=True, env=env)
    names = list_files(tmp_path / "one")
    assert names == list_files(tmp_path / "b" / "two") == list_files(built)
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "b" / "two" / name).read_bytes(), name
        assert (tmp_path / "one" / name).read_bytes() == (built / name).read_bytes(), name


@pytest.mark.slow
def test_pandas_and_duckdb_read_what_the_data_package_promises(built: Path) -> None:
    package = json.loads((built / "datapackage.json").read_text())
    numbers = {"integer": "number", "number": "number"}
    for resource in package["resources"]:
        path = built / resource["path"]
        assert path.stat().st_size == resource["bytes"]
        if resource["format"] not in ("csv", "parquet") or resource["path"].endswith(".geo.parquet"):
            continue
        if resource["format"] != "csv":
            frame = pandas.read_parquet(path)
            twin = duckdb.sql(f"SELECT * FROM '{path.with_suffix('.csv')}'")
            assert list(frame.columns) == twin.columns and len(frame) == len(twin)
            continue
        names = [field["name"] for field in resource["schema"]["fields"]]
        text = pandas.read_csv(path, dtype=str, keep_default_na=False)
        assert list(text.columns) == names
        assert not text.duplicated(resource["schema"]["primaryKey"]).any()
        for field in resource["schema"]["fields"]:
            filled = text[field["name"]][text[field["name"]] != ""]
            limits = field.get("constraints", {})
            assert not limits.get("required") or len(filled) == len(text), field
            assert set(filled) <= set(limits.get("enum", filled)), field
            if field["type"] in numbers:
                pandas.to_numeric(filled)
            if field["type"] == "boolean":
                assert set(filled) <= {"true", "false"}


def test_column_and_resource_names_are_plain_and_files_are_utf8(built: Path) -> None:
    package = json.loads((built / "datapackage.json").read_text())
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    for resource in package["resources"]:
        assert resource["name"] == resource["name"].lower() and " " not in resource["name"]
        for field in resource.get("schema", {}).get("fields", []):
            assert field["name"].isascii() and " " not in field["name"]
    for path in built.rglob("*.csv"):
        assert b"\r" not in path.read_bytes()
        path.read_text(encoding="utf-8")
    assert "'=1+1" in (built / "areas.csv").read_text(), "a spreadsheet must not run a name"


@pytest.mark.slow
def test_a_demonstration_says_so_loudly_and_credits_stand_in_every_package(
    tmp_path: Path, built: Path
) -> None:
    assert (built / "README.txt").read_text().startswith("*" * 60)
    manifest = json.loads((built / "manifest.json").read_text())
    assert manifest["synthetic"] is True
    assert "GeoThai" in manifest["credits"][0] and "CC-BY-4.0" in manifest["credits"][0]
    assert manifest["seal"]["root"] == "ab" * 32
    assert all(row["synthetic"] == "true" for row in table(built, "water", "province"))
    build(make_freeze(tmp_path, demonstration=False), tmp_path / "real")
    assert "SYNTHETIC" not in (tmp_path / "real" / "README.txt").read_text()
    assert json.loads((tmp_path / "real" / "manifest.json").read_text())["synthetic"] is False


def test_the_manifest_counts_the_cells_of_the_village_files(built: Path) -> None:
    counts = json.loads((built / "manifest.json").read_text())["datasets"]["water"]
    rows = table(built, "water", "village")
    for grade, number in counts["grades"].items():
        assert number == sum(row[f"{v.name}_grade"] == grade for row in rows for v in FREE)
    assert counts["rows"] == {"village": 10, "tambon": 3, "district": 3, "province": 2, "country": 1}
    assert counts["absent"] == counts["expected"] - sum(counts["grades"].values())


def test_a_changed_freeze_is_not_built(tmp_path: Path) -> None:
    frozen = make_freeze(tmp_path)
    path = frozen / "cells" / "water.csv"
    path.write_bytes(path.read_bytes().replace(b"verified", b"checked", 1))
    with pytest.raises(Problem, match="409-release-freeze-damaged"):
        build(frozen, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_area_that_stands_no_more_is_left_out_and_counted(tmp_path: Path) -> None:
    frozen, gone = tmp_path / "2026-11.1", "a-58020103"
    datasets = [water()]
    frozen.mkdir()
    freezes.write_areas(frozen, [one for one in areas() if one["area_id"] != gone])
    freezes.write_cells(frozen, datasets[0], cells(datasets[0]))
    freezes.write_head(frozen, head("2026-11.1", True, datasets))
    build(frozen, tmp_path / "out")
    counts = json.loads((tmp_path / "out" / "manifest.json").read_text())["datasets"]["water"]
    assert counts["left_out"] == 1
    assert gone not in {row["area_id"] for row in table(tmp_path / "out", "water", "village")}

"""A made-up release for measuring the public door: villages by sixty variables, in a release's files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tambon.catalogue.integrity import list_files, read_manifest, sum_file
from tambon.releases import freezes, publishing
from tambon.releases.rules import tables
from tambon.releases.rules.describe import describe
from tambon.releases.rules.shape import Dataset, Variable
from tambon.store import Session, identifier, literal, open_session, write_csv, write_file, write_parquet

DATASET = "village_facts"
VERSION = "2026-11.1"
PROVINCES, DISTRICTS, TAMBONS = 77, 12, 8  # districts of a province, tambons of a district
OWNER = {"owner": "pwa", "owner_th": "การประปาส่วนภูมิภาค", "owner_en": "Provincial Waterworks Authority"}


def make(catalogue: Path, *, villages: int = 75_000, variables: int = 60, periods: int = 1) -> Path:
    """A catalogue folder with one release; the same bytes each time."""
    folder = catalogue / "releases" / VERSION
    dataset = _dataset(variables, periods)
    out = folder / "data" / DATASET
    out.mkdir(parents=True)
    with open_session(folders=[folder], threads=2) as session:
        _make_areas(session, villages)
        ordered = "SELECT * FROM areas ORDER BY kind, area_code, area_id"
        write_parquet(session, ordered, folder / "areas.parquet")
        write_csv(session, ordered, folder / "areas.csv")
        _make_cells(session, dataset)
        session.run(f"CREATE TABLE made AS {tables.own_level(dataset.variables, synthetic=True)}")
        session.run("DROP TABLE cells")
        rows = "SELECT * FROM made ORDER BY area_code, area_id, period"
        write_parquet(session, rows, out / "village.parquet")
        write_csv(session, rows, out / "village.csv")
        count = int(session.query("SELECT count(*) FROM made")[1][0][0])
    _describe(folder, dataset, count)
    total = read_manifest(folder)[1]
    line = {"version": VERSION, "manifest_sha256": total, "published_at": "2026-11-22T01:00:00+00:00"}
    lists = {publishing.LIST: {"releases": [{**line, "state": "published"}]}, publishing.LATEST: line}
    for name, body in lists.items():  # unsigned: there is no home with a key
        write_file(catalogue / name, json.dumps(body).encode())
    return folder


def _dataset(variables: int, periods: int) -> Dataset:
    made = [_variable(number) for number in range(variables)]
    months = [f"2026-{month:02}" for month in range(1, periods + 1)]
    return Dataset(DATASET, 1, "ข้อเท็จจริงหมู่บ้าน", "Village facts", "village", months, made, **OWNER)


def _variable(number: int) -> Variable:
    kind = ("integer", "integer", "integer", "integer", "decimal", "boolean")[number % 6]
    name = f"fact_{number:02}"
    return Variable(name, f"ตัวแปร {number}", f"Fact {number}", kind, "free", aggregation="sum", **OWNER)


def _make_areas(session: Session, villages: int) -> None:
    province = f"lpad(({10} + n % {PROVINCES})::VARCHAR, 2, '0')"
    district = f"{province} || lpad((1 + n // {PROVINCES} % {DISTRICTS})::VARCHAR, 2, '0')"
    tambon = f"{district} || lpad((1 + n // {PROVINCES * DISTRICTS} % {TAMBONS})::VARCHAR, 2, '0')"
    village = f"{tambon} || lpad((1 + n // {PROVINCES * DISTRICTS * TAMBONS})::VARCHAR, 2, '0')"
    session.run(
        f"CREATE TABLE v AS SELECT {village} AS code, {tambon} AS t, {district} AS d, {province} AS p "
        f"FROM range({villages}) r(n)"
    )
    parts = [
        "SELECT 'country' AS kind, 'TH' AS area_code, 'ประเทศไทย' AS name_th, 'Thailand' AS name_en, "
        "NULL AS parent_code, NULL AS province_code, NULL AS district_code, NULL AS tambon_code",
        "SELECT DISTINCT 'province', p, 'จังหวัดสมมติ ' || p, 'Province ' || p, 'TH', p, NULL, NULL FROM v",
        "SELECT DISTINCT 'district', d, 'อำเภอสมมติ ' || d, 'District ' || d, p, p, d, NULL FROM v",
        "SELECT DISTINCT 'tambon', t, 'ตำบลสมมติ ' || t, 'Tambon ' || t, d, p, d, t FROM v",
        "SELECT 'village', code, 'บ้านสมมติ ' || code, 'Ban Sommot ' || code, t, p, d, t FROM v",
    ]
    session.run(
        "CREATE TABLE areas AS SELECT 'a-' || kind[1] || lower(area_code) AS area_id, *, "
        f"kind = 'village' AS synthetic FROM ({' UNION ALL '.join(parts)})"
    )


def _make_cells(session: Session, dataset: Dataset) -> None:
    months = ", ".join(f"({literal(period)})" for period in dataset.periods)
    columns = ", ".join(part for number, v in enumerate(dataset.variables) for part in _cell(v, number))
    session.run(
        f"CREATE TABLE cells AS SELECT area_id, m.period, true AS planned, {columns} "
        f"FROM areas, (VALUES {months}) m(period) WHERE kind = 'village'"
    )


def _cell(variable: Variable, number: int) -> list[str]:
    chance = f"hash(area_id || m.period || '{number}')"
    value = {
        "integer": f"({chance} % 400)::BIGINT",
        "decimal": f"(({chance} % 100000) / 100.0)::DECIMAL(19,6)",
        "boolean": f"{chance} % 2 = 0",
    }[variable.type]
    lacks = f"{chance} % 29 = 0"
    grade = f"(['reported', 'checked', 'verified', 'verified'])[1 + ({chance} % 4)::INT]"
    name = variable.name
    return [
        f"CASE WHEN NOT {lacks} THEN {value} END AS {identifier(name)}",
        f"CASE WHEN NOT {lacks} THEN {grade} END AS {identifier(name + '_grade')}",
        f"CASE WHEN NOT {lacks} THEN 'field' END AS {identifier(name + '_origin')}",
        f"CASE WHEN {lacks} THEN 'unknown' END AS {identifier(name + '_absent')}",
    ]


def _describe(folder: Path, dataset: Dataset, rows: int) -> None:
    described = [{**describe(dataset), "levels": ["village"]}]
    _write(folder / "dictionary.json", {"version": VERSION, "datasets": described})
    files = [
        {"path": path, "bytes": (folder / path).stat().st_size, "sha256": sum_file(folder / path)}
        for path in list_files(folder)
    ]
    counts = {
        "version": 1, "periods": dataset.periods, "level": "village", "levels": ["village"],
        "rows": {"village": rows}, "left_out": 0, "grades": {}, "expected": rows, "absent": 0,
    }  # fmt: skip
    manifest: dict[str, Any] = {
        "format": "tambon-release/1", "version": VERSION, "frozen_at": "2026-11-22T03:00:00+00:00",
        "round": {"code": "bench", "name_th": "วัดความเร็ว", "name_en": "Bench"}, "synthetic": True,
        "published_from": "http://127.0.0.1", "licences": [], "credits": [], "areas_edition": [],
        "seal": {}, "rules": {}, "datasets": {DATASET: counts}, "files": files,
    }  # fmt: skip
    _write(folder / "manifest.json", manifest)


def _write(path: Path, body: Any) -> None:
    path.write_text(freezes.dump(json.loads(json.dumps(body))), encoding="utf-8")

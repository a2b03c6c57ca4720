"""A small frozen world for releases and the catalogue: two provinces, all absences, classes, aggregations.

`make_freeze` writes a freeze folder as the freeze action does; `make_catalogue` builds and publishes from it
with files alone, so that tests of the public side need no database.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import programme_files
import shapely

from tambon.catalogue.integrity import read_manifest
from tambon.releases import freezes, publishing
from tambon.releases.building import build
from tambon.releases.rules.boundaries import Shape
from tambon.releases.rules.shape import Dataset, Freeze, Variable
from tambon.releases.signing import sign_folder
from tambon.store import building

REASONS = ("unknown", "not_applicable", "refused", "not_asked")
GRADES = ("reported", "checked", "verified", "disputed")
PWA = {"owner": "pwa", "owner_th": "การประปาส่วนภูมิภาค", "owner_en": "Provincial Waterworks Authority"}

ITEMS = {  # of water; population has none, as a release of older days
    "title": "น้ำประปารายหมู่บ้าน", "owner_org": "การประปาส่วนภูมิภาค",
    "maintainer": "ศูนย์สารสนเทศเพื่อการบริหารงานปกครอง", "maintainer_email": "opendata@example.go.th",
    "tag_string": ["น้ำประปา", "หมู่บ้าน"], "notes": "น้ำประปาของแต่ละหมู่บ้าน พร้อมระดับความเชื่อมั่นของทุกค่า",
    "objective": ["เพื่อการให้บริการประชาชน", "พันธกิจหน่วยงาน"], "update_frequency_unit": "เดือน",
    "update_frequency_interval": 1, "geo_coverage": "หมู่บ้าน", "data_source": "แบบสำรวจและทะเบียนผู้ใช้น้ำ",
    "data_format": ["CSV"], "data_category": "ข้อมูลสาธารณะ",
    "license_id": "Creative Commons Attributions", "data_type": "ข้อมูลสถิติ", "data_classification": "เปิดเผย",
}  # fmt: skip


WELLS = [  # the columns of a variable of rows; what was written freely stays
    {"name": "well_depth", "label_th": "ความลึก", "label_en": "Depth", "type": "decimal", "unit": "m"},
    {"name": "well_kind", "label_th": "ชนิด", "label_en": "Kind", "type": "code",
     "codes": [{"code": "dug", "label_th": "ขุด", "label_en": "Dug"},
               {"code": "drilled", "label_th": "เจาะ", "label_en": "Drilled"}]},
    {"name": "well_dry", "label_th": "แห้ง", "label_en": "Dry", "type": "boolean"},
    {"name": "well_note", "label_th": "หมายเหตุ", "label_en": "Note", "type": "text"},
]  # fmt: skip


def variable(name: str, kind: str, protection: str = "free", **more: Any) -> Variable:
    return Variable(name, f"ตัวแปร {name}", f"variable {name}", kind, protection, **{**PWA, **more})


def water(period: str = "2026-11") -> Dataset:
    """Every type, aggregation and class."""
    codes = [
        {"code": code, "label_th": f"แบบ {code}", "label_en": f"kind {code}"}
        for code in ("none", "part", "all")
    ]
    variables = [
        variable("households", "integer", aggregation="sum", unit="household", unit_th="ครัวเรือน"),
        variable("piped_households", "integer", aggregation="sum"),
        variable("piped_share", "decimal", aggregation="share", numerator="piped_households",
                 denominator="households", scale=100, unit="percent", minimum=0, maximum=100),
        variable("litres", "decimal", aggregation="weighted_mean", weight="households", unit="litre"),
        variable("pipe_km", "decimal", aggregation="sum", unit="km"),
        variable("has_pump", "boolean", aggregation="sum"),
        variable("service", "code", codes=codes),
        variable("sources", "codes", codes=codes),
        variable("opened", "date"),
        variable("disabled_households", "integer", "aggregate", aggregation="sum"),
        variable("leak_reports", "integer", "official", aggregation="sum"),
        variable("head_phone", "integer", "personal"),
        variable("remarks", "text"),
        variable("wells", "rows", columns=WELLS),
        variable("complaints", "rows", "official", columns=WELLS),
    ]  # fmt: skip
    return Dataset("water", 3, "น้ำประปา", "Piped water", "village", [period], variables,
                   "ระบบประปาของหมู่บ้าน", "Piped water of villages", **PWA, catalogue=ITEMS)  # fmt: skip


def population(period: str = "2026") -> Dataset:
    variables = [
        variable(
            "people", "integer", aggregation="sum", owner="dopa", owner_th="กรมการปกครอง", owner_en="DOPA"
        ),
        variable(
            "houses", "integer", aggregation="sum", owner="dopa", owner_th="กรมการปกครอง", owner_en="DOPA"
        ),
    ]
    return Dataset("population", 1, "ประชากร", "Population", "village", [period], variables)


def areas() -> list[dict[str, Any]]:
    """Mae Hong Son with two districts, three tambons (580101 without a village), and Chiang Mai with one."""
    made = [
        area("country", "TH", "ประเทศไทย", "Thailand", ""),
        area("province", "58", "แม่ฮ่องสอน", "Mae Hong Son", "TH"),
        area("province", "50", "เชียงใหม่", "Chiang Mai", "TH"),
        area("district", "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son", "58"),
        area("district", "5802", "ขุนยวม", "Khun Yuam", "58"),
        area("district", "5001", "เมืองเชียงใหม่", "Mueang Chiang Mai", "50"),
        area("tambon", "580101", "จองคำ", "Chong Kham", "5801"),
        area("tambon", "580102", "ห้วยโป่ง", "Huai Pong", "5801"),
        area("tambon", "580201", "ขุนยวม", "Khun Yuam", "5802"),
        area("tambon", "500101", "ศรีภูมิ", "Si Phum", "5001"),
    ]
    for tambon, villages in (("580102", 5), ("580201", 3), ("500101", 2)):
        made += [
            area("village", f"{tambon}{n:02}", f"บ้านสมมติ {n}", f"Ban Sommot {n}", tambon)
            for n in range(1, villages + 1)
        ]
    made[-1]["name_th"] = "=1+1"  # a spreadsheet must not run a village's name
    return made


def area(kind: str, code: str, th: str, en: str, parent: str) -> dict[str, Any]:
    village = kind == "village"
    return {
        "area_id": f"a-{code.lower()}", "kind": kind, "area_code": code, "name_th": th, "name_en": en,
        "parent_code": parent or None, "province_code": code[:2] if kind != "country" else None,
        "district_code": code[:4] if len(code) >= 4 else None,
        "tambon_code": code[:6] if len(code) >= 6 else None,
        "synthetic": village,
    }  # fmt: skip


def cells(dataset: Dataset, seed: int = 1) -> Iterator[tuple[str, str, bool, dict[str, freezes.FrozenCell]]]:
    """A row for each village: one planned without answer, one reported but not planned, the rest mixed."""
    chance, rows_chance = (random.Random(f"{name}-{seed}") for name in (dataset.name, f"{dataset.name}-rows"))
    villages = [a["area_id"] for a in areas() if a["kind"] == "village"]
    for number, village in enumerate(villages):
        answered = (
            {}
            if number == 1
            else {v.name: _cell(rows_chance if v.type == "rows" else chance, v) for v in dataset.variables}
        )
        yield village, dataset.periods[0], number != 2, {k: c for k, c in answered.items() if c is not None}


def _cell(chance: random.Random, v: Variable) -> freezes.FrozenCell | None:
    luck = chance.random()
    if luck < 0.1:
        return None
    if luck < 0.3:
        return freezes.FrozenCell(absent=chance.choice(REASONS))
    value: Any = {
        "integer": chance.randint(0, 400), "decimal": str(chance.randint(0, 99_999) / 100),
        "boolean": luck < 0.6, "date": f"2020-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
        "code": chance.choice(["none", "part", "all"]),
        "codes": chance.sample(["none", "part", "all"], 2), "text": "free words 081-234-5678",
        "rows": _wells(chance, v),
    }[v.type]  # fmt: skip
    if v.protection != "free" and v.type != "rows":
        value = 987_654_321  # easily found again, should it ever leave
    origin = chance.choice(["field", "register"])
    return freezes.FrozenCell(value=value, grade=chance.choice(GRADES), origin=origin)


def _wells(chance: random.Random, v: Variable) -> list[dict[str, Any]]:
    """Up to twelve rows; those that are not free hold a figure that is easily found again."""
    if v.type != "rows":
        return []
    return [
        {"well_depth": "987654321" if v.protection != "free" else str(chance.randint(10, 900) / 10),
         "well_kind": chance.choice(["dug", "drilled", None]), "well_dry": chance.random() < 0.5,
         "well_note": "ask 081-234-5678"}
        for _ in range(chance.randint(1, 12))
    ]  # fmt: skip


def shapes(level: str) -> list[Shape]:
    """A square for each province and tambon, a point for each village but the last; nothing of districts."""
    found = []
    for number, place in enumerate(a for a in areas() if a["kind"] == level):
        if level not in ("province", "tambon", "village") or place["name_th"] == "=1+1":
            continue
        west, south = round(98.0 + number / 10, 6), round(18.0 + number / 20, 6)
        square = shapely.box(west, south, round(west + 0.1, 6), round(south + 0.1, 6), ccw=True)
        drawn = shapely.Point(west, south) if level == "village" else square
        wkb = bytes(shapely.to_wkb(drawn, byte_order=1))
        found.append(Shape(place["area_id"], wkb, "CC-BY-4.0", "แผนที่สมมติ"))
    return found


def make_freeze(
    folder: Path, *, version: str = "2026-11.1", demonstration: bool = True, seed: int = 1
) -> Path:
    """A freeze folder under ``folder``; another seed has other values."""
    target = folder / version
    datasets = [population(), water()]
    with building(target) as draft:
        draft.mkdir()
        freezes.write_areas(draft, areas())
        for dataset in datasets:
            freezes.write_cells(draft, dataset, cells(dataset, seed))
        for level in water().levels:
            freezes.write_shapes(draft, level, shapes(level))
        freezes.write_head(draft, head(version, demonstration, datasets))
    return target


def head(version: str, demonstration: bool, datasets: list[Dataset]) -> Freeze:
    edition = {
        "source": "geothai",
        "day": "2025-01-01",
        "licence": "CC-BY-4.0",
        "credit": "GeoThai",
        "synthetic": False,
        "sha256": "00",
    }
    return Freeze(
        version=version,
        round={"code": "first", "name_th": "รอบที่ 1", "name_en": "Round 1"},
        frozen_at="2026-11-22T03:00:00+00:00",
        demonstration=demonstration,
        public_url="http://127.0.0.1:8000",
        seal={"root": "ab" * 32, "at": "2026-11-22T02:59:59+00:00"},
        areas_editions=[edition],
        datasets=datasets,
        files={},
        areas_published="2026-11-20.1",
    )


def make_catalogue(folder: Path, *versions: str) -> Path:
    """A catalogue with these releases (2026-11.1 by default), each with other values, and a snapshot."""
    catalogue = folder / "catalogue"
    for seed, version in enumerate(versions or ("2026-11.1",), start=1):
        freeze = make_freeze(folder / "freezes", version=version, seed=seed)
        with building(catalogue / "releases" / version) as draft:
            build(freeze, draft)
            sign_folder(draft)
        total = read_manifest(catalogue / "releases" / version)[1]
        publishing.announce(
            catalogue, version, manifest_sha256=total, published_at=f"2026-11-22T0{seed}:00:00+00:00"
        )
    publishing.put(catalogue, "snapshots/progress.json", progress(), at=datetime(2026, 11, 22, tzinfo=UTC))
    programme_files.write(catalogue)
    return catalogue


def progress() -> dict[str, Any]:
    counts = {"expected": 65, "reported": 40, "checked": 20, "verified": 12, "disputed": 2, "absent": 5}
    part = {"round": "first", "dataset": "water", "period": "2026-11"}
    dataset = {"dataset": "water", "period": "2026-11", "label_th": "น้ำประปา", "label_en": "Piped water"}
    shown = [place for place in areas() if place["area_code"] in ("58", "5801", "5802")]
    named = ("kind", "area_id", "area_code", "name_th", "name_en", "synthetic")
    office = {"office": "pwa-58", "name_th": "กปภ. สาขาแม่ฮ่องสอน", "name_en": "PWA Mae Hong Son"}
    return {
        "at": "2026-11-22T03:00:00+00:00",
        "synthetic": True,
        "rounds": [
            {"code": "first", "name_th": "รอบที่ 1", "name_en": "Round 1", "opens": "2026-11-01",
             "closes": "2026-12-01", "datasets": [dataset]}
        ],
        "areas": [{**part, **{name: place[name] for name in named}, **counts} for place in shown],
        "offices": [{**part, **office, **counts}],
    }  # fmt: skip


def only_first(catalogue: Path) -> dict[str, bytes]:
    """Takes the last release back from a catalogue of two; gives the lists that announced it."""
    lists = {name: (catalogue / name).read_bytes() for name in ("releases.json", "latest.json")}
    lines = json.loads(lists["releases.json"])["releases"][1:]
    (catalogue / "releases.json").write_text(json.dumps({"releases": lines}))
    (catalogue / "latest.json").write_text(json.dumps({"version": lines[0]["version"]}))
    return lists

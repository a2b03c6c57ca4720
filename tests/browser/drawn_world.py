"""A few areas with boundaries, as a published edition that a map can be drawn from."""

from __future__ import annotations

from pathlib import Path

from registry_files import Content, Row, area, change, place, write_edition
from registry_world import KNOWN, SOURCES, box, point

from tambon.areas.rules.geometry import simplify_together
from tambon.releases.registry.rules.tiles import Feature, tiles

LAW, LIST = "2011-03-23", "2011-03-31"
BOXES: dict[str, tuple[float, float, float, float]] = {
    "th-p58": (97.4, 17.6, 98.6, 19.8),
    "th-p50": (98.6, 17.6, 99.8, 19.8),
    "th-d5801": (97.4, 18.7, 98.6, 19.8),
    "th-d5802": (97.4, 17.6, 98.6, 18.7),
    "th-t580102": (97.4, 18.7, 98.0, 19.8),
    "th-t580103": (98.0, 18.7, 98.6, 19.8),
}
POINTS = {"th-v1": (97.6, 19.0), "th-v2": (97.8, 19.5)}
CREDIT = {"source": "RTSD", "licence": "CC BY-IGO", "credit": "OCHA, Royal Thai Survey Department"}


def make_catalogue(folder: Path) -> Path:
    """A catalogue of one edition and no release."""
    rows = _areas()
    last = {row["area_id"]: row for row in rows if row["until"] is None}
    shapes = {key: box(*edges) for key, edges in BOXES.items()} | {
        key: point(*at) for key, at in POINTS.items()
    }
    layers: dict[str, list[Feature]] = {}
    for key, wkb in shapes.items():
        row = last[key]
        layers.setdefault(row["kind"], []).append(
            Feature(key, row["code"], row["name_th"], row["name_en"], wkb)
        )
    places = [place(key, last[key]["kind"], edges, **CREDIT) for key, edges in BOXES.items()]
    places += [place(key, "village", (x, y, x, y), **CREDIT) for key, (x, y) in POINTS.items()]
    content = Content(
        areas=rows,
        changes=_changes(rows),
        places=places,
        neighbours=[("th-p50", "th-p58"), ("th-d5801", "th-d5802"), ("th-t580102", "th-t580103")],
        shapes=shapes,
        tiles=tiles(layers, simplify_together),
        known_since=dict(KNOWN),
        sources=SOURCES,
    )
    write_edition(folder, "2026-11-22.1", content)
    return folder


def _areas() -> list[Row]:
    rows = [
        area("th-c", "country", "TH", "ประเทศไทย", "Thailand", None),
        area("th-p58", "province", "58", "แม่ฮ่องสอน", "Mae Hong Son", "th-c"),
        area("th-p50", "province", "50", "เชียงใหม่", "Chiang Mai", "th-c"),
        area("th-p43", "province", "43", "หนองคาย", "Nong Khai", "th-c"),
        area("th-d5801", "district", "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son", "th-p58"),
        area("th-d5802", "district", "5802", "ขุนยวม", "Khun Yuam", "th-p58"),
        area("th-t580102", "tambon", "580102", "ห้วยโป่ง", "Huai Pong", "th-d5801"),
        area("th-t580103", "tambon", "580103", "ผาบ่อง", "Pha Bong", "th-d5801"),
        area("th-v1", "village", "58010201", "บ้านห้วยผึ้ง", "", "th-t580102"),
        area("th-v2", "village", "58010202", "บ้านกุ่มสูง", "", "th-t580102"),
    ]
    for by, day in (("law", LAW), ("list", LIST)):
        rows += [
            area("th-p38", "province", "38", "บึงกาฬ", "Bueng Kan", "th-c", since=day, by=by),
            area("th-d3801", "district", "4303", "บึงกาฬ", "Bueng Kan", "th-p43", until=day, by=by),
            area("th-d3801", "district", "3801", "เมืองบึงกาฬ", "Mueang Bueng Kan", "th-p38", since=day, by=by),
        ]
    return rows


def _changes(rows: list[Row]) -> list[Row]:
    known = {row["code"]: row for row in rows}
    days = {"legal_day": LAW, "list_day": LIST, "source": "ราชกิจจานุเบกษา เล่ม 128 ตอนที่ 18 ก"}
    return [change("ch-1", "recoded", known["4303"], known["3801"], **days, share=1.0)]

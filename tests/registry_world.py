"""Contents of registry editions: a small country with what happens to areas, and one of many villages."""

from __future__ import annotations

import gzip
import struct
from typing import Any

from registry_files import Content, area, change, place

KNOWN = {"country": "2026-10-23", "province": "2026-10-23", "district": "2026-10-23", "tambon": "2026-10-23"}
SOURCES = [
    {
        "name": "geothai 2026-10-23", "source": "geothai", "day": "2026-10-23", "licence": "CC-BY-4.0",
        "credit": "GeoThai", "kinds": "country, province, district, tambon", "synthetic": False,
    }
]  # fmt: skip
_THAI = "หนอง ห้วย โคก บึง ดอน นา ป่า ท่า ทุ่ง โพน เหล่า โนน แก้ว ทอง คำ ใหญ่ น้อย กลาง เหนือ ใต้ งาม สูง"
_ROMAN = (
    "Nong Huai Khok Bueng Don Na Pa Tha Thung Phon Lao Non Kaeo Thong Kham Yai Noi Klang Nuea Tai Ngam Sung"
)
SYLLABLES, ROMANS = _THAI.split(), _ROMAN.split()
SHAREABLE = {"source": "ประกาศกระทรวงมหาดไทย", "basis": "notice"}


def sample() -> Content:
    """Bueng Kan leaves Nong Khai (law 2011-03-23, list 2011-03-31); 104701 is split; a community."""
    areas = [*_mae_hong_son(), *_bueng_kan(), *_bangkok()]
    by_id = {(row["area_id"], row["code"]): row for row in areas}
    return Content(
        areas=areas,
        changes=_changes(by_id),
        places=[
            place("th-p58", "province", (97.0, 18.0, 98.0, 19.0)),
            place("th-d5801", "district", (97.0, 18.0, 97.5, 19.0)),
            place("th-d5802", "district", (97.5, 18.0, 98.0, 19.0)),
            place("th-v1", "village", (97.2, 18.5, 97.2, 18.5), credit="DOPA", licence="CC-BY-4.0"),
        ],
        neighbours=[("th-d5801", "th-d5802")],
        shapes={
            "th-p58": box(97.0, 18.0, 98.0, 19.0),
            "th-d5801": box(97.0, 18.0, 97.5, 19.0),
            "th-d5802": box(97.5, 18.0, 98.0, 19.0),
            "th-v1": point(97.2, 18.5),
        },
        tiles={
            (0, 0, 0): gzip.compress(b"the world", mtime=0),
            (5, 24, 14): gzip.compress(b"north", mtime=0),
        },
        known_since=dict(KNOWN),
        sources=SOURCES,
    )


def _mae_hong_son() -> list[dict[str, Any]]:
    renamed = {"until": "2015-06-01"}
    return [
        area("th-country", "country", "TH", "ประเทศไทย", "Thailand", None),
        area("th-p58", "province", "58", "แม่ฮ่องสอน", "Mae Hong Son", "th-country"),
        area("th-d5801", "district", "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son", "th-p58"),
        area("th-d5802", "district", "5802", "ขุนยวม", "Khun Yuam", "th-p58"),
        area("th-t580101", "tambon", "580101", "จองคำ", "Chong Kham", "th-d5801"),
        area("th-t580102", "tambon", "580102", "ห้วยโป่ง", "Huai Pong", "th-d5801"),
        area("th-t580201", "tambon", "580201", "ขุนยวม", "Khun Yuam", "th-d5802"),
        area("th-v1", "village", "58010201", "บ้านห้วยผา", "", "th-t580102", local_government_id="th-lg1"),
        area("th-v2", "village", "58010202", "บ้านเก่า", "Ban Kao", "th-t580102", **renamed),
        area("th-v2", "village", "58010202", "บ้านใหม่", "Ban Mai", "th-t580102", since="2015-06-01"),
        area("th-c1", "community", "58010202", "ชุมชนกลางเวียง", "", "th-t580101"),
        area("th-lg1", "local_government", "6580101", "อบต.ห้วยโป่ง", "Huai Pong SAO", "th-p58"),
    ]


def _bueng_kan() -> list[dict[str, Any]]:
    law, listed = "2011-03-23", "2011-03-31"
    rows = [
        area("th-p43", "province", "43", "หนองคาย", "Nong Khai", "th-country"),
        area("th-p38", "province", "38", "บึงกาฬ", "Bueng Kan", "th-country", since=law, by="law"),
        area("th-p38", "province", "38", "บึงกาฬ", "Bueng Kan", "th-country", since=listed, by="list"),
    ]
    for by, day in (("law", law), ("list", listed)):
        rows += [
            area("th-d3801", "district", "4303", "บึงกาฬ", "Bueng Kan", "th-p43", until=day, by=by),
            area("th-d3801", "district", "3801", "เมืองบึงกาฬ", "Mueang Bueng Kan", "th-p38", since=day, by=by),
            area("th-t380101", "tambon", "430301", "บึงกาฬ", "Bueng Kan", "th-d3801", until=day, by=by),
            area("th-t380101", "tambon", "380101", "บึงกาฬ", "Bueng Kan", "th-d3801", since=day, by=by),
        ]
    return rows


def _bangkok() -> list[dict[str, Any]]:
    rows = [
        area("th-p10", "province", "10", "กรุงเทพมหานคร", "Bangkok", "th-country"),
        area("th-d1047", "district", "1047", "บางนา", "Bang Na", "th-p10"),
    ]
    for by, day in (("law", "2017-07-26"), ("list", "2022-04-22")):
        rows += [
            area("th-t104701", "tambon", "104701", "บางนา", "Bang Na", "th-d1047", until=day, by=by),
            area("th-t104702", "tambon", "104702", "บางนาเหนือ", "Bang Na Nuea", "th-d1047", since=day, by=by),
            area("th-t104703", "tambon", "104703", "บางนาใต้", "Bang Na Tai", "th-d1047", since=day, by=by),
        ]
    return rows


def _changes(rows: dict[tuple[str, str], dict[str, Any]]) -> list[dict[str, Any]]:
    bueng_kan = {"legal_day": "2011-03-23", "list_day": "2011-03-31", **SHAREABLE}
    split = {"legal_day": "2017-07-26", "list_day": "2022-04-22", **SHAREABLE}
    old, new = rows["th-t380101", "430301"], rows["th-t380101", "380101"]
    before = rows["th-t104701", "104701"]
    named = rows["th-v2", "58010202"]
    return [
        change("ch-1", "recoded", old, new, **bueng_kan, share=1.0),
        change("ch-2", "recoded", rows["th-d3801", "4303"], rows["th-d3801", "3801"], **bueng_kan, share=1.0),
        change("ch-3", "split", rows["th-p43", "43"], rows["th-p38", "38"], **bueng_kan),
        change("ch-3", "split", rows["th-p43", "43"], rows["th-p43", "43"], **bueng_kan),
        change("ch-4", "split", before, rows["th-t104702", "104702"], **split),
        change("ch-4", "split", before, rows["th-t104703", "104703"], **split),
        change(
            "ch-5", "renamed", {**named, "name_th": "บ้านเก่า", "name_en": "Ban Kao"}, named,
            legal_day="2015-06-01", list_day="2015-06-01", share=1.0, **SHAREABLE,
        ),
    ]  # fmt: skip


def box(west: float, south: float, east: float, north: float) -> bytes:
    """A rectangle as WKB."""
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return struct.pack("<BIII", 1, 3, 1, len(ring)) + b"".join(struct.pack("<dd", *at) for at in ring)


def packed(tile: bytes) -> bytes:
    return gzip.compress(tile, mtime=0)


def point(longitude: float, latitude: float) -> bytes:
    return struct.pack("<BIdd", 1, 1, longitude, latitude)


def thailand(villages: int = 75_000) -> Content:
    """77 provinces, 928 districts, 7,436 tambons and so many made-up villages of differing names."""

    def named(number: int) -> tuple[str, str]:
        parts = [number % 22, number // 22 % 22, number // 484 % 22, number // 10648 % 22]
        return "".join(SYLLABLES[part] for part in parts), " ".join(ROMANS[part] for part in parts)

    rows = [area("th-0", "country", "TH", "ประเทศไทย", "Thailand", None)]
    tree = [("province", 77, 2), ("district", 928, 4), ("tambon", 7_436, 6), ("village", villages, 8)]
    above = [("th-0", "")]
    for kind, total, _ in tree:
        level = []
        for number in range(total):
            parent, code = above[number % len(above)]
            own = f"{code}{number // len(above) + 10 if kind == 'province' else number // len(above) + 1:02}"
            key = f"th-{kind[0]}{own}"
            level.append((key, own))
            th, en = named(number * 7 + len(own))
            rows.append(area(key, kind, own, f"บ้าน{th}" if kind == "village" else th, en, parent))
        above = level
    return Content(areas=rows, known_since=dict(KNOWN), sources=SOURCES)

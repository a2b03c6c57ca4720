"""The tables of a published edition: their columns, types, order and what each means in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_FRICTIONLESS = {
    "VARCHAR": "string",
    "DATE": "date",
    "BOOLEAN": "boolean",
    "DOUBLE": "number",
    "INTEGER": "integer",
}


@dataclass(frozen=True)
class Column:
    name: str
    type: str  # DuckDB's
    th: str
    en: str

    @property
    def field(self) -> dict[str, Any]:
        """A field of a Frictionless Table Schema."""
        return {"name": self.name, "type": _FRICTIONLESS[self.type], "title": f"{self.th} / {self.en}"}


@dataclass(frozen=True)
class Table:
    name: str
    th: str
    en: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]  # sorts the rows fully

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _text(name: str, th: str, en: str) -> Column:
    return Column(name, "VARCHAR", th, en)


def _day(name: str, th: str, en: str) -> Column:
    return Column(name, "DATE", th, en)


def _number(name: str, th: str, en: str) -> Column:
    return Column(name, "DOUBLE", th, en)


AREA_ID = _text("area_id", "รหัสถาวรของพื้นที่", "the area's public id, which is never used again")
KIND = _text("kind", "ชนิดพื้นที่", "kind of area")
CODE = _text("code", "รหัสพื้นที่ในระบบของชนิดนั้น", "code in the kind's own scheme (TIS 1099 down to the village)")
NAME_TH = _text("name_th", "ชื่อภาษาไทย", "name in Thai")
NAME_EN = _text("name_en", "ชื่อภาษาอังกฤษ", "name in English; empty where none is known")
SINCE = _day("since", "ตั้งแต่วันที่ (ว่าง = เท่าที่ทราบ)", "first day; empty: as long as is known")
UNTIL = _day("until", "สิ้นสุดก่อนวันที่ (ว่าง = ยังใช้อยู่)", "first day no more; empty: still")
LAW = (
    _day("since", "ตั้งแต่วันที่ตามกฎหมาย", "first day by law; the same as until: never"),
    _day("until", "สิ้นสุดก่อนวันที่ตามกฎหมาย", "first day no more, by law"),
    _day(
        "listed_since", "ตั้งแต่วันที่ในทะเบียน", "first day in the official list; the same as listed_until: never"
    ),
    _day("listed_until", "สิ้นสุดก่อนวันที่ในทะเบียน", "first day no more in the official list"),
)
SYNTHETIC = Column("synthetic", "BOOLEAN", "ข้อมูลสมมติ", "made up for a demonstration, describes no real place")
SOURCE = (
    _text("source", "แหล่งข้อมูล", "whose list or drawing"),
    _text("licence", "สัญญาอนุญาต", "licence"),
    _text("credit", "ข้อความอ้างอิงที่มา", "the credit that the licence asks for"),
)


def _end(side: str, th: str, en: str) -> tuple[Column, ...]:
    return (
        _text(f"{side}_id", f"รหัสถาวรของ{th}", f"public id of the {en}; empty: none"),
        _text(f"{side}_code", f"รหัสของ{th}", f"code of the {en} at that time"),
        _text(f"{side}_kind", f"ชนิดของ{th}", f"kind of the {en}"),
        _text(f"{side}_name_th", f"ชื่อภาษาไทยของ{th}", f"name of the {en} in Thai"),
        _text(f"{side}_name_en", f"ชื่อภาษาอังกฤษของ{th}", f"name of the {en} in English"),
    )


AREAS = Table(
    "areas",
    "พื้นที่ทุกแห่งที่เคยมี แถวละช่วงเวลาที่ไม่มีอะไรเปลี่ยน",
    "every area there ever was, a row for each span in which nothing about it changed",
    (
        AREA_ID, KIND, CODE, NAME_TH, NAME_EN,
        _text("parent_id", "รหัสถาวรของพื้นที่ชั้นบน", "public id of the area above"),
        _text("local_government_id", "รหัสถาวรของ อปท.", "public id of the local government"),
        SINCE, UNTIL,
        _text("by", "ปฏิทิน: law กฎหมาย list ทะเบียน both ทั้งสอง", "whose calendar: law, list, or both"),
        SYNTHETIC,
    ),
    ("area_id", "by", "since"),
)  # fmt: skip
CODES = Table(
    "codes",
    "รหัสทุกระบบของพื้นที่",
    "the areas' codes in every scheme",
    (AREA_ID, _text("scheme", "ระบบรหัส", "who gives the code"), CODE, *LAW),
    ("area_id", "scheme", "since", "listed_since", "code"),
)
MEMBERSHIPS = Table(
    "memberships",
    "พื้นที่ใดอยู่ในพื้นที่ใด",
    "which area lay in which",
    (
        AREA_ID, _text("parent_id", "รหัสถาวรของพื้นที่ชั้นบน", "public id of the area above"),
        _text("hierarchy", "ลำดับชั้น", "administrative, or local_government"), *LAW,
    ),
    ("area_id", "hierarchy", "since", "listed_since", "parent_id"),
)  # fmt: skip
CHANGES = Table(
    "changes",
    "การตั้ง แยก รวม ย้าย เปลี่ยนชื่อ เปลี่ยนรหัส และยุบ",
    "creations, splits, mergers, moves, renamings, new codes and abolitions",
    (
        _text("change_id", "รหัสการเปลี่ยนแปลง", "id of the change; its parts share it"),
        _text("kind", "ชนิดการเปลี่ยนแปลง", "kind of change"),
        _day("legal_day", "วันที่ตามกฎหมาย", "day in force by law; empty: not known"),
        _day("list_day", "วันที่ในทะเบียน", "day the official list changed; empty: not known"),
        _text("source", "ประกาศหรือทะเบียนที่แสดง", "the notice, or the list that shows it"),
        _text("basis", "หลักฐาน", "what it rests on: notice, name, list, or person"),
        *_end("predecessor", "พื้นที่เดิม", "predecessor"),
        *_end("successor", "พื้นที่ใหม่", "successor"),
        _number("share", "สัดส่วนของพื้นที่เดิม (ว่าง = ไม่ทราบ)", "part of the predecessor, 0 to 1; empty: unknown"),
    ),
    ("change_id", "predecessor_id", "successor_id"),
)  # fmt: skip
CROSSWALK = Table(
    "crosswalk",
    "รหัสเก่าทุกรหัสไปเป็นรหัสปัจจุบัน",
    "every code that ever ended, to the codes of today",
    (
        _text("from_code", "รหัสเก่า", "the code that ended"),
        _text("to_code", "รหัสปัจจุบัน (ว่าง = ไม่ทราบ)", "code of today; empty: not known"),
        KIND,
        _number("share", "สัดส่วน (ว่าง = ไม่ทราบ)", "part of the old area, 0 to 1; empty: not known"),
        _text("rule", "หลักฐาน", "what it rests on"),
        Column("steps", "INTEGER", "จำนวนการเปลี่ยนแปลงที่ผ่าน", "how many changes lie on the way"),
        _text("from_id", "รหัสถาวรของพื้นที่ที่ใช้รหัสเก่า", "public id of the area that bore the code"),
        _day("until", "สิ้นสุดก่อนวันที่", "first day on which it bore the code no more"),
    ),
    ("from_code", "until", "from_id", "to_code"),
)  # fmt: skip
SOURCES = Table(
    "sources",
    "ที่มาของข้อมูล",
    "where the data come from",
    (
        _text("name", "ชื่อ", "name"),
        SOURCE[0],
        _day("day", "ข้อมูล ณ วันที่", "the day it is of"),
        *SOURCE[1:],
        _text("kinds", "ชนิดพื้นที่ที่ครบ", "the kinds it tells completely"),
        SYNTHETIC,
    ),
    ("day", "name", "licence", "credit", "kinds"),
)
PLACES = Table(
    "places",
    "ที่ตั้งของพื้นที่",
    "where the areas lie",
    (
        AREA_ID, KIND,
        Column("is_point", "BOOLEAN", "เป็นจุด ไม่ใช่ขอบเขต", "a point, not a boundary"),
        _number("longitude", "ลองจิจูดของจุดภายใน", "longitude of a point inside, degrees (WGS 84)"),
        _number("latitude", "ละติจูดของจุดภายใน", "latitude of a point inside, degrees (WGS 84)"),
        _number("square_km", "เนื้อที่ ตารางกิโลเมตร", "area in square kilometres"),
        _number("west", "ขอบตะวันตก", "western edge, degrees"),
        _number("south", "ขอบใต้", "southern edge, degrees"),
        _number("east", "ขอบตะวันออก", "eastern edge, degrees"),
        _number("north", "ขอบเหนือ", "northern edge, degrees"),
        _text("found_as", "รหัสในแหล่งข้อมูล", "the code under which the source has it"),
        *SOURCE,
    ),
    ("area_id",),
)  # fmt: skip
NEIGHBOURS = Table(
    "neighbours",
    "พื้นที่ชนิดเดียวกันที่มีขอบเขตร่วมกัน",
    "areas of one kind that share a border, in both directions",
    (AREA_ID, _text("neighbour_id", "รหัสถาวรของพื้นที่ข้างเคียง", "public id of the area beside it")),
    ("area_id", "neighbour_id"),
)
SHAPES = Table(
    "geometry",
    "รูปทรง",
    "shapes",
    (
        AREA_ID, CODE, NAME_TH, NAME_EN,
        Column("geometry", "BLOB", "รูปทรง (WKB)", "shape (WKB in OGC:CRS84)"),
    ),
    ("code", "area_id"),
)  # fmt: skip

"""The public words for what the files hold in codes: levels, reasons, origins, statuses, values."""

from __future__ import annotations

from tambon.catalogue import Area, Cell, Variable
from tambon.pages.words import say_number

Pair = tuple[str, str]

KINDS: dict[str, Pair] = {
    "country": ("ประเทศ", "Country"),
    "province": ("จังหวัด", "Province"),
    "district": ("อำเภอ", "District"),
    "tambon": ("ตำบล", "Tambon"),
    "village": ("หมู่บ้าน", "Village"),
    "community": ("ชุมชน", "Community"),
    "local_government": ("องค์กรปกครองส่วนท้องถิ่น", "Local government"),
}
PLURALS: dict[str, Pair] = {
    "province": ("จังหวัด", "Provinces"),
    "district": ("อำเภอ", "Districts"),
    "tambon": ("ตำบล", "Tambons"),
    "village": ("หมู่บ้าน", "Villages"),
    "community": ("ชุมชน", "Communities"),
}
KINDS_OF_BANGKOK: dict[str, Pair] = {"district": ("เขต", "Khet"), "tambon": ("แขวง", "Khwaeng")}
BANGKOK = "10"
ABSENCES: dict[str, Pair] = {
    "not_reported": ("ยังไม่มีรายงาน", "Not reported yet"),
    "not_asked": ("ยังไม่ได้ถาม", "Not asked yet"),
    "unknown": ("ไม่ทราบ", "Unknown"),
    "not_applicable": ("ไม่เกี่ยวข้องกับพื้นที่นี้", "Does not apply here"),
    "refused": ("ไม่ให้ข้อมูล", "Refused"),
}
HIDDEN: dict[str, Pair] = {  # SDMX CL_CONF_STATUS
    "N": ("ปกปิด: จำนวนน้อยจนอาจรู้ว่าเป็นใคร", "Hidden: so few that people could be recognised"),
    "D": (
        "ปกปิด: ถ้าแสดงจะคำนวณย้อนหาค่าที่ปกปิดอยู่ข้างเคียงได้",
        "Hidden: with it, a hidden value beside it could be reckoned",
    ),
}
ORIGINS: dict[str, Pair] = {
    "register": ("จากทะเบียนของหน่วยงานเจ้าของ", "from the owner's register"),
    "field": ("เก็บในพื้นที่", "collected in the field"),
    "office": ("สำนักงานเจ้าของบันทึก", "entered by the owner's office"),
    "derived": ("คำนวณจากตัวแปรอื่น", "reckoned from other variables"),
}
AGGREGATIONS: dict[str, Pair] = {
    "sum": ("ผลรวม", "sum"),
    "weighted_mean": ("ค่าเฉลี่ยถ่วงน้ำหนัก", "weighted mean"),
    "share": ("สัดส่วนของผลรวม", "share of sums"),
    "none": ("ไม่รวมขึ้นระดับบน", "not aggregated"),
}
TYPES: dict[str, Pair] = {
    "integer": ("จำนวนเต็ม", "whole number"),
    "decimal": ("ทศนิยม", "decimal"),
    "boolean": ("ใช่/ไม่ใช่", "yes/no"),
    "date": ("วันที่", "date"),
    "code": ("เลือกหนึ่งข้อ", "one of"),
    "codes": ("เลือกได้หลายข้อ", "any of"),
}
FORMATS: dict[str, str] = {
    "csv": "CSV", "parquet": "Parquet", "json": "JSON", "txt": "TXT", "ndjson": "NDJSON",
    "geojson": "GeoJSON", "geo.parquet": "GeoParquet", "xlsx": "Excel (XLSX)",
}  # fmt: skip
LONG_TABLE: Pair = ("ตารางยาว ทุกระดับ", "Long table, all levels")


def pick(pair: Pair, lang: str) -> str:
    return pair[0 if lang == "th" else 1]


def look(table: dict[str, Pair], key: str | None, lang: str) -> str:
    """The word for a code; the code itself where no word is known, since hiding it would be worse."""
    if not key:
        return ""
    return pick(table.get(key, (key, key)), lang)


def say_kind(area: Area, lang: str) -> str:
    """``ตำบล``; in Bangkok ``แขวง``."""
    return look(_of_bangkok(area) or KINDS, area["kind"], lang)


def say_kinds(area: Area, lang: str) -> str:
    """What several like this one are called: ``ตำบล``, ``Tambons``."""
    return look(_of_bangkok(area) or PLURALS, area["kind"], lang)


def _of_bangkok(area: Area) -> dict[str, Pair] | None:
    inside = area["area_code"].startswith(BANGKOK) and area["kind"] in KINDS_OF_BANGKOK
    return KINDS_OF_BANGKOK if inside else None


def say_area(area: Area, lang: str) -> str:
    """``ตำบลจองคำ``, ``Chong Kham Tambon``; a village carries its number: names repeat."""
    name = area["name_th"] or area["name_en"] if lang == "th" else area["name_en"] or area["name_th"]
    kind = area["kind"]
    if kind == "village":
        return f"{name} {_number(area, lang)}"
    if kind in ("country", "local_government") or (kind == "province" and area["area_code"] == BANGKOK):
        return name
    word = say_kind(area, lang)
    if lang == "th":
        return name if name.startswith(word) else f"{word}{name}"
    return f"{name} {word}"


def _number(area: Area, lang: str) -> str:
    code = area["area_code"]
    if len(code) != 8 or not code.isdigit():
        return ""
    return f"หมู่ที่ {int(code[6:])}" if lang == "th" else f"(Moo {int(code[6:])})"


def say_unit(variable: Variable, lang: str) -> str:
    unit = variable["unit_th"] if lang == "th" else variable["unit_en"]
    return unit or variable["unit"]


def say_counts(cell: Cell, level: Pair, lang: str) -> str:
    """``จาก 8 ใน 10 หมู่บ้าน ยืนยันแล้ว 5``: what a total rests on."""
    reported, expected, verified = (
        say_number(cell[key] or 0) for key in ("reported", "expected", "verified")
    )
    if lang == "th":
        return f"จาก {reported} ใน {expected} {level[0]} · ยืนยันแล้ว {verified}"
    return f"from {reported} of {expected} {_many(level[1].lower(), cell['expected'])} · {verified} verified"


def _many(noun: str, number: int | None) -> str:
    if number == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"

"""Workbooks as officers write them, made here: a form with all that XLSForms have, and its files."""

from __future__ import annotations

import io
import zipfile
from base64 import b64decode

import xlsxwriter

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SHOPS = "\ufeffname,label,road\ns1,ร้านหนึ่ง,r1\ns2,ร้านสอง,r2\n".encode()
TH, EN = "label::ไทย (th)", "label::English (en)"
SURVEY: list[list[object]] = [
    ["type", "name", TH, EN, "hint::ไทย (th)", "choice_filter", "constraint", "media::image::ไทย (th)"],
    ["start", "start"],
    ["text", "village", "รหัสหมู่บ้าน", "Village code", "แปดหลัก", None, "regex(., '^[0-9]{8}$')"],
    ["date", "visited", "วันที่เยี่ยม", "Day of the visit"],
    ["begin group", "water", "น้ำ", "Water"],
    ["integer", "homes", "จำนวนครัวเรือน", "Households", "ทุกหลัง\nรวมหลังว่าง | เช่า", None, ". >= 0", "map.png"],
    ["select_one region", "region", "ภาค", "Region"],
    ["select_one town", "town", "เมือง", "Town", None, "region = ${region}"],
    ["select_one_from_file shops.csv", "shop", "ร้าน", "Shop"],
    ["end group"],
    ["begin repeat", "wells", "บ่อน้ำ", "Wells"],
    ["decimal", "depth", "ลึก", "Depth"],
    ["select_multiple use", "uses", "ใช้ทำอะไร", "Used for"],
    ["end repeat"],
]  # fmt: skip
CHOICES: list[list[object]] = [
    ["list_name", "name", TH, EN, "region"],
    ["region", "n", "เหนือ", "North"],
    ["region", "s", "ใต้", "South"],
    ["town", "n1", "เมืองเหนือ", "North town", "n"],
    ["town", "s1", "เมืองใต้", "South town", "s"],
    ["use", "drink", "ดื่ม", "Drinking"],
    ["use", "farm", "เกษตร", "Farming"],
]
MAPPING = {"area": "village", "visited_on": "visited", "variables": {"water.households": "homes"}}


def settings(version: object = 1, form_id: str = "wells") -> list[list[object]]:
    return [["form_id", "form_title", "version"], [form_id, "บ่อน้ำและร้าน", version]]


def workbook(**sheets: list[list[object]]) -> bytes:
    """An XLSX with these sheets."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    book.close()
    return out.getvalue()


def whole_form(
    version: object = 1, survey: list[list[object]] | None = None, form_id: str = "wells"
) -> bytes:
    """Repeats, a cascade, choices from a file, a picture, two languages."""
    return workbook(survey=survey or SURVEY, choices=CHOICES, settings=settings(version, form_id))


def with_macros() -> bytes:
    """The same with a macro inside, as .xlsm files have it."""
    content = io.BytesIO(whole_form())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return content.getvalue()

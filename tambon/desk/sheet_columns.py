"""The headings of an office's spreadsheet: Thai, then English, above our names."""

from __future__ import annotations

from collections.abc import Sequence

from tambon.formats.templates import Column, template_xlsx
from tambon.verification.rules import Reason
from tambon.verification.rules.sheets import COLUMNS, SheetWord, choices_of

_ABOUT = {
    "village_code": ("รหัสหมู่บ้าน · Village code", "", 13),
    "village": ("หมู่บ้าน · Village", "", 20),
    "period": ("รอบ · Period", "", 9),
    "variable": ("ชื่อตัวแปร · Variable", "", 20),
    "label": ("เรื่อง · What", "", 34),
    "value": ("ค่าที่ถืออยู่ · Value held", "อย่าแก้ช่องนี้ · Leave this as it is", 16),
    "last_round": ("รอบก่อน · Last round", "", 12),
    "agency_figure": ("ทะเบียนหน่วยงาน · Agency register", "", 16),
    "findings": ("ข้อสงสัย · Questions", "", 34),
    "allowed": ("คำตอบที่เลือกได้ · Possible answers", "", 22),
    "word": (
        "ความเห็น · Your word",
        "เลือก ยืนยัน หรือ โต้แย้ง เว้นว่างถ้ายังไม่ตัดสิน · Confirm or dispute; empty: not yet",
        20,
    ),
    "reason": (
        "เหตุผลที่โต้แย้ง · Reason of a dispute",
        "ต้องเลือกเมื่อโต้แย้ง · Needed with a dispute",
        30,
    ),
    "own_value": (
        "ค่าของสำนักงาน · Your value",
        "ใส่คู่กับโต้แย้ง หรือใส่อย่างเดียวโดยไม่โต้แย้ง · With a dispute, or alone without one",
        18,
    ),
    "token": (
        "รหัสของแถว · Token",
        "อย่าแก้หรือย้าย เรียงลำดับได้ทั้งตาราง · Leave it in its row; sort the whole table only",
        12,
    ),
}
_CHOICES = {"word": choices_of(SheetWord), "reason": choices_of(Reason)}


def sheet_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """The workbook with an office's rows; columns to fill in stand out."""
    columns = []
    for name in COLUMNS:
        title, hint, width = _ABOUT[name]
        fill = name in ("word", "reason", "own_value")
        columns.append(Column(name, title, hint, width, required=fill, choices=_CHOICES.get(name, ())))
    return template_xlsx(columns, sheet="รอตรวจ", rows=rows, help_sheet="คำอธิบาย")

"""A district's month as sums and as the sheet that is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tambon.areas.rules import AreaView
from tambon.desk.months import Month
from tambon.fieldkit.rules import MonthReport
from tambon.lib import days
from tambon.pages import words

HEADINGS = {
    "th": ("ที่", "ชื่อ", "ตำบล", "บันทึก (วัน)", "ลงพื้นที่ (วัน)", "หมู่บ้าน", "ค่าที่รายงาน", "ผ่านการตรวจ", "ยืนยัน", "โต้แย้ง",
           "งานเสร็จ", "น้ำหนัก", "อบรม (ชม.)"),
    "en": ("No.", "Name", "Tambon", "Days written", "Days visited", "Villages", "Values", "Checked",
           "Verified", "Disputed", "Tasks done", "Weight", "Training (h)"),
}  # fmt: skip


def sums(reports: Sequence[MonthReport]) -> dict[str, int]:
    """The district's totals of what can be added."""
    return {
        "written": sum(one.days_written for one in reports),
        "visited": sum(one.days_visited for one in reports),
        "villages": len({village for one in reports for village in one.villages}),
        "reported": sum(one.cells.reported for one in reports),
        "checked": sum(one.cells.checked for one in reports),
        "verified": sum(one.cells.verified for one in reports),
        "disputed": sum(one.cells.disputed for one in reports),
        "hours": sum(one.hours_trained for one in reports),
    }


def paper_of(
    lines: Sequence[Mapping[str, Any]],
    *,
    area: AreaView,
    month: Month,
    on: date,
    synthetic: bool,
    lang: str,
) -> dict[str, Any]:
    """What the sheet's template is given: text alone, Thai digits left to the template."""
    reports = [line["report"] for line in lines]
    total = sums(reports)
    thai = lang == "th"
    return {
        "lang": lang,
        "title": "รายงานผลการปฏิบัติงานประจำเดือน" if thai else "Work of the month",
        "area": area.full_th if thai else area.full_en,
        "month": days.say_period(str(month), lang),
        "as_of": (
            f"ข้อมูลในระบบ ณ วันที่ {days.say_day(on, lang)}" if thai else f"As known on {days.say_day(on, lang)}"
        ),
        "synthetic": "ข้อมูลสังเคราะห์ ใช้สาธิตเท่านั้น · Synthetic data, for demonstration only" if synthetic else "",
        "headings": list(HEADINGS[lang]),
        "rows": [_row(number, line, lang) for number, line in enumerate(lines, start=1)],
        "sum": [
            "", "รวม" if thai else "Sum", "", total["written"], total["visited"], total["villages"],
            total["reported"], total["checked"], total["verified"], total["disputed"], "", "", total["hours"],
        ],
        "nothing": "ไม่มีสัญญาในเดือนนี้" if thai else "No contract in this month",
        "note": NOTE[thai],
        "sign": "ลงชื่อ" if thai else "Signed",
        "position": "ตำแหน่ง" if thai else "Position",
        "signed": ("ผู้รายงาน", "ผู้ตรวจสอบ") if thai else ("Reported by", "Examined by"),
    }  # fmt: skip


NOTE = {
    True: "ค่า หมู่บ้าน และวันลงพื้นที่ นับจากคำตอบที่โทรศัพท์ส่ง วันที่บันทึกเป็นคำของผู้ปฏิบัติงานเอง",
    False: "Values, villages and days visited are counted from the answers that phones sent; days written "
    "are the workers' own word.",
}


def _row(number: int, line: Mapping[str, Any], lang: str) -> list[Any]:
    one: MonthReport = line["report"]
    cells = one.cells
    return [
        number, words.said(line["person"], lang), words.said(line["tambon"], lang), one.days_written,
        one.days_visited, len(one.villages), cells.reported, cells.checked, cells.verified, cells.disputed,
        f"{one.tasks_done}/{len(one.tasks)}", f"{one.weight_done}/{one.weight}", one.hours_trained,
    ]  # fmt: skip

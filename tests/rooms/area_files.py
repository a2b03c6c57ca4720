"""Official files as they come, made up for tests: no row is taken from a real one. The world they tell of:

TH ─ 58 ─ 5801 ─ 580101 · 580102        office 5899 of a municipality
        └ 5802 ─ 580201
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from tambon.areas import actions
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Listed

AT = datetime(2026, 11, 22, tzinfo=UTC)
DAY, LATER, LATEST = date(2024, 1, 1), date(2024, 12, 31), date(2025, 12, 31)
TOWN = "เทศบาลเมืองตัวอย่าง"
LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580101", "จองคำ", "Chong Kham"),
    Listed(Kind.TAMBON, "580102", "ห้วยโป่ง", "Huai Pong"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ขุนยวม", "Khun Yuam"),
]
CCAATT_HEADING = (
    "รหัสจังหวัด 2 หลัก//อำเภอ 4 หลัก//ตำบล 6 หลัก", "จังหวัด/อำเภอ/ตำบล ภาษาไทย",
    "จังหวัด/อำเภอ/ตำบล ภาษาอังกฤษ", "ปีเดือนวันที่จำหน่าย",
)  # fmt: skip
CCAATT: list[tuple[Any, ...]] = [
    ("58000000", "แม่ฮ่องสอน", "Mae Hong Son", "0"),
    ("58010000", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son", "0"),
    ("58010100", "จองคำ", "Chong Kham", "0"),
    ("58010200", "ห้วยโป่ง", "Huai Pong", "0"),
    ("58020000", "ขุนยวม", "Khun Yuam", "0"),
    ("58020100", "ขุนยวม", "Khun Yuam", "0"),
    ("58990000", "ท้องถิ่น" + TOWN, "", "0"),
]
STAT_HEADING = (
    "ปีเดือน", "รหัสจังหวัด", "จังหวัด", "รหัสสำนักทะเบียน", "สำนักทะเบียน", "รหัสตำบล", "ตำบล", "รหัสหมู่บ้าน",
    "หมู่บ้าน", "ชาย", "หญิง", "รวม", "บ้าน",
)  # fmt: skip
PEOPLE = ("1,234", "1,300", "2,534", "-")


def stat_row(office: Any, name: str, tambon: Any, village: Any, village_name: str) -> tuple[Any, ...]:
    return ("6712", "58", "แม่ฮ่องสอน", office, name, tambon, "ตำบลตัวอย่าง", village, village_name, *PEOPLE)


AMPHOE = "อำเภอเมืองแม่ฮ่องสอน"
STAT = [
    stat_row("0", "", "0", "0", ""),  # the province's total
    stat_row("5801.0", AMPHOE, "0", "00", ""),
    stat_row("5801.0", AMPHOE, "2.0", "0", ""),
    stat_row("5801.0", AMPHOE, "2.0", "1.0", "บ้านหนึ่ง (สังเคราะห์)"),
    stat_row("5801.0", AMPHOE, "2.0", "12.0", "หมู่ที่ 12 บ้านสอง (สังเคราะห์)"),
    stat_row("5802", "อำเภอขุนยวม", "580201", "58020101", "บ้านสาม (สังเคราะห์)"),
]


def page(
    rows: Iterable[Sequence[Any]], heading: Sequence[str] = STAT_HEADING, *, encoding: str = "utf-8-sig"
) -> bytes:
    """An HTML table, as it comes under the name ``stat_a67.xls``."""
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in (heading, *rows)]
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return f"<html><body><table border=1>{body}</table></body></html>".encode(encoding)


def workbook(rows: Iterable[Sequence[Any]], *, titles: Sequence[str] = (), sheet: str = "Sheet1") -> bytes:
    """A workbook with title rows above the table; text stays text and numbers stay numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for number, title in enumerate(titles):
            page.write_string(number, 0, title)
        for number, row in enumerate(rows, start=len(titles)):
            for place, cell in enumerate(row):
                (page.write_number if isinstance(cell, int | float) else page.write_string)(
                    number, place, cell
                )
    return out.getvalue()


def directory(rows: Iterable[Sequence[Any]] = CCAATT, *, day: str = "25670101") -> bytes:
    """``ccaatt.xlsx``: titles, heading, rows, and the row with its day."""
    titles = ("ทำเนียบท้องที่ (ข้อมูลสังเคราะห์เพื่อการทดสอบ)", "")
    return workbook([CCAATT_HEADING, *rows, (f"* update {day}",)], titles=titles, sheet="ccaatt")


def table(*rows: Sequence[str]) -> bytes:
    """A CSV of rows, the heading first."""
    return "\n".join(",".join(row) for row in rows).encode()


def terms(day: date = DAY, source: str = "test") -> actions.Terms:
    return actions.Terms(source, day, "CC0-1.0", "us")


def load(form: str, content: bytes, *, given: actions.Terms | None = None, **more: Any) -> actions.LoadReport:
    read = actions.read_file(form, content, terms=given or actions.Terms(), **more)
    return actions.load_given(read, by="system", at=AT)


def load_tree(day: date = DAY) -> None:
    actions.load_list(LIST, of=ListSource("list", day, "CC0-1.0", "us"), by="system", at=AT)


def codes(report: actions.LoadReport) -> list[tuple[int, str]]:
    return [(one.row, one.code) for one in report.refused]

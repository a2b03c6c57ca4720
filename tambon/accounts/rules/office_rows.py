"""A row of a file of offices, read: an office, how letters reach it, and where it is responsible. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tambon.accounts import loading_problems as problems
from tambon.accounts.rules import cells
from tambon.formats import Refusal, Row
from tambon.lib.problem import Problem

HEADINGS: cells.Headings = {
    "agency": ("รหัสหน่วยงาน", "หน่วยงาน"),
    "agency_th": ("ชื่อหน่วยงาน",),
    "agency_en": ("ชื่อหน่วยงานภาษาอังกฤษ",),
    "office": ("รหัสสำนักงาน",),
    "name_th": ("ชื่อสำนักงาน", "ชื่อ"),
    "name_en": ("ชื่อภาษาอังกฤษ",),
    "email": ("อีเมล",),
    "addressee": ("เรียน", "ผู้รับหนังสือ"),
    "address": ("ที่อยู่",),
    "areas": ("รหัสพื้นที่", "พื้นที่รับผิดชอบ"),
    "from": ("ตั้งแต่วันที่", "ตั้งแต่", "วันเริ่ม"),
    "until": ("ถึงวันที่", "ถึง", "วันสุดท้าย"),
}
REQUIRED = ("agency", "office", "name_th")
KEPT = ("name_th", "name_en", "email", "addressee", "address")  # what an office's row keeps
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,59}")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office; ``areas`` are codes for which it is responsible from ``since`` until before ``until``."""

    number: int
    agency: str
    agency_th: str
    agency_en: str
    office: str
    name_th: str
    name_en: str
    email: str = ""
    addressee: str = ""
    address: str = ""
    areas: tuple[str, ...] = ()
    since: date = date.min  # where there are no areas
    until: date | None = None
    raw: str = field(default="", repr=False)


def read_offices(rows: Iterable[Row]) -> tuple[list[OfficeRow], list[Refusal]]:
    """The rows that can be read, and those that cannot, each with its reason."""
    read: list[OfficeRow] = []
    refused: list[Refusal] = []
    for row in rows:
        try:
            read.append(_row(row))
        except Problem as problem:
            refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
    return read, refused


def _row(row: Row) -> OfficeRow:
    said = {column: cells.cell(row, column, HEADINGS) for column in HEADINGS}
    areas = cells.codes(said["areas"])
    if areas and not said["from"]:
        raise problems.areas_need_a_day()
    since, until = cells.period(said["from"], said["until"]) if areas else (date.min, None)
    texts = {
        column: cells.name(said[column], needed=False) for column in ("agency_th", "agency_en", "name_en")
    }
    return OfficeRow(
        number=row.number,
        agency=_code(said["agency"]),
        office=_code(said["office"]),
        name_th=cells.name(said["name_th"], needed=True),
        email=cells.email(said["email"]),
        addressee=cells.name(said["addressee"], needed=False),
        address=cells.name(said["address"], needed=False, most=cells.MOST_TEXT),
        areas=areas,
        since=since,
        until=until,
        raw=row.raw,
        **texts,
    )


def _code(text: str) -> str:
    code = cells.code(text)
    if not _CODE.fullmatch(code):
        raise problems.office_code_unfit(code=text[:40] or "–")
    return code

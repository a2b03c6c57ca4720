"""A published value in words, as the pages of every door say it."""

from __future__ import annotations

from typing import Any

from tambon.catalogue import STATUSES, Variable
from tambon.catalogue.shapes import Change
from tambon.lib import days
from tambon.pages.words import as_time, said, say_number

Pair = tuple[str, str]

HIDDEN_STATUS = "Q"  # SDMX CL_OBS_STATUS: missing, suppressed
STATUSES_OF_VALUE: dict[str, Pair] = {
    "A": ("ค่าปกติ: หน่วยงานเจ้าของยืนยันแล้ว", "Normal value: the owner confirmed it"),
    "P": ("ค่าที่อาจเปลี่ยนได้: ผ่านการตรวจอัตโนมัติแล้ว", "Provisional: passed the automatic checks"),
}
STATUSES_OF_TOTAL: dict[str, Pair] = {
    "A": ("ค่าปกติ: รวมครบทุกค่าที่ควรมี", "Normal value: no cell is lacking"),
    "P": ("ค่าที่อาจเปลี่ยนได้: ยังขาดบางค่าที่ควรมี", "Provisional: cells are lacking"),
}
NOTHING: Pair = ("ยังไม่มีค่า", "No value")


def say_value(variable: Variable, value: Any, lang: str, *, total: bool) -> str:
    """A value as people read it, without its unit; at a level of totals a yes/no is a count of yes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return said(("ใช่", "Yes") if value else ("ไม่ใช่", "No"), lang)
    kind = variable["type"]
    if kind == "date" and not total:
        day = as_time(str(value)[:10])
        return days.say_day(day, lang) if day else str(value)
    if kind in ("code", "codes") and not total:
        codes = {code["code"]: (code["label_th"], code["label_en"]) for code in variable["codes"]}
        return ", ".join(said(codes.get(each, (each, each)), lang) for each in str(value).split())
    return say_number(value)


def say_status(code: str | None, lang: str, *, own: bool | None = None) -> str:
    """Of a value (``own``), of a total, or without it in the words for both."""
    known = {HIDDEN_STATUS: ("ไม่มีค่า: ปกปิด", "Missing: hidden"), **STATUSES}
    if own is not None:
        known |= STATUSES_OF_VALUE if own else STATUSES_OF_TOTAL
    return said(known.get(code, (code, code)), lang) if code else ""


def say_change(variable: Variable | None, change: Change, lang: str, *, total: bool) -> tuple[str, str]:
    """What it was and what it is now; a value that the release does not describe any more as it stands."""

    def say(value: Any, status: str | None) -> str:
        if value is None:
            return say_status(status, lang) or said(NOTHING, lang)
        return say_value(variable, value, lang, total=total) if variable else str(value)

    was, now = say(change["was"], change["was_status"]), say(change["now"], change["now_status"])
    return (was, now) if was != now else apart((change["was"], change["now"]), was, now)


def apart(values: tuple[Any, Any], was: str, now: str) -> tuple[str, str]:
    """Two numbers that rounding makes alike, with as many decimals as tell them apart."""
    if any(isinstance(each, bool) or not isinstance(each, int | float) for each in values):
        return was, now
    for digits in range(3, 16):
        both = tuple(f"{each:,.{digits}f}" for each in values)
        if both[0] != both[1]:
            return both[0], both[1]
    return was, now

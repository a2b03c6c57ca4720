"""How pages say names, numbers, sizes, shares and grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe

STEMS = ("name", "label", "title", "description", "text")


@dataclass(frozen=True)
class GradeWords:
    """A grade's name, its words, the shape that carries it without colour, and what it promises."""

    name: str
    th: str
    en: str
    shape: SafeString
    meaning_th: str
    meaning_en: str


def _grade(name: str, said: tuple[str, str], shape: str, meaning: tuple[str, str]) -> GradeWords:
    return GradeWords(name, *said, mark_safe(shape), *meaning)  # noqa: S308 - drawn below, never from data


GRADES = {
    known.name: known
    for known in (
        _grade(
            "reported",
            ("รายงานแล้ว", "Reported"),
            '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>',
            ("มีผู้รายงานแล้ว ยังไม่ผ่านการตรวจ", "Somebody reported it; nothing has checked it yet"),
        ),
        _grade(
            "checked",
            ("ผ่านการตรวจ", "Checked"),
            '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
            '<path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>',
            ("กฎตรวจสอบอัตโนมัติไม่พบข้อผิดสังเกต", "The automatic rules found nothing odd"),
        ),
        _grade(
            "verified",
            ("ยืนยันแล้ว", "Verified"),
            '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
            '<path class="cut" d="M4.5 8.2 7 10.7l4.5-5" fill="none" stroke-width="2"/>',
            ("หน่วยงานเจ้าของข้อมูลยืนยันแล้ว", "The agency that owns the value confirmed it"),
        ),
        _grade(
            "disputed",
            ("มีข้อโต้แย้ง", "Disputed"),
            '<path d="M8 1 15.5 15H.5z" fill="currentColor"/>'
            '<path class="cut" d="M8 6v4.2M8 11.6v1.6" fill="none" stroke-width="1.8"/>',
            ("ตรวจพบข้อขัดแย้ง กำลังแก้ไข", "Found to conflict; being settled"),
        ),
        _grade(
            "absent",
            ("ยังไม่มีค่า", "No value"),
            '<path d="M3 8h10" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2"/>',
            ("ยังไม่มีค่า พร้อมเหตุผลว่าเพราะอะไร", "There is no value, and the reason is given"),
        ),
    )
}


def said(thing: Any, lang: str) -> str:
    """The thing's name: of a (th, en) pair, or of an object or mapping with name_th/name_en and the like."""
    if thing is None or isinstance(thing, str):
        return thing or ""
    if isinstance(thing, tuple | list) and len(thing) == 2:
        return str(thing[0 if lang == "th" else 1])
    languages = (lang, "en" if lang == "th" else "th")
    for stem in STEMS:
        for language in languages:
            text = _part(thing, f"{stem}_{language}")
            if text:
                return str(text)
    return str(thing)


def _part(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def as_time(value: date | datetime | str | None) -> date | datetime | None:
    """A day or an instant from itself or its ISO text; ``None`` for nothing or for text that is neither."""
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    except ValueError:
        return None


def say_number(value: Any) -> str:
    """Thousands by comma; at most two decimals, without trailing zeros."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return "" if value is None else str(value)
    text = f"{value:,.2f}" if not isinstance(value, int) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_share(part: float | None, whole: float | None) -> str:
    """A whole per cent that never rounds up to 100 nor down to 0."""
    if not whole or part is None:
        return "–"
    percent = 100 * part / whole
    if part not in (0, whole):
        percent = min(99, max(1, percent))
    return f"{percent:.0f}%"


def say_size(count: int) -> str:
    """Bytes in powers of 1000, as shops and systems sell and count them."""
    amount = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 999.5 or unit == "GB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if unit == "B" or amount >= 100 else f"{amount:.1f} {unit}"

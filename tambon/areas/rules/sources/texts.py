"""Codes, names and days as officers' files write them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from tambon.areas.rules.codes import in_bangkok
from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.sources import problems
from tambon.lib.text import arabic_digits

_BUDDHIST = 543  # years between the Buddhist and the common era
_CENTURY = 2500  # of the two digits of a Buddhist year
_DIGITS = frozenset("0123456789")
_NUMBER = re.compile(r"[0-9][0-9,]*\.[0-9]+|[0-9](\.[0-9]+)?[eE]\+?[0-9]+|[0-9]{1,3}(,[0-9]{3})+")
_FREE = re.compile(r"[0-9A-Za-z][0-9A-Za-z./-]{0,29}")
_DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:\.0)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_MONTH = re.compile(r"([0-9]{2})([0-9]{2})(?:\.0)?")
_VILLAGE_NUMBER = re.compile(r"(?:หมู่ที่|หมู่|ม\.)\s*[0-9๐-๙]+\s*")
_NOTHING = frozenset({"", "-", "–", "—", "0", "0.0"})
_PREFIXES: dict[Kind, tuple[str, ...]] = {
    Kind.PROVINCE: ("จังหวัด", "จ."),
    Kind.DISTRICT: ("กิ่งอำเภอ", "กิ่งอ.", "อำเภอ", "อ."),
    Kind.TAMBON: ("ตำบล", "ต."),
    Kind.COMMUNITY: ("ชุมชน",),
}
_BANGKOK_PREFIXES: dict[Kind, tuple[str, ...]] = {Kind.DISTRICT: ("เขต",), Kind.TAMBON: ("แขวง",)}
_TYPES = {
    "องค์การบริหารส่วนจังหวัด": ("องค์การบริหารส่วนจังหวัด", "อบจ.", "อบจ"),
    "เทศบาลนคร": ("เทศบาลนคร", "ทน.", "ทน"),
    "เทศบาลเมือง": ("เทศบาลเมือง", "ทม.", "ทม"),
    "เทศบาลตำบล": ("เทศบาลตำบล", "ทต.", "ทต"),
    "องค์การบริหารส่วนตำบล": ("องค์การบริหารส่วนตำบล", "อบต.", "อบต"),
    "เมืองพัทยา": ("เมืองพัทยา",),
    "กรุงเทพมหานคร": ("กรุงเทพมหานคร", "กทม.", "กทม"),
}
_TYPE_OF = {one: full for full, ways in _TYPES.items() for one in ways}
_LEADING = sorted(
    (way for way, full in _TYPE_OF.items() if way == full or way.endswith(".")), key=len, reverse=True
)
_ALONE = ("เมืองพัทยา", "กรุงเทพมหานคร")  # of which there is one: its type is its name


def read_digits(text: str, length: int, column: str) -> str:
    """A code of that many digits, as it stands. Nothing is guessed into it.

    Raises ``422-source-code-missing``, ``-number``, ``-characters`` or ``-length``.
    """
    code = read_free_code(text, column)
    if not _DIGITS.issuperset(code):
        raise problems.code_characters(code=code)
    if len(code) != length:
        raise problems.code_length(code=code, found=len(code), length=length)
    return code


def read_free_code(text: str, column: str) -> str:
    """A code of no fixed length: digits, Latin letters and strokes. Raises as `read_digits`."""
    code = arabic_digits(text)
    if not code:
        raise problems.code_missing(column=column)
    if _NUMBER.fullmatch(code):
        raise problems.code_number(code=code)
    if not _FREE.fullmatch(code):
        raise problems.code_characters(code=code[:40])
    return code


def demand_name(code: str, name_th: str, name_en: str = "") -> None:
    """Raises ``422-source-name-missing`` or ``422-source-name-characters``."""
    if name_th in _NOTHING:
        raise problems.name_missing(code=code)
    if not (name_th + name_en).isprintable():
        raise problems.name_characters(code=code)


def clean_name(kind: Kind, code: str, name: str) -> str:
    """The name without the word for its kind and without the mark of a retired code.

    ``เขต`` and ``แขวง`` are words for a kind in Bangkok alone. A village keeps its บ้าน, and loses
    ``หมู่ที่ 3``, which its code says.
    """
    name = name.strip("* ")
    if kind is Kind.VILLAGE:
        return _VILLAGE_NUMBER.sub("", name, count=1) if _VILLAGE_NUMBER.match(name) else name
    words = _BANGKOK_PREFIXES.get(kind, ()) if in_bangkok(code) else ()
    for word in (*_PREFIXES.get(kind, ()), *words):
        if name.startswith(word) and name.removeprefix(word).strip():
            return name.removeprefix(word).strip()
    return name


def local_government_name(code: str, written: str, type_written: str) -> str:
    """The full name, ``เทศบาลเมืองแม่ฮ่องสอน``: type and name, the type written out.

    Raises ``422-source-type-unknown`` and ``422-source-name-missing``.
    """
    given = "".join(type_written.split())
    if given and given not in _TYPE_OF:
        raise problems.type_unknown(text=type_written[:40], code=code)
    demand_name(code, written)
    own = next((way for way in _LEADING if written.startswith(way)), "")
    full = _TYPE_OF.get(given) or _TYPE_OF.get(own, "")
    rest = written.removeprefix(own).strip() if own and _TYPE_OF[own] == full else written
    return full if full in _ALONE else full + rest


def is_town_office(name: str) -> bool:
    """Whether a registry office is a municipality's and no district: its name says so, no number does."""
    return "เทศบาล" in name or "เมืองพัทยา" in name


def town_of(office: str) -> str:
    """The name of the municipality whose registry office it is."""
    return "".join(office.split()).strip("*").removeprefix("ท้องถิ่น")


def read_day(text: str) -> date | None:
    """The day in a cell; None where it is empty, ``0`` or ``-``. Years above 2400 are Buddhist.

    ``25660901``, ``2566-09-01``, ``1/9/2566``, ``2023-09-01``. Raises ``422-source-day``.
    """
    shown = arabic_digits(text).strip()
    if shown in _NOTHING:
        return None
    found, turned = _DAY.fullmatch(shown), _DAY_FIRST.fullmatch(shown)
    parts = found.groups() if found else turned.groups()[::-1] if turned else ()
    try:
        year, month, day = map(int, parts)
        return date(year - _BUDDHIST if year > 2400 else year, month, day)
    except ValueError:
        raise problems.day_unreadable(text=text[:40]) from None


def last_day_of(text: str) -> date:
    """The last day of the month in ``YYMM`` of a Buddhist year: 2024-12-31 for ``6712``.

    Raises ``422-source-month``.
    """
    found = _MONTH.fullmatch(arabic_digits(text).strip())
    year, month = (int(part) for part in found.groups()) if found else (0, 0)
    if not 1 <= month <= 12:
        raise problems.month(text=text[:40])
    common = _CENTURY + year - _BUDDHIST
    return date(common, month, calendar.monthrange(common, month)[1])

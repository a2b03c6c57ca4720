"""The words of an official letter, and its number. Pure.

The form is that of a หนังสือภายนอก, แบบที่ 1 ท้ายระเบียบสำนักนายกรัฐมนตรี ว่าด้วยงานสารบรรณ พ.ศ. 2526: number on
the left, office and address on the right, the day, เรื่อง, เรียน, อ้างถึง, สิ่งที่ส่งมาด้วย, cause and purpose,
ขอแสดงความนับถือ, signer with name and position, and below on the left the unit in charge with its telephone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from tambon.lib.days import say_day
from tambon.lib.text import arabic_digits, tidy
from tambon.notices import problems
from tambon.notices.rules.kinds import WaitKind
from tambon.notices.rules.waits import Pair, Wait
from tambon.verification.rules.clock import RULE

_NUMBER = re.compile(r"(.*?)([0-9]{1,9})")
MOST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes and who signs, as an officer typed it."""

    sender: str
    address: str
    unit: str
    signer: str
    position: str
    telephone: str = ""


FIELDS: dict[str, tuple[Pair, int]] = {
    "sender": (("ส่วนราชการเจ้าของหนังสือ", "The sending office"), 120),
    "address": (("ที่ตั้ง", "Its address"), 300),
    "unit": (("ส่วนราชการเจ้าของเรื่อง", "The unit in charge"), 120),
    "telephone": (("โทรศัพท์", "Its telephone"), 60),
    "signer": (("ชื่อผู้ลงนาม", "The signer's name"), 120),
    "position": (("ตำแหน่งผู้ลงนาม", "The signer's position"), 200),
}


@dataclass(frozen=True, slots=True)
class LetterView:
    """Everything that stands on one letter."""

    id: int
    number: str
    day: date
    head: Letterhead
    area_th: str
    office_th: str
    addressee: str
    waits: tuple[Wait, ...]
    refers_to: tuple[str, str, date] | None = None  # sender, number and day of the letter before


def read_head(given: Mapping[str, str]) -> Letterhead:
    """The letterhead from a form; raises 422 naming what is missing or too long. Lines of an address stay."""
    read = {name: _read(name, given.get(name, "")) for name in FIELDS}
    return Letterhead(**{field.name: read[field.name] for field in fields(Letterhead)})


def _read(name: str, text: str) -> str:
    (th, en), most = FIELDS[name]
    lines = [tidy(line) for line in text.splitlines()] if name in ("address", "position") else [tidy(text)]
    said = "\n".join(line for line in lines if line)
    if not said and name != "telephone":
        raise problems.letter_incomplete(field_th=th, field_en=en)
    if len(said) > most:
        raise problems.letter_field_long(field_th=th, field_en=en, most=most)
    return said


def read_number(text: str) -> str:
    """A letter's number as it is kept, in Arabic digits; raises ``422-letter-number`` for none."""
    said = arabic_digits(tidy(text))
    if len(said) > MOST_NUMBER or not _NUMBER.fullmatch(said):
        raise problems.bad_number()
    return said


def number_after(number: str, steps: int) -> str:
    """The number so many letters on: ``มส 0118/123`` is followed by ``มส 0118/124``."""
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise problems.bad_number()
    stem, digits = found.groups()
    return f"{stem}{int(digits) + steps:0{len(digits)}}"


def sheet(letter: LetterView, titles: Mapping[str, Pair], *, desk: str) -> dict[str, Any]:
    """What the template prints of one letter; numbers in Arabic digits, which it turns into Thai ones."""
    told = [wait for wait in letter.waits if wait.kind is WaitKind.TO_CONFIRM]
    enclosed = [_row(wait, titles) for wait in told]
    return {
        "number": letter.number,
        "sender": letter.head.sender,
        "address": letter.head.address.splitlines(),
        "day": _day(letter.day),
        "subject": "ขอความอนุเคราะห์ตรวจสอบและยืนยันข้อมูลระดับหมู่บ้าน",
        "to": letter.addressee,
        "refers_to": _reference(letter),
        "paragraphs": _paragraphs(letter, told, desk),
        "signer": letter.head.signer,
        "position": letter.head.position.splitlines(),
        "unit": letter.head.unit,
        "telephone": letter.head.telephone,
        "office": letter.office_th,
        "area": letter.area_th,
        "enclosed": enclosed,
        "total": {"values": f"{sum(wait.count for wait in told):,}"},
    }


def _row(wait: Wait, titles: Mapping[str, Pair]) -> dict[str, str]:
    return {
        "dataset": titles.get(wait.dataset, (wait.dataset, ""))[0],
        "values": f"{wait.count:,}",
        "villages": f"{wait.places:,}",
        "oldest": _day(wait.day) if wait.day else "",
    }


def _reference(letter: LetterView) -> str:
    if letter.refers_to is None:
        return ""
    sender, number, day = letter.refers_to
    return f"หนังสือ{sender} ที่ {number} ลงวันที่ {_day(day)}"


def _paragraphs(letter: LetterView, told: Sequence[Wait], desk: str) -> list[str]:
    days = [wait.day for wait in told if wait.day]
    oldest = f" โดยรายการที่รอนานที่สุดรอมาตั้งแต่วันที่ {_day(min(days))}" if days else ""
    if days and (letter.day - min(days)).days > RULE.ask:
        oldest += f" ซึ่งเกินกำหนด {RULE.ask} วันตามหลักเกณฑ์การตอบของเจ้าของข้อมูลแล้ว"
    values = f"{sum(wait.count for wait in told):,}"
    opening = "ตามหนังสือที่อ้างถึง" if letter.refers_to else "ด้วย"
    asked = (
        f"{opening} {letter.head.sender}ได้ขอความอนุเคราะห์ให้หน่วยงานของท่านตรวจสอบและยืนยันข้อมูลระดับหมู่บ้าน"
        f"ในเขต{letter.area_th} ความแจ้งแล้ว นั้น"
        if letter.refers_to
        else f"{opening}{letter.head.sender}ได้จัดเก็บข้อมูลระดับหมู่บ้านในเขต{letter.area_th} เพื่อใช้วางแผนพัฒนาพื้นที่"
        "และเปิดเผยต่อสาธารณะ โดยข้อมูลบางรายการอยู่ในความรับผิดชอบของหน่วยงานของท่าน"
        "ซึ่งต้องได้รับการยืนยันความถูกต้องจากหน่วยงานเจ้าของข้อมูลก่อน"
    )
    waiting = (
        f"บัดนี้ {letter.head.sender}ขอเรียนว่า ณ วันที่ {_day(letter.day)} มีข้อมูลรอการยืนยันจาก"
        f"{letter.office_th} จำนวน {values} ค่า ใน {len(told):,} ชุดข้อมูล{oldest}"
        " รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย จึงขอความอนุเคราะห์ให้หน่วยงานของท่านตรวจสอบความถูกต้องและความครบถ้วน"
        f" แล้วยืนยันหรือโต้แย้งเป็นรายค่าในระบบข้อมูลตำบล ที่ {desk} ด้วยบัญชีผู้ใช้ของหน่วยงาน"
    )
    purpose = "จึงเรียนมาเพื่อโปรดทราบและพิจารณาให้ความอนุเคราะห์ จะขอบคุณยิ่ง"
    return [asked, waiting, purpose]


def _day(day: date) -> str:
    """The day with spaces at which no line breaks."""
    return say_day(day, "th").replace(" ", "\u00a0")

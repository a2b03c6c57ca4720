"""A certificate's number and words: Buddhist years and Thai digits, as official papers write them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tambon.lib.days import BUDDHIST_OFFSET, MONTHS_EN, MONTHS_TH
from tambon.lib.text import arabic_digits, thai_digits, tidy

_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}-\d{4,6}")


class WithdrawReason(StrEnum):
    """Why a certificate counts no more."""

    WRONG_WORDS = "wrong_words"
    NOT_PASSED = "not_passed"
    MISTAKE = "mistake"


WITHDRAW_REASONS: dict[WithdrawReason, tuple[str, str]] = {
    WithdrawReason.WRONG_WORDS: (
        "ชื่อหรือข้อความผิด จะออกฉบับใหม่แทน",
        "A name or a word is wrong; a new one will be issued",
    ),
    WithdrawReason.NOT_PASSED: ("ไม่ผ่านการอบรมจริง", "The course was not passed"),
    WithdrawReason.MISTAKE: ("บันทึกผิดคน หรือผิดหลักสูตร", "Marked for the wrong person or course"),
}


@dataclass(frozen=True)
class CertificateView:
    """A certificate that was given, with whose and for what; withdrawn ones say when and why."""

    number: str
    person_id: int
    name_th: str
    name_en: str
    course: str
    course_th: str
    course_en: str
    programme_th: str
    programme_en: str
    place: str
    hours: int
    since: date
    until: date  # the day after the last
    area_id: int
    issued_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_for: str = ""

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


def number_of(course: str, running: int) -> str:
    """``MHS-69-0001``: the course's code and a number that is never given twice."""
    return f"{course}-{running:04d}"


def read_number(written: str) -> str:
    """A number as it is kept, from what somebody typed; empty for what cannot be one."""
    text = arabic_digits(tidy(written)).upper().replace(" ", "")
    return text if _NUMBER.fullmatch(text) else ""


def say_days_th(since: date, last: date) -> str:
    """``ระหว่างวันที่ ๒๓ – ๒๕ พฤศจิกายน พ.ศ. ๒๕๖๙``, as short as the days allow; one day is ``วันที่ …``."""
    end = f"{last.day} {MONTHS_TH[last.month - 1]} พ.ศ. {last.year + BUDDHIST_OFFSET}"
    if since == last:
        begin = ""
    elif (since.year, since.month) == (last.year, last.month):
        begin = f"{since.day} – "
    elif since.year == last.year:
        begin = f"{since.day} {MONTHS_TH[since.month - 1]} – "
    else:
        begin = f"{since.day} {MONTHS_TH[since.month - 1]} พ.ศ. {since.year + BUDDHIST_OFFSET} – "
    return thai_digits(f"{'ระหว่าง' if begin else ''}วันที่ {begin}{end}")


def say_days_en(since: date, last: date) -> str:
    """``23–25 November 2026``."""
    end = f"{last.day} {MONTHS_EN[last.month - 1]} {last.year}"
    if since == last:
        return end
    if (since.year, since.month) == (last.year, last.month):
        return f"{since.day}–{end}"
    year = "" if since.year == last.year else f" {since.year}"
    return f"{since.day} {MONTHS_EN[since.month - 1]}{year} – {end}"

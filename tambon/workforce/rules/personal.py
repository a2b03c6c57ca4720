"""What may be kept of a person's papers, how it is written, and why somebody may look at it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tambon.lib.text import arabic_digits, tidy
from tambon.lib.thai_id import read_citizen_id
from tambon.workforce import personal_problems as problems

FIELDS = ("citizen_id", "bank_account")
MOST_LETTERS = 80
_ACCOUNT = re.compile(r"\d(?:[ -]?\d)*")


class LookReason(StrEnum):
    """Why an officer looks at what is personal."""

    CONTRACT = "contract"
    PAY = "pay"
    CORRECTION = "correction"
    ASKED = "asked"


LOOK_REASONS: dict[LookReason, tuple[str, str]] = {
    LookReason.CONTRACT: ("จัดทำหรือตรวจสอบสัญญาจ้าง", "To make or check the contract"),
    LookReason.PAY: ("จัดทำเอกสารเบิกจ่ายค่าจ้าง", "To prepare the payment of wages"),
    LookReason.CORRECTION: ("แก้ไขข้อมูลที่ผิด", "To correct what is wrong"),
    LookReason.ASKED: ("เจ้าของข้อมูลขอดูข้อมูลของตน", "The person asked to see their own"),
}


@dataclass(frozen=True)
class NewPersonal:
    """What a roster or a form says of a person; None, or nothing written, leaves what is kept as it is."""

    person_id: int
    citizen_id: str | None = field(default=None, repr=False)
    bank_account: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class PersonalView:
    """What is kept of a person, opened."""

    person_id: int
    citizen_id: str | None = field(repr=False)
    bank_account: str | None = field(repr=False)


@dataclass(frozen=True)
class PersonalState:
    """What can be said of it without opening it: which fields are kept, and until when."""

    person_id: int
    kept: tuple[str, ...] = ()
    erased: bool = False
    due: date | None = None  # the day on which it is erased, where the last contract has an end


def read(entry: NewPersonal) -> NewPersonal:
    """The same as it is kept. Raises ``422-citizen-id`` or ``422-bank-account``, which do not repeat it."""
    return NewPersonal(entry.person_id, _citizen_id(entry.citizen_id), _bank_account(entry.bank_account))


def say_citizen_id(digits: str) -> str:
    """``1-1017-00203-45-0``, as it stands on the card."""
    return f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"


def due_day(ends: date, personal_days: int) -> date:
    """The day on which what is personal is erased: ``ends`` is the day after the contract's last."""
    return ends + timedelta(days=personal_days)


def _citizen_id(written: str | None) -> str | None:
    if not written or not written.strip():
        return None
    digits = read_citizen_id(written)
    if digits is None:
        raise problems.bad_citizen_id()
    return digits


def _bank_account(written: str | None) -> str | None:
    """Words for the bank, if any, then the number: ``กรุงไทย 1234567890``. Ten to fifteen digits."""
    text = arabic_digits(tidy(written or ""))
    if not text:
        return None
    found = _ACCOUNT.findall(text)
    digits = re.sub(r"\D", "", found[0]) if len(found) == 1 else ""
    if not 10 <= len(digits) <= 15 or len(text) > MOST_LETTERS:
        raise problems.bad_bank_account()
    return f"{tidy(_ACCOUNT.sub(' ', text))} {digits}".strip()

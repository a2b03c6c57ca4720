"""The written rule for silence: what follows when an owner's office gives no word. Pure.

A version has a number, and a version that was in force is never changed: a new one is written beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tambon.lib.days import thai_day

Pair = tuple[str, str]  # a text in Thai and in English


class Step(StrEnum):
    """What is done because an office is silent; in the order in which it is done."""

    ASKED = "asked"
    TOLD_ABOVE = "told_above"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Rule:
    """After how many days from when a value could first be judged each step is taken."""

    number: int
    ask: int
    tell: int
    silent: int

    def __post_init__(self) -> None:
        if not 0 < self.ask < self.tell < self.silent:
            raise ValueError("the steps come one after another")

    @property
    def days(self) -> dict[Step, int]:
        return {Step.ASKED: self.ask, Step.TOLD_ABOVE: self.tell, Step.SILENT: self.silent}


RULE = Rule(number=1, ask=15, tell=30, silent=45)

_TEXT: tuple[Pair, ...] = (
    (
        "นับวันของสำนักงานตั้งแต่วันที่ค่าหนึ่งมาถึงและสำนักงานตรวจได้เป็นครั้งแรก",
        "An office's days are counted from the day on which a value first lies before it to be judged.",
    ),
    (
        "ครบ {ask} วันแล้วยังไม่มีคำตอบ ระบบจะเตือนสำนักงาน วันนี้คือวันครบกำหนด",
        "After {ask} days without a word the office is reminded: that is the day on which its word is due.",
    ),
    (
        "ครบ {tell} วัน ระบบจะแจ้งหน่วยงานต้นสังกัดของสำนักงานและจังหวัด",
        "After {tell} days the agency above the office and the province are told.",
    ),
    (
        "ครบ {silent} วัน ค่าจะมีหมายเหตุว่า “เจ้าของข้อมูลไม่ตอบ” ระดับความเชื่อมั่นคงเดิม",
        "After {silent} days the value bears the remark “owner silent”. Its grade stays as it is.",
    ),
    (
        "การไม่ตอบไม่ใช่การยืนยัน ไม่มีค่าใดเปลี่ยนเป็นยืนยันแล้วเพราะเวลาผ่านไป",
        "Silence is not a confirmation: no value ever becomes verified because time goes by.",
    ),
)
STEPS: dict[Step, Pair] = {
    Step.ASKED: ("เตือนสำนักงานแล้ว", "The office was reminded"),
    Step.TOLD_ABOVE: ("แจ้งต้นสังกัดและจังหวัดแล้ว", "The agency above and the province were told"),
    Step.SILENT: ("ค่ามีหมายเหตุว่าเจ้าของข้อมูลไม่ตอบ", "The values bear the remark “owner silent”"),
}
REMARK: Pair = ("เจ้าของข้อมูลไม่ตอบ", "Owner silent")


def sentences(rule: Rule = RULE) -> list[Pair]:
    """The rule in words, sentence by sentence, in Thai and in English."""
    days = {"ask": rule.ask, "tell": rule.tell, "silent": rule.silent}
    return [(th.format(**days), en.format(**days)) for th, en in _TEXT]


@dataclass(frozen=True, slots=True)
class Due:
    """A value before its owner: since which day it waits, by which day the word is due, how old it is."""

    since: date
    due: date
    age: int
    late: bool
    silent: bool


def due(since: datetime, *, on: date, rule: Rule = RULE) -> Due:
    """The clock of something that waits since that moment, looked at on a Thai day."""
    first = thai_day(since)
    age = max(0, (on - first).days)
    day = first + timedelta(days=rule.ask)
    return Due(first, day, age, late=on > day, silent=age >= rule.silent)


def next_step(age: int, taken: Mapping[Step, date], *, on: date, rule: Rule = RULE) -> Step | None:
    """The step that is due for something that waits ``age`` days; None where none is.

    Steps are taken once, in their order and on different days: whoever was never asked is told on nobody.
    """
    if any(day >= on for day in taken.values()):
        return None
    for step, days in rule.days.items():
        if step not in taken:
            return step if age >= days else None
    return None


def median(days: Mapping[int, int]) -> int | None:
    """The median of ``{days: how often}``, the lower of two; None of nothing."""
    whole = sum(days.values())
    passed = 0
    for number in sorted(days):
        passed += days[number]
        if passed * 2 >= whole and passed:
            return number
    return None


def together(counted: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Several counts of days as one."""
    whole: dict[int, int] = {}
    for days in counted:
        for number, times in days.items():
            whole[number] = whole.get(number, 0) + times
    return whole

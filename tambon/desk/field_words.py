"""Words and small pictures of field work: villages' states, kinds of days, a month as a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tambon.fieldkit.rules import Progress
from tambon.workforce.rules.days import DayView, closes
from tambon.workforce.rules.states import DAY_KINDS, DayKind

Pair = tuple[str, str]


class ChipState(StrEnum):
    """What a village's chip says; the gravest wins."""

    RETURNED = "returned"
    LATE = "late"
    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"
    NOTHING = "nothing"  # no round has opened yet


CHIP_WORDS: dict[ChipState, Pair] = {
    ChipState.RETURNED: ("มีค่าส่งคืน", "Returned"),
    ChipState.LATE: ("เกินกำหนด", "Late"),
    ChipState.NOT_BEGUN: ("ยังไม่เริ่ม", "Not begun"),
    ChipState.BEGUN: ("ทำอยู่", "Begun"),
    ChipState.DONE: ("ครบแล้ว", "Done"),
    ChipState.NOTHING: ("ยังไม่ถึงรอบ", "No round yet"),
}
BY_PROGRESS = {
    Progress.NOT_BEGUN: ChipState.NOT_BEGUN,
    Progress.BEGUN: ChipState.BEGUN,
    Progress.DONE: ChipState.DONE,
}
# One sign for each kind of day, so that no colour has to be told apart.
DAY_SIGNS: dict[DayKind, Pair] = {
    DayKind.VILLAGE: ("พ", "V"),
    DayKind.OFFICE: ("ส", "O"),
    DayKind.MEETING: ("ป", "M"),
    DayKind.TRAINING: ("อ", "T"),
    DayKind.LEAVE: ("ล", "L"),
}
DAY_CHOICES = tuple((kind.value, DAY_KINDS[kind], DAY_SIGNS[kind]) for kind in DayKind)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the month; ``open`` when its entry can still be written."""

    day: date
    kind: str
    words: Pair
    sign: Pair
    note: str
    is_today: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """A month of days. ``starts`` is the weekday of the first one, from 1 for Monday."""

    first: date
    days: tuple[CalendarDay, ...]

    @property
    def starts(self) -> int:
        return self.first.isoweekday()

    @property
    def written(self) -> int:
        return sum(bool(day.kind) for day in self.days)


def calendar(first: date, entries: Iterable[DayView], *, since: date, until: date, today: date) -> Calendar:
    """The month from ``first`` on; a day is open inside the contract, up to today, while its month is."""
    by_day = {entry.day: entry for entry in entries}
    days = []
    for day in month_days(first):
        entry = by_day.get(day)
        is_open = since <= day < until and day <= today <= closes(day)
        days.append(
            CalendarDay(
                day,
                entry.kind.value if entry else "",
                DAY_KINDS[entry.kind] if entry else ("ยังไม่เขียน", "Nothing written"),
                DAY_SIGNS[entry.kind] if entry else ("", ""),
                entry.note if entry else "",
                day == today,
                is_open,
            )
        )
    return Calendar(first, tuple(days))


def month_days(first: date) -> list[date]:
    """Every day of the month that begins on that day."""
    after = (first + timedelta(days=32)).replace(day=1)
    return [first + timedelta(days=n) for n in range((after - first).days)]


def kinds_counted(entries: Iterable[DayView]) -> list[tuple[Pair, int]]:
    """(words, how many days) of each kind that occurs, in the order of the kinds."""
    kinds = [entry.kind for entry in entries]
    return [(DAY_KINDS[kind], kinds.count(kind)) for kind in DayKind if kind in kinds]

"""What becomes of a programme's rounds when another plan is put in force. Pure.

A round that has opened may have answers, so it is never taken away, and it keeps the period under which they
stand and its opening day; the plan may give it another closing day, from the day of the change on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tambon.plan import problems
from tambon.plan.rules.timeline import PlannedRound


class Move(StrEnum):
    MADE = "made"
    KEPT = "kept"
    MOVED = "moved"  # other days, words or datasets
    CLOSED = "closed"  # in the plan no more, and open until today
    WITHDRAWN = "withdrawn"  # in the plan no more, and it had not opened yet


@dataclass(frozen=True, slots=True)
class RoundMove:
    """``round`` as it will stand; ``was`` as it stood, if it did."""

    move: Move
    round: PlannedRound
    was: PlannedRound | None = None

    @property
    def text_th(self) -> str:
        return self._text("th")

    @property
    def text_en(self) -> str:
        return self._text("en")

    def _text(self, lang: str) -> str:
        return _SENTENCES[self.move][lang == "en"]


_SENTENCES = {
    Move.MADE: ("เปิดรอบใหม่", "A round is made"),
    Move.KEPT: ("คงเดิม", "Stays as it is"),
    Move.MOVED: ("ปรับรอบตามแผน", "The round follows the plan"),
    Move.CLOSED: ("ปิดรอบเมื่อสิ้นวันที่อนุมัติ คำตอบที่ได้รับแล้วยังอยู่ครบ", "Closes at the end of the day; its answers stay"),
    Move.WITHDRAWN: ("ถอนรอบที่ยังไม่เปิด", "Withdrawn before it opened"),
}


def round_moves(
    planned: Iterable[PlannedRound], standing: Iterable[PlannedRound], *, on: date
) -> list[RoundMove]:
    """By code, what the plan makes of the rounds that stand, when it comes in force on that day.

    A round that closed by then and is in the plan no more is not listed. Raises ``409-plan-round-opened``
    where an opened round would lose its period or opening day, ``409-plan-round-closed-before`` where it
    would have closed already.
    """
    wanted, stood = {one.code: one for one in planned}, {one.code: one for one in standing}
    moves = [_move(wanted.get(code), stood.get(code), on) for code in sorted(wanted.keys() | stood.keys())]
    return [move for move in moves if move is not None]


def _move(new: PlannedRound | None, was: PlannedRound | None, on: date) -> RoundMove | None:
    if new is None:
        return _leave(was, on) if was is not None else None
    if was is None:
        return RoundMove(Move.MADE, new)
    if new == was:
        return RoundMove(Move.KEPT, new, was)
    if was.opens <= on:
        _check_opened(new, was, on)
    return RoundMove(Move.MOVED, new, was)


def _leave(was: PlannedRound, on: date) -> RoundMove | None:
    tomorrow = on + timedelta(days=1)
    if was.opens > on:
        return RoundMove(Move.WITHDRAWN, was, was)
    if was.closes <= tomorrow:
        return None
    return RoundMove(Move.CLOSED, _until(was, tomorrow), was)


def _until(one: PlannedRound, closes: date) -> PlannedRound:
    return PlannedRound(one.in_plan, one.code, one.name_th, one.name_en, one.opens, closes, one.datasets)


def _check_opened(new: PlannedRound, was: PlannedRound, on: date) -> None:
    kept = set(was.datasets) <= set(new.datasets)
    if not kept or new.opens != was.opens:
        raise problems.round_opened(round=was.in_plan, opens=was.opens)
    if new.closes != was.closes and new.closes <= on:
        raise problems.round_closed_before(round=was.in_plan, closes=new.last, on=on)

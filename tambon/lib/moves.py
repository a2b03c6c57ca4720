"""One row of a table of states: what may follow what, and why, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Move:
    """From one state to another; ``before`` is None where the thing begins."""

    before: StrEnum | None
    after: StrEnum
    th: str
    en: str


def may_follow(moves: tuple[Move, ...], before: StrEnum | None, after: StrEnum) -> bool:
    """Whether the table has such a move."""
    return any(move.before == before and move.after == after for move in moves)

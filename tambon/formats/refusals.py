"""A row that was refused, and the file that tells its sender why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tambon.formats.writing import csv_bytes
from tambon.lib.problem import Problem

REFUSED_COLUMNS = ("row", "code", "reason_th", "reason_en", "raw")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row refused: its number in the sender's file (the heading is row 1), why, and the row as it was."""

    row: int
    code: str
    reason_th: str
    reason_en: str
    raw: str

    @classmethod
    def of(cls, problem: Problem, *, row: int, raw: str) -> Refusal:
        return cls(row, problem.kind.code, problem.say("th"), problem.say("en"), raw)


def refused_csv(refusals: Iterable[Refusal]) -> bytes:
    """The refused rows as a CSV that spreadsheets open with its Thai intact."""
    rows = ((r.row, r.code, r.reason_th, r.reason_en, r.raw) for r in refusals)
    return csv_bytes(REFUSED_COLUMNS, rows, for_spreadsheet=True)

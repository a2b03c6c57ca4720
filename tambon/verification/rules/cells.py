"""What a verdict names, and why a value can be disputed. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tambon.records.rules import Word
from tambon.verification import problems

MOST_AT_ONCE = 500
MOST_ON_A_PAGE = 300  # cells: all of them can be chosen at once, each beside a field of its own
LONGEST_NOTE = 200  # characters: the name of a document, not its content
OLDEST_SEEN = 800  # days: the year before the last may still be reported


@dataclass(frozen=True, order=True)
class CellRef:
    """One cell as a person saw it: the record, the variable, the claim whose value stood there, and the
    owner's word on it, so that nobody answers over a colleague unseen; None where nobody looked.
    """

    record_id: int
    variable: str
    claim_id: int
    word: Word | None = field(default=None, compare=False)

    @classmethod
    def read(cls, text: str) -> CellRef:
        """The cell in ``record:variable:claim:word`` (or without the word); raises a Problem for all else."""
        parts = text.split(":")
        words = set(Word)
        if (
            len(parts) not in (3, 4)
            or not (_is_id(parts[0]) and parts[1].isidentifier() and _is_id(parts[2]))
            or any(word not in words for word in parts[3:])
        ):
            raise problems.bad_cell(text=text[:60])
        return cls(int(parts[0]), parts[1], int(parts[2]), Word(parts[3]) if parts[3:] else None)

    def __str__(self) -> str:
        seen = f":{self.word}" if self.word else ""
        return f"{self.record_id}:{self.variable}:{self.claim_id}{seen}"


def count_whole(cells: Iterable[int], *, most: int | None) -> int:
    """How many of the first records, with so many cells each, stand on a page of so many cells: whole ones
    alone, and the first whatever it has.
    """
    whole = total = 0
    for count in cells:
        total += count
        if most is not None and whole and total > most:
            break
        whole += 1
    return whole


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


class Reason(StrEnum):
    """Why an owner disputes a value."""

    DIFFERS_FROM_REGISTER = "differs_from_register"
    OUT_OF_DATE = "out_of_date"
    WRONG_VILLAGE = "wrong_village"
    WRONG_UNIT = "wrong_unit"
    NOT_PLAUSIBLE = "not_plausible"
    OTHER = "other"

    @property
    def words(self) -> tuple[str, str]:
        """The reason in Thai and in English."""
        return _WORDS[self]


_WORDS = {
    Reason.DIFFERS_FROM_REGISTER: ("ไม่ตรงกับทะเบียนของหน่วยงาน", "It differs from our register"),
    Reason.OUT_OF_DATE: ("ข้อมูลเก่า", "It is out of date"),
    Reason.WRONG_VILLAGE: ("เป็นของหมู่บ้านอื่น", "It belongs to another village"),
    Reason.WRONG_UNIT: ("หน่วยนับไม่ถูก", "The unit is wrong"),
    Reason.NOT_PLAUSIBLE: ("ค่าเป็นไปได้ยาก", "It is not plausible"),
    Reason.OTHER: ("อื่น ๆ", "Another reason"),
}

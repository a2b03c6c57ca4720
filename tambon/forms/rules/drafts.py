"""Where an uploaded workbook stands on its way to phones. Pure."""

from __future__ import annotations

from enum import StrEnum

from tambon.lib.moves import Move


class DraftState(StrEnum):
    WAITING = "waiting"
    CONVERTED = "converted"
    REFUSED = "refused"
    PUBLISHED = "published"
    DISCARDED = "discarded"


MOVES: tuple[Move, ...] = (
    Move(None, DraftState.WAITING, "เจ้าหน้าที่อัปโหลดแบบสอบถาม", "an officer uploads a workbook"),
    Move(DraftState.WAITING, DraftState.CONVERTED, "แปลงเป็นแบบสำหรับโทรศัพท์ได้", "it becomes a form for phones"),
    Move(DraftState.WAITING, DraftState.REFUSED, "มีข้อผิดพลาด บอกเป็นรายแถว", "it has faults, told row by row"),
    Move(DraftState.CONVERTED, DraftState.PUBLISHED, "เผยแพร่เป็นรุ่นใหม่", "published as a new version"),
    Move(DraftState.CONVERTED, DraftState.DISCARDED, "เจ้าหน้าที่ทิ้ง", "an officer discards it"),
    Move(DraftState.REFUSED, DraftState.DISCARDED, "เจ้าหน้าที่ทิ้ง", "an officer discards it"),
)

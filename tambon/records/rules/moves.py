"""How a value's grade may move: the table that the rules are tested against and the picture is drawn from."""

from __future__ import annotations

from tambon.lib.moves import Move
from tambon.records.rules.kinds import Grade

_OTHER_VALUE = "มีค่าใหม่ที่ต่างไป", "another value wins"
_NO_DOUBT = "กฎอัตโนมัติไม่พบข้อสงสัย", "the automatic rules find nothing to ask"
_DOUBT = "กฎอัตโนมัติพบข้อสงสัย", "the automatic rules ask a question"
_IMPOSSIBLE = "กฎอัตโนมัติพบว่าเป็นไปไม่ได้", "the automatic rules find that it cannot be true"
_AGAIN = "ค่าที่ยืนยันไว้กลับเป็นไปได้", "what was confirmed can be true again"
_CONFIRMS = "สำนักงานเจ้าของข้อมูลยืนยัน", "the owner's office confirms"
_DISPUTES = "สำนักงานเจ้าของข้อมูลโต้แย้ง", "the owner's office disputes"

MOVES: tuple[Move, ...] = (
    Move(None, Grade.REPORTED, "มีผู้รายงานค่าแรก", "somebody reports the first value"),
    Move(Grade.REPORTED, Grade.CHECKED, *_NO_DOUBT),
    Move(Grade.REPORTED, Grade.VERIFIED, f"{_CONFIRMS[0]} หรือ{_AGAIN[0]}", f"{_CONFIRMS[1]}, or {_AGAIN[1]}"),
    Move(Grade.REPORTED, Grade.DISPUTED, *_DISPUTES),
    Move(Grade.CHECKED, Grade.VERIFIED, *_CONFIRMS),
    Move(Grade.CHECKED, Grade.DISPUTED, *_DISPUTES),
    Move(
        Grade.CHECKED,
        Grade.REPORTED,
        f"{_OTHER_VALUE[0]} หรือ{_DOUBT[0]}",
        f"{_OTHER_VALUE[1]}, or {_DOUBT[1]}",
    ),
    Move(Grade.VERIFIED, Grade.DISPUTED, *_DISPUTES),
    Move(
        Grade.VERIFIED,
        Grade.REPORTED,
        f"{_OTHER_VALUE[0]} หรือ{_IMPOSSIBLE[0]}",
        f"{_OTHER_VALUE[1]}, or {_IMPOSSIBLE[1]}",
    ),
    Move(Grade.DISPUTED, Grade.VERIFIED, *_CONFIRMS),
    Move(Grade.DISPUTED, Grade.REPORTED, *_OTHER_VALUE),
    Move(Grade.DISPUTED, Grade.CHECKED, "มีผู้ไปดูอีกครั้งและได้ค่าเดิม", "somebody looks again and repeats the value"),
)

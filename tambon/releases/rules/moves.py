"""How a release comes to be: a table for the picture of the data's way."""

from __future__ import annotations

from enum import StrEnum

from tambon.lib.moves import Move


class Stage(StrEnum):
    FROZEN = "frozen"
    PUBLISHED = "published"
    PATCHED = "patched"
    WITHDRAWN = "withdrawn"


MOVES: tuple[Move, ...] = (
    Move(
        None,
        Stage.FROZEN,
        "ตรึงรอบสำรวจภายใต้ตราผนึกของสมุดบันทึก",
        "the round is frozen under a seal of the journal",
    ),
    Move(Stage.FROZEN, Stage.PUBLISHED, "สร้างไฟล์ข้าง ๆ แล้วสลับเข้าที่", "files are built beside and swapped in"),
    Move(
        Stage.PUBLISHED,
        Stage.PATCHED,
        "ฉบับแก้ไขออกเคียงกัน บอกทุกค่าที่เปลี่ยน",
        "a patch comes out beside it and tells each changed value",
    ),
    Move(Stage.PUBLISHED, Stage.WITHDRAWN, "ถอนฉบับ เหตุผลคงอยู่", "it is taken back; the reason stays"),
    Move(Stage.PATCHED, Stage.WITHDRAWN, "ถอนฉบับ เหตุผลคงอยู่", "it is taken back; the reason stays"),
)

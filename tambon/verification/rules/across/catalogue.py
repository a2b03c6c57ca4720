"""Every rule across rows, for the manual page of all checks. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tambon.verification.rules.across.agency import AGENCY
from tambon.verification.rules.across.neighbours import NEIGHBOURS
from tambon.verification.rules.across.rounds import LAST_ROUND
from tambon.verification.rules.across.rule import Rule
from tambon.verification.rules.across.together import STAND_TOGETHER

RULES: tuple[Rule, ...] = (LAST_ROUND, NEIGHBOURS, AGENCY, STAND_TOGETHER)


@dataclass(frozen=True, slots=True)
class Entry:
    """A lead in words: it has no severity, for it weighs on nothing."""

    id: str
    title_th: str
    title_en: str
    formula_th: str
    formula_en: str
    version: str = "1"


LEADS: tuple[Entry, ...] = (
    Entry(
        "heaping",
        "ตัวเลขลงท้ายด้วย 0 หรือ 5 มากผิดปกติ",
        "Last digits heap at 0 and 5",
        "จำนวนเต็มตั้งแต่ 100 ของคนหนึ่งคน อย่างน้อย 40 ตัว ลงท้าย 0 หรือ 5 "
        "มากจนโอกาสบังเอิญต่ำกว่าหนึ่งในล้าน (ทวินาม ร้อยละ 20)",
        "of one person's counts of 100 and over, 40 at least, so many end in 0 or 5 that chance would do it "
        "less than once in a million (binomial, 20%)",
    ),
    Entry(
        "copied",
        "ตัวเลขของสองหมู่บ้านเหมือนกันทุกข้อ",
        "Two villages with the very same numbers",
        "คนเดียวกันตอบสองหมู่บ้านด้วยตัวเลขเดียวกันทุกข้อ ไม่นับศูนย์อย่างน้อย 8 ข้อ และมีอย่างน้อย 4 ค่าที่ต่างกัน",
        "one person gave two villages the same numbers throughout: 8 that are not zero, and 4 different ones "
        "among them",
    ),
)

"""What a person who edits areas is told beside the refusals of the whole room."""

from __future__ import annotations

from datetime import date

from tambon.lib.problem import Kind

FIRST_YEAR, LAST_YEAR = 1800, 2150  # what the constraints on periods tell apart

effect_stale = Kind(
    "409-area-effect-stale",
    "ทะเบียนเปลี่ยนไปหลังจากแสดงผลของการแก้ไขนี้ จึงยังไม่ได้บันทึก โปรดดูผลล่าสุดแล้วบันทึกอีกครั้ง",
    "The registry has changed since this effect was shown, so nothing was saved. "
    "Look at the effect as it is now and save again.",
)
year_far_away = Kind(
    "422-area-change-year",
    "วันที่ {day} อยู่นอกช่วงที่ทะเบียนรับได้ (ค.ศ. 1800 ถึง 2150) โปรดใช้ปี ค.ศ. ไม่ใช่ พ.ศ.",
    "The day {day} is not between 1800 and 2150. Give the year of the Common Era, not the Buddhist one.",
)
share_of_nothing = Kind(
    "422-area-share",
    "สัดส่วนของส่วน {code} ต้องมากกว่าศูนย์ และไม่เกินทั้งหมด หากไม่ทราบ โปรดเว้นว่าง",
    "The share of the part {code} must be more than nothing, and at most the whole. "
    "Leave it empty where nobody knows it.",
)


def demand_near(day: date | None) -> None:
    """Raises ``422-area-change-year`` for a day that cannot be meant, such as one of a Buddhist year."""
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise year_far_away(day=day.isoformat())

"""What a person who edits areas is told beside the refusals of the whole room."""

from __future__ import annotations

from tambon.lib.problem import Kind

effect_stale = Kind(
    "409-area-effect-stale",
    "ทะเบียนเปลี่ยนไปหลังจากแสดงผลของการแก้ไขนี้ จึงยังไม่ได้บันทึก โปรดดูผลล่าสุดแล้วบันทึกอีกครั้ง",
    "The registry has changed since this effect was shown, so nothing was saved. "
    "Look at the effect as it is now and save again.",
)
share_of_nothing = Kind(
    "422-area-share",
    "สัดส่วนของส่วน {code} ต้องมากกว่าศูนย์ และไม่เกินทั้งหมด หากไม่ทราบ โปรดเว้นว่าง",
    "The share of the part {code} must be more than nothing, and at most the whole. "
    "Leave it empty where nobody knows it.",
)

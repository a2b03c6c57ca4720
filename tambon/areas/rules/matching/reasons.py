"""The sentences that say why a written place leads where it does. Pure."""

from __future__ import annotations

from tambon.areas.rules.matching.places import Reason


def by_code(code: str) -> Reason:
    """The reason of a code that was kept; ``nothing`` for one that no version of ours knows."""
    return next((one for one in globals().values() if isinstance(one, Reason) and one.code == code), nothing)


settled = Reason("settled", "มีคนตัดสินไว้แล้ว", "Settled by a person.")
settled_nowhere = Reason(
    "settled-nowhere",
    "มีคนตัดสินไว้แล้วว่าไม่ใช่พื้นที่ใดในทะเบียน",
    "Settled by a person: no area of the registry.",
)
code = Reason("code", "ตรงกับรหัส", "The code fits.")
exact = Reason("exact", "ชื่อตรงทุกระดับ", "Every name fits.")
only_one = Reason(
    "only-one",
    "ชื่อตรง และไม่มีพื้นที่อื่นที่เข้ากับข้อความนี้",
    "The names fit, and no other area fits them.",
)
village_number = Reason("village-number", "พบตามหมู่ที่ในตำบลนี้", "Found by the village's number in this tambon.")
village_name = Reason(
    "village-name",
    "ชื่อหมู่บ้านนี้มีแห่งเดียวในตำบล",
    "The only village of this name in the tambon.",
)
no_villages = Reason(
    "tambon-without-villages",
    "ทะเบียนยังไม่มีหมู่บ้านของตำบลนี้ จึงนำไปที่ตำบล โหลดหมู่บ้านแล้วเทียบใหม่",
    "The registry holds no villages of this tambon, so this leads to the tambon. "
    "Load its villages, then match again.",
)
no_such_village = Reason(
    "village-unknown",
    "รู้จักตำบล แต่ไม่พบหมู่บ้านนี้ในตำบล โปรดตรวจหมู่ที่และชื่อ",
    "The tambon is known, the village is not found there. Check its number and name.",
)
village_disagrees = Reason(
    "village-disagrees",
    "หมู่ที่และชื่อหมู่บ้านไม่ตรงกัน โปรดเลือก",
    "The village's number and name disagree. Choose one.",
)
several = Reason(
    "several",
    "มีหลายพื้นที่ที่เข้ากับข้อความนี้ โปรดเลือก หรือเพิ่มอำเภอและจังหวัด",
    "Several areas fit. Choose one, or add the district and the province.",
)
nothing = Reason(
    "nothing",
    "ไม่พบพื้นที่ที่เข้ากับข้อความนี้ โปรดตรวจตัวสะกด",
    "No area fits. Check the spelling.",
)
empty = Reason("empty", "ไม่มีชื่อพื้นที่ในข้อความ", "The text names no place.")
too_long = Reason(
    "too-long",
    "ข้อความยาวเกินกว่าจะเป็นที่อยู่ โปรดใส่เฉพาะชื่อพื้นที่",
    "The text is too long for a place. Give the names alone.",
)
disagree = Reason(
    "levels-disagree",
    "ชื่อบางระดับไม่เข้ากัน โปรดเลือกพื้นที่ที่ตั้งใจ",
    "Some of the names do not belong together. Choose the area that is meant.",
)
similar = Reason(
    "similar",
    "สะกดใกล้เคียงที่สุดในพื้นที่ที่ระบุ",
    "The closest spelling inside the area that is named.",
)
similar_only = Reason(
    "similar-only",
    "สะกดใกล้เคียง แต่ไม่แน่ชัดพอ โปรดเลือก",
    "The spelling is close, but not close enough to be sure. Choose one.",
)
former = Reason(
    "former",
    "เป็นชื่อ หรือที่ตั้งเดิมของพื้นที่นี้",
    "A name or a parent that this area had at another time.",
)
succeeded = Reason(
    "succeeded",
    "พื้นที่นี้สิ้นสุดแล้ว และมีพื้นที่เดียวรับช่วงต่อตามประกาศหรือบัญชี",
    "The area of this name has ended; by notice or list one area took its place.",
)
perhaps_succeeded = Reason(
    "perhaps-succeeded",
    "พื้นที่ชื่อนี้ไม่มีอยู่ ณ วันที่ถาม นี่คือพื้นที่ที่รับช่วงต่อ หรือที่มาก่อน โปรดเลือก",
    "The area of this name does not stand on that day; these came after it or before it. Choose one.",
)
ended = Reason(
    "ended",
    "พื้นที่ชื่อนี้ไม่มีอยู่ ณ วันที่ถาม และไม่รู้ว่าพื้นที่ใดรับช่วงต่อ",
    "The area of this name does not stand on that day, and what took its place is not known.",
)
left_aside = Reason(
    "words-left-aside",
    "ชื่อระดับต่าง ๆ ตรง แต่มีคำอื่นที่ไม่ได้ใช้",
    "The names of the levels fit; other words were left aside.",
)

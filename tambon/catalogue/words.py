"""What the letters and words in published files mean, in Thai and English."""

from __future__ import annotations

GRADES = {
    "reported": ("รายงานแล้ว", "reported"),
    "checked": ("ผ่านการตรวจอัตโนมัติ", "passed the automatic checks"),
    "verified": ("หน่วยงานเจ้าของยืนยันแล้ว", "confirmed by its owner"),
    "disputed": ("หน่วยงานเจ้าของแย้ง", "disputed by its owner"),
}
ABSENCES = {
    "not_reported": ("ยังไม่มีผู้รายงาน", "expected, but nobody has reported it yet"),
    "not_asked": ("ยังไม่ได้ถาม", "not asked yet"),
    "unknown": ("ไม่ทราบ", "asked, and not known"),
    "not_applicable": ("ไม่เกี่ยวข้อง", "cannot exist here"),
    "refused": ("ไม่ให้ข้อมูล", "asked, and refused"),
}
ORIGINS = {
    "field": ("สำรวจในพื้นที่", "collected in the field"),
    "register": ("จากทะเบียนของหน่วยงานเจ้าของ", "from the owner's register"),
    "office": ("หน่วยงานเจ้าของให้ค่า", "stated by the owner's office"),
    "derived": ("คำนวณจากตัวแปรอื่น", "reckoned from other variables"),
}
PARTS = {
    "grade": ("ระดับความเชื่อมั่น", "how sure we are: reported, checked, verified (by the owner), disputed"),
    "origin": ("ที่มาของค่า", "where the value comes from: field, register and others"),
    "status": ("สถานะของค่า (SDMX OBS_STATUS)", "SDMX CL_OBS_STATUS"),
    "absent": ("เหตุที่ไม่มีค่า", "why there is no value"),
    "conf": ("การปกปิด (SDMX CONF_STATUS)", "SDMX CL_CONF_STATUS: whether the value is hidden, and why"),
    "expected": ("จำนวนค่าที่ควรมี", "cells that should be in the total"),
    "reported": ("จำนวนค่าที่รายงานแล้ว", "cells that are in the total"),
    "verified": ("จำนวนค่าที่เจ้าของยืนยันแล้ว", "cells in the total that their owner confirmed"),
}

# SDMX, code list CL_OBS_STATUS (cross-domain code lists, 2.2): the codes that our files use.
STATUSES = {
    "A": ("ค่าปกติ", "Normal value: the owner confirmed it; of a total: no cell is lacking"),
    "P": ("ค่าที่อาจเปลี่ยนได้", "Provisional: passed the automatic checks; of a total: cells are lacking"),
    "V": ("ค่าที่ยังไม่ผ่านการตรวจ", "Unvalidated value"),
    "U": ("ค่าที่มีผู้แย้ง ความน่าเชื่อถือต่ำ", "Low reliability: disputed"),
    "L": ("ไม่มีค่า: ยังไม่ได้เก็บ", "Missing: data exist but were not collected"),
    "M": ("ไม่มีค่า: ไม่อาจมีได้", "Missing: data cannot exist (not applicable)"),
    "O": ("ไม่มีค่า", "Missing value"),
    "Q": ("ไม่มีค่า: ปกปิดเพื่อคุ้มครองคนจำนวนน้อย", "Missing value; suppressed: hidden to protect few people"),
}

# SDMX, code list CL_CONF_STATUS: of totals of class aggregate.
CONFIDENTIALITY = {
    "F": ("เปิดเผย", "Free: not hidden"),
    "N": ("ปกปิด: เป็นเรื่องของคนหรือหมู่บ้านจำนวนน้อย", "Hidden: about few people, or few villages"),
    "D": ("ปกปิด: มิฉะนั้นจะคำนวณช่องที่ปกปิดอื่นได้", "Hidden: else another hidden value could be reckoned"),
}

"""What each of the programme's figures counts, in Thai and English; every snapshot carries these words."""

from __future__ import annotations

from tambon.catalogue.programme import KEYS, Definition

_SAID = {
    "posts": (
        "posts", "อัตรา", "Posts",
        "ตำแหน่งงานของโครงการที่มีอยู่ในวันที่นับ ไม่ว่าจะมีผู้ปฏิบัติงานหรือไม่",
        "Places of work of the programme that stand on the day of the count, filled or not.",
    ),
    "filled": (
        "posts", "มีผู้ปฏิบัติงาน", "Filled",
        "อัตราที่มีผู้รับจ้างตามสัญญาในวันที่นับ ผู้ที่ลาอยู่ยังนับว่ามี",
        "Posts that somebody's contract fills on that day; who is on leave still counts.",
    ),
    "vacant": (
        "posts", "อัตราว่าง", "Vacant",
        "อัตราทั้งหมดลบด้วยอัตราที่มีผู้ปฏิบัติงาน",
        "Posts less those that are filled.",
    ),
    "person_months": (
        "months", "คน-เดือน", "Person-months",
        "จำนวนวันตามสัญญาที่ผ่านมาแล้วถึงวันที่นับ หารด้วยจำนวนวันของเดือนปฏิทินนั้น แล้วรวมทุกเดือนทุกคน "
        "แต่ละพื้นที่ปัดเป็นทศนิยมสองตำแหน่งเอง",
        "Days under contract up to and with the day of the count, divided by the days of their calendar "
        "month, over all months and people; each area is rounded to two decimals by itself.",
    ),
    "trained": (
        "people", "ผ่านการอบรม", "Trained",
        "ผู้ที่ผ่านการอบรมของโครงการอย่างน้อยหนึ่งหลักสูตร นับตามสัญญา สัญญาละครั้ง รวมสัญญาที่สิ้นสุดแล้ว",
        "People who passed at least one of the programme's courses, counted once a contract, ended ones "
        "included.",
    ),
    "expected_cells": (
        "cells", "ค่าที่ควรได้", "Cells expected",
        "ตัวแปร × หมู่บ้าน × งวด ที่รอบเก็บข้อมูลซึ่งเปิดแล้วถามไว้ ข้อมูลเดียวกันที่ถามสองรอบนับครั้งเดียว",
        "Variable × village × period that the rounds opened so far ask for; what two rounds ask counts once.",
    ),
    "reported_cells": (
        "cells", "รายงานแล้ว", "Reported",
        "ค่าที่มีผู้รายงานแล้วทั้งหมด ทุกระดับความเชื่อมั่น รวมค่าที่มีข้อโต้แย้ง",
        "Every cell with a value, whatever its grade, disputed ones included.",
    ),
    "checked_cells": (
        "cells", "ผ่านการตรวจ", "Checked",
        "ค่าที่ผ่านกฎตรวจสอบอัตโนมัติ และค่าที่หน่วยงานเจ้าของยืนยันแล้ว เป็นส่วนหนึ่งของค่าที่รายงานแล้ว "
        "(หน้าความคืบหน้าแยกนับค่าที่อยู่ในระดับนั้นพอดี)",
        "Cells that passed the automatic checks, and those that their owner verified: part of the reported "
        "ones. (The page on progress counts cells of exactly one grade.)",
    ),
    "verified_cells": (
        "cells", "ยืนยันแล้ว", "Verified",
        "ค่าที่สำนักงานของหน่วยงานเจ้าของข้อมูลยืนยันแล้ว เป็นส่วนหนึ่งของค่าที่ผ่านการตรวจ",
        "Cells that the owner's office confirmed: part of the checked ones.",
    ),
}  # fmt: skip
DEFINITIONS = [
    Definition(key=key, unit=unit, label_th=th, label_en=en, text_th=text_th, text_en=text_en)
    for key in KEYS
    for unit, th, en, text_th, text_en in (_SAID[key],)
]
WITHHELD = {
    "one_tambon": (
        "ไม่เผยแพร่: ทุกอัตราอยู่ในตำบลเดียว ตัวเลขจะบอกเรื่องของคนไม่กี่คน",
        "Not published: all posts lie in one tambon, the figures would be about a few people",
    ),
    "protects_another": (
        "ไม่เผยแพร่: มิฉะนั้นจะคำนวณตัวเลขของพื้นที่อื่นที่ไม่เผยแพร่ได้",
        "Not published: else another area's withheld figures could be reckoned",
    ),
}

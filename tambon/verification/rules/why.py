"""The rules of resolution in words, and why a value is held. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tambon.dictionary.rules.spec import Band, Resolution, VariableSpec
from tambon.lib.days import say_day
from tambon.records.rules import Because
from tambon.verification.rules.clock import Pair

RULES: Mapping[Resolution, Pair] = {
    Resolution.NEWEST: (
        "หลักฐานใหม่ที่สุดชนะ ไม่ว่ามาจากหมู่บ้าน ทะเบียน หรือสำนักงาน",
        "The newest evidence wins, be it from the village, a register or an office.",
    ),
    Resolution.OWNER: (
        "ค่าจากทะเบียนหรือสำนักงานของหน่วยงานเจ้าของข้อมูลชนะทุกแหล่ง ถ้าเจ้าของข้อมูลไม่ได้ให้ค่า หลักฐานใหม่ที่สุดชนะ",
        "What the owner's register or office says wins over all else; where the owner gives no value, the "
        "newest evidence wins.",
    ),
    Resolution.FIELD: (
        "สิ่งที่เห็นในหมู่บ้านชนะทะเบียนและสำนักงาน ถ้ายังไม่มีใครไปดู หลักฐานใหม่ที่สุดชนะ",
        "What was seen in the village wins over registers and offices; where nobody has looked, the newest "
        "evidence wins.",
    ),
    Resolution.OWNER_WITHIN: (
        "ถ้าทุกแหล่งต่างกันไม่เกิน {band} ใช้ค่าของหน่วยงานเจ้าของข้อมูล "
        "ถ้าต่างกันมากกว่านั้น คงค่าเดิมไว้จนกว่าสำนักงานเจ้าของข้อมูลจะตัดสิน",
        "While all sources lie within {band} the owner's figure is used; if they lie further apart, what was "
        "held stays until the owner's office decides.",
    ),
    Resolution.PERSON: (
        "ถ้าแหล่งต่าง ๆ บอกไม่ตรงกัน คงค่าเดิมไว้จนกว่าสำนักงานเจ้าของข้อมูลจะตัดสิน",
        "Where sources differ, what was held stays until the owner's office decides.",
    ),
}
EVIDENCE: Mapping[str, Pair] = {
    "field": ("เห็นในหมู่บ้าน", "seen in the village"),
    "register": ("ทะเบียนของหน่วยงาน", "an agency's register"),
    "document": ("เอกสาร", "a document"),
    "computed": ("คำนวณ", "computed"),
}
_BECAUSE: Mapping[Because, Pair] = {
    Because.ONLY: ("เพราะเป็นคำตอบเดียวที่มี", "because it is the only answer there is"),
    Because.NEWEST: (
        "เพราะหลักฐานใหม่ที่สุดชนะ และค่านี้เป็นของวันที่ {day_th}",
        "because the newest evidence wins, and this is of {day_en}",
    ),
    Because.OWNER: (
        "เพราะคำของหน่วยงานเจ้าของข้อมูลชนะ และค่านี้มาจาก{who_th}",
        "because the owner's word wins, and this is the word of {who_en}",
    ),
    Because.OWNER_SILENT: (
        "เพราะหน่วยงานเจ้าของข้อมูลไม่ได้ให้ค่าเอง จึงใช้หลักฐานใหม่ที่สุด คือของวันที่ {day_th}",
        "because the owner gives no value of its own, so that the newest evidence is used: that of {day_en}",
    ),
    Because.FIELD: (
        "เพราะสิ่งที่เห็นในหมู่บ้านชนะ และผู้เก็บข้อมูลไปดูเมื่อ {day_th}",
        "because what was seen in the village wins, and a worker looked on {day_en}",
    ),
    Because.FIELD_SILENT: (
        "เพราะยังไม่มีใครไปดูในหมู่บ้าน จึงใช้หลักฐานใหม่ที่สุด คือของวันที่ {day_th}",
        "because nobody has looked in the village, so that the newest evidence is used: that of {day_en}",
    ),
    Because.SAME: ("เพราะทุกแหล่งบอกตรงกัน", "because every source says the same"),
    Because.WITHIN: (
        "เพราะทุกแหล่งต่างกันไม่เกิน {band_th} จึงใช้ค่าของ{who_th}",
        "because the sources lie within {band_en} of each other, so that the figure of {who_en} is used",
    ),
    Because.DECIDED: (
        "เพราะแหล่งต่าง ๆ บอกไม่ตรงกัน และ{who_th} ตัดสินแล้ว",
        "because the sources differ, and {who_en} decided",
    ),
    Because.UNDECIDED: (
        "เพราะแหล่งต่าง ๆ บอกไม่ตรงกัน จึงคงค่าเดิมไว้จนกว่าสำนักงานเจ้าของข้อมูลจะตัดสิน",
        "because the sources differ, so that what was held stays until the owner's office decides",
    ),
}
WORKER: Pair = ("ผู้เก็บข้อมูล", "a worker")


def band_words(band: Band | None) -> Pair:
    """``2 หรือร้อยละ 5 แล้วแต่อย่างใดกว้างกว่า``; two figures that are equal where there is no band."""
    number, share = (f"{band.absolute:g}", f"{band.per_cent:g}") if band else ("0", "0")
    if band and band.absolute and band.per_cent:
        return (
            f"{number} หรือร้อยละ {share} แล้วแต่อย่างใดกว้างกว่า",
            f"{number} or {share} per cent, whichever is wider",
        )
    return (f"ร้อยละ {share}", f"{share} per cent") if band and band.per_cent else (number, number)


def rule_words(variable: VariableSpec) -> Pair:
    """The variable's rule of resolution as a sentence, with its band."""
    (th, en), (band_th, band_en) = RULES[variable.resolution], band_words(variable.band)
    return th.replace("{band}", band_th), en.replace("{band}", band_en)


def why_words(because: Because, *, who: Pair | None, day: date, band: Band | None) -> Pair:
    """Why a value is held: ``who`` gave it (None: a worker), of which day it speaks."""
    (th, en), (band_th, band_en) = _BECAUSE[because], band_words(band)
    who_th, who_en = who or WORKER
    details = {
        "day_th": say_day(day, "th"), "day_en": say_day(day, "en"), "who_th": who_th, "who_en": who_en,
        "band_th": band_th, "band_en": band_en,
    }  # fmt: skip
    return th.format(**details), en.format(**details)

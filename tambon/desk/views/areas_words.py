"""What can be done to an area, how it is asked for, and what happened, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tambon.areas.queries.problems_queue import Oddity
from tambon.areas.rules import LEVELS, ChangeKind, Kind
from tambon.areas.rules.codes import right_above

Pair = tuple[str, str]


class Doing(StrEnum):
    """One way to change areas; the value stands in addresses."""

    RENAME = "rename"
    RECODE = "recode"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    ABOLISH = "abolish"
    CREATE = "create"


DOINGS: dict[Doing, Pair] = {
    Doing.RENAME: ("เปลี่ยนชื่อ", "Rename"),
    Doing.RECODE: ("เปลี่ยนรหัส", "Recode"),
    Doing.MOVE: ("ย้ายสังกัด", "Move"),
    Doing.SPLIT: ("แบ่งพื้นที่", "Split"),
    Doing.MERGE: ("รวมพื้นที่", "Merge"),
    Doing.ABOLISH: ("ยุบเลิก", "Abolish"),
    Doing.CREATE: ("เพิ่มพื้นที่ภายใน", "Add an area inside"),
}
HAPPENED: dict[ChangeKind, Pair] = {
    ChangeKind.CREATED: ("ตั้งขึ้น", "Created"),
    ChangeKind.SPLIT: ("แบ่งพื้นที่", "Split"),
    ChangeKind.MERGED: ("รวมพื้นที่", "Merged"),
    ChangeKind.MOVED: ("ย้ายสังกัด", "Moved"),
    ChangeKind.RENAMED: ("เปลี่ยนชื่อ", "Renamed"),
    ChangeKind.RECODED: ("เปลี่ยนรหัส", "Recoded"),
    ChangeKind.ABOLISHED: ("ยุบเลิก", "Abolished"),
}


@dataclass(frozen=True)
class OddityWords:
    """A sort of problem: its name, and what to do about it."""

    title: Pair
    about: Pair


ODDITIES: dict[Oddity, OddityWords] = {
    Oddity.WITHOUT_PARENT: OddityWords(
        ("ไม่มีพื้นที่ที่สังกัด", "Stands without a parent"),
        (
            "พื้นที่ที่เคยสังกัดสิ้นสุดไปแล้ว ให้ย้ายสังกัดหรือยุบเลิก",
            "The area above it has ended. Move it under another, or abolish it.",
        ),
    ),
    Oddity.NOT_IN_LIST: OddityWords(
        ("รหัสยังไม่มีในบัญชีปัจจุบัน", "Code unknown to the current list"),
        (
            "มีผลตามกฎหมายแล้ว แต่บัญชีรหัสของวันนี้ยังไม่มี ตรวจอีกครั้งเมื่อบัญชีใหม่ออก",
            "In force by law, but today's list does not have it yet. Look again when a new list is out.",
        ),
    ),
    Oddity.WITHOUT_SHARE: OddityWords(
        ("แบ่งพื้นที่โดยไม่ทราบสัดส่วน", "Split without shares"),
        (
            "ไม่ทราบว่าส่วนใดได้ไปเท่าใด ตัวเลขเก่าจึงแบ่งตามส่วนไม่ได้",
            "Nobody knows how much went where, so old figures cannot be divided between the parts.",
        ),
    ),
    Oddity.WITHOUT_BOUNDARY: OddityWords(
        ("ไม่มีขอบเขตบนแผนที่", "No boundary on the map"),
        (
            "จังหวัด อำเภอ และตำบลที่ยังไม่มีขอบเขต ให้โหลดแฟ้มขอบเขตที่มีรหัสนี้",
            "Provinces, districts and tambons that nobody has drawn. Load a file of boundaries with them.",
        ),
    ),
    Oddity.WITHOUT_VILLAGES: OddityWords(
        ("ตำบลที่ไม่มีหมู่บ้านหรือชุมชน", "Tambon without villages or communities"),
        (
            "อาจเป็นเมืองที่ยกเลิกหมู่บ้านแล้ว หรือยังไม่ได้โหลดบัญชีหมู่บ้านและชุมชน",
            "A town whose villages were abolished, or the list of villages and communities is not loaded.",
        ),
    ),
    Oddity.CENTROID_OUTSIDE: OddityWords(
        ("จุดศูนย์ถ่วงอยู่นอกขอบเขต", "Centre of gravity outside its polygon"),
        (
            "รูปโค้ง เป็นเกาะหลายเกาะ หรือวาดผิด ตรวจรูปบนแผนที่",
            "A crescent, several islands, or a fault in the drawing. Look at it on the map.",
        ),
    ),
}


def kinds_below(kind: Kind) -> list[Kind]:
    """The kinds that can be added right below this one, the usual one first."""
    below = [one for one in Kind if one is not Kind.COUNTRY and right_above(kind, one)]
    return sorted(below, key=lambda one: one not in LEVELS)


def doings_for(kind: Kind) -> list[Doing]:
    """What can be done to an area of the kind."""
    if kind is Kind.COUNTRY:
        return [Doing.CREATE]
    known = [doing for doing in Doing if doing is not Doing.CREATE or kinds_below(kind)]
    return [doing for doing in known if doing is not Doing.MOVE or kind is not Kind.PROVINCE]


@dataclass(frozen=True)
class Days:
    """The days of a change for a template: the law's, and the list's where it is another one."""

    legal: date | None
    listed: date | None

    @property
    def differ(self) -> bool:
        return self.listed is not None and self.listed != self.legal

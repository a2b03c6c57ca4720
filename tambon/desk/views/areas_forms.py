"""The fields that each change of an area asks for, filled with what is known or was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tambon.areas import queries as areas
from tambon.areas.queries.desk import suggest_codes
from tambon.areas.rules import AreaFacts, AreaView, kind_label
from tambon.areas.rules.codes import CODE_LENGTHS
from tambon.desk.views.areas_reading import MOST_PARTS, Asked
from tambon.desk.views.areas_words import Doing, Pair, kinds_below
from tambon.lib.days import say_day
from tambon.lib.problem import Problem

TH_NAME: Pair = ("ชื่อภาษาไทย", "Thai name")
EN_NAME: Pair = ("ชื่อภาษาอังกฤษ", "English name")
BARE: Pair = ("ไม่ต้องใส่คำนำหน้า เช่น ตำบล อำเภอ", "Without tambon, district and the like")
NEW_CODE: Pair = ("รหัสใหม่", "New code")
SHARE: Pair = ("สัดส่วนของพื้นที่เดิม (ร้อยละ)", "Share of the old area (per cent)")
UNKNOWN_SHARE: Pair = ("เว้นว่างถ้าไม่ทราบ", "Leave empty if unknown")


@dataclass(frozen=True)
class Field:
    """One field of a form. ``said`` stands beside a day: the same day in words."""

    name: str
    label: Pair
    value: str = ""
    hint: Pair = ("", "")
    type: str = "text"
    choices: tuple[tuple[str, Pair], ...] = ()
    required: bool = False
    said: Pair = ("", "")
    problem: Problem | None = None


@dataclass(frozen=True)
class Around:
    """The area with what stands around it on the day of the change."""

    facts: AreaFacts
    children: list[AreaView]
    siblings: list[AreaView]
    parents: list[AreaView]  # where it could move to: those of its parent's kind nearby

    @property
    def area(self) -> AreaView:
        return self.facts.area


def around(facts: AreaFacts, *, on: date) -> Around:
    """What stands around the area on that day."""
    area, line = facts.area, facts.ancestors
    beside = areas.list_children(line[-1].id, on=on) if line else []
    parents = areas.list_under(line[-2].id, on=on, kind=line[-1].kind) if len(line) > 1 else []
    return Around(
        facts,
        areas.list_children(area.id, on=on),
        [one for one in beside if one.kind is area.kind and one.id != area.id],
        [one for one in parents if one.id != line[-1].id],
    )


def first_asked(doing: Doing, near: Around, *, today: date) -> Asked:
    """What stands in the fields before anybody typed."""
    area = near.area
    fields = {"legal_day": today.isoformat()}
    if doing is Doing.RENAME:
        fields |= {"name_th": area.name_th, "name_en": area.name_en}
    elif doing is Doing.RECODE and near.facts.ancestors:
        fields["to"] = next(iter(suggest_codes(near.facts.ancestors[-1], area.kind, many=1)), "")
    elif doing is Doing.MERGE:
        fields["code"] = area.code
    elif doing is Doing.SPLIT:
        fields |= {"goes_on": "1", "parts": "1"}
    elif doing is Doing.CREATE:
        kind = kinds_below(area.kind)[0]
        fields |= {"kind": str(kind), "code": next(iter(suggest_codes(area, kind, many=1)), "")}
    return Asked(fields, ())


def fields_for(doing: Doing, near: Around, asked: Asked) -> list[Field]:
    """The fields of the change itself."""
    known = _FIELDS.get(doing)
    return known(near, asked) if known else []


def day_fields(asked: Asked, *, today: date) -> list[Field]:
    """When, and where it is written."""
    now = (say_day(today, "th"), say_day(today, "en"))
    era = (
        f"ปี พ.ศ. หรือ ค.ศ. ก็ได้ วันนี้คือ {now[0]} (ค.ศ. {today.year})",
        f"Either era: today is {now[1]} ({today.year + 543} B.E.)",
    )
    return [
        _day("legal_day", ("วันที่มีผลตามกฎหมาย", "In force by law from"), era, asked),
        _day(
            "list_day",
            ("วันที่บัญชีรหัสเปลี่ยน", "In the official list from"),
            ("เว้นว่างถ้าเป็นวันเดียวกัน", "Leave empty if it is the same day"),
            asked,
        ),
        Field(
            "source",
            ("ประกาศที่อ้างอิง", "Notice"),
            asked.text("source"),
            (
                "เช่น ประกาศกระทรวงมหาดไทย ราชกิจจานุเบกษา เล่ม ตอน หน้า",
                "Such as the notice in the Royal Gazette, with volume, part and page",
            ),
        ),
        Field("note", ("หมายเหตุ (ไม่บังคับ)", "Note (optional)"), asked.text("note")),
    ]


def split_parts(near: Around, asked: Asked) -> list[list[Field]]:
    """The fields of each new area of a split; an empty code is filled with the next free one."""
    line = near.facts.ancestors
    typed = {asked.code(f"code-{n}") for n in range(1, MOST_PARTS + 1)}
    free = suggest_codes(line[-1], near.area.kind, many=2 * MOST_PARTS) if line else []
    rest = iter([code for code in free if code not in typed])
    return [_part(number, asked, rest) for number in range(1, asked.parts + 1)]


def with_problem(fields: list[Field], name: str, problem: Problem | None) -> list[Field]:
    """The same fields, with the refusal beside the one of this name."""
    return [replace(field, problem=problem) if field.name == name else field for field in fields]


def _part(number: int, asked: Asked, free: Any) -> list[Field]:
    code = asked.code(f"code-{number}") or next(free, "")
    return [
        Field(f"code-{number}", NEW_CODE, code, type="code", required=True),
        Field(f"name_th-{number}", TH_NAME, asked.text(f"name_th-{number}"), BARE, required=True),
        Field(f"name_en-{number}", EN_NAME, asked.text(f"name_en-{number}")),
        Field(f"share-{number}", SHARE, asked.text(f"share-{number}"), UNKNOWN_SHARE, type="number"),
    ]


def _day(name: str, label: Pair, hint: Pair, asked: Asked) -> Field:
    try:
        day = asked.day(name)
    except Problem:
        return Field(name, label, asked.text(name), hint, type="date")
    if day is None:
        return Field(name, label, "", hint, type="date")
    return Field(
        name, label, day.isoformat(), hint, type="date", said=(say_day(day, "th"), say_day(day, "en"))
    )


def _rename(_: Around, asked: Asked) -> list[Field]:
    return [
        Field("name_th", TH_NAME, asked.text("name_th"), BARE, required=True),
        Field("name_en", EN_NAME, asked.text("name_en")),
    ]


def _recode(_: Around, asked: Asked) -> list[Field]:
    hint = (
        "เสนอรหัสว่างถัดไปไว้ให้ พื้นที่ย่อยเปลี่ยนรหัสตาม",
        "The next free code is suggested; the areas inside follow",
    )
    return [Field("to", NEW_CODE, asked.text("to"), hint, type="code", required=True)]


def _move(near: Around, asked: Asked) -> list[Field]:
    choices = tuple((one.code, (one.full_th, one.full_en)) for one in near.parents)
    return [
        Field(
            "parent",
            ("รหัสพื้นที่ที่จะสังกัด", "Code of the new parent"),
            asked.text("parent"),
            ("พิมพ์รหัส หรือเลือกจากรายการที่ขึ้นมา", "Type a code, or choose from the list that opens"),
            type="list",
            choices=choices,
            required=True,
        ),
        Field(
            "to",
            NEW_CODE,
            asked.text("to"),
            ("เว้นว่างเพื่อใช้รหัสว่างถัดไปในที่ใหม่", "Leave empty for the next free one there"),
            type="code",
        ),
    ]


def _create(near: Around, asked: Asked) -> list[Field]:
    code = near.area.code
    choices = tuple(
        (str(kind), (kind_label(kind, code, "th"), kind_label(kind, code, "en")))
        for kind in kinds_below(near.area.kind)
    )
    hint = ("เสนอรหัสว่างถัดไปไว้ให้", "The next free code is suggested")
    return [
        Field("kind", ("ชนิดพื้นที่", "Kind"), asked.text("kind"), type="choice", choices=choices),
        Field("code", NEW_CODE, asked.text("code"), hint, type="code", required=True),
        *_rename(near, asked),
    ]


def _merge(near: Around, asked: Asked) -> list[Field]:
    length = CODE_LENGTHS.get(near.area.kind)
    code = (
        "รหัสของพื้นที่หนึ่งในที่เลือก ซึ่งจะใช้ต่อไป หรือรหัสใหม่" + (f" {length} หลัก" if length else ""),
        "That of one of them, which goes on, or a new one" + (f" of {length} digits" if length else ""),
    )
    keep = ("เว้นว่างเพื่อคงชื่อของพื้นที่ที่ใช้ต่อไป", "Leave empty to keep the name of the one that goes on")
    return [
        Field("code", ("รหัสหลังรวม", "Code after the merge"), asked.text("code"), code, "code", required=True),
        Field("name_th", TH_NAME, asked.text("name_th"), keep),
        Field("name_en", EN_NAME, asked.text("name_en")),
    ]


_FIELDS: dict[Doing, Callable[[Around, Asked], list[Field]]] = {
    Doing.RENAME: _rename,
    Doing.RECODE: _recode,
    Doing.MOVE: _move,
    Doing.CREATE: _create,
    Doing.MERGE: _merge,
}

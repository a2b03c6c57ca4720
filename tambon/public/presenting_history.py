"""Tells an area's life in words: what changed on which days, and which areas it came from or became."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tambon.catalogue import Area
from tambon.catalogue.registry.shapes import By, ChangeLine, End, Part
from tambon.public import words
from tambon.public.presenting_areas import Lead, as_area, say_change_days, say_share
from tambon.public.words import Pair, pick

BASES: dict[str, Pair] = {
    "name": ("จับคู่จากชื่อที่ตรงกันเท่านั้น", "matched by the same name only"),
    "list": ("ตามที่บัญชีรหัสแสดง", "as the list shows it"),
    "person": ("เจ้าหน้าที่เป็นผู้บันทึก", "entered by an officer"),
}
GAVE: Pair = ("แบ่งพื้นที่ส่วนหนึ่งให้", "gave a part of its area to")
BECAME: dict[str, Pair] = {
    "split": ("แยกออกเป็น", "was split into"),
    "merged": ("รวมเข้ากับ", "was merged into"),
}
CAME: dict[str, Pair] = {
    "split": ("แยกมาจาก", "was split from"),
    "merged": ("รวมขึ้นจาก", "was made by merging"),
    "created": ("ตั้งขึ้นจากพื้นที่ของ", "was created out of"),
}
HAPPENED: dict[str, Pair] = {
    "created": ("ตั้งขึ้น", "was created"),
    "split": ("ถูกแบ่ง", "was split"),
    "merged": ("ถูกรวม", "was merged"),
    "moved": ("ย้ายสังกัด", "moved"),
    "renamed": ("เปลี่ยนชื่อ", "was renamed"),
    "recoded": ("เปลี่ยนรหัส", "got another code"),
    "abolished": ("ถูกยกเลิก", "was abolished"),
}
# Areas above this one on a day, country first, by the calendar that has the change.
Within = Callable[[date, By], Sequence[Area]]


@dataclass(frozen=True)
class Line:
    """What happened in words, and the areas that it names."""

    text: str
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True)
class Step:
    """Everything that happened to an area at once."""

    when: str
    lines: tuple[Line, ...]
    source: str
    basis: str


def show_history(changes: Iterable[ChangeLine], own: str, within: Within, lang: str) -> list[Step]:
    """The changes of the area ``own``, oldest first; what happened on the same days is told together."""
    steps = []
    dated = sorted(changes, key=lambda line: (line["list_day"] or line["legal_day"] or date.min, _days(line)))
    for (legal, listed), same in groupby(dated, key=_days):
        lines = list(same)
        parts = [
            (line, part)
            for line in lines
            for part in line["parts"]
            if own in (_id(part["predecessor"]), _id(part["successor"]))
        ]
        told = [*_changed(parts, own, within, lang), *_passed(parts, own, lang)]
        happened = [Line(words.look(HAPPENED, line["kind"], lang)) for line in lines] if not told else []
        steps.append(
            Step(
                when=say_change_days(date.fromisoformat(legal) if legal else None,
                                     date.fromisoformat(listed) if listed else None, lang),
                lines=tuple(dict.fromkeys([*told, *happened])),
                source=" · ".join(dict.fromkeys(line["source"] for line in lines if line["source"])),
                basis=" · ".join(dict.fromkeys(
                    words.look(BASES, line["basis"], lang) for line in lines if line["basis"] in BASES)),
            )
        )  # fmt: skip
    return steps


_Told = tuple[ChangeLine, Part]


def _changed(parts: list[_Told], own: str, within: Within, lang: str) -> list[Line]:
    """What became different about an area that stayed itself."""
    told = []
    for line, part in parts:
        before, after = part["predecessor"], part["successor"]
        if not before or not after or before["area_id"] != after["area_id"]:
            continue
        if before["area_code"] != after["area_code"]:
            text = pick(("รหัส {} เปลี่ยนเป็น {}", "code {} became {}"), lang)
            told.append(Line(text.format(before["area_code"], after["area_code"])))
        names = [words.say_area(as_area(end), lang) for end in (before, after)]
        if names[0] != names[1]:
            told.append(Line(pick(("เปลี่ยนชื่อจาก {} เป็น {}", "renamed from {} to {}"), lang).format(*names)))
        told += _moved(line, within, lang)
    return told


def _moved(line: ChangeLine, within: Within, lang: str) -> list[Line]:
    """From the highest area that is another one since that day."""
    by: By = "law" if line["legal_day"] else "list"
    day = line["legal_day"] or line["list_day"]
    if day is None or day == date.min:
        return []
    before = {area["kind"]: area for area in within(date.fromordinal(day.toordinal() - 1), by)}
    for area in within(day, by):
        old = before.get(area["kind"])
        if old and old["area_id"] != area["area_id"]:
            text = pick(("ย้ายจาก{} ไป{}", "moved from {} to {}"), lang)
            return [Line(text.format(words.say_area(old, lang), words.say_area(area, lang)))]
    return []


def _passed(parts: list[_Told], own: str, lang: str) -> list[Line]:
    """What an area became, and what it came from."""
    told = []
    for kind, same in groupby(parts, key=lambda pair: pair[0]["kind"]):
        ends = [part for _, part in same if _id(part["predecessor"]) != _id(part["successor"])]
        became = [(part["successor"], part) for part in ends if _id(part["predecessor"]) == own]
        came = [(part["predecessor"], part) for part in ends if _id(part["successor"]) == own]
        stays = any(_id(part["predecessor"]) == _id(part["successor"]) == own for _, part in parts)
        said = GAVE if stays else BECAME.get(kind, ("ต่อมาคือ", "became"))
        told += _led(became, said, HAPPENED[kind], lang)
        told += _led(came, CAME.get(kind, ("มาจาก", "came from")), HAPPENED[kind], lang)
    return told


def _led(ends: list[tuple[End | None, Part]], said: Pair, alone: Pair, lang: str) -> list[Line]:
    if not ends:
        return []
    leads = tuple(
        Lead(
            href=f"/areas/{end['now'] or end['area_code']}",
            title=words.say_area(as_area(end), lang),
            code=end["area_code"],
            share=say_share(part["share"], lang),
        )
        for end, part in ends
        if end
    )
    return [Line(pick(said, lang), leads)] if leads else [Line(pick(alone, lang))]


def _id(end: End | None) -> str:
    return end["area_id"] if end else ""


def _days(line: ChangeLine) -> tuple[str, str]:
    """The change's two days as text, so that unknown ones can be ordered and grouped too."""
    return (
        line["legal_day"].isoformat() if line["legal_day"] else "",
        line["list_day"].isoformat() if line["list_day"] else "",
    )

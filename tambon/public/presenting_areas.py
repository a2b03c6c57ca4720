"""Says in words what the registry knows of an area: its days, its codes, what it came from and led to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tambon.catalogue import Area
from tambon.catalogue.registry.shapes import CodeSpan, End, Found, Place, Succeeded
from tambon.lib import days
from tambon.public import words
from tambon.public.words import Pair, pick

SCHEMES: dict[str, Pair] = {
    "dopa": ("กรมการปกครอง", "DOPA"),
    "pcode": ("P-code (OCHA)", "P-code (OCHA)"),
    "municipal": ("สำนักทะเบียนเทศบาล", "Municipal registry"),
    "local_government": ("องค์กรปกครองส่วนท้องถิ่น", "Local government"),
}


@dataclass(frozen=True)
class Lead:
    """A link to what an area came from or became, with the part of it where known."""

    href: str
    title: str
    code: str
    share: str
    when: str = ""


@dataclass(frozen=True)
class Listed:
    """One area of a list, which is also what the map names and links."""

    area_id: str
    href: str
    title: str
    name: str
    code: str
    at: str
    is_point: bool
    synthetic: bool


@dataclass(frozen=True)
class CodeRow:
    scheme: str
    code: str
    law: str
    listed: str


def say_in_both_eras(day: date, lang: str) -> str:
    """``1 มกราคม 2554 (ค.ศ. 2011)``, ``1 January 2011 (B.E. 2554)``."""
    if lang == "th":
        return f"{days.say_day(day, lang)} (ค.ศ. {day.year})"
    return f"{days.say_day(day, lang)} (B.E. {day.year + days.BUDDHIST_OFFSET})"


def say_span(since: date | None, until: date | None, lang: str) -> str:
    """``ตั้งแต่ … ถึงก่อน …``; an open begin is as long as is known, an open end is still so."""
    if since is None and until is None:
        return pick(("ตลอดเท่าที่ทราบ", "as long as is known"), lang)
    begin = pick(("ตั้งแต่ {}", "since {}"), lang).format(days.say_day(since, lang)) if since else ""
    end = pick(("ถึงก่อน {}", "until {}"), lang).format(days.say_day(until, lang)) if until else ""
    return f"{begin} {end}".strip()


def say_share(share: float | None, lang: str) -> str:
    """``ทั้งหมด``, ``60%``, or that it is not known."""
    if share is None:
        return pick(("ไม่ทราบสัดส่วน", "share not known"), lang)
    if share >= 1:
        return pick(("ทั้งหมด", "all of it"), lang)
    return f"{100 * share:.1f}".rstrip("0").rstrip(".") + "%"


def say_change_days(legal: date | None, listed: date | None, lang: str) -> str:
    """``ตามกฎหมาย 23 มีนาคม 2554 ในบัญชีรหัส 31 มีนาคม 2554``: the two days of one change."""
    if legal and listed and legal != listed:
        text = pick(("ตามกฎหมาย {} ในบัญชีรหัส {}", "By law on {}, in the list on {}"), lang)
        return text.format(days.say_day(legal, lang), days.say_day(listed, lang))
    if legal:
        day = days.say_day(legal, lang)
        return day if listed else pick(("ตามกฎหมาย {}", "By law on {}"), lang).format(day)
    if listed:
        text = pick(
            ("ในบัญชีรหัส {} (ไม่ทราบวันตามกฎหมาย)", "In the list on {} (the day by law is not known)"), lang
        )
        return text.format(days.say_day(listed, lang))
    return pick(("ไม่ทราบวัน", "Day not known"), lang)


def show_leads(ends: Iterable[Succeeded], lang: str) -> tuple[Lead, ...]:
    """Predecessors or successors as links, each area and code once."""
    seen = {(each["area_id"], each["area_code"]): each for each in ends}
    return tuple(
        Lead(
            href=f"/areas/{each['now'] or each['area_code']}",
            title=words.say_area(as_area(each), lang),
            code=each["area_code"],
            share=say_share(each["share"], lang),
            when=say_change_days(each["legal_day"], each["list_day"], lang),
        )
        for each in seen.values()
    )


def show_codes(codes: Iterable[CodeSpan], lang: str) -> list[CodeRow]:
    """Every code with its days in both calendars; one that a calendar never had has no days there."""
    days_of: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for each in codes:
        law, listed = days_of.setdefault((each["scheme"], each["code"]), ([], []))
        if each["by"] != "list":
            law.append(say_span(each["since"], each["until"], lang))
        if each["by"] != "law":
            listed.append(say_span(each["listed_since"], each["listed_until"], lang))
    return [
        CodeRow(words.look(SCHEMES, scheme, lang), code, *(", ".join(told) or "–" for told in both))
        for (scheme, code), both in days_of.items()
    ]


def show_listed(areas: Iterable[Area], places: dict[str, Place], query: str, lang: str) -> list[Listed]:
    """Areas as links, with where the map names them.

    Those that keep a day asked about (``query``) go by permanent id: a code of today may be unknown then.
    """
    return [_listed(area, places.get(area["area_id"]), query, lang) for area in areas]


def say_former(found: Found, lang: str) -> str:
    """``เดิม เวียงคำ 430301``: the name or code that was searched for, where it is no more; else nothing."""
    former = found["former"]
    if not former:
        return ""
    name = former["name_th"] if lang == "th" else former["name_en"] or former["name_th"]
    return pick(("เดิม {} {}", "formerly {} {}"), lang).format(name, former["area_code"])


def _listed(area: Area, place: Place | None, query: str, lang: str) -> Listed:
    name = area["name_th"] or area["name_en"] if lang == "th" else area["name_en"] or area["name_th"]
    return Listed(
        area_id=area["area_id"],
        href=f"/areas/{area['area_id'] if query else area['area_code'] or area['area_id']}{query}",
        title=words.say_area(area, lang),
        name=words.say_area(area, lang) if area["kind"] == "village" else name,
        code=area["area_code"],
        at=f"{place['longitude']:.5f},{place['latitude']:.5f}" if place else "",
        is_point=bool(place and place["is_point"]),
        synthetic=bool(area["synthetic"]),
    )


def as_area(end: End | Succeeded) -> Area:
    """The end of a change as an area that can be named."""
    return {
        "area_id": end["area_id"], "kind": end["kind"], "area_code": end["area_code"],
        "name_th": end["name_th"], "name_en": end["name_en"], "parent_code": "", "province_code": "",
        "district_code": "", "tambon_code": "", "synthetic": False,
    }  # fmt: skip

"""``tambon areas show CODE``: one area as of a day, and where a code leads that is in use no more."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tambon.lib.days import say_day, thai_day

if TYPE_CHECKING:
    from tambon.areas.rules import AreaFacts, AreaView, CodeView, Succeeded

NAME = "areas show"
HELP = "show one area as of a day: codes, above, below, what came before it and what became of it"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    from tambon.areas.rules import Scheme

    parser.add_argument(
        "code", help="a code (58, 5801, 580101, 58010201, a community's, a local government's) or TH"
    )
    parser.add_argument(
        "--scheme",
        choices=[scheme.value for scheme in Scheme],
        help="whose code it is (default: DOPA's first, then a community's and a local government's)",
    )
    parser.add_argument("--on", type=date.fromisoformat, help="the day asked about (default: today)")
    parser.add_argument(
        "--by",
        default="law",
        choices=["law", "list"],
        help="whose calendar: the law's or the official list's",
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also for a code of another time; one that no area ever bore raises its Problem."""
    from tambon.areas import queries
    from tambon.areas.queries.desk import find_facts
    from tambon.areas.rules import By, Scheme

    on, by = args.on or thai_day(datetime.now(UTC)), By(args.by)
    if args.scheme:
        facts = queries.describe(args.code, on=on, scheme=Scheme(args.scheme), by=by)
    else:
        facts = find_facts(args.code, on=on, by=by)
    if args.json:
        print(json.dumps(as_dict(facts), ensure_ascii=False, indent=2))
    else:
        _tell(facts)
    return 0


def as_dict(facts: AreaFacts) -> dict[str, Any]:
    """The answer as JSON: days in ISO, None where a period is open."""
    return {
        **_short(facts.area),
        "synthetic": facts.area.synthetic,
        "on": facts.on.isoformat(),
        "by": str(facts.by),
        "standing": facts.standing,
        "from": facts.since.isoformat() if facts.since else None,
        "until": facts.until.isoformat() if facts.until else None,
        "known_completely": facts.known_completely,
        "known_since": facts.known_since.isoformat() if facts.known_since else None,
        "codes": [_code(one) for one in facts.codes],
        "predecessors": [_succeeded(one) for one in facts.predecessors],
        "successors": [_succeeded(one) for one in facts.successors],
        "above": [_short(one) for one in facts.ancestors],
        "below": {str(kind): number for kind, number in facts.children.items()},
        "edition": {
            "name": facts.edition.name,
            "source": facts.edition.source,
            "day": facts.edition.day.isoformat(),
            "licence": facts.edition.licence,
            "credit": facts.edition.credit,
        },
    }


def _short(area: AreaView) -> dict[str, Any]:
    return {
        "code": area.code,
        "public_id": area.public_id,
        "kind": str(area.kind),
        "name_th": area.name_th,
        "name_en": area.name_en,
        "full_th": area.full_th,
        "full_en": area.full_en,
    }


def _code(one: CodeView) -> dict[str, Any]:
    return {
        "scheme": str(one.scheme),
        "code": one.code,
        "from": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
    }


def _succeeded(one: Succeeded) -> dict[str, Any]:
    return {
        "code": one.code,
        "public_id": one.public_id,
        "kind": str(one.kind),
        "name_th": one.name_th,
        "name_en": one.name_en,
        "change": str(one.change),
        "share": float(one.share) if one.share is not None else None,
        "legal_day": one.legal_day.isoformat() if one.legal_day else None,
        "list_day": one.list_day.isoformat() if one.list_day else None,
        "source": one.source,
        "basis": str(one.basis),
    }


def _tell(facts: AreaFacts) -> None:
    from tambon.areas.rules import full_name

    area = facts.area
    print(f"{area.code}  {area.full_th} · {area.full_en}  [{area.public_id}]")
    if area.synthetic:
        print("ข้อมูลสังเคราะห์ ไม่ใช่พื้นที่จริง · synthetic, not a real area")
    print(f"ณ วันที่ {say_day(facts.on, 'th')} · on {say_day(facts.on, 'en')}")
    if not facts.standing:
        print("รหัสนี้ไม่ได้ใช้ในวันนั้น แสดงพื้นที่เมื่อยังใช้อยู่ · the code is not in use that day; shown as it was")
    if not facts.known_completely:
        print("ทะเบียนยังรู้ไม่ครบ ณ วันนั้น · the registry does not know that day completely")
    for one in reversed(facts.ancestors):
        print(f"  ใน · in  {one.code:8}  {one.full_th} · {one.full_en}")
    for kind, number in facts.children.items():
        print(f"  มี · has {number:>8,}  {kind}")
    for heir, th, en in _leads(facts):
        name = full_name(heir.kind, heir.code, heir.name_th, "th")
        print(f"  {th} · {en}  {heir.code:8}  {name}  {_when(heir)}")
    codes = ", ".join(f"{one.scheme} {one.code}" for one in facts.codes)
    print(f"  รหัส · codes: {codes}")
    print(f"  ที่มา · source: {facts.edition.name}, {facts.edition.licence}, {facts.edition.credit}")


def _leads(facts: AreaFacts) -> list[tuple[Succeeded, str, str]]:
    return [(one, "จาก", "from") for one in facts.predecessors] + [
        (one, "เป็น", "became") for one in facts.successors
    ]


def _when(one: Succeeded) -> str:
    law = say_day(one.legal_day, "th") if one.legal_day else "ไม่ทราบ · unknown"
    listed = say_day(one.list_day, "th") if one.list_day else "ไม่ทราบ · unknown"
    share = "" if one.share is None else f", {one.share:.0%}"
    return f"[{one.change}{share}; กฎหมาย · law: {law}; บัญชี · list: {listed}]"

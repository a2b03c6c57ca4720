"""``tambon areas show CODE``: one area as it is on a day."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tambon.lib.days import say_day, thai_day

if TYPE_CHECKING:
    from tambon.areas.rules import AreaFacts, AreaView, CodeView

NAME = "areas show"
HELP = "show one area with its codes, what lies above it and below it"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    from tambon.areas.rules import Scheme

    parser.add_argument("code", help="a DOPA code (58, 5801, 580101, 58010201) or TH")
    parser.add_argument(
        "--scheme", default="dopa", choices=[scheme.value for scheme in Scheme], help="whose code it is"
    )
    parser.add_argument("--on", type=date.fromisoformat, help="the day asked about (default: today)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a code that no area bears that day raises its Problem."""
    from tambon.areas import queries
    from tambon.areas.rules import Scheme

    on = args.on or thai_day(datetime.now(UTC))
    facts = queries.describe(args.code, on=on, scheme=Scheme(args.scheme))
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
        "known_completely": facts.known_completely,
        "known_since": facts.known_since.isoformat() if facts.known_since else None,
        "codes": [_code(one) for one in facts.codes],
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


def _tell(facts: AreaFacts) -> None:
    area = facts.area
    print(f"{area.code}  {area.full_th} · {area.full_en}  [{area.public_id}]")
    if area.synthetic:
        print("ข้อมูลสังเคราะห์ ไม่ใช่หมู่บ้านจริง · synthetic, not a real village")
    print(f"ณ วันที่ {say_day(facts.on, 'th')} · on {say_day(facts.on, 'en')}")
    if not facts.known_completely:
        print("ทะเบียนยังรู้ไม่ครบ ณ วันนั้น · the registry does not know that day completely")
    for one in reversed(facts.ancestors):
        print(f"  ใน · in  {one.code:8}  {one.full_th} · {one.full_en}")
    for kind, number in facts.children.items():
        print(f"  มี · has {number:>8,}  {kind}")
    codes = ", ".join(f"{one.scheme} {one.code}" for one in facts.codes)
    print(f"  รหัส · codes: {codes}")
    print(f"  ที่มา · source: {facts.edition.name}, {facts.edition.licence}, {facts.edition.credit}")

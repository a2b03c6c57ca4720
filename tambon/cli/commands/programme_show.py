"""``tambon programme show [CODE]``: a programme's facts, and its papers beside the registry of areas."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tambon.lib.days import say_day, thai_day

if TYPE_CHECKING:
    from tambon.plan.rules import Explained, ProgrammeView

NAME = "programme show"
HELP = "show programmes: days, pay, budget, and what papers state beside what the registry has"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", help="a programme's code; all of them without it")
    parser.add_argument("--on", type=date.fromisoformat, help="the registry's day (default: today)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also without any programme; an unknown code raises its Problem."""
    from tambon.plan import queries

    on = args.on or thai_day(datetime.now(UTC))
    found = [queries.get_programme(args.code)] if args.code else queries.list_programmes()
    told = [(view, queries.explain_stated(view.code, on)) for view in found]
    if args.json:
        print(json.dumps([_as_dict(view, lines) for view, lines in told], ensure_ascii=False, indent=2))
        return 0
    if not told:
        print("ยังไม่มีโครงการ · no programme yet: tambon programme load FILE")
    for view, lines in told:
        _tell(view, lines)
    return 0


def _as_dict(view: ProgrammeView, lines: list[Explained]) -> dict[str, Any]:
    return {
        "code": view.code,
        "name_th": view.name_th,
        "name_en": view.name_en,
        "first": view.since.isoformat(),
        "last": view.last.isoformat(),
        "wage": view.wage,
        "posts_per_tambon": view.posts_per_tambon,
        "personal_days": view.personal_days,
        "budget": [
            {"code": one.code, "name_th": one.name_th, "name_en": one.name_en, "baht": str(one.baht)}
            for one in view.budget
        ],
        "papers": dict(view.stated),
        "stated_and_real": [
            {
                "figure": str(one.figure),
                "stated": one.stated,
                "real": one.real,
                "difference": one.difference,
                "text_th": one.text_th,
                "text_en": one.text_en,
            }
            for one in lines
        ],
    }


def _tell(view: ProgrammeView, lines: list[Explained]) -> None:
    print(f"{view.code}  {view.name_th} · {view.name_en}")
    print(f"  {say_day(view.since, 'th')} ถึง {say_day(view.last, 'th')} · {view.since} to {view.last}")
    if view.wage is not None:
        print(f"  ค่าจ้าง · wage: {view.wage:,} บาทต่อเดือน · baht a month")
    for one in view.budget:
        print(f"  {one.name_th} · {one.name_en}: {one.baht:,.0f} บาท · baht")
    for start in view.starts:
        print(f"  วันเริ่มสัญญา · contracts start: {say_day(start, 'th')} · {start}")
    for line in lines:
        th, en = line.label
        print(f"  {th} · {en}: {line.text_th} · {line.text_en}")

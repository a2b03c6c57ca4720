"""``tambon areas drafts``: the changes that wait for somebody to apply them or set them aside."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tambon.cli import area_loads
from tambon.lib.days import say_day, thai_day

if TYPE_CHECKING:
    from tambon.areas.queries import Waiting

NAME = "areas drafts"
HELP = "list the changes of areas that wait as drafts"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also when none waits."""
    from tambon.areas import queries

    waiting = queries.list_waiting()
    if args.json:
        print(json.dumps([asdict(one) for one in waiting], ensure_ascii=False, default=str))
        return 0
    if not waiting:
        print("ไม่มีร่างที่รออยู่ · no draft waits")
    for one in waiting:
        _tell(one)
    return 0


def _tell(one: Waiting) -> None:
    day = thai_day(one.staged_at)
    print(f"{one.id}  {one.form}  {one.source} {one.day}  {say_day(day, 'th')} · {say_day(day, 'en')}")
    if one.note:
        print(f"  {one.note}")
    if one.is_stale:
        print("  ทะเบียนเปลี่ยนไปแล้ว ต้องเตรียมร่างใหม่ · the registry has changed since: stage it again")
    if one.summary:
        area_loads.tell_numbers({"source": one.source, "day": one.day, **one.summary})

"""``tambon areas editions``: the lists that the registry was made from."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

NAME = "areas editions"
HELP = "list the editions of the registry of areas that count"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(args: argparse.Namespace) -> int:
    """Exit code 0; undone editions and those that undid them are left out."""
    from tambon.areas import queries

    editions = queries.list_editions()
    if args.json:
        print(json.dumps([asdict(one) for one in editions], ensure_ascii=False, default=str))
        return 0
    for one in editions:
        made_up = "  สังเคราะห์ · synthetic" if one.synthetic else ""
        about = ", ".join(one.kinds) or one.note
        print(f"{one.id:>5}  {one.day}  {one.source}  {about}  {one.licence}{made_up}")
    if not editions:
        print("ยังไม่มีฉบับ · none yet: tambon areas load geothai")
    return 0

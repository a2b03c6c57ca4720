"""``tambon plan load FILE``: keeps a plan's text as a version; nothing is in force by it."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

from tambon.cli import plan_texts

NAME = "plan load"
HELP = "keep a plan's text as a new version, which somebody then approves"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=plan_texts.file_to_read, help="a .yml, such as standard/plans/*.yml")
    parser.add_argument("--programme", metavar="CODE", help="whose plan it is (default: the only programme)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a text with faults is refused whole, each fault told with its line."""
    from tambon.plan import actions, queries

    programme, text = queries.choose_programme(args.programme), plan_texts.read(args.file)
    with plan_texts.telling_faults(args.file, as_json=args.json):
        done = actions.load_plan(programme=programme, text=text, by="system", at=datetime.now(UTC))
    if args.json:
        print(json.dumps({"programme": programme, **asdict(done)}))
        return 0
    news = "รุ่นใหม่ · new" if done.new else "โหลดไว้แล้ว · loaded before"
    print(f"{programme}: รุ่นที่ · version {done.number} ({news})  sha256 {done.sha256}")
    print(f"tambon plan approve {done.number} --programme {programme}")
    return 0

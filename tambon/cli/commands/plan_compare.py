"""``tambon plan compare FILE``: what a text would change; nothing is kept."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from tambon.cli import plan_texts
from tambon.lib.days import thai_day

NAME = "plan compare"
HELP = "show what a plan's text would change against the plan in force; nothing is kept"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=plan_texts.file_to_read, help="a plan's .yml")
    parser.add_argument("--programme", metavar="CODE", help="whose plan it is (default: the only programme)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a text with faults, or one that open rounds do not allow, raises its Problem."""
    from tambon.plan import queries

    programme, today = queries.choose_programme(args.programme), thai_day(datetime.now(UTC))
    with plan_texts.telling_faults(args.file, as_json=args.json):
        plan = queries.check_text(programme, plan_texts.read(args.file))
    found = queries.preview(programme, plan, on=today)
    if args.json:
        print(json.dumps(plan_texts.preview_json(found), ensure_ascii=False))
    else:
        plan_texts.tell_preview(found)
    return 0

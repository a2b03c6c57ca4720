"""``tambon personal erase-due``: erases personal data that are needed no more, or says how many would be."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime

from tambon.lib.days import thai_day

NAME = "personal erase-due"
HELP = "erase citizen IDs and bank accounts that are due, as the worker does every night"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="count what is due, and erase nothing")
    parser.add_argument("--on", type=date.fromisoformat, help="the day asked about, with --dry-run alone")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 2 for a day without --dry-run, since what is erased comes back from no backup of ours."""
    from tambon.workforce.actions.erasing import erase_due
    from tambon.workforce.queries.personal import due_people

    at = datetime.now(UTC)
    if args.on and not args.dry_run:
        print("--on ใช้กับ --dry-run เท่านั้น · --on goes with --dry-run alone", file=sys.stderr)
        return 2
    on = args.on or thai_day(at)
    count = len(due_people(on=on)) if args.dry_run else erase_due(by="operator", on=on, at=at)
    if args.json:
        print(json.dumps({"dry_run": args.dry_run, "on": on.isoformat(), "people": count}))
    elif args.dry_run:
        print(f"ถึงกำหนดลบ {count:,} คน ยังไม่ลบ · {count:,} people are due; nothing was erased")
    else:
        print(f"ลบแล้ว {count:,} คน · erased for {count:,} people")
    return 0

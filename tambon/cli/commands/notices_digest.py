"""``tambon notices digest``: makes the digests that are due, or says whom they would go to."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, date, datetime

from tambon.lib.days import thai_day

NAME = "notices digest"
HELP = "make the digests that are due today, each at most as often as its recipient chose"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="count what would be made, and keep nothing")
    parser.add_argument("--on", type=date.fromisoformat, help="the day asked about, with --dry-run alone")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 2 for a day without --dry-run. Tells counts, never who."""
    from tambon.notices import actions, queries

    at = datetime.now(UTC)
    if args.on and not args.dry_run:
        print("--on ใช้กับ --dry-run เท่านั้น · --on goes with --dry-run alone", file=sys.stderr)
        return 2
    counts: Counter[str] = Counter()
    if args.dry_run:
        planned = queries.plan_digests(on=args.on or thai_day(at))
        counts.update(one.channel.value for one in planned)
        kinds = Counter(wait.kind.value for one in planned for wait in one.waits)
    else:
        counts.update({way.value: n for way, n in actions.make_digests(on=thai_day(at), at=at).items()})
        kinds = Counter()
    if args.json:
        print(json.dumps({"dry_run": args.dry_run, "digests": counts, "waits": kinds}))
        return 0
    print("ยังไม่บันทึก · nothing is kept" if args.dry_run else "บันทึกแล้ว · kept")
    for name, count in [*sorted(counts.items()), *kinds.most_common()]:
        print(f"  {count:>8,}  {name}")
    if not counts:
        print("ไม่มีเรื่องที่ถึงเวลาแจ้ง · nothing is due")
    return 0

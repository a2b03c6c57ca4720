"""``tambon programme load FILE``: a programme from its reviewed text."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

from tambon.cli import plan_texts

NAME = "programme load"
HELP = "make or change a programme from its reviewed text"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=plan_texts.file_to_read, help="a .yml, such as standard/programmes/*.yml"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a text with faults, or days that rounds do not fit, raise their Problem."""
    from tambon.plan import actions

    with plan_texts.telling_faults(args.file, as_json=args.json):
        done = actions.load_programme(plan_texts.read(args.file), by="system", at=datetime.now(UTC))
    if args.json:
        print(json.dumps(asdict(done), ensure_ascii=False))
    elif done.new:
        print(f"{done.code}: สร้างแล้ว · made")
    elif done.changed:
        print(f"{done.code}: เปลี่ยน · changed: {', '.join(done.changed)}")
    else:
        print(f"{done.code}: ไม่เปลี่ยน · unchanged")
    return 0

"""``tambon areas set-aside ID``: a draft that shall not be applied."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

NAME = "areas set-aside"
HELP = "put a draft of areas away for good"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=int, help="its number, as `tambon areas drafts` lists it")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a draft that does not wait raises its Problem."""
    from tambon.areas import actions

    actions.set_aside(args.draft, by="operator", at=datetime.now(UTC))
    print(json.dumps({"draft": args.draft}) if args.json else f"พับร่างแล้ว · set aside: {args.draft}")
    return 0

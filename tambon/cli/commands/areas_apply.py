"""``tambon areas apply ID``: a draft becomes part of the registry, as it was shown."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

NAME = "areas apply"
HELP = "apply a draft of areas as it was shown"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=int, help="its number, as `tambon areas drafts` lists it")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a draft that no longer waits, or an older registry than shown, raises its Problem."""
    from tambon.areas import actions, queries

    edition = actions.apply_draft(args.draft, by="operator", at=datetime.now(UTC))
    if args.json:
        print(json.dumps({"draft": args.draft, "edition": edition}))
        return 0
    made = [one.id for one in queries.list_editions() if one.id >= edition] or [edition]
    for one in sorted(made, reverse=True):  # a file about several kinds is an edition of each
        print(f"ใช้ร่างแล้ว เป็นฉบับที่ · applied, edition {one}: tambon areas undo {one}")
    return 0

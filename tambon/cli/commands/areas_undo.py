"""``tambon areas undo EDITION``: takes back what an edition did, by another edition."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

NAME = "areas undo"
HELP = "take back everything one edition of areas did"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("edition", type=int, help="its number, as `tambon areas editions` lists it")
    parser.add_argument("--note", default="", help="why")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; an edition that later ones build upon raises its Problem."""
    from tambon.areas import actions

    edition = actions.undo(args.edition, by="operator", at=datetime.now(UTC), note=args.note)
    if args.json:
        print(json.dumps({"undone": args.edition, "edition": edition}))
    else:
        print(f"ยกเลิกฉบับที่ {args.edition} แล้ว ด้วยฉบับที่ {edition} · undone by edition {edition}")
    return 0

"""``tambon backup``: a copy of a home from which it can be restored, made while people work."""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from pathlib import Path

NAME = "backup"
HELP = "copy database, attachments and catalogue into a new folder while people work; keys are kept apart"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")


def run(args: argparse.Namespace) -> int:
    """0 for a whole backup; 1 when the database names contents that are not there, each named."""
    from tambon.cli import backing, progress
    from tambon.host import backup
    from tambon.host.home import Home

    began = time.monotonic()
    target = args.folder.expanduser().resolve()
    source = backing.source(Home.from_environment())
    made = backup.make(source, target, at=datetime.now(UTC), tell=progress.Bar(quiet=args.json))
    told = {
        "folder": str(target),
        "made_at": made.made_at.isoformat(),
        "seconds": round(time.monotonic() - began, 2),
        "journal": {"entries": made.journal.entries, "root": made.journal.root},
        "counts": dict(made.counts),
        "keys": {name: list(prints) for name, prints in made.keys.items()},
        "absent": list(made.absent),
    }
    if args.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        _say(told)
    return 1 if made.absent else 0


def _say(told: dict[str, object]) -> None:
    print(f"สำรองแล้วที่ {told['folder']} · the backup is {told['folder']} ({told['seconds']} s)")
    print("ไม่มีกุญแจอยู่ในสำเนา ให้เก็บสำเนากุญแจไว้ต่างหาก · no key is in it: keep copies of the keys apart from it")
    for name, prints in dict(told["keys"]).items():  # type: ignore[call-overload]
        print(f"  {name}: {', '.join(prints)}")
    for name in list(told["absent"]):  # type: ignore[call-overload]
        print(f"  ไม่พบไฟล์ที่ฐานข้อมูลอ้างถึง · the database names a file that is not there: {name}")

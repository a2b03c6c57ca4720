"""``tambon restore``: a backup becomes a new home, proven before it may be served."""

from __future__ import annotations

import argparse
import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = "restore"
HELP = "make a new home from a backup, erase again what was erased since, and prove it"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the backup: a folder with backup.json")
    parser.add_argument(
        "--erasures", type=Path, action="append", default=[], metavar="FILE",
        help="a newer erasures.jsonl, from the old home say; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--without-missing-keys", action="store_true",
        help="go on although a key is lost: what was sealed under it never opens again",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """0 for a home that is whole and proven; every other end is a refusal, and the home stays closed."""
    from tambon.cli import backing, progress
    from tambon.host import clients, restore
    from tambon.host.home import Home
    from tambon.host.postgres import database

    began = time.monotonic()
    folder, home = args.folder.expanduser().resolve(), Home.from_environment()
    places = backing.folders(home)
    made = restore.read(folder, own=backing.product())
    restore.demand_room(home, places["catalogue"])
    lacking = restore.missing_keys(home, made)
    if not args.without_missing_keys:
        restore.demand_personal_key(home, lacking)
    if os.environ.get("DATABASE_URL"):
        restore.demand_empty(clients.place_of(home))
    bar = progress.Bar(quiet=args.json)
    restore.begin(home, folder)
    files = restore.copy_files(folder, made, places, keep=backing.keeper(home), tell=bar)
    with database(home, restoring=True):
        bar("database", 0, 0)
        clients.load(clients.place_of(home), folder / "database.dump")
        told = _prove(home, made, [folder / "erasures.jsonl", *args.erasures])
    _finish(home, folder, made)
    told |= {"files": files, "missing_keys": lacking, "seconds": round(time.monotonic() - began, 2)}
    _say(told, as_json=args.json)
    return 0


def _prove(home: Any, made: Any, files: list[Path]) -> dict[str, Any]:
    """The journal stands where the backup says; erased again; all of it proven."""
    from tambon.cli import backing
    from tambon.cli.database import set_up
    from tambon.host import restore

    set_up()
    from django.db import connections

    from tambon.journal import actions as journal

    try:
        at = datetime.now(UTC)
        backing.demand_same_journal(made)
        journal.begin_era(by="operator", at=at)
        found = restore.merge_erasures(home, files)
        erased = backing.apply_erasures(found, at=at)
        named = backing.demand_proof(made, home)
    finally:
        connections.close_all()
    return {
        "home": str(home.root),
        "made_at": made.made_at.isoformat(),
        "journal": {"entries": made.journal.entries, "root": made.journal.root, "holds": True},
        "erasures": {"known": len(found), "applied": erased},
        "named_contents": named,
        "absent": list(made.absent),
    }


def _finish(home: Any, folder: Path, made: Any) -> None:
    from tambon.host import backup, restore

    restore.finish(home)
    backup.note_backup(home, folder, made.made_at)


def _say(told: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told, ensure_ascii=False))
        return
    print(f"กู้คืนแล้วที่ {told['home']} · restored into {told['home']} ({told['seconds']} s)")
    print(
        f"สมุดบันทึกถูกต้อง {told['journal']['entries']:,} รายการ ไฟล์ {told['files']:,} ไฟล์ · "
        f"the journal holds ({told['journal']['entries']:,} entries), {told['files']:,} files are whole"
    )
    erased = told["erasures"]["applied"]
    print(f"ลบซ้ำตามที่ลบไว้หลังสำรอง {erased:,} รายการ · erased again since the backup: {erased:,}")
    for name, prints in told["missing_keys"].items():
        shown = ", ".join(prints)
        print(f"ขาดกุญแจ {name} ({shown}) · the key {name} ({shown}) is missing; a new one is made")

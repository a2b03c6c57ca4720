"""``tambon feeds pull``: takes what agencies have put into their folders."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime

NAME = "feeds pull"
HELP = "take new files of one feed, or of all"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("feed", nargs="?", help="a feed's name; all of them without it")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a refused file raises its Problem."""
    from tambon.feeds import actions, queries
    from tambon.host.home import Home

    folder = Home.from_environment().feeds
    taken = {
        feed: actions.pull(feed, folder=folder, by="system", at=datetime.now(UTC))
        for feed in ([args.feed] if args.feed else queries.list_names())
    }
    if args.json:
        shown = {feed: [asdict(pulled) for pulled in files] for feed, files in taken.items()}
        print(json.dumps(shown, ensure_ascii=False, default=str))
        return 0
    for feed, files in taken.items():
        if not files:
            print(f"{feed}: ไม่มีไฟล์ใหม่ · nothing new in {folder / feed}")
        for pulled in files:
            print(f"{feed}: {pulled.filename}: {pulled.accepted} accepted, {len(pulled.refused)} refused")
            for refusal in pulled.refused:
                print(f"  row {refusal.row}: {refusal.reason_th} · {refusal.reason_en}")
    return 0

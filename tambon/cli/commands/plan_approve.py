"""``tambon plan approve N``: puts a version in force, with the rounds that follow from it."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

from tambon.cli import plan_texts

NAME = "plan approve"
HELP = "put a version of a programme's plan in force"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="the version's number, as tambon plan show lists it")
    parser.add_argument("--programme", metavar="CODE", help="whose plan it is (default: the only programme)")
    parser.add_argument("--older", action="store_true", help="go back to a version before the newest one")


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also where the version was in force; conflicts raise their Problem and nothing changes."""
    from tambon.plan import actions, queries

    programme = queries.choose_programme(args.programme)
    done = actions.approve_plan(
        programme=programme, number=args.number, older=args.older, by="system", at=datetime.now(UTC)
    )
    if args.json:
        body = {"programme": programme, "number": done.number, "sha256": done.sha256, "already": done.already}
        print(json.dumps({**body, "rounds": [plan_texts.move_json(one) for one in done.rounds]}))
        return 0
    news = "ใช้อยู่แล้ว · in force already" if done.already else "มีผลแล้ว · in force"
    print(f"{programme}: รุ่นที่ · version {done.number} {news}  sha256 {done.sha256}")
    plan_texts.tell_moves(list(done.rounds))
    return 0

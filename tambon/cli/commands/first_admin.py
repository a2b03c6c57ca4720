"""A fresh one-time link for the first administrator."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

NAME = "first-admin"
HELP = "print a fresh one-time link with which an administrator sets a password"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--username", default="admin", help="whose link (default: admin)")
    parser.add_argument(
        "--reset", action="store_true", help="also drop the old password and a second step that was lost"
    )


def run(args: argparse.Namespace) -> int:
    """Prints the link; an older one stops to work when this one is used."""
    from tambon.cli.founding import first_link

    link = first_link(at=datetime.now(UTC), username=args.username, reset=args.reset)
    print(json.dumps({"username": args.username, "link": link}) if args.json else link)
    return 0

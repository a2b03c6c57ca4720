"""``tambon release build``: freezes a round and publishes it; an interrupted release is completed."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

NAME = "release build"
HELP = "freeze a round and publish it, or complete the release that was interrupted"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", metavar="CODE", help="which round; not needed while there is only one")
    parser.add_argument(
        "--anew", action="store_true", help="give up an interrupted release and freeze the round again"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a refusal raises its Problem."""
    from tambon.releases import actions, queries

    code = queries.choose_round(args.round)
    made = actions.release_round(code, by="system", at=datetime.now(UTC), anew=args.anew)
    actions.refresh_snapshots(at=datetime.now(UTC))
    if args.json:
        body = {
            "version": made.version,
            "folder": str(made.folder),
            "manifest_sha256": made.manifest_sha256,
            "resumed": made.resumed,
        }
        print(json.dumps(body))
        return 0
    again = " (ทำต่อจากครั้งก่อน · completed an interrupted one)" if made.resumed else ""
    print(f"เผยแพร่แล้ว · published {made.version}{again}\n{made.folder}")
    print(f"manifest.json SHA-256 {made.manifest_sha256}")
    return 0

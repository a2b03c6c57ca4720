"""``tambon areas publish``: the registry of areas with its history, into the catalogue."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

NAME = "areas publish"
HELP = "publish the areas with their history, boundaries and map tiles as files"
NEEDS_DATABASE = True
_MEGABYTE = 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--anew", action="store_true", help="publish also when nothing is new")


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also when nothing is new; a refusal raises its Problem."""
    from tambon.releases.registry.actions import publish_areas

    made = publish_areas(by="operator", at=datetime.now(UTC), progress=_say, anew=args.anew)
    if args.json:
        body = {
            "version": made.version,
            "folder": str(made.folder),
            "manifest_sha256": made.manifest_sha256,
            "published_at": made.published_at,
            "already": made.already,
            "counts": made.counts,
            "bytes": made.bytes,
            "older": made.older,
            "older_bytes": made.older_bytes,
        }
        print(json.dumps(body, ensure_ascii=False))
        return 0
    if made.already:
        print(f"ไม่มีอะไรใหม่ รุ่นล่าสุดคือ · nothing is new, the latest is {made.version}")
    else:
        print(f"เผยแพร่แล้ว · published {made.version}, {made.bytes / _MEGABYTE:,.1f} MB")
    print(f"{made.folder}\nmanifest.json SHA-256 {made.manifest_sha256}")
    if made.older:
        weight = f"{made.older_bytes / _MEGABYTE:,.1f} MB"
        print(f"เก็บรุ่นก่อนหน้าไว้ · older editions kept: {made.older:,}, {weight}")
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)

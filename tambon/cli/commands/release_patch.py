"""``tambon release patch``: publishes what was corrected since a release, with a list of changed values."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime

NAME = "release patch"
HELP = (
    "publish what was corrected since a release, with its errata, or complete the patch that was interrupted"
)
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", metavar="VERSION", help="the release that is corrected, such as 2026-11.1")
    parser.add_argument("--reason-th", required=True, metavar="TEXT", help="why, in Thai, for all to read")
    parser.add_argument("--reason-en", required=True, metavar="TEXT", help="why, in English")
    parser.add_argument(
        "--hide-was",
        action="store_true",
        help="do not repeat the former values: they should never have been seen",
    )
    parser.add_argument(
        "--anew", action="store_true", help="give up an interrupted patch and freeze the round again"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a refusal raises its Problem."""
    from tambon.releases import actions

    made = actions.patch_release(
        args.version,
        reason_th=args.reason_th,
        reason_en=args.reason_en,
        by="system",
        at=datetime.now(UTC),
        anew=args.anew,
        hides_was=args.hide_was,
    )
    actions.refresh_snapshots(at=datetime.now(UTC))
    changed = json.loads((made.folder / "manifest.json").read_bytes())["errata"]
    if args.json:
        body = {
            "version": made.version,
            "patches": args.version,
            "folder": str(made.folder),
            "manifest_sha256": made.manifest_sha256,
            "resumed": made.resumed,
            "changes": changed["changes"],
            "datasets": changed["datasets"],
        }
        print(json.dumps(body))
        return 0
    again = " (ทำต่อจากครั้งก่อน · completed an interrupted one)" if made.resumed else ""
    print(f"แก้ไข {args.version} แล้ว · published {made.version}, which corrects {args.version}{again}")
    print(f"{made.folder}\nmanifest.json SHA-256 {made.manifest_sha256}")
    for dataset, number in changed["datasets"].items():
        print(f"{dataset}: {number} ค่าที่เปลี่ยน ทุกระดับรวมกัน · {number} changed values, over all levels")
    return 0

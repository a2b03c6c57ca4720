"""``tambon release build``: freezes a round and publishes it; an interrupted release is completed."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

NAME = "release build"
HELP = "freeze a round and publish it, or complete the release that was interrupted"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", metavar="CODE", help="which round; not needed while only one has opened")
    parser.add_argument(
        "--anew", action="store_true", help="give up an interrupted release and freeze the round again"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a refusal raises its Problem."""
    from tambon.lib.days import thai_day
    from tambon.releases import actions, queries

    code = queries.choose_round(args.round, on=thai_day(datetime.now(UTC)))
    made = actions.release_round(code, by="system", at=datetime.now(UTC), anew=args.anew)
    actions.refresh_snapshots(at=datetime.now(UTC))
    if args.json:
        body = {
            "version": made.version,
            "folder": str(made.folder),
            "manifest_sha256": made.manifest_sha256,
            "resumed": made.resumed,
            "left_out": _left_out(made.folder),
        }
        print(json.dumps(body))
        return 0
    again = " (ทำต่อจากครั้งก่อน · completed an interrupted one)" if made.resumed else ""
    print(f"เผยแพร่แล้ว · published {made.version}{again}\n{made.folder}")
    print(f"manifest.json SHA-256 {made.manifest_sha256}")
    for dataset, number in _left_out(made.folder).items():
        print(
            f"{dataset}: ข้อมูลของ {number} พื้นที่ที่ไม่มีอยู่แล้ว ณ วันตัดข้อมูลไม่อยู่ในรุ่นนี้ · "
            f"{number} areas that stand no more on the day of the freeze are left out"
        )
    return 0


def _left_out(folder: Path) -> dict[str, int]:
    """{dataset: areas whose values are in no table}, where there are any."""
    datasets = json.loads((folder / "manifest.json").read_bytes())["datasets"]
    return {name: body["left_out"] for name, body in datasets.items() if body.get("left_out")}

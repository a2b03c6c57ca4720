"""``tambon areas load geothai``: the country, its provinces, districts and tambons."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime

NAME = "areas load"
HELP = "load provinces, districts and tambons from an installed list"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", choices=["geothai"], help="which list")


def run(args: argparse.Namespace) -> int:
    """Exit code 0, the second time too; a list that contradicts the registry raises its Problem."""
    from tambon.areas import actions

    report = actions.load_geothai(by="operator", at=datetime.now(UTC), progress=_say)
    if args.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    elif report.already:
        print(f"{report.source} {report.day}: โหลดไว้แล้ว · already loaded")
    else:
        print(
            f"{report.source} {report.day}: {report.added} ใหม่ · new, {report.renamed} เปลี่ยนชื่อ · renamed, "
            f"{report.ended} สิ้นสุด · ended, {report.unchanged} คงเดิม · unchanged"
        )
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)

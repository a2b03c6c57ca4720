"""``tambon areas villages FILE.csv``: villages from a list; refused rows go into a file of their own."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tambon.areas.actions import LoadReport

NAME = "areas villages"
HELP = "load villages from a CSV with the columns code, name_th and (if known) name_en"
NEEDS_DATABASE = True
SHOWN = 10


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the CSV: UTF-8 or CP874, 8-digit DOPA codes as text")
    parser.add_argument("--source", required=True, help="whose list it is")
    parser.add_argument("--day", required=True, type=date.fromisoformat, help="the day the list is of")
    parser.add_argument("--licence", required=True, help="on which terms it may be passed on")
    parser.add_argument("--credit", required=True, help="whom to name where it is published")
    parser.add_argument("--synthetic", action="store_true", help="the villages are made up")
    parser.add_argument("--refused", type=Path, help="where refused rows go (default: FILE.refused.csv)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every row stands, 1 when some were refused."""
    from tambon.areas import actions
    from tambon.formats import refused_csv

    report = actions.load_villages(
        args.file,
        source=args.source,
        day=args.day,
        licence=args.licence,
        credit=args.credit,
        synthetic=args.synthetic,
        by="operator",
        at=datetime.now(UTC),
    )
    refused = args.refused or args.file.with_name(args.file.name + ".refused.csv")
    if report.refused:
        refused.write_bytes(refused_csv(report.refused))
    if args.json:
        body = {**asdict(report), "accepted": report.accepted, "refused_file": str(refused)}
        print(json.dumps(body, ensure_ascii=False))
    else:
        _tell(report, refused)
    return 1 if report.refused else 0


def _tell(report: LoadReport, refused: Path) -> None:
    print(
        f"{report.source} {report.day}: {report.added} ใหม่ · new, {report.renamed} เปลี่ยนชื่อ · renamed, "
        f"{report.unchanged} คงเดิม · unchanged, {len(report.refused)} ปฏิเสธ · refused"
    )
    for one in report.refused[:SHOWN]:
        print(f"  {one.row}: {one.reason_th} · {one.reason_en}")
    if report.refused:
        print(f"แถวที่ปฏิเสธทั้งหมด · all refused rows: {refused}")

"""``tambon offices load FILE``: offices and their territories from a list; refused rows go into a file."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tambon.cli import area_loads

NAME = "offices load"
HELP = "make offices and their territories from an XLSX or CSV (agency, office, name_th, areas, from …)"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the list; headings are named in docs/guides/administrator")
    parser.add_argument("--check", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument("--refused", type=Path, help="where refused rows go (default: FILE.refused.csv)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every row stands, 1 when some were refused."""
    from tambon.accounts import actions, queries
    from tambon.lib.days import thai_day

    at = datetime.now(UTC)
    if args.check:
        report = queries.check_offices(args.file, on=thai_day(at))
    else:
        report = actions.load_offices(args.file, by="operator", at=at, progress=area_loads.progress)
    refused = args.refused or args.file.with_name(args.file.name + ".refused.csv")
    area_loads.write_refused(report.refused, refused)
    if args.json:
        body = {**asdict(report), "changed_base": not args.check, "refused_file": str(refused)}
        print(json.dumps(body, ensure_ascii=False))
        return 1 if report.refused else 0
    print("ตรวจเท่านั้น ยังไม่บันทึก · checked, nothing is kept" if args.check else "บันทึกแล้ว · kept")
    print(
        f"{report.rows:,} แถว · rows: {report.offices:,} สำนักงานใหม่ · new offices, {report.changed:,} แก้ไข · "
        f"changed, {report.areas:,} พื้นที่ · areas, {report.unchanged:,} คงเดิม · unchanged, "
        f"{len(report.refused):,} ปฏิเสธ · refused"
    )
    area_loads.tell_refused(report.refused, refused)
    return 1 if report.refused else 0

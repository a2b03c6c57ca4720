"""``tambon roster load FILE --programme CODE``: people, contracts and villages of a programme from a file."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tambon.cli import area_loads

if TYPE_CHECKING:
    from tambon.workforce.actions import RosterReport

NAME = "roster load"
HELP = "load a programme's roster (XLSX, CSV): people, contracts, villages; twice changes nothing"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the roster; the desk has a template with all columns")
    parser.add_argument("--programme", required=True, help="the programme's code")
    parser.add_argument("--mapping", type=Path, help="under which of the file's headings our columns stand")
    parser.add_argument("--refused", type=Path, help="where refused rows go (default: FILE.refused.csv)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every row stands, 1 when some were refused."""
    from django.conf import settings

    from tambon.formats import read_mapping
    from tambon.workforce import actions

    report = actions.load_roster(
        args.file,
        programme=args.programme,
        keys=settings.PERSONAL_KEYS,
        mapping=read_mapping(args.mapping) if args.mapping else None,
        by="operator",
        at=datetime.now(UTC),
        progress=area_loads.progress,
    )
    refused = args.refused or args.file.with_name(args.file.name + ".refused.csv")
    _write_refused(report, refused)
    print(_as_json(report, refused)) if args.json else _tell(report, refused)
    return 1 if report.refused else 0


def _write_refused(report: RosterReport, to: Path) -> None:
    """Refused rows hold what the file held, citizen IDs too: nobody but the owner reads them."""
    if report.refused:
        os.close(os.open(to, os.O_CREAT | os.O_WRONLY, 0o600))
        to.chmod(0o600)
    area_loads.write_refused(report.refused, to)


def _as_json(report: RosterReport, refused: Path) -> str:
    body = {**asdict(report), "accepted": report.accepted, "refused_file": str(refused)}
    body["refused"] = [
        {name: text for name, text in asdict(one).items() if name != "raw"} for one in report.refused
    ]
    return json.dumps(body, ensure_ascii=False)


def _tell(report: RosterReport, refused: Path) -> None:
    print(
        f"{report.programme}: {report.contracts:,} สัญญาใหม่ · new contracts, "
        f"{report.amended:,} แก้ไข · amended, {report.unchanged:,} คงเดิม · unchanged, "
        f"{report.people:,} บัญชีใหม่ · new accounts, {report.villages:,} หมู่บ้านที่แบ่ง · villages shared, "
        f"{len(report.refused):,} ปฏิเสธ · refused"
    )
    for one in report.refused[: area_loads.SHOWN]:
        print(f"  {one.row}: {one.reason_th} · {one.reason_en}")
    if report.refused:
        print(f"แถวที่ปฏิเสธทั้งหมด · all refused rows: {refused}")

"""``tambon areas villages FILE.csv``: villages from a list; refused rows go into a file of their own."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path

from tambon.cli import area_loads

NAME = "areas villages"
HELP = "load villages from a CSV with the columns code, name_th and (if known) name_en"
NEEDS_DATABASE = True


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
    area_loads.write_refused(report.refused, refused)
    if args.json:
        print(area_loads.as_json(report, refused))
    else:
        area_loads.tell(report, refused)
    return 1 if report.refused else 0

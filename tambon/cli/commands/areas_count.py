"""``tambon areas count --kind tambon [--outside 10]``: how many areas stand on a day."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, date, datetime

from tambon.lib.days import thai_day

NAME = "areas count"
HELP = "count the areas of a kind, in the country, inside an area or outside one"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    from tambon.areas.rules import Kind

    parser.add_argument(
        "--kind", default="tambon", choices=[kind.value for kind in Kind], help="what to count"
    )
    parser.add_argument("--under", metavar="CODE", help="only inside this area")
    parser.add_argument("--outside", metavar="CODE", help="all but those inside this area")
    parser.add_argument("--on", type=date.fromisoformat, help="the day asked about (default: today)")
    parser.add_argument(
        "--by",
        default="law",
        choices=["law", "list"],
        help="whose calendar: the law's or the official list's",
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; an unknown code raises its Problem."""
    from tambon.areas import queries
    from tambon.areas.rules import By, Kind

    kind, by = Kind(args.kind), By(args.by)
    on = args.on or thai_day(datetime.now(UTC))
    under, outside = (
        queries.get_area(code, on=on, by=by).id if code else None for code in (args.under, args.outside)
    )
    number = queries.count(kind, on=on, under=under, by=by)
    if outside is not None:
        number -= queries.count(kind, on=on, under=outside, by=by)
    body = {
        "kind": args.kind,
        "on": on.isoformat(),
        "by": args.by,
        "under": args.under,
        "outside": args.outside,
    }
    print(json.dumps({**body, "count": number}) if args.json else number)
    return 0

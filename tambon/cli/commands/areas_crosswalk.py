"""``tambon areas crosswalk --from DAY --to DAY``: which codes became which, with shares, as CSV or JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tambon.cli import problems, reading
from tambon.lib.problem import Problem

if TYPE_CHECKING:
    from tambon.areas.queries.crosswalk import Crossing
    from tambon.formats import Refusal

NAME = "areas crosswalk"
HELP = "ตารางเทียบรหัสพื้นที่ระหว่างสองวัน · which area codes of one day became which of another, with shares"
NEEDS_DATABASE = True
COLUMNS = (
    "from_code", "from_name_th", "to_code", "to_name_th", "kind", "share", "rule", "steps", "legal_days",
    "list_days",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    from tambon.areas.rules import By, Kind

    parser.add_argument(
        "--from", dest="since", required=True, type=date.fromisoformat, metavar="DAY",
        help="วันเริ่มต้น ปี ค.ศ. เช่น 2010-10-01 · the day of the codes you have",
    )  # fmt: skip
    parser.add_argument(
        "--to", dest="until", required=True, type=date.fromisoformat, metavar="DAY",
        help="วันปลายทาง จะก่อนหน้าก็ได้ · the day of the codes you want; it may be the earlier one",
    )  # fmt: skip
    parser.add_argument(
        "--kind", choices=[kind.value for kind in Kind], help="เฉพาะพื้นที่ชนิดนี้ · only this kind of area"
    )
    parser.add_argument(
        "--by", choices=[by.value for by in By], default="law",
        help="วันตามกฎหมาย (law) หรือตามบัญชี (list) · whose days: the law's or the official list's",
    )  # fmt: skip
    parser.add_argument(
        "--rule", choices=["area", "population"],
        help="ประมาณสัดส่วนที่ไม่ทราบ ตามพื้นที่หรือประชากร · estimate unknown shares by square km or persons",
    )  # fmt: skip
    parser.add_argument(
        "--persons", type=Path, metavar="FILE",
        help="ตาราง code, persons ของวันปลายทาง · persons by code of the --to day, for --rule population",
    )  # fmt: skip
    parser.add_argument("--changed", action="store_true", help="ไม่แสดงพื้นที่ที่คงเดิม · leave out what is the same")
    parser.add_argument(
        "--out", type=reading.new_file, metavar="FILE", help="เขียน CSV ลงไฟล์ · write the CSV here"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0; 1 when rows of the persons' file were refused; an empty registry raises its Problem."""
    from tambon.areas.queries.crosswalk import list_crosswalk
    from tambon.areas.rules import By, Kind

    refused = 0
    kind = Kind(args.kind) if args.kind else None
    found = list_crosswalk(since=args.since, until=args.until, kind=kind, by=By(args.by))
    if args.rule == "area":
        found = _by_area(found, args.until)
    elif args.rule == "population":
        found, refused = _by_population(found, args)
    if args.changed:
        found = [one for one in found if one.line.rule != "same" or one.line.from_code != one.line.to_code]
    _write(found, args)
    return 1 if refused else 0


def _by_area(found: Sequence[Crossing], on: date) -> list[Crossing]:
    from tambon.areas.queries.crosswalk import apportioned, find_square_km

    sizes = find_square_km({one.to_area.id for one in found if one.to_area}, on=on)
    return apportioned(found, by="area", measures=sizes)


def _by_population(found: Sequence[Crossing], args: argparse.Namespace) -> tuple[list[Crossing], int]:
    """The lines with shares by persons, and how many rows of the file were refused."""
    from tambon.areas.queries.crosswalk import apportioned

    if args.persons is None or args.kind is None:
        raise problems.persons_missing()
    persons, refused = read_persons(args.persons)
    for refusal in refused:
        print(f"{args.persons} {refusal.row}: {refusal.reason_th} · {refusal.reason_en}", file=sys.stderr)
    measures = {
        one.to_area.id: persons[one.to_area.code]
        for one in found
        if one.to_area and one.to_area.code in persons
    }
    return apportioned(found, by="population", measures=measures), len(refused)


def read_persons(path: Path) -> tuple[dict[str, Decimal], list[Refusal]]:
    """Persons by code from a table with the columns code and persons, and the rows that cannot be read."""
    from tambon.formats import Refusal, read_table, whole_number

    table = read_table(path, required=("code", "persons"))
    persons: dict[str, Decimal] = {}
    refused = list(table.refused)
    for row in table.rows:
        try:
            number = whole_number(row["persons"])
            if row["code"] in persons:
                raise problems.persons_twice(code=row["code"])
        except Problem as problem:
            refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
            continue
        if number is not None:
            persons[row["code"]] = Decimal(number)
    return persons, sorted(refused, key=lambda refusal: refusal.row)


def _write(found: Sequence[Crossing], args: argparse.Namespace) -> None:
    from tambon.formats import write_csv

    gaps = _unknown_before(found, min(args.since, args.until))
    if args.out:
        with args.out.open("w", encoding="utf-8-sig", newline="") as file:  # Excel needs the mark for Thai
            write_csv(file, COLUMNS, map(_row, found))
    if args.json:
        body: dict[str, Any] = {
            "from": args.since.isoformat(),
            "to": args.until.isoformat(),
            "by": args.by,
            "known_completely": not gaps,
            "known_since": gaps,
            "rules": dict(Counter(str(one.line.rule) for one in found)),
            "unknown_shares": sum(one.line.share is None for one in found),
        }
        lines = {"file": str(args.out)} if args.out else {"lines": [_as_dict(one) for one in found]}
        print(json.dumps({**body, **lines}, ensure_ascii=False))
        return
    if args.out:
        print(f"{args.out}: {len(found):,} แถว · rows")
    else:
        write_csv(sys.stdout, COLUMNS, map(_row, found))
    for kind, since in gaps.items():
        print(
            f"{kind}: ทะเบียนรู้ครบตั้งแต่ · known completely from {since or '-'}; "
            "ก่อนหน้านั้นมีเท่าที่รู้ · before that, what is known",
            file=sys.stderr,
        )


def _unknown_before(found: Iterable[Crossing], day: date) -> dict[str, str | None]:
    """For each kind that the registry does not know completely on the day: from when it does."""
    from tambon.areas import queries

    since = {kind: queries.find_known_since(kind) for kind in sorted({one.from_area.kind for one in found})}
    return {
        str(kind): first.isoformat() if first else None
        for kind, first in since.items()
        if first is None or first > day
    }


def _row(one: Crossing) -> tuple[object, ...]:
    line, to = one.line, one.to_area
    return (
        line.from_code, one.from_area.name_th, line.to_code, to.name_th if to else "",
        str(one.from_area.kind), plain(line.share), str(line.rule), line.steps,
        days(one.legal_days), days(one.list_days),
    )  # fmt: skip


def _as_dict(one: Crossing) -> dict[str, Any]:
    body = dict(zip(COLUMNS, _row(one), strict=True))
    return body | {
        "share": None if one.line.share is None else float(one.line.share),
        "legal_days": [day.isoformat() for day in one.legal_days],
        "list_days": [day.isoformat() for day in one.list_days],
    }


def plain(share: Decimal | None) -> str:
    """The share with all its digits and no idle zeros; empty where it is unknown."""
    if share is None:
        return ""
    digits = format(share, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def days(known: Iterable[date]) -> str:
    return " ".join(day.isoformat() for day in known)

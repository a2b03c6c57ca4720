"""``tambon areas match FILE``: the area of each row that names a place; what stays open waits for people."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tambon.cli import reading
from tambon.lib.days import thai_day

if TYPE_CHECKING:
    from tambon.areas.rules.matching import Match, Written
    from tambon.formats import Table

NAME = "areas match"
HELP = "หารหัสพื้นที่ของสถานที่ที่เขียนไว้ในตาราง · find the area of each place written in a table"
NEEDS_DATABASE = True
ADDED = (
    "match_code", "match_public_id", "match_area_th", "match_area_en", "match_score", "match_reason",
    "match_reason_th", "match_reason_en", "match_candidates",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    from tambon.areas.rules import By

    parser.add_argument("file", type=Path, help="ตาราง CSV, XLSX หรือ XLS · the table")
    parser.add_argument(
        "--columns", metavar="NAME=HEADING,…",
        help="คอลัมน์ที่บอกสถานที่ · which columns name the place: text, village, moo, tambon, amphoe, province",
    )  # fmt: skip
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DAY",
        help="พื้นที่ ณ วันใด ปี ค.ศ. (ปกติ: วันนี้) · the day of the areas wanted (default: today)",
    )  # fmt: skip
    parser.add_argument(
        "--by", choices=[by.value for by in By], default="law",
        help="วันตามกฎหมาย (law) หรือตามบัญชี (list) · whose day: the law's or the official list's",
    )  # fmt: skip
    parser.add_argument(
        "--out", type=reading.new_file, metavar="FILE",
        help="เขียนผลลงไฟล์นี้ (ปกติ: FILE.matched.csv) · where the rows go with what was found",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every row led to one area, 1 when some wait for people or were refused."""
    from tambon.areas.actions.matching import keep_unsettled
    from tambon.areas.queries.matching import match_all
    from tambon.areas.rules import By
    from tambon.formats import refused_csv

    at = datetime.now(UTC)
    table, places = _read(args)
    on = args.on or thai_day(at)
    found = list(match_all(places, on=on, by=By(args.by)))
    out = args.out or args.file.with_name(args.file.name + ".matched.csv")
    _write(out, table, found, args.columns)
    refused = args.file.with_name(args.file.name + ".refused.csv")
    if table.refused:
        refused.write_bytes(refused_csv(table.refused))
    waiting = keep_unsettled(zip(places, found, strict=True), by="operator", at=at)
    counts = Counter(match.reason.code for match in found)
    body = {
        "rows": len(found),
        "matched": sum(match.one is not None for match in found),
        "open": sum(match.one is None for match in found),
        "waiting": waiting,
        "refused": len(table.refused),
        "on": on.isoformat(),
        "reasons": dict(counts.most_common()),
        "out": str(out),
        "refused_file": str(refused) if table.refused else None,
    }
    print(json.dumps(body, ensure_ascii=False)) if args.json else _tell(body, found)
    return 1 if body["open"] or body["refused"] else 0


def _read(args: argparse.Namespace) -> tuple[Table, list[Written]]:
    from tambon.areas.rules.matching.columns import NAMES, known_headings, read_choice, reader
    from tambon.formats import read_table

    if args.columns:
        chosen = read_choice(args.columns)
        table = read_table(args.file, required=list(chosen), optional=NAMES, mapping=chosen)
        read = reader(list(chosen))
    else:
        table = read_table(args.file, required=[], optional=known_headings())
        read = reader(table.columns)
    return table, [read(row.cells) for row in table.rows]


def _write(out: Path, table: Table, found: Sequence[Match], chosen: str | None) -> None:
    """All columns as they came, under their own headings, and ours behind; with the BOM that Thai needs."""
    from tambon.areas.rules.matching.columns import read_choice
    from tambon.formats import write_csv

    theirs = read_choice(chosen) if chosen else {}
    columns = [theirs.get(column, column) for column in table.columns]
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(file, [*columns, *ADDED], _rows(table, found))


def _rows(table: Table, found: Sequence[Match]) -> Iterator[list[object]]:
    for row, match in zip(table.rows, found, strict=True):
        yield [*(row[column] for column in table.columns), *_cells(match)]


def _cells(match: Match) -> list[object]:
    place = match.one.place if match.one else None
    others = () if match.one else match.candidates
    return [
        place.code if place else "",
        place.public_id if place else "",
        match.one.full_th if match.one else "",
        match.one.full_en if match.one else "",
        match.score,
        match.reason.code,
        match.reason.th,
        match.reason.en,
        "; ".join(f"{one.place.code} {one.full_th} ({one.score})" for one in others),
    ]


def _tell(body: dict[str, Any], found: Sequence[Match]) -> None:
    sentences = {match.reason.code: match.reason for match in found}
    print(
        f"{body['rows']} แถว · rows: {body['matched']} พบพื้นที่ · led to one area, "
        f"{body['open']} ยังไม่ชัด · stay open, {body['refused']} อ่านไม่ได้ · refused"
    )
    for code, number in body["reasons"].items():
        print(f"  {number:>7,}  {sentences[code].th} · {sentences[code].en}")
    print(f"ผล · result: {body['out']}")
    if body["refused_file"]:
        print(f"แถวที่อ่านไม่ได้ · refused rows: {body['refused_file']}")
    if body["waiting"]:
        print(f"{body['waiting']} ข้อความรอคนตัดสินที่ /desk/areas/matching · writings wait for a person there")

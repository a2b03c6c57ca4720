"""One-time sheets for a whole area, in one file or, for many people, in several."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from tambon.cli import reading

NAME = "accounts sheets"
HELP = "print sheets with one-time links for everybody in an area who has no password yet"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", required=True, help="the area's code: 5801 for a district, TH for all")
    parser.add_argument("--out", required=True, type=reading.new_file, help="the PDF to write, mode 0600")
    parser.add_argument(
        "--whole-pages", action="store_true", help="a page for each person instead of a quarter"
    )


def run(args: argparse.Namespace) -> int:
    """Writes the sheets; links made for these people before are spent. Nothing is written for nobody."""
    from django.conf import settings

    from tambon.accounts import actions, queries
    from tambon.accounts.sheets import sheets_pdf
    from tambon.areas.queries import get_area
    from tambon.formats.printing import SHEETS
    from tambon.lib.days import thai_day

    at = datetime.now(UTC)
    area = get_area(args.area, on=thai_day(at))
    people = [person.id for person in queries.list_without_password(area.id, on=thai_day(at))]
    files: list[str] = []
    for start in range(0, len(people), SHEETS):
        made = actions.make_sheets(people[start : start + SHEETS], by="operator", at=at)
        content = sheets_pdf(
            made, url=settings.TAMBON_URL, synthetic=queries.is_demonstration(), cut=not args.whole_pages
        )
        path = _path(args.out, start // SHEETS, len(people) > SHEETS)
        _write(path, content)
        files.append(str(path))
        print(f"{min(start + SHEETS, len(people))}/{len(people)}", file=sys.stderr)
    print(json.dumps({"people": len(people), "files": files}) if args.json else _said(len(people), files))
    return 0


def _path(out: Path, number: int, several: bool) -> Path:
    return out.with_stem(f"{out.stem}-{number + 1}") if several else out


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


def _said(people: int, files: list[str]) -> str:
    if not files:
        return "ทุกคนในพื้นที่นี้ตั้งรหัสผ่านแล้ว · everybody there has a password"
    return f"{people} คน · people: {' '.join(files)}"

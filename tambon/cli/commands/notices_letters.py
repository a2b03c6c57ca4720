"""``tambon notices letters``: letters to all offices for which something waits in an area, in one PDF."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tambon.lib.days import thai_day

if TYPE_CHECKING:
    from tambon.notices.rules import Letterhead

NAME = "notices letters"
HELP = "write letters to all offices for which something waits in an area, as one PDF"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    from tambon.notices.rules import FIELDS

    parser.add_argument("--area", required=True, help="the code of the district or province that writes")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE.pdf", help="where the letters go")
    parser.add_argument("--draft", action="store_true", help="print without numbers, and keep nothing")
    parser.add_argument("--number", help="of the first letter (default: the next after the area's last one)")
    for name, ((_, words), _) in FIELDS.items():
        parser.add_argument(f"--{name}", help=f"{words.lower()} (default: as on the area's last letter)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0, also when there is nobody to write to: then no file is written."""
    from tambon.areas.queries import get_area
    from tambon.notices import actions, queries

    at = datetime.now(UTC)
    area = get_area(args.area, on=thai_day(at))
    head, number = _head(args, area.id)
    if args.draft:
        waiters = queries.list_waiters(area.id, on=thai_day(at))
        letters = [queries.draft(one, head, area.id, on=thai_day(at)) for one in waiters]
    else:
        made = actions.make_letters(from_area=area.id, first_number=number, head=head, by="system", at=at)
        letters = queries.get_letters(made)
    if letters:
        args.out.write_bytes(queries.print_letters(letters, desk=_desk()))
    if args.json:
        told = [{"number": one.number, "office": one.office_th} for one in letters]
        print(json.dumps({"letters": told, "draft": args.draft}, ensure_ascii=False))
    elif letters:
        print(f"{len(letters)} ฉบับ · letters: {args.out}")
    else:
        print("วันนี้ไม่มีหน่วยงานที่ต้องมีหนังสือถึง · nobody to write to today")
    return 0


def _head(args: argparse.Namespace, area_id: int) -> tuple[Letterhead, str]:
    """The letterhead as asked for, else as it stood last; and the first number."""
    from tambon.notices import problems, queries
    from tambon.notices.rules import FIELDS, number_after, read_head

    held = queries.newest_head(area_id)
    before = {name: getattr(held[0], name) for name in FIELDS} if held else {}
    given = {name: said for name in FIELDS if (said := getattr(args, name)) is not None}
    if not held and not given:
        raise problems.no_letterhead()
    number = args.number or (number_after(held[1], 1) if held else "")
    return read_head({**before, **given}), number


def _desk() -> str:
    from django.conf import settings

    return f"{settings.TAMBON_URL}/desk/"

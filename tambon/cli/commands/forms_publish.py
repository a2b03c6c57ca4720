"""``tambon forms publish``: turns questionnaires into forms for phones."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = "forms publish"
HELP = "publish the standard questionnaires, an XLSForm workbook, or table texts of a file or folder"
NEEDS_DATABASE = True
WORKBOOKS = (".xlsx", ".xls", ".xlsm")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        nargs="?",
        type=_there,
        help="an .xlsx or .md file, or a folder of .md files; the standard without it",
    )
    parser.add_argument(
        "--mapping",
        type=_there,
        help="JSON: which question of the one file answers which variable; without it a workbook keeps the "
        "mapping of the version in force",
    )
    parser.add_argument(
        "--files", type=_there, help="a folder with the pictures and lists that the one file names"
    )
    parser.add_argument("--area", help="code of the area whose phones are given the form; all without it")


def run(args: argparse.Namespace) -> int:
    """Exit code 0; a questionnaire that does not fit raises its Problem and nothing is published."""
    from tambon.forms import actions

    at = datetime.now(UTC)
    path: Path = args.path or actions.STANDARD
    mapping = json.loads(args.mapping.read_text("utf-8")) if args.mapping else None
    if path.is_dir():
        published = actions.publish_folder(path, by="system", at=at)
    elif path.suffix.lower() in WORKBOOKS or args.area or args.files:
        published = [_workbook(path, args, mapping, at)]
    else:
        published = [actions.publish(path.read_text("utf-8"), mapping=mapping, by="system", at=at)]
    if args.json:
        print(json.dumps([asdict(one) for one in published], ensure_ascii=False))
        return 0
    for one in published:
        news = "เผยแพร่แล้ว · published" if one.new else "มีอยู่แล้ว · there already"
        print(f"{one.form_id} {one.version}: {news}")
        if one.lost:
            print(f"  การจับคู่ที่หายไป · mappings lost: {', '.join(one.lost)}")
    return 0


def _workbook(path: Path, args: argparse.Namespace, mapping: Mapping[str, Any] | None, at: datetime) -> Any:
    """Published with its files; faults are told row by row before the refusal that counts them."""
    from tambon.areas import queries as areas
    from tambon.forms import actions
    from tambon.lib.days import thai_day
    from tambon.lib.problem import Problem

    area_id = areas.get_area(args.area, on=thai_day(at)).id if args.area else None
    folder: Path | None = args.files
    files = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()} if folder else {}
    book = actions.Workbook(path.read_bytes(), path.name, files, mapping)
    try:
        return actions.publish_workbook(book, area_id=area_id, by="system", at=at)
    except Problem as problem:
        for fault in problem.details.get("faults", ()):
            print(f"{fault['sheet']} {fault['row'] or '–'} {fault['column']}: {fault['th']} · {fault['en']}")
        raise


def _there(text: str) -> Path:
    if not Path(text).exists():
        raise argparse.ArgumentTypeError(f"ไม่พบ {text} · there is no {text}")
    return Path(text)

"""Writes the rows of a workbook as lines of JSON. Runs in a process of its own (see `apart`).

Lines: ``["sheet", name]`` before a sheet's rows, ``[row number, [cells]]``, ``["missing", [names]]`` when the
sheet asked for is not there, ``["end"]`` when all was written.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from typing import Any

import python_calamine as calamine

from tambon.formats.apart import stay_small


def main() -> None:
    """Reads the workbook from standard input; a word, if any, names the one sheet to write."""
    stay_small()
    book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    asked = next(iter(json.loads(sys.argv[1])), None)
    names = _visible(book) if asked is None else [name for name in book.sheet_names if name == asked]
    if asked is not None and not names:
        _write(["missing", book.sheet_names])
    for name in names:
        _write(["sheet", name])
        _rows(book.get_sheet_by_name(name))
    _write(["end"])


def _visible(book: calamine.CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]


def _rows(sheet: calamine.CalamineSheet) -> None:
    first = sheet.start[0] + 1 if sheet.start else 1
    for number, cells in enumerate(sheet.iter_rows(), start=first):
        if any(cell != "" for cell in cells):
            _write([number, [_text(cell) for cell in cells]])


def _text(cell: Any) -> str:
    """The cell as text. A number keeps its point, ``12.0``, so that a rule sees what became a number."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return repr(float(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return str(cell)


def _write(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

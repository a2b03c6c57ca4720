"""Writes the sheets of an XLSForm workbook as lines of JSON. Runs in a process of its own (see `apart`).

Lines: ``["sheet", name]`` before a sheet's rows, ``[row number, [cells]]``, ``["many", name]`` for more rows
than a form may have, ``["end"]`` when all was written. A cell is text as pyxform reads it: a whole number
has no point, and formulas give what they were last reckoned to.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from typing import Any

import python_calamine as calamine

from tambon.formats.apart import stay_small
from tambon.forms.rules.table import SHEETS
from tambon.forms.rules.workbook import MOST_CELL, MOST_COLUMNS, MOST_ROWS


def main() -> None:
    """Reads the workbook from standard input."""
    stay_small()
    book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    left = MOST_ROWS
    for name in book.sheet_names:
        _write(["sheet", name])
        if name.strip().lower() not in SHEETS and len(book.sheet_names) > 1:
            continue
        for number, cells in _rows(book.get_sheet_by_name(name)):
            left -= 1
            if left < 0:
                _write(["many", name])
                return
            _write([number, cells])
    _write(["end"])


def _rows(sheet: calamine.CalamineSheet) -> Any:
    first = sheet.start[0] + 1 if sheet.start else 1
    shift = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), start=first):
        cells = shift + [_text(cell) for cell in row[:MOST_COLUMNS]]
        if any(cells):
            yield number, cells


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return str(int(cell)) if float(cell).is_integer() else str(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell).strip()[:MOST_CELL]


def _write(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

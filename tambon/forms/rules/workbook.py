"""The sheets of a workbook as a questionnaire, as pyxform itself reads them. Pure.

A row remembers its number in the workbook. Other sheets than those that pyxform knows are for people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence
from datetime import datetime

from tambon.forms import row_problems
from tambon.forms.rules.conversion import LONGEST_ID
from tambon.forms.rules.faults import FaultyBook
from tambon.forms.rules.table import SHEETS, Book, Row, book_of, heading

Records = Sequence[tuple[int, list[str]]]
MOST_ROWS = 60_000  # of all sheets: every village of the country may stand among the choices, once
MOST_COLUMNS = 1_000
MOST_CELL = 32_767  # letters, what a spreadsheet's cell holds
MOST_EMPTY_COLUMNS = 20
_SPACES = re.compile(r" +")
_NO_ID = re.compile(r"[^A-Za-z0-9_.-]+")


def read_sheets(sheets: ReadOnly[str, Records]) -> Book:
    """The book of the sheets, whose names are those of the workbook.

    Raises FaultyBook where no sheet can be the survey, or two columns have one name.
    """
    found: dict[str, list[Row]] = {}
    for name, records in sheets.items():
        known = name.strip().lower()
        if known not in SHEETS and len(sheets) == 1:
            known = "survey"
        if known in SHEETS:
            found[known] = _rows(known, records)
    if not found.get("survey"):
        names = ", ".join(sheets) or "–"
        raise FaultyBook.of(row_problems.no_survey(found=names))
    return book_of(found)


def completed(book: Book, *, filename: str, at: datetime) -> Book:
    """The book with the id, title and version that pyxform would not miss and phones need.

    Without a version of its own it gets the hour in which it came, as XLSForms write it.
    """
    form_id = book.settings.get("form_id") or book.settings.get("id_string") or _id_of(filename)
    title = book.settings.get("form_title") or book.settings.get("title") or form_id
    cells = {
        **{c: t for c, t in book.settings.cells.items() if c not in ("id_string", "title")},
        "form_id": form_id,
        "form_title": title,
        "version": book.settings.get("version") or f"{at:%Y%m%d%H%M}",
    }
    return Book(book.survey, book.choices, Row(book.settings.line or 2, cells), book.more)


def _id_of(filename: str) -> str:
    stem = _NO_ID.sub("_", filename.rpartition(".")[0] or filename).strip("_.-")
    return (stem if stem[:1].isalpha() else f"form_{stem}".rstrip("_"))[:LONGEST_ID]


def _rows(sheet: str, records: Records) -> list[Row]:
    if not records:
        return []
    (_, first), *others = records
    header = _header(sheet, first)
    rows = (Row(number, _cells(header, cells)) for number, cells in others)
    return [row for row in rows if row.cells]


def _header(sheet: str, cells: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        name = heading(_SPACES.sub(" ", cell.strip()))
        if not name:
            if place - max(found, default=-1) > MOST_EMPTY_COLUMNS:
                break
        elif name in found.values():
            raise FaultyBook.of(row_problems.column_twice(column=name), sheet=sheet, row=1, column=name)
        else:
            found[place] = name
    return found


def _cells(header: dict[int, str], cells: Sequence[str]) -> dict[str, str]:
    found = {
        name: cells[place].replace("\xa0", " ").strip()
        for place, name in header.items()
        if place < len(cells)
    }
    return {name: text for name, text in found.items() if text}

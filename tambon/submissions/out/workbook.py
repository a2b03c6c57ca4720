"""A workbook: a sheet for each table. It is whole only at its end: made on disk, row by row, then sent."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from tambon.forms.rules.layout import Layout, Table
from tambon.submissions.out.rows import (
    CHOICES,
    COLUMNS,
    Told,
    as_json,
    choice_rows,
    column_rows,
    known_of,
    read_all,
)
from tambon.submissions.queries.tables import Where

MOST_ROWS = 1_048_576  # of a sheet, and characters of a cell and of a sheet's name: what Excel holds
MOST_CHARACTERS, LONGEST_NAME = 32_767, 31
CUT = "… [ตัดตามขนาดเซลล์ · cut to a cell's size]"
CHUNK = 1 << 18
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def workbook_parts(layout: Layout, where: Where, *, told: Told) -> Iterator[bytes]:
    """The workbook in parts. Closing it early leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="tambon-workbook-") as folder:
        path = Path(folder) / "submissions.xlsx"
        _write(path, layout, where, told, folder)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def _write(path: Path, layout: Layout, where: Where, told: Told, folder: str) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": folder})
    try:
        book.use_zip64()
        sheets = [_Sheet(book, table.headings, _sheet_name(layout, table)) for table in layout.tables]
        about = _Sheet(book, COLUMNS, "columns")
        for row in column_rows(layout):
            about.add(row)
        choices = _Sheet(book, CHOICES, "choices")
        for row in choice_rows(layout):
            choices.add(row)
        for sent, read in read_all(layout, where, told):
            other = as_json(read.other) if read.other else ""
            sheets[0].add([*known_of(sent), *read.cells, other])
            for inner in read.rows:
                sheets[inner.table].add([inner.key, inner.parent, *inner.cells])
    finally:
        book.close()


class _Sheet:
    """A table's sheet, continued on another one where it is full. Every cell is a text: nothing is run."""

    def __init__(self, book: Any, headings: Sequence[str], name: str) -> None:
        self._book, self._headings, self._name, self._number = book, headings, name, 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        self._sheet = self._book.add_worksheet(_free_name(self._book, self._name))
        self._sheet.freeze_panes(1, 1)
        self._row = 0
        self.add(self._headings)

    def add(self, cells: Sequence[str]) -> None:
        if self._row >= MOST_ROWS:
            self._begin()
        for place, cell in enumerate(cells):
            if cell:
                short = cell if len(cell) <= MOST_CHARACTERS else cell[: MOST_CHARACTERS - len(CUT)] + CUT
                self._sheet.write_string(self._row, place, short)
        self._row += 1


def _sheet_name(layout: Layout, table: Table) -> str:
    return table.repeat.rpartition("/")[2] or layout.form_id or "submissions"


def _free_name(book: Any, name: str) -> str:
    """The name as Excel takes it, told apart from the sheets that are there."""
    taken = {sheet.get_name().casefold() for sheet in book.worksheets()} | {"history"}
    plain = _FORBIDDEN.sub("_", name)[:LONGEST_NAME]
    found, number = plain, 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain[: LONGEST_NAME - len(str(number)) - 1]}~{number}"
    return found

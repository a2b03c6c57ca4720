"""A workbook of plain sheets of text, for programs that read cells by their place. Same rows, same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import xlsxwriter

_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same bytes each time
_MOST_LETTERS = 32_767  # of one cell


def workbook_of(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """An XLSX whose sheets hold the rows as text from the first cell on: no formula, no date, no link."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        text = book.add_format({"num_format": "@"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell:
                        sheet.write_string(line, place, cell[:_MOST_LETTERS], text)
    return buffer.getvalue()

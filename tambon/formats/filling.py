"""A workbook for people to fill in: headings, cells kept as text, choices, and what they mean."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter

ROWS = 10_000  # for which the choices are offered
_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same bytes each time


@dataclass(frozen=True, slots=True)
class Column:
    """A column to fill in. ``choices``: (what is written, what it means) where only these are right."""

    heading: str
    about: str
    needed: bool = False
    width: int = 18
    choices: tuple[tuple[str, str], ...] = ()


def workbook_to_fill(name: str, columns: Sequence[Column], words: Mapping[str, str]) -> bytes:
    """An XLSX whose first sheet is to be filled in and whose second explains. Codes stay text as typed.

    ``words``: the name of the second sheet (``about``) and what marks a needed column (``needed``).
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        strong = book.add_format({"bold": True, "bg_color": "#E6EEF7", "border": 1})
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet, about = book.add_worksheet(name), book.add_worksheet(words["about"])
        sheet.freeze_panes(1, 0)
        about.set_column(0, 1, 34)
        about.set_column(2, 2, 70, wrapped)
        line = 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, text)
            sheet.write_string(0, place, column.heading, strong)
            needed = words["needed"] if column.needed else ""
            about.write_row(line, 0, [column.heading, needed, column.about])
            line += 1
            if column.choices:
                source = f"='{words['about']}'!$B${line + 1}:$B${line + len(column.choices)}"
                sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": source})
            for written, means in column.choices:
                about.write_row(line, 1, [written, means])
                line += 1
    return buffer.getvalue()

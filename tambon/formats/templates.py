"""Workbooks that people fill in and send back: every cell is text, so that no code or ID becomes a number."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from tambon.lib.text import safe_cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template: our name, under which it is read; what it is in Thai; how to fill it."""

    name: str
    title: str
    hint: str = ""
    width: int = 16
    required: bool = False
    choices: tuple[str, ...] = ()


MOST_ROWS = 20_000  # of the template that are prepared as text


def template_xlsx(
    columns: Sequence[Column], *, sheet: str, rows: Sequence[Sequence[str]] = (), help_sheet: str
) -> bytes:
    """A workbook with the columns to fill in (Thai above our names), rows begun, and a sheet that explains.

    `read_table` reads it back: the row of our names is the heading. The same arguments give the same content.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        text = book.add_format({"num_format": "@"})
        title = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E4F0F0"})
        must = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#F2B640"})
        name = book.add_format({"italic": True, "font_color": "#525E6B", "bottom": 1, "num_format": "@"})
        page = book.add_worksheet(sheet)
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width, text)
            page.write_string(0, place, column.title, must if column.required else title)
            page.write_string(1, place, column.name, name)
            if column.choices:
                source = _source(column, columns, help_sheet)
                allowed = {"validate": "list", "source": source, "ignore_blank": True}
                page.data_validation(2, place, MOST_ROWS, place, allowed)
        for number, row in enumerate(rows, start=2):
            for place, cell in enumerate(row):
                page.write_string(number, place, str(safe_cell(cell)), text)
        page.freeze_panes(2, 0)
        _explain(book.add_worksheet(help_sheet), columns, title, text)
    return file.getvalue()


LONGEST_LIST = 255  # characters that Excel takes of choices written into a cell's own rule


def _source(column: Column, columns: Sequence[Column], help_sheet: str) -> list[str] | str:
    """The choices themselves, or where they stand on the sheet that explains."""
    if not _is_long(column):
        return list(column.choices)
    letter = xl_col_to_name(3 + columns.index(column))
    return f"='{help_sheet}'!${letter}$2:${letter}${1 + len(column.choices)}"


def _is_long(column: Column) -> bool:
    return len(",".join(column.choices)) > LONGEST_LIST


def _explain(
    page: xlsxwriter.worksheet.Worksheet,
    columns: Sequence[Column],
    title: xlsxwriter.format.Format,
    text: xlsxwriter.format.Format,
) -> None:
    page.set_column(0, 1, 24, text)
    page.set_column(2, 2, 90, text)
    for place, word in enumerate(("ช่อง", "ความหมาย", "วิธีกรอก")):
        page.write_string(0, place, word, title)
    for number, column in enumerate(columns, start=1):
        for place, cell in enumerate((column.name, column.title, column.hint)):
            page.write_string(number, place, cell, text)
        for row, choice in enumerate(column.choices if _is_long(column) else (), start=1):
            page.write_string(row, 2 + number, choice, text)

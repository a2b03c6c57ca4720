"""An XLSX of one table, however large, with its sheets of text: the same rows, the same bytes.

XlsxWriter makes the workbook with the headings alone; the rows are written as XML by the database and put in
behind the headings while the file is packed: a nation's villages are some twenty million cells. Texts are
texts, never formulas; a file's day is of 1980, as everywhere in such files.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from tambon.store import Session, identifier

DATA = "data"
MOST_ROWS = 1_048_575  # of a sheet, below its headings
MOST_LETTERS = 32_767  # of a cell
_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_STAMP = (1980, 1, 1, 0, 0, 0)
_END = b"</sheetData>"
_CELL = 60  # bytes of a cell at most, as a rule: decides whether a sheet needs the long form of the archive
_WIDE = ("area_name_th", "area_name_en")


@dataclass(frozen=True)
class Workbook:
    """``sql`` orders its rows fully; ``columns`` are its {name: type}; ``sheets`` {name: rows of text}."""

    sql: str
    rows: int
    columns: Mapping[str, str]
    sheets: Mapping[str, Sequence[Sequence[str]]]


def write_workbook(session: Session, book: Workbook, path: Path, *, most: int = MOST_ROWS) -> None:
    """Writes the workbook; rows that one sheet cannot hold go on in another: ``data``, ``data 2``."""
    starts = range(0, max(book.rows, 1), most)
    skeleton = zipfile.ZipFile(io.BytesIO(_skeleton(book, starts, most)))
    data = {f"xl/worksheets/sheet{number}.xml": start for number, start in enumerate(starts, start=1)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in skeleton.namelist():
            content, entry = skeleton.read(name), zipfile.ZipInfo(name, _STAMP)
            entry.compress_type, entry.create_system, entry.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o600 << 16,
            )
            if name not in data:
                target.writestr(entry, content)
                continue
            number = min(most, book.rows - data[name])
            entry.file_size = number * len(book.columns) * _CELL
            with target.open(entry, "w") as out:
                _splice(out, content, _rows(session, book, data[name], number))


def _splice(out: IO[bytes], sheet: bytes, rows: Iterator[bytes]) -> None:
    before, end, after = sheet.partition(_END)
    out.write(before)
    for part in rows:
        out.write(part)
    out.write(end + after)


def _rows(session: Session, book: Workbook, start: int, number: int) -> Iterator[bytes]:
    """The sheet's rows as XML."""
    cells = ", ".join(_cell(place, name, kind) for place, (name, kind) in enumerate(book.columns.items()))
    sql = (
        f"SELECT concat('<row r=\"', \"its row\", '\">', {cells}, '</row>') FROM ("
        f'SELECT *, (row_number() OVER () - {start} + 1)::VARCHAR AS "its row" FROM ({book.sql})) '
        f"LIMIT {number} OFFSET {start}"
    )
    for rows in session.stream(sql):
        yield "".join(row for (row,) in rows).encode()


def _cell(place: int, name: str, kind: str) -> str:
    """SQL of one cell; without a value there is none."""
    value, at = identifier(name), f'\'<c r="{xl_col_to_name(place)}\' || "its row"'
    if kind == "BOOLEAN":
        return f"{at} || '\" t=\"b\"><v>' || {value}::TINYINT || '</v></c>'"
    if kind in ("VARCHAR", "DATE"):
        opened = (
            '" t="inlineStr"><is><t xml:space="preserve">' if name in _WIDE else '" t="inlineStr"><is><t>'
        )
        return f"{at} || '{opened}' || {_text(value)} || '</t></is></c>'"
    return f"{at} || '\"><v>' || {value}::VARCHAR || '</v></c>'"


def _text(value: str) -> str:
    """SQL of the text as XML holds it: marked, without what XML cannot say, `_x0041_` as it is written."""
    sql = f"left({value}::VARCHAR, {MOST_LETTERS})"
    sql = rf"regexp_replace({sql}, '[\x00-\x08\x0b\x0c\x0e-\x1f]', '', 'g')"
    sql = rf"regexp_replace({sql}, '_(x[0-9A-Fa-f]{{4}}_)', '_x005F_\1', 'g')"
    return f"replace(replace(replace({sql}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _skeleton(book: Workbook, starts: range, most: int) -> bytes:
    """The workbook with headings and sheets of text. It opens on the last: how to read it."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as made:
        made.set_properties({"created": _MADE})
        bold = made.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        wrapped = made.add_format({"text_wrap": True, "valign": "top"})
        for number, start in enumerate(starts, start=1):
            sheet = made.add_worksheet(DATA if number == 1 else f"{DATA} {number}")
            _head(sheet, book.columns, min(most, book.rows - start), bold)
        for name, rows in book.sheets.items():
            sheet = made.add_worksheet(name)
            sheet.set_column(0, 40, 28, wrapped)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(line, place, cell[:MOST_LETTERS], bold if line == 0 else wrapped)
        sheet.activate()
    return buffer.getvalue()


def _head(
    sheet: xlsxwriter.worksheet.Worksheet,
    columns: Mapping[str, str],
    rows: int,
    bold: xlsxwriter.format.Format,
) -> None:
    """Headings that stay in view, widths for Thai, and codes that Excel does not complain about."""
    last = len(columns) - 1
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, bold)
        sheet.set_column(place, place, 30 if name in _WIDE else max(13, len(name) + 3))
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, rows, last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(last)}{rows + 1}"})
    sheet.dim_rowmax = rows

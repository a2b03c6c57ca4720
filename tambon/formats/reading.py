"""Reading CSV that others made: bounded, by the names in its heading, with the row numbers a clerk sees."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tambon.formats import problems
from tambon.formats.bounds import MOST_BYTES
from tambon.formats.content import content_of
from tambon.formats.decoding import DAMAGED, decode
from tambon.formats.refusals import Refusal
from tambon.lib.text import tidy

SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file (the heading is 1), its tidied cells by column, the row as it was."""

    number: int
    cells: dict[str, str]
    raw: str

    def __getitem__(self, column: str) -> str:
        """The cell; empty where the file has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]
    encoding: str  # of the text; ``xlsx`` or ``xls`` for a workbook, which has none of its own
    ignored: tuple[str, ...]  # columns nobody asked for
    heading_row: int = 1  # the last row the heading takes
    sheet: str = ""  # of a workbook


def read_csv(
    source: bytes | Path,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    most_bytes: int = MOST_BYTES,
) -> Table:
    """The rows that can be read and the rows that cannot, one by one. Empty rows are left out.

    Column names are compared without case and outer spaces. Raises ``422-file-unreadable``,
    ``413-file-too-large``, ``422-file-not-text``, ``422-file-empty``, ``422-file-not-csv``,
    ``422-file-columns-missing`` or ``422-file-columns-twice``.
    """
    text, encoding = decode(content_of(source, most_bytes))
    records = records_of(text, separator_of(text.split("\n", 1)[0]))
    heading = next(records, None)
    if heading is None:
        raise problems.empty()
    columns = _columns(heading[1], required)
    wanted = {*required, *optional}
    rows: list[Row] = []
    refused: list[Refusal] = []
    for number, cells in records:
        read = read_row(number, cells, columns)
        if isinstance(read, Row):
            rows.append(read)
        else:
            refused.append(read)
    ignored = tuple(column for column in columns if column not in wanted)
    return Table(columns, tuple(rows), tuple(refused), encoding, ignored)


def separator_of(first: str) -> str:
    """The separator that stands most often in the first of the text."""
    return max(SEPARATORS, key=first.count)


def records_of(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Records with their number as a spreadsheet counts them, without the empty ones.

    Raises ``422-file-not-csv`` at the record that cannot be read.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise problems.not_csv(row=number) from None
        if any(cell.strip() for cell in cells):
            yield number, cells


def _columns(heading: Sequence[str], required: Sequence[str]) -> tuple[str, ...]:
    columns = tuple(tidy(cell).lower() for cell in heading)
    missing = [name for name in required if name not in columns]
    if missing:
        raise problems.columns_missing(missing=", ".join(missing), found=", ".join(columns))
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise problems.columns_twice(columns=", ".join(twice))
    return columns


def read_row(number: int, cells: Sequence[str], columns: Sequence[str]) -> Row | Refusal:
    """The row's tidied cells by column, or why not: cells too many, or text cut inside a character."""
    raw = as_it_was(cells)
    if any(cell.strip() for cell in cells[len(columns) :]):
        problem = problems.row_too_long(cells=len(cells), columns=len(columns))
        return Refusal.of(problem, row=number, raw=raw)
    if DAMAGED in raw:
        return Refusal.of(problems.row_damaged(), row=number, raw=raw)
    return Row(number, {name: tidy(cell) for name, cell in zip(columns, cells, strict=False)}, raw)


def as_it_was(cells: Sequence[str]) -> str:
    """The cells as one line of CSV, for the sender to find again."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()

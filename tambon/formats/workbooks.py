"""Spreadsheets, new (XLSX) and old (XLS), row by row."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from itertools import groupby

from tambon.formats import problems
from tambon.formats.apart import lines_of
from tambon.formats.content import ZIP, names_in_zip

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE2, also the wrapping of an XLSX with a password
_CHILD = "tambon.formats.workbook_child"

Record = tuple[int, list[str]]


def sheets_of(content: bytes, sheet: str | None) -> Generator[tuple[str, Iterator[Record]]]:
    """Each visible sheet (or the one named) with its rows that hold something.

    A sheet's rows are gone when the next is taken. Raises ``422-workbook-unreadable``,
    ``422-workbook-sheet-missing``, ``422-file-not-a-table``, ``422-zip-damaged`` or
    ``413-file-unpacks-too-large``.
    """
    if content.startswith(ZIP) and not any(name.startswith("xl/") for name in names_in_zip(content)):
        raise problems.unfit_as_a_table()
    words = () if sheet is None else (sheet,)
    with lines_of(_CHILD, content, *words, otherwise=problems.workbook_unreadable()) as lines:
        for name, group in groupby(_records(lines, sheet), key=lambda record: record[0]):
            yield name, ((number, cells) for _, number, cells in group)


def _records(lines: Iterator[bytes], sheet: str | None) -> Iterator[tuple[str, int, list[str]]]:
    name, ended = "", False
    for line in lines:
        match json.loads(line):
            case ["sheet", str(name)]:
                pass
            case ["missing", list(names)]:
                raise problems.sheet_missing(sheet=sheet, found=", ".join(map(str, names)))
            case ["end"]:
                ended = True
            case [int(number), list(cells)]:
                yield name, number, cells
    if not ended:
        raise problems.workbook_unreadable()

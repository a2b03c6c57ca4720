"""CSV as we hand it out: UTF-8, no cell that a spreadsheet would run, the same bytes for the same rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from tambon.lib.text import safe_cell

BOM = b"\xef\xbb\xbf"


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Writes a heading and the rows, lines ending in ``\\n``; how many rows comes back. None is empty."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([safe_cell(column) for column in columns])
    number = 0
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
        number += 1
    return number


def csv_bytes(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, for_spreadsheet: bool = False
) -> bytes:
    """A small CSV in memory; ``for_spreadsheet`` adds the BOM without which Excel takes Thai for CP874."""
    text = io.StringIO(newline="")
    write_csv(text, columns, rows)
    return (BOM if for_spreadsheet else b"") + text.getvalue().encode()

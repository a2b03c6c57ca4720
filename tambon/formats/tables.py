"""Tables that others made, in whatever file they came: told apart by content, never by the file's name."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from tambon.formats import problems
from tambon.formats.bounds import MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, megabytes
from tambon.formats.content import ZIP, content_of
from tambon.formats.decoding import decode
from tambon.formats.headings import MOST_HEADING_ROWS, Heading, Record, Wanted, find_heading
from tambon.formats.pages import is_page, tables_of
from tambon.formats.reading import Row, Table, read_row, records_of, separator_of
from tambon.formats.refusals import Refusal
from tambon.formats.workbooks import OLD, sheets_of
from tambon.lib.problem import Problem

Parts = Generator[tuple[str, Iterator[Record]]]
_HEADING_MISSING = (problems.columns_missing, problems.mapping_heading_missing)


def read_table(
    source: bytes | Path,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    most_bytes: int = MOST_BYTES,
) -> Table:
    """The rows of a CSV, an XLSX, an XLS or a web page's table, under our names; bad rows refused one by one.

    ``mapping`` says under which of their headings a column of ours stands. The heading may stand below title
    rows and be merged over two rows ("ประชากร" over "ชาย": named ``ประชากร ชาย``, or ``ชาย`` where that is
    clear). Of several sheets or tables the first with the heading is read, or the ``sheet`` named. Rows keep
    the number a clerk sees; a number of a spreadsheet keeps its point (``58010101.0``), so that the caller
    sees that a code was turned into one. Raises the problems of the whole file.
    """
    wanted = Wanted.of(required, optional, mapping)
    parts, encoding = _parts(content_of(source, most_bytes), sheet)
    with closing(parts):
        name, records, heading = _first_with_heading(parts, wanted)
        columns = _columns(heading, wanted)
        below = (record for record in _bounded(records) if record[0] > heading.row)
        read = [read_row(number, cells, columns) for number, cells in below]
    rows = tuple(row for row in read if isinstance(row, Row))
    refused = tuple(row for row in read if isinstance(row, Refusal))
    ignored = tuple(column for column in columns if column not in wanted.headings)
    return Table(columns, rows, refused, encoding, ignored, heading.row, name)


def _parts(content: bytes, sheet: str | None) -> tuple[Parts, str]:
    """The sheets or tables of the file, and its encoding or form."""
    if content.startswith(ZIP):
        return sheets_of(content, sheet), "xlsx"
    if content.startswith(OLD):
        return sheets_of(content, sheet), "xls"
    text, encoding = decode(content)
    if is_page(text):
        return tables_of(text), encoding
    first = "\n".join(text.split("\n", MOST_HEADING_ROWS)[:MOST_HEADING_ROWS])
    return (part for part in [("", records_of(text, separator_of(first)))]), encoding


def _first_with_heading(parts: Parts, wanted: Wanted) -> tuple[str, Iterator[Record], Heading]:
    """The first part in which our columns are found; the first part's problem when there is none."""
    problem: Problem | None = None
    for name, records in parts:
        head = list(islice(_wide_enough(records), MOST_HEADING_ROWS))
        if not head:
            continue
        try:
            heading = find_heading(head, wanted)
        except Problem as found:
            if found.kind not in _HEADING_MISSING:
                raise
            problem = problem or found
        else:
            return name, chain(head, _wide_enough(records)), heading
    raise problem or problems.empty()


def _columns(heading: Heading, wanted: Wanted) -> tuple[str, ...]:
    """Our name where a column is ours, else theirs, unless that would hide one of ours."""
    ours = {place: column for column, place in heading.places.items()}
    return tuple(
        ours.get(place) or ("" if name in wanted.headings else name)
        for place, name in enumerate(heading.names)
    )


def _wide_enough(records: Iterator[Record]) -> Iterator[Record]:
    for number, cells in records:
        if len(cells) > MOST_COLUMNS:
            raise problems.too_many_columns(limit=MOST_COLUMNS, row=number)
        yield number, cells


def _bounded(records: Iterator[Record]) -> Iterator[Record]:
    cells_so_far = letters = 0
    for rows, (number, cells) in enumerate(records, start=1):
        cells_so_far += len(cells)
        if rows > MOST_ROWS or cells_so_far > MOST_CELLS:
            raise problems.too_many_rows(limit=rows - 1)
        letters += sum(map(len, cells))
        if letters > MOST_TEXT:
            raise problems.unpacks_too_large(limit=megabytes(MOST_TEXT))
        yield number, cells

"""Tables of a web page, which some offices' systems hand out under a name that ends in ``.xls``."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator

from tambon.formats import problems
from tambon.formats.apart import lines_of
from tambon.formats.bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

Record = tuple[int, list[str]]
_CHILD = "tambon.formats.page_child"
_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Whether the text is markup with a table in it."""
    return text.lstrip()[:1] == "<" and _TABLE.search(text) is not None


def tables_of(text: str) -> Generator[tuple[str, Iterator[Record]]]:
    """Each table with its rows, numbered through the page as a spreadsheet numbers them when it opens it.

    A merged cell has its text where it begins and is empty where it goes on, as in a spreadsheet. A table
    inside a cell is a table of its own. Raises ``422-file-not-a-table`` where the parser gave up, and
    ``413-table-too-many-rows`` or ``-columns``.
    """
    tables: dict[int, list[Record]] = {}
    with lines_of(_CHILD, text.encode(), otherwise=problems.unfit_as_a_table()) as lines:
        for table, number, cells in _records(lines):
            tables.setdefault(table, []).append((number, cells))
    for table, rows in sorted(tables.items()):
        yield str(table), iter(rows)


def _records(lines: Iterator[bytes]) -> Iterator[tuple[int, int, list[str]]]:
    last = so_far = 0
    for line in lines:
        match json.loads(line):
            case ["end"]:
                return
            case ["wide", int(row)]:
                raise problems.too_many_columns(limit=MOST_COLUMNS, row=row)
            case ["many"]:
                raise problems.too_many_rows(limit=MOST_ROWS)
            case [int(table), int(number), list(cells)]:
                so_far += len(cells)  # a merged cell of three letters fills a thousand
                if so_far > MOST_CELLS:
                    raise problems.too_many_rows(limit=last)
                last = number
                yield table, number, cells
    raise problems.unfit_as_a_table()

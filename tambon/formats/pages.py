"""Tables of a web page, which some offices' systems hand out under a name that ends in ``.xls``."""

from __future__ import annotations

import io
import re
from collections.abc import Generator, Iterable, Iterator

from lxml import etree

from tambon.formats import problems
from tambon.formats.bounds import MOST_COLUMNS, MOST_ROWS

Record = tuple[int, list[str]]
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style"})
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_WIDEST_SPAN = 1000  # the HTML standard's own bound of colspan
_TALLEST_SPAN = 65534  # and of rowspan


def is_page(text: str) -> bool:
    """Whether the text is markup with a table in it."""
    return text.lstrip()[:1] == "<" and _TABLE.search(text) is not None


def tables_of(text: str) -> Generator[tuple[str, Iterator[Record]]]:
    """Each table with its rows, numbered through the page as a spreadsheet numbers them when it opens it.

    A merged cell has its text where it begins and is empty where it goes on, as in a spreadsheet. A table
    inside a cell is a table of its own. Raises ``422-file-not-a-table`` where the parser gave up.
    """
    tables: dict[int, list[Record]] = {}
    for table, number, cells in _records(text):
        tables.setdefault(table, []).append((number, cells))
    for table, rows in sorted(tables.items()):
        yield str(table), iter(rows)


def _records(text: str) -> Iterator[tuple[int, int, list[str]]]:
    events = etree.iterparse(
        io.BytesIO(text.encode()), events=("start", "end"), tag=("table", "tr"), html=True,
        encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_comments=True,
    )  # fmt: skip
    try:
        yield from _rows(events)
    except etree.XMLSyntaxError:
        raise problems.unfit_as_a_table() from None
    if any(entry.level == etree.ErrorLevels.FATAL for entry in events.error_log):
        raise problems.unfit_as_a_table()  # the rows after that place would be missing without a word


def _rows(events: Iterable[tuple[str, etree._Element]]) -> Iterator[tuple[int, int, list[str]]]:
    number = tables = 0
    around: list[tuple[int, _Spans]] = [(0, _Spans())]  # the tables that the row stands in
    for event, element in events:
        if element.tag == "table" and event == "start":
            tables += 1
            around.append((tables, _Spans()))
        elif element.tag == "table":
            around.pop()
        elif event == "end":
            number += 1
            if number > MOST_ROWS:
                raise problems.too_many_rows(limit=MOST_ROWS)
            table, spans = around[-1]
            cells = spans.placed(element, number)
            element.clear()
            if any(cells):
                yield table, number, cells


class _Spans:
    """The places that cells merged over several rows still take."""

    def __init__(self) -> None:
        self.left: dict[int, int] = {}

    def placed(self, row: etree._Element, number: int) -> list[str]:
        cells: list[str] = []
        taken = {place for place, rows in self.left.items() if rows > 0}
        self.left = {place: rows - 1 for place, rows in self.left.items() if rows > 1}
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            while len(cells) in taken:
                cells.append("")
            wide, tall = _span(cell, "colspan", _WIDEST_SPAN), _span(cell, "rowspan", _TALLEST_SPAN)
            if tall > 1:
                self.left.update(dict.fromkeys(range(len(cells), len(cells) + wide), tall - 1))
            cells += [_text(cell)] + [""] * (wide - 1)
            if len(cells) > MOST_COLUMNS:
                raise problems.too_many_columns(limit=MOST_COLUMNS, row=number)
        return cells


def _span(cell: etree._Element, name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 9 else 1


def _text(cell: etree._Element) -> str:
    """The text that is seen; a line break is a space."""
    parts = [cell.text or ""]
    for inner in cell.iterdescendants():
        if inner.tag not in _UNSEEN:
            parts.append(" " if inner.tag == "br" else "")
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    return "".join(parts).strip()

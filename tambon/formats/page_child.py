"""Writes the rows of a web page's tables as lines of JSON. Runs in a process of its own (see `apart`).

Lines: ``[table, row number, [cells]]`` in the page's order, tables counted from 1; ``["wide", row]`` or
``["many"]`` where there is more than the bounds; ``["end"]`` when all was written.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator

from lxml import etree

from tambon.formats.apart import stay_small
from tambon.formats.bounds import MOST_COLUMNS, MOST_ROWS

_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style"})
_WIDEST_SPAN = 1000  # the HTML standard's own bound of colspan
_TALLEST_SPAN = 65534  # and of rowspan


class _TooWide(Exception):
    """A row, by its number, with more columns than the bound."""


def main() -> None:
    """Reads the page from standard input, in UTF-8."""
    stay_small()
    try:
        for line in _records(sys.stdin.buffer.read()):
            _write(list(line))
    except _TooWide as wide:
        _write(["wide", *wide.args])
    _write(["end"])


def _records(page: bytes) -> Iterator[tuple[int, int, list[str]] | tuple[str]]:
    events = etree.iterparse(
        io.BytesIO(page), events=("start", "end"), tag=("table", "tr"), html=True,
        encoding="utf-8", no_network=True, huge_tree=False, recover=True, remove_comments=True,
    )  # fmt: skip
    yield from _rows(events)
    if any(entry.level == etree.ErrorLevels.FATAL for entry in events.error_log):
        raise SystemExit(3)  # the rows after that place would be missing without a word


def _rows(events: Iterable[tuple[str, etree._Element]]) -> Iterator[tuple[int, int, list[str]] | tuple[str]]:
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
                yield ("many",)
                return
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
                raise _TooWide(number)
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


def _write(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

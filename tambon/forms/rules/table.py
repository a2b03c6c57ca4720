"""An XLSForm written as a Markdown table, the text form that pyxform reads too. Pure.

A row whose first cell holds a name begins a sheet, the next row is its header; every row remembers its
line. Lines outside the table are prose for people. ``\\|`` is a bar inside a cell, ``&#10;`` a new line, and
``&#38;`` the ampersand of a cell that holds such a sign itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tambon.forms import problems

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
# the columns that are read here too, in any of the spellings that pyxform takes ("List Name", "Type")
_READ_HERE = frozenset(
    {"type", "name", "list_name", "variable", "form_id", "form_title", "id_string", "title", "version"}
)
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|\s:-]+")
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # where a text is split into lines
_WRITTEN = re.compile(f"[{_BREAKS}]|&(?=#)")
_READ = re.compile(r"&#(10|13|11|12|28|29|30|133|8232|8233|38);")


@dataclass(frozen=True)
class Row:
    """One row's cells by column; blank cells are left out."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def filled(self, **defaults: str) -> Row:
        """The row with blank columns filled in."""
        return self.with_cells({**defaults, **self.cells})

    def with_cells(self, cells: dict[str, str]) -> Row:
        return Row(self.line, {column: text for column, text in cells.items() if text})


@dataclass(frozen=True)
class Book:
    survey: tuple[Row, ...]
    choices: tuple[Row, ...] = ()
    settings: Row = field(default_factory=lambda: Row(0, {}))
    more: dict[str, tuple[Row, ...]] = field(default_factory=dict)  # the sheets that few forms have

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """The rows of a sheet by its name; none where it is missing."""
        if sheet == "settings":
            return (self.settings,) if self.settings.cells else ()
        known = {"survey": self.survey, "choices": self.choices}
        return known.get(sheet, self.more.get(sheet, ()))


def heading(cell: str) -> str:
    """The column's name as it is read here; any other column keeps its spelling."""
    known = "_".join(cell.split()).lower()
    return known if known in _READ_HERE else cell


def read_table(text: str) -> Book:
    """The sheets of a questionnaire's text; raises a Problem that names the line."""
    sheets: dict[str, list[Row]] = {name: [] for name in SHEETS}
    sheet, header = "", None
    for line, cells in _rows(text):
        if cells[0]:
            sheet, header = cells[0], None
            if sheet not in SHEETS:
                raise problems.bad_table(
                    line=line, what=f"no sheet is named {sheet}; use {', '.join(SHEETS)}"
                )
        elif not sheet:
            raise problems.bad_table(line=line, what="a row stands before the name of its sheet")
        elif header is None:
            header = [heading(cell) for cell in cells[1:]]
        elif (row := _row(line, header, cells[1:])).cells:  # one that says nothing is none
            sheets[sheet].append(row)
    if not sheets["survey"]:
        raise problems.bad_table(line=1, what="there is no survey sheet with questions in it")
    return book_of(sheets)


def book_of(sheets: dict[str, list[Row]]) -> Book:
    """The rows of each sheet as one book; of the settings the first row counts."""
    settings = sheets["settings"][0] if sheets.get("settings") else Row(1, {})
    more = {name: tuple(sheets[name]) for name in SHEETS[3:] if sheets.get(name)}
    return Book(tuple(sheets["survey"]), tuple(sheets.get("choices", ())), settings, more)


def write_table(book: Book) -> str:
    """The book as a text that `read_table` reads back to the same cells."""
    written = [_sheet(name, book.rows(name)) for name in SHEETS]
    return "\n".join(line for lines in written for line in lines) + "\n"


def _sheet(name: str, rows: tuple[Row, ...]) -> list[str]:
    if not rows:
        return []
    header = list(dict.fromkeys(column for row in rows for column in row.cells))
    lines = [[name, *("" for _ in header)], ["", *header]]
    lines += [["", *(row.get(column) for column in header)] for row in rows]
    return [_line(cells) for cells in lines]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_WRITTEN.sub(_sign, cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _sign(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _unsigned(cell: str) -> str:
    return _READ.sub(lambda found: chr(int(found[1])), cell.replace("\\|", "|"))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    found = []
    for line, raw in enumerate(text.splitlines(), start=1):
        said = raw.strip()
        if said.startswith("|") and not _RULE.fullmatch(said):
            cells = _BAR.split(said.removesuffix("|") if not said.endswith("\\|") else said)[1:]
            found.append((line, [_unsigned(cell.strip()) for cell in cells]))
    return found


def _row(line: int, header: list[str], cells: list[str]) -> Row:
    if any(cells[len(header) :]):
        raise problems.bad_table(line=line, what=f"there are more cells than the {len(header)} columns")
    return Row(line, {column: cell for column, cell in zip(header, cells, strict=False) if column and cell})

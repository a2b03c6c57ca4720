"""An XLSForm written as a Markdown table, the text form that pyxform reads too. Pure.

A row whose first cell holds a name begins a sheet, the next row is its header; every row remembers its
line. Lines outside the table are prose for people. ``\\|`` is a bar inside a cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tambon.forms import problems

SHEETS = ("survey", "choices", "settings")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|\s:-]+")


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
            header = cells[1:]
        else:
            sheets[sheet].append(_row(line, header, cells[1:]))
    if not sheets["survey"]:
        raise problems.bad_table(line=1, what="there is no survey sheet with questions in it")
    settings = sheets["settings"][0] if sheets["settings"] else Row(1, {})
    return Book(tuple(sheets["survey"]), tuple(sheets["choices"]), settings)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    found = []
    for line, raw in enumerate(text.splitlines(), start=1):
        said = raw.strip()
        if said.startswith("|") and not _RULE.fullmatch(said):
            cells = _BAR.split(said.removesuffix("|") if not said.endswith("\\|") else said)[1:]
            found.append((line, [cell.strip().replace("\\|", "|") for cell in cells]))
    return found


def _row(line: int, header: list[str], cells: list[str]) -> Row:
    if any(cells[len(header) :]):
        raise problems.bad_table(line=line, what=f"there are more cells than the {len(header)} columns")
    return Row(line, {column: cell for column, cell in zip(header, cells, strict=False) if column and cell})

"""Other faults of a workbook that pyxform refused: it tells one at a time, a person wants them all. Pure.

Asked only about books that were refused, so that no rule of ours stops what pyxform takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tambon.forms import row_problems
from tambon.forms.rules.faults import Fault
from tambon.forms.rules.table import Book, Row

_NAME = re.compile(r"[^\W\d][\w.-]*")
_REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_SELECT = re.compile(r"(?:select_one|select_multiple|rank|select one|select multiple)\s+(?:from\s+)?(\S+)")
_BEGIN = re.compile(r"begin[ _](group|repeat|loop)")
_END = re.compile(r"end[ _](group|repeat|loop)")


def more_faults(book: Book) -> list[Fault]:
    """Names, references, lists and groups that cannot be right, in the order of the rows."""
    return [*_survey(book), *_pairs(book), *_choices(book)]


def _survey(book: Book) -> Iterator[Fault]:
    names = {row.get("name") for row in book.survey}
    lists = {row.get("list_name") for row in book.choices}
    for row in book.survey:
        name = row.get("name")
        if name and not _NAME.fullmatch(name) and not _END.match(row.get("type")):
            yield Fault.of(row_problems.bad_name(name=name), row=row.line, column="name")
        found = _SELECT.match(row.get("type"))
        if found and "." not in found[1] and "${" not in found[1] and found[1] not in lists:
            yield Fault.of(row_problems.unknown_list(list=found[1]), row=row.line, column="type")
        for column, text in row.cells.items():
            for asked in _REFERENCE.findall(text):
                if asked not in names:
                    problem = row_problems.unknown_reference(name=asked or "…")
                    yield Fault.of(problem, row=row.line, column=column)


def _pairs(book: Book) -> Iterator[Fault]:
    opened: list[Row] = []
    for row in book.survey:
        if _BEGIN.match(row.get("type")):
            opened.append(row)
        elif _END.match(row.get("type")):
            if not opened:
                yield Fault.of(
                    row_problems.not_closed(name=row.get("name") or "…"), row=row.line, column="type"
                )
            else:
                opened.pop()
    for row in opened:
        yield Fault.of(row_problems.not_closed(name=row.get("name") or "…"), row=row.line, column="type")


def _choices(book: Book) -> Iterator[Fault]:
    for row in book.choices:
        if row.get("list_name") and not (row.get("name") or row.get("value")):
            yield Fault.of(row_problems.choice_without_name(), sheet="choices", row=row.line, column="name")


def merged(first: list[Fault], more: list[Fault]) -> list[Fault]:
    """All faults once, by sheet and row; what the converter said of a row comes before what we found."""
    known = {(fault.sheet, fault.row, fault.code) for fault in first}
    added = [fault for fault in more if (fault.sheet, fault.row, fault.code) not in known]
    order = {"survey": 0, "choices": 1, "settings": 2}
    return sorted([*first, *added], key=lambda fault: (order.get(fault.sheet, 3), fault.row))

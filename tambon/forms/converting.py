"""A workbook on its way to an XForm, each step of which runs in a process of its own."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tambon.formats.apart import lines_of
from tambon.formats.content import ZIP, names_in_zip
from tambon.formats.workbooks import OLD
from tambon.forms import problems, row_problems
from tambon.forms.rules.faults import Fault, FaultyBook
from tambon.forms.rules.table import SHEETS, Book, read_table
from tambon.forms.rules.workbook import MOST_ROWS, read_sheets
from tambon.lib.problem import Problem
from tambon.lib.text import speakable

log = logging.getLogger(__name__)
MOST_BYTES = 16 * 1024 * 1024
READING_SECONDS, CONVERTING_SECONDS, VALIDATING_SECONDS = 60, 120, 60
_MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/embeddings/", "xl/activex/")
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_PATH = re.compile(r"/data/([\w./-]+)|\$\{([^}]+)\}")


@dataclass(frozen=True)
class Converted:
    """What a workbook became: the XForm, the list of external choices, and what is worth a look."""

    xml: str
    itemsets: str
    hints: tuple[Fault, ...]


def demand_workbook(content: bytes) -> None:
    """Raises a Problem for what is no workbook, too large, or holds macros: before anything is kept."""
    if len(content) > MOST_BYTES:
        raise problems.file_too_large(file="XLSForm", limit=MOST_BYTES // 1024**2)
    if content.startswith(OLD):
        if _OLD_MACROS in content:
            raise problems.macros()
    elif content.startswith(ZIP):
        names = [name.lower() for name in names_in_zip(content)]
        if any(mark in name for name in names for mark in _MACROS):
            raise problems.macros()
        if not any(name.startswith("xl/") for name in names):
            raise problems.not_a_workbook()
    elif not _is_table(content):
        raise problems.not_a_workbook()


def read_workbook(content: bytes) -> Book:
    """The book of a workbook's (or a table text's) sheets.

    Raises FaultyBook with the rows that are wrong, or a Problem where the file itself cannot be read.
    """
    if not content.startswith((ZIP, OLD)):
        return _read_text(content)
    sheets: dict[str, list[tuple[int, list[str]]]] = {}
    unreadable = problems.not_a_workbook()
    with lines_of(
        "tambon.forms.sheets_child", content, otherwise=unreadable, seconds=READING_SECONDS
    ) as lines:
        if not _gather(lines, sheets):
            raise unreadable
    return read_sheets(sheets)


def convert_apart(book: Book) -> Converted:
    """The book's XForm, looked at by ODK Validate where Java is; raises FaultyBook."""
    content = json.dumps({name: [(r.line, r.cells) for r in book.rows(name)] for name in SHEETS}).encode()
    heavy = row_problems.took_too_long()
    try:
        with lines_of(
            "tambon.forms.convert_child", content, otherwise=heavy, seconds=CONVERTING_SECONDS
        ) as lines:
            said: dict[str, Any] = json.loads(b"".join(lines) or b"{}")
    except Problem:
        raise FaultyBook.of(heavy) from None
    if "xml" not in said:
        raise FaultyBook([Fault(**one) for one in said.get("faults", ())] or [Fault.of(heavy)])
    against = validate_apart(said["xml"])
    if against:
        raise FaultyBook([validator_fault(book, against)])
    return Converted(said["xml"], said["itemsets"], tuple(Fault(**one) for one in said["hints"]))


def validate_apart(xml: str) -> str:
    """What ODK Validate says against the form; nothing where it has no objection, or cannot be run here."""
    java = shutil.which("java")
    if java is None:
        return ""
    otherwise = row_problems.took_too_long()
    try:
        with lines_of(
            "tambon.forms.validate_child", xml.encode(), java, otherwise=otherwise, seconds=VALIDATING_SECONDS
        ) as lines:
            return str(json.loads(b"".join(lines) or b'""'))
    except Problem:
        log.warning("ODK Validate could not be run to its end: the form is taken without it")
        return ""


def validator_fault(book: Book, said: str) -> Fault:
    """Its sentence, at the row of the first question that it names."""
    names = {part.rpartition("/")[2] for found in _PATH.findall(said) for part in found if part}
    row = next((row for row in book.survey if row.get("name") in names), None)
    what = " ".join(said.split())
    return Fault.of(row_problems.validator_said(what=what), row=row.line if row else 0)


def _gather(lines: Iterator[bytes], sheets: dict[str, list[tuple[int, list[str]]]]) -> bool:
    """Fills the sheets; whether the child came to its end."""
    name = ""
    for line in lines:
        match json.loads(line):
            case ["sheet", str(name)]:
                name = speakable(name)
                sheets[name] = []
            case ["many", str(name)]:
                problem = row_problems.too_many_rows(sheet=name, limit=f"{MOST_ROWS:,}")
                raise FaultyBook.of(problem, sheet=name.lower())
            case [int(number), list(cells)]:
                sheets[name].append((number, [speakable(cell) for cell in cells]))
            case ["end"]:
                return True
    return False


def _is_table(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return any(line.lstrip().startswith("| survey") for line in text.splitlines())


def _read_text(content: bytes) -> Book:
    try:
        return read_table(speakable(content.decode("utf-8-sig")))
    except Problem as problem:
        line = problem.details.get("line")
        row = line if isinstance(line, int) else 0
        raise FaultyBook.of(problem, row=row) from None

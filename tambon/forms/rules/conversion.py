"""From a filled questionnaire to an XForm, by pyxform; a fault is led back to its line. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from tambon.forms import problems, row_problems
from tambon.forms.rules import wording
from tambon.forms.rules.faults import Fault, FaultyBook, converter_fault, converter_faults, with_words
from tambon.forms.rules.finding import merged, more_faults
from tambon.forms.rules.table import Book
from tambon.lib.problem import Problem

ROOT = "data"  # the instance's root element, whatever the form is called
LONGEST_ID = 120
MOST_HINTS = 40
MOST_DEPTH = 30  # groups within groups: real forms have four, and what is sent may have sixty elements
OWN_COLUMNS = ("title_th", "title_en")
_ROW = re.compile(r"\[row : (\d+)\]")
_QUOTED = re.compile(r"'([^']+)'")
_EXPRESSIONS = ("constraint", "relevant", "calculate", "required", "readonly")


@dataclass(frozen=True)
class Settings:
    form_id: str
    version: str
    title_th: str
    title_en: str

    @property
    def title(self) -> str:
        return " · ".join(dict.fromkeys((self.title_th, self.title_en)))


def read_settings(book: Book) -> Settings:
    """The form's id, version and titles; raises a Problem where one is missing."""
    row = book.settings
    title = row.get("form_title")
    found = Settings(
        row.get("form_id"), row.get("version"), row.get("title_th") or title, row.get("title_en") or title
    )
    for name in ("form_id", "version", "title_th"):
        if not getattr(found, name):
            raise problems.bad_table(line=row.line, what=f"the settings sheet has no {name}")
    if not found.form_id.isprintable() or len(found.form_id) > LONGEST_ID:
        raise problems.bad_form_id(form=found.form_id[:LONGEST_ID])
    return found


@dataclass(frozen=True)
class XForm:
    """What phones get: the form, the list of an external select (``itemsets.csv``), and pyxform's hints."""

    xml: str
    itemsets: str = ""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Broken:
    """An expression of a question that is no XPath."""

    question: str
    column: str
    text: str
    why: str


def convert_book(book: Book) -> str:
    """The XForm's text; raises a Problem with pyxform's own sentence and the questionnaire's line."""
    settings = read_settings(book)
    try:
        xml = to_xform(book).xml
    except PyXFormError as error:
        raise _refused(book, settings, str(error)) from None
    for one in broken_expressions(xml):
        what = f"the {one.column} of '{one.question}' is no XPath ({one.why}): {one.text}"
        raise _refused(book, settings, what)
    return xml


def convert_whole(book: Book) -> tuple[XForm, list[Fault]]:
    """The XForm and what is worth a look; raises FaultyBook with every fault that was found."""
    try:
        found, hints = _converted_whole(book)
    except FaultyBook as faulty:
        raise FaultyBook(with_words(book, faulty.faults)) from None
    return found, with_words(book, hints)


def _converted_whole(book: Book) -> tuple[XForm, list[Fault]]:
    _demand_shallow(book)
    try:
        found = to_xform(book)
    except PyXFormError as error:
        code = error.code.name if getattr(error, "code", None) else ""
        said = converter_faults(book, str(error), code=code)
        raise FaultyBook(merged(said, more_faults(book))) from None
    try:
        broken = [_broken_fault(book, one) for one in broken_expressions(found.xml)]
    except etree.XMLSyntaxError as error:  # a heading of the choices that cannot be an element's name
        raise FaultyBook(merged([converter_fault(book, str(error))], more_faults(book))) from None
    if broken:
        raise FaultyBook(broken)
    return found, [converter_fault(book, said, hint=True) for said in found.hints[:MOST_HINTS]]


def _demand_shallow(book: Book) -> None:
    """Raises FaultyBook for groups that lie deeper in each other than a page shows and a phone may send."""
    depth = 0
    for row in book.survey:
        kind = row.get("type").lower()
        depth += kind.startswith("begin") - kind.startswith("end")
        if depth > MOST_DEPTH:
            raise FaultyBook.of(row_problems.too_deep(limit=MOST_DEPTH), row=row.line, column="type")


def to_xform(book: Book) -> XForm:
    """What pyxform makes of the book; raises its PyXFormError."""
    hints: list[str] = []
    done = convert(_workbook(book, read_settings(book)), warnings=hints, form_name=ROOT, validate=False)
    return XForm(str(done.xform), done.itemsets or "", tuple(hints))


def broken_expressions(xml: str) -> list[Broken]:
    """pyxform passes a broken XPath on to the phone, where the form would not open."""
    found = []
    for bind in etree.fromstring(xml.encode()).iter("{http://www.w3.org/2002/xforms}bind"):
        for name in _EXPRESSIONS:
            text = bind.get(name) or "true()"
            try:
                etree.XPath(text)
            except etree.XPathSyntaxError as error:
                question = str(bind.get("nodeset")).rpartition("/")[2]
                found.append(Broken(question, name, text, str(error)))
    return found


def _broken_fault(book: Book, one: Broken) -> Fault:
    row = next((row for row in book.survey if row.get("name") == one.question), None)
    problem = row_problems.bad_expression(column=one.column, what=f"{one.text} ({one.why})")
    return Fault.of(problem, row=row.line if row else 0, column=one.column)


def _workbook(book: Book, settings: Settings) -> dict[str, Any]:
    own = {c: t for c, t in book.settings.cells.items() if c not in OWN_COLUMNS}
    translated = any(f"label::{wording.THAI}" in row.cells for row in book.survey)
    language = {"default_language": wording.THAI} if translated else {}
    sheets = {
        "survey": [wording.bounded_picture(row.cells) for row in book.survey],
        "choices": [row.cells for row in book.choices],
        "settings": [{**language, "form_title": settings.title, **own}],
        **{name: [row.cells for row in rows] for name, rows in book.more.items()},
    }
    headers = {
        f"{name}_header": [dict.fromkeys(c for row in rows for c in row)] for name, rows in sheets.items()
    }
    return {**sheets, **headers, "sheet_names": list(sheets)}


def _refused(book: Book, settings: Settings, said: str) -> Problem:
    what = " ".join(_ROW.sub("", said).split())
    return problems.bad_form(form=settings.form_id, line=_line_of(book, said), what=what)


def _line_of(book: Book, said: str) -> int | str:
    """The line of the row that an error counts or quotes; "?" where it does neither."""
    found, rows = _ROW.search(said), book.survey
    place = int(found[1]) - 2 if found else -1  # counted as in a spreadsheet: its header is row 1
    if 0 <= place < len(rows):
        return rows[place].line
    quoted = set(_QUOTED.findall(said))
    return next((row.line for row in rows if quoted & {row.get("name"), row.get("type")}), "?")

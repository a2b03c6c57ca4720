"""From a filled questionnaire to an XForm, by pyxform; a fault is led back to its line. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from tambon.forms import problems
from tambon.forms.rules import wording
from tambon.forms.rules.table import Book
from tambon.lib.problem import Problem

ROOT = "data"  # the instance's root element, whatever the form is called
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
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,60}", found.form_id):
        raise problems.bad_table(
            line=row.line, what="form_id begins with a letter: letters, digits and _ . -"
        )
    return found


def convert_book(book: Book) -> str:
    """The XForm's text; raises a Problem with pyxform's own sentence and the questionnaire's line."""
    settings = read_settings(book)
    try:
        xml = str(convert(_workbook(book, settings), form_name=ROOT, validate=False).xform)
    except PyXFormError as error:
        raise _refused(book, settings, str(error)) from None
    _compile_expressions(xml, book, settings)
    return xml


def _workbook(book: Book, settings: Settings) -> dict[str, Any]:
    own = {c: t for c, t in book.settings.cells.items() if c not in OWN_COLUMNS}
    translated = any(f"label::{wording.THAI}" in row.cells for row in book.survey)
    language = {"default_language": wording.THAI} if translated else {}
    sheets = {
        "survey": [row.cells for row in book.survey],
        "choices": [row.cells for row in book.choices],
        "settings": [{**language, "form_title": settings.title, **own}],
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


def _compile_expressions(xml: str, book: Book, settings: Settings) -> None:
    """pyxform passes a broken XPath on to the phone, where the form would not open: refuse it here."""
    for bind in etree.fromstring(xml.encode()).iter("{http://www.w3.org/2002/xforms}bind"):
        for name in _EXPRESSIONS:
            try:
                etree.XPath(bind.get(name) or "true()")
            except etree.XPathSyntaxError as error:
                question = str(bind.get("nodeset")).rpartition("/")[2]
                what = f"the {name} of '{question}' is no XPath ({error}): {bind.get(name)}"
                raise _refused(book, settings, what) from None

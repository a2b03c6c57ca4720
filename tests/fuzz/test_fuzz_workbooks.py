"""Whatever is uploaded as a questionnaire: it becomes a form, or somebody is told what is wrong with it."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache

import pytest
from form_workbooks import CHOICES, SURVEY, whole_form
from form_workbooks import settings as sheet_settings
from hostile import TABLE_PIECES, XML_PIECES, mutated
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from readers import TABLE

from tambon.forms import converting
from tambon.forms.rules.conversion import convert_book, convert_whole
from tambon.forms.rules.faults import FaultyBook
from tambon.forms.rules.layout import lay_out
from tambon.forms.rules.needs import needed_files
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import Book, read_table, write_table
from tambon.forms.rules.workbook import completed, read_sheets
from tambon.lib.problem import Problem

pytestmark = pytest.mark.slow
AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
WHOLE = whole_form()
XFORM = convert_book(read_table(TABLE))
REFUSALS = (Problem, FaultyBook)
TEXT_PIECES = [piece.encode("utf-8", "surrogatepass") for piece in TABLE_PIECES]


@cache
def members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


INNER = st.sampled_from(sorted(members())).flatmap(
    lambda name: mutated(members()[name], XML_PIECES).map(
        lambda content: packed({**members(), name: content})
    )
)


def keepable(book: Book) -> None:
    """What the database is given of a book is text that it can hold."""
    text = write_table(book)
    assert "\x00" not in text and text.encode()
    assert [r.cells for r in read_table(text).survey] == [r.cells for r in book.survey]


@settings(max_examples=400)
@given(
    mutated(
        WHOLE, [b"PK\x01\x02", b"PK\x05\x06", b"PK\x03\x04", b"\xff" * 8, b"\x00" * 40, b"vbaProject.bin"]
    )
)
def test_a_damaged_workbook_is_let_in_or_refused_at_once(content: bytes) -> None:
    with suppress(*REFUSALS):
        converting.demand_workbook(content)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(INNER | mutated(WHOLE, [b"PK\x05\x06", b"\xff" * 8]))
def test_a_workbook_broken_inside_is_read_or_refused(content: bytes) -> None:
    with suppress(*REFUSALS):
        converting.demand_workbook(content)
        keepable(completed(converting.read_workbook(content), filename="x.xlsx", at=AT))


@settings(max_examples=300)
@given(mutated(b"| survey |" + TABLE.encode()[12:], TEXT_PIECES))
@example(TABLE.replace("Village", "Vil\x00lage").encode())
def test_a_table_text_is_read_or_refused_with_its_line(content: bytes) -> None:
    with suppress(*REFUSALS):
        converting.demand_workbook(content)
        keepable(completed(converting.read_workbook(content), filename="x.md", at=AT))


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    [
        "text", "integer", "begin group", "end group", "begin repeat", "end repeat", "select_one town",
        "calculate", "select_one_from_file a.csv", "rank town", "range", "${homes}", "${nobody}", "a",
        "homes", ". > 1", "(((",
        "search('x')", "selected(${region}, 'n')", "pulldata('a','b','c',1)", "yes", "start=1 end=0",
        "or_other",
        "town", "name", "once(", "indexed-repeat(${depth}, ${wells}, 1)", "entity", "audit", "osm x",
        "image", "'",
        "xml-external", "select_multiple town or_other", "jr:choice-name(${town}, '${town}')", "\u200b",
        "${", "$",
    ]
)  # fmt: skip
SHEETS = {"survey": SURVEY, "choices": CHOICES, "settings": sheet_settings()}
PLACES = st.tuples(st.sampled_from(sorted(SHEETS)), st.integers(0, 14), st.integers(0, 8), cells)


def altered(edits: list[tuple[str, int, int, str]]) -> dict[str, list[tuple[int, list[str]]]]:
    """The sheets as they are read, with these cells put in."""
    found = {
        name: [[str(c or "") for c in row] + [""] * (9 - len(row)) for row in of]
        for name, of in SHEETS.items()
    }
    for name, row, column, text in edits:
        found[name][row % len(found[name])][column] = text
    return {name: list(enumerate(rows, 1)) for name, rows in found.items()}


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PLACES, min_size=1, max_size=4))
@example([("choices", 0, 2, "0")])
def test_any_cells_become_a_form_or_are_told_by_row(edits: list[tuple[str, int, int, str]]) -> None:
    with suppress(*REFUSALS):
        book = completed(read_sheets(altered(edits)), filename="x.xlsx", at=AT)
        form, _ = convert_whole(book)
        shape = read_shape(form.xml)
        lay_out("wells", {"1": shape})
        needed_files(form.xml, shape)


@settings(max_examples=300)
@given(mutated(XFORM.encode(), XML_PIECES))
@example(b"<h/>")
@example(b"<h><model/></h>")
@example(b"<h><model><instance><!-- none --></instance></model></h>")
def test_what_is_called_a_form_has_a_shape_or_is_refused(xml: bytes) -> None:
    with suppress(Problem):
        shape = read_shape(xml.decode("utf-8", "replace"))
        lay_out("wells", {"1": shape})
        assert all(node.path == shape.by_path[node.path].path for node in shape.questions)

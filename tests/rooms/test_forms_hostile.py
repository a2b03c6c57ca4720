"""Questionnaires that would stop a server: a million choices, macros, control characters; told clearly."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from form_workbooks import SURVEY, settings, with_macros, workbook

from tambon.forms import actions, converting, queries
from tambon.forms.models import Draft
from tambon.forms.rules.drafts import DraftState
from tambon.forms.rules.workbook import MOST_ROWS
from tambon.host.home import Home
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
ROWS = 1_000_000
CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def sheet(rows: int) -> Iterator[bytes]:
    """A sheet of choices, a thousand rows at a time: nothing grows with their number."""
    yield b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    yield ('<row r="1">' + CELL.format("A1", "list_name") + CELL.format("B1", "name") + "</row>").encode()
    row = f'<row r="%d">{CELL.format("A%d", "l")}{CELL.format("B%d", "n%d")}</row>'
    for first in range(2, rows + 2, 1_000):
        yield "".join([row % (n, n, n, n) for n in range(first, first + 1_000)]).encode()
    yield b"</sheetData></worksheet>"


def of_a_million_choices() -> bytes:
    """A real workbook whose second sheet has so many rows."""
    small = workbook(survey=SURVEY[:3], choices=[["list_name", "name", "label"]], settings=settings())
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(small)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as new,
    ):
        for name in old.namelist():
            pieces = sheet(ROWS) if name == "xl/worksheets/sheet2.xml" else [old.read(name)]
            with new.open(name, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece)
    return out.getvalue()


def test_a_million_choices_are_refused_with_what_to_do(home: Home) -> None:
    """The child ends its reading at the bound, so that neither the sheets nor a form are ever held."""
    content = of_a_million_choices()
    assert len(content) < converting.MOST_BYTES
    ref = actions.upload(content, filename="country.xlsx", area_id=None, by="t", at=AT)
    assert actions.convert_waiting(at=AT) == 1
    draft = queries.get_draft(ref)
    assert (draft.state, draft.shape, draft.files) == (DraftState.REFUSED, None, {})
    (fault,) = draft.faults
    assert (fault.sheet, fault.code) == ("choices", "413-form-too-many-rows")
    assert f"{MOST_ROWS:,}" in fault.th and f"{MOST_ROWS:,}" in fault.en


def test_what_is_refused_at_once_leaves_neither_a_draft_nor_a_file(home: Home) -> None:
    macros = with_macros()
    for content, code in (
        (macros, "422-form-macros"),
        (macros.replace(b"xl/vbaProject.bin", b"XL/VBAproject.BIN"), "422-form-macros"),
        (macros[: converting.MOST_BYTES] + b"x" * converting.MOST_BYTES, "413-form-file-too-large"),
        ("| survey |\n".encode("utf-16"), "422-form-not-a-workbook"),
        ("| survey |\nไทย".encode("cp874"), "422-form-not-a-workbook"),
        (b"x" * 200_000, "422-form-not-a-workbook"),
    ):
        with pytest.raises(Problem) as refused:
            actions.upload(content, filename="x.xlsm", area_id=None, by="t", at=AT)
        assert refused.value.kind.code == code
    assert not Draft.objects.exists()
    assert not [path for path in home.blobs.rglob("*") if path.is_file()]


def test_control_characters_hold_up_nobody_who_waits_behind(home: Home) -> None:
    """The database cannot hold a NUL: the draft was tried again and again, and all behind it waited."""
    text = "| survey |\n| | type | name | label |\n| | text | a | A\0B\x0b |\n"
    refs = [
        actions.upload(one.encode(), filename="x.md", area_id=None, by="t", at=AT)
        for one in (text, text.replace("label", "la\0bel"), text.replace("text", "te\x01xt \0"))
    ]
    assert actions.convert_waiting(at=AT) == len(refs)
    assert {queries.get_draft(ref).state for ref in refs} == {DraftState.CONVERTED}

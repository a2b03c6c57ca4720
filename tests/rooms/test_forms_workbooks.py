"""Workbooks of all kinds: read as pyxform reads them, told by row what is wrong, hostile ones refused."""

from __future__ import annotations

import io
import shutil
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from form_workbooks import CHOICES, SURVEY, settings, whole_form, with_macros, workbook
from hypothesis import given
from hypothesis import strategies as st
from pyxform.xls2xform import convert
from waiting import until

from tambon.forms import actions, converting, queries
from tambon.forms.models import Draft
from tambon.forms.rules.conversion import convert_whole, to_xform
from tambon.forms.rules.faults import FaultyBook
from tambon.forms.rules.needs import fitting_file, needed_files
from tambon.forms.rules.shape import read_shape
from tambon.forms.rules.table import Book, Row, read_table, write_table
from tambon.forms.rules.workbook import MOST_ROWS, completed
from tambon.host.home import Home
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 29, 3, tzinfo=UTC)
cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(str.strip)


@pytest.fixture(scope="module")
def book() -> Book:
    return completed(converting.read_workbook(whole_form()), filename="wells.xlsx", at=AT)


def faults_of(content: bytes) -> set[tuple[str, int, str]]:
    """(sheet, row, code) of all that is wrong with a workbook."""
    with pytest.raises(FaultyBook) as refused:
        read = completed(converting.read_workbook(content), filename="x.xlsx", at=AT)
        converting.convert_apart(read)
    return {(one.sheet, one.row, one.code) for one in refused.value.faults}


@given(st.lists(st.dictionaries(st.sampled_from(["type", "name", "label::ไทย (th)"]), cells), min_size=1))
def test_any_cells_are_read_back_from_the_text(rows: list[dict[str, str]]) -> None:
    kept = [{"type": "text", **{name: text for name, text in row.items() if text}} for row in rows]
    written = write_table(Book(tuple(Row(n, row) for n, row in enumerate(kept))))
    assert [row.cells for row in read_table(written).survey] == kept


def test_a_workbook_and_its_text_ask_the_same_as_pyxform_reads_itself(book: Book) -> None:
    ours = read_shape(to_xform(read_table(write_table(book))).xml)
    theirs = read_shape(convert(whole_form(), form_name="data").xform)
    assert ours == theirs
    assert ours.by_path["water/homes"].media == ("map.png",)
    assert ours.by_path["water/town"].filter == "region = ${region}"
    assert [node.path for node in ours.questions if ours.repeat_of(node.path)] == [
        "wells/depth",
        "wells/uses",
    ]


def test_the_files_that_a_form_needs_are_named(book: Book) -> None:
    xml = to_xform(book).xml
    assert set(needed_files(xml, read_shape(xml))) == {"shops.csv", "map.png"}


def test_what_a_workbook_leaves_out_is_completed() -> None:
    plain = workbook(survey=[["type", "name", "label"], ["text", "a", "A"]])
    read = completed(converting.read_workbook(plain), filename="สำรวจ ร้าน 2.xlsx", at=AT)
    assert read.settings.cells == {"form_id": "form_2", "form_title": "form_2", "version": "202611290300"}
    assert 'id="form_2"' in to_xform(read).xml


def test_faults_are_named_by_sheet_and_row_of_the_workbook() -> None:
    survey: list[list[object]] = [
        ["type", "name", "label", "constraint"],
        ["text", "a a", "A"],
        [],
        ["integer", "n", "${nobody}"],
        ["select_one fruit", "f", "F"],
        ["begin group", "g", "G"],
    ]
    found = faults_of(workbook(survey=survey, choices=CHOICES, settings=settings()))
    assert {
        ("survey", 2, "422-form-name"), ("survey", 4, "422-form-reference"), ("survey", 5, "422-form-list"),
        ("survey", 6, "422-form-group"),
    } <= found  # fmt: skip
    broken: list[list[object]] = [survey[0], [], ["integer", "n", "N", ". > ("]]
    assert faults_of(workbook(survey=broken)) == {("survey", 3, "422-form-expression")}
    assert faults_of(workbook(surveys=broken, other=[["x"]])) == {("survey", 0, "422-form-sheet-missing")}
    twice: list[list[object]] = [["type", "name", "name"], ["text", "a", "b"]]
    assert faults_of(workbook(survey=twice)) == {("survey", 1, "422-form-column-twice")}


def test_a_fault_names_its_question_by_its_words_and_a_hint_speaks_thai_first() -> None:
    survey: list[list[object]] = [["type", "name", "label"], ["integer", "n", "How many ${nobody}"]]
    with pytest.raises(FaultyBook) as refused:
        convert_whole(completed(converting.read_workbook(workbook(survey=survey)), filename="x.xlsx", at=AT))
    assert refused.value.faults[0].about == "n · How many ${nobody}"
    bare: list[list[object]] = [["type", "name", "label::Klingon"], ["text", "a", "A"]]
    read = completed(converting.read_workbook(workbook(survey=bare)), filename="x.xlsx", at=AT)
    hints = convert_whole(read)[1]
    assert hints and all(one.th.startswith("ควรดู ไม่ห้ามเผยแพร่: ") for one in hints)
    assert any("ชื่อภาษาไม่มีรหัสภาษา" in one.th for one in hints)


@pytest.mark.skipif(shutil.which("java") is None, reason="ODK Validate needs Java")
def test_what_only_odk_validate_sees_is_told() -> None:
    survey: list[list[object]] = [["type", "name", "label", "relevant"], ["text", "a", "A", "nosuch(1) = 2"]]
    assert {code for _, _, code in faults_of(workbook(survey=survey))} == {"422-form-validator"}
    assert converting.validate_apart(to_xform(read_table(write_table(_small()))).xml) == ""


def _small() -> Book:
    return completed(converting.read_workbook(workbook(survey=SURVEY[:3])), filename="a.xlsx", at=AT)


def test_an_endless_list_of_choices_is_refused_with_what_to_do() -> None:
    rows = [["list_name", "name", "label"], *(["l", f"n{n}", "x"] for n in range(MOST_ROWS + 1))]
    assert faults_of(workbook(survey=SURVEY[:3], choices=rows)) == {("choices", 0, "413-form-too-many-rows")}


def test_what_is_no_honest_workbook_is_refused_before_it_is_kept() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"xl/{number}.xml", b"0" * 64_000_000)
    for content, code in (
        (with_macros(), "422-form-macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "422-form-macros"),
        (bomb.getvalue(), "413-file-unpacks-too-large"),
        (b"PK\x03\x04 cut short", "422-zip-damaged"),
        (b"%PDF-1.7", "422-form-not-a-workbook"),
    ):
        with pytest.raises(Problem) as refused:
            converting.demand_workbook(content)
        assert refused.value.kind.code == code
    with pytest.raises(Problem) as refused:
        converting.read_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing")
    assert refused.value.kind.code == "422-form-not-a-workbook"


TEXT = """| survey |
| | type | name | label |
| | text | a | {label} |
| settings |
| | form_id | form_title | version |
| | {form_id} | n | 1 |
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "hostile",
    [TEXT.format(label="a\0b", form_id="x"), TEXT.format(label="${a\0}", form_id="x"),
     TEXT.format(label="a", form_id="x\0"), TEXT.format(label="a", form_id="x").replace("text", "te\0xt")],
)  # fmt: skip
def test_a_character_that_no_table_holds_is_dropped_and_nobody_waits(home: Home, hostile: str) -> None:
    bad = actions.upload(hostile.encode(), filename="บ่อ\0น้ำ.md", area_id=None, by="person:1", at=AT)
    good = actions.upload(whole_form(), filename="wells.xlsx", area_id=None, by="person:2", at=AT)
    assert actions.convert_waiting(at=AT) == 2
    seen = queries.get_draft(bad)
    assert (seen.state, seen.filename, bool(seen.stopping)) == ("converted", "บ่อน้ำ.md", False)
    assert "\0" not in Draft.objects.get(ref=bad).source
    assert queries.get_draft(good).state == "converted"


def test_groups_deeper_than_a_page_shows_are_refused_by_row() -> None:
    deep = [["begin group", f"g{n}", f"G{n}"] for n in range(150)] + [["text", "q", "Q"]]
    survey = [["type", "name", "label"], *deep, *[["end group"]] * 150]
    found = faults_of(workbook(survey=survey, settings=settings(1)))
    assert found == {("survey", 32, "422-form-too-deep")}


def test_a_checker_that_would_never_end_ends_with_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Java does with an expression such as ``regex(., '(a+)+$')`` about a long default."""
    java, told = tmp_path / "java", tmp_path / "number"
    java.write_text(f"#!/bin/sh\necho $$ > {told}\nexec sleep 900\n")
    java.chmod(0o700)
    monkeypatch.setattr(converting.shutil, "which", lambda _: str(java))
    for seconds in (5, 30, 120):  # a busy machine may not even have begun it
        monkeypatch.setattr(converting, "VALIDATING_SECONDS", seconds)
        assert converting.validate_apart("<x/>") == ""
        if told.exists() and told.read_text():
            break
    number = int(told.read_text())
    until(lambda: not Path(f"/proc/{number}").exists())


def test_conditions_that_name_a_file_thousands_of_times_are_read_at_once() -> None:
    heavy = " or ".join(["instance('shops') = 1"] * 1400)
    xml = (
        '<h xmlns="http://www.w3.org/2002/xforms"><model><instance><data><q/></data></instance>'
        '<instance id="shops" src="jr://file-csv/shops.csv"/>'
        + f'<bind nodeset="/data/q" relevant="{heavy}"/>'
        * 100
        + """</model><body><select1 ref="/data/q"><itemset nodeset="instance('shops')/root/item">"""
        '<value ref="colour"/><label ref="label"/></itemset></select1></body></h>'
    )
    shape, began = read_shape(xml), time.monotonic()
    with pytest.raises(Problem, match="colour"):
        fitting_file("shops.csv", b"name,label\n1,x\n", xml, shape)
    assert fitting_file("shops.csv", b"name,label,colour\n1,x,red\n", xml, shape)
    assert time.monotonic() - began < 3

"""Tables in whatever file they come: CSV, workbooks new and old, and a web page named .xls."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tambon.formats import Table, read_mapping, read_table, whole_number
from tambon.formats.apart import lines_of
from tambon.lib.problem import Problem

Cells = list[list[object]]
VILLAGES: Cells = [["code", "name_th"], ["58010101", "บ้านห้วยผา"], ["58010102", "บ้านใหม่"]]


def workbook(**sheets: Cells) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, cells)
    book.close()
    return content.getvalue()


def page(rows: str, head: str = "<html><head><style>td {}</style></head><body>") -> str:
    return f"{head}<table border=1>{rows}</table></body></html>"


def codes(table: Table) -> list[tuple[int, str]]:
    return [(row.number, row["code"]) for row in table.rows]


def refusal_of(content: bytes | Path, **more: object) -> Problem:
    with pytest.raises(Problem) as caught:
        read_table(content, **{"required": ("code",), **more})  # type: ignore[arg-type]
    assert "…" not in caught.value.say("th") + caught.value.say("en")
    return caught.value


@pytest.mark.slow
def test_a_workbook_gives_text_and_a_number_keeps_its_point() -> None:
    rows: Cells = [
        *VILLAGES, [58010103.0, "บ้านนา"], [], ["58010104", True], ["58010105", 1.5],
        ["58010106", date(2024, 12, 1)],
    ]  # fmt: skip
    table = read_table(workbook(villages=rows), required=("code", "name_th"))
    assert codes(table) == [
        (2, "58010101"), (3, "58010102"), (4, "58010103.0"), (6, "58010104"), (7, "58010105"),
        (8, "58010106"),
    ]  # fmt: skip
    assert [row["name_th"] for row in table.rows][3:5] == ["TRUE", "1.5"]
    assert (table.encoding, table.sheet, table.heading_row) == ("xlsx", "villages", 1)


@pytest.mark.slow
def test_the_sheet_with_the_heading_is_found_or_the_one_named_read() -> None:
    content = workbook(cover=[["รายงาน"]], one=VILLAGES, two=[*VILLAGES, ["58010109", "บ้านสุดท้าย"]])
    assert read_table(content, required=("code",)).sheet == "one"
    assert len(read_table(content, required=("code",), sheet="two").rows) == 3
    problem = refusal_of(content, sheet="three")
    assert problem.kind.code == "422-workbook-sheet-missing"
    assert "cover, one, two" in problem.say("th")
    assert refusal_of(content, required=("tambon",)).details["found"] == "รายงาน"


@pytest.mark.slow
def test_a_heading_below_title_rows_and_merged_over_two_rows() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    sheet.merge_range("A1:E1", "จำนวนประชากรรายหมู่บ้าน")
    sheet.merge_range("A3:A4", "รหัสหมู่บ้าน")
    sheet.merge_range("B3:C3", "ประชากร")
    sheet.merge_range("D3:E3", "ผู้มีสิทธิเลือกตั้ง")
    for place, name in enumerate(["ชาย", "หญิง", "ชาย", "หญิง"], start=1):
        sheet.write(3, place, name)
    sheet.write_row(4, 0, ["58010101", 1234, 12, 900, 9])
    book.close()
    mapping = {"code": "รหัสหมู่บ้าน", "men": "ประชากร ชาย", "voters_f": "ผู้มีสิทธิเลือกตั้ง หญิง"}
    table = read_table(content.getvalue(), required=("code",), optional=("men", "voters_f"), mapping=mapping)
    assert table.heading_row == 4
    assert [(row.number, row["code"], row["men"], row["voters_f"]) for row in table.rows] == [
        (5, "58010101", "1234.0", "9.0")
    ]
    problem = refusal_of(content.getvalue(), required=("ชาย",))
    assert problem.kind.code == "422-file-columns-twice"


STAT = page(
    "<tr><td colspan=4>สถิติประชากร</td></tr><tr><th rowspan=2>รหัสหมู่บ้าน</th><th rowspan=2>ชื่อ<br>หมู่บ้าน</th><th "
    "colspan=2>ประชากร</th></tr><tr><th>ชาย</th><th>หญิง</th></tr><tr><td>58010101</td><td>บ้านห้วยผา</td>"
    "<td>1,234</td><td>-</td></tr><tr><td>0<td>รวม&nbsp;<td>1,234<td>0"
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-8", "utf-16"])
def test_a_web_page_named_xls(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "stat_a67.xls"
    path.write_bytes(STAT.replace("&nbsp;", " ").encode(encoding))
    mapping = {"code": "รหัสหมู่บ้าน", "name_th": "ชื่อ หมู่บ้าน", "male": "ชาย", "female": "ประชากร หญิง"}
    table = read_table(path, required=("code", "name_th"), optional=("male", "female"), mapping=mapping)
    assert codes(table) == [(4, "58010101"), (5, "0")]
    assert table.rows[0]["name_th"] == "บ้านห้วยผา"
    assert whole_number(table.rows[0]["male"]) == 1234
    assert whole_number(table.rows[0]["female"]) is None


def test_a_page_is_read_by_table_and_runs_nothing() -> None:
    first = "<table><tr><td>เมนู</td></tr></table>"
    secret = "<!DOCTYPE html [<!ENTITY s SYSTEM 'file:///etc/passwd'>]>"
    rows = "<tr><td>code<td>x<tr><td><script>1</script>58&s;<td><table><tr><td>inner</table><tr><td>59"
    table = read_table(page(rows, secret + first).encode(), required=("code",))
    assert [row["code"] for row in table.rows] == ["58&s;", "59"]
    assert table.sheet == "2"


def test_a_page_that_the_parser_gives_up_is_refused_and_not_cut_short() -> None:
    cut = page("<tr><td>code</td></tr><tr><td>1</td></tr>" + "<tr><td>" + "<div>" * 5000 + "2</td></tr>")
    assert refusal_of(cut.encode()).kind.code == "422-file-not-a-table"
    wide = page("<tr><td>code</td><td colspan=1000>x</td><td>y</td></tr>")
    assert refusal_of(wide.encode()).kind.code == "413-table-too-many-columns"


def test_csv_is_read_as_before_and_below_title_rows() -> None:
    plain = "code,name_th\n58010101,บ้าน\n,\n58010102,a,extra\n".encode()
    table = read_table(plain, required=("code",), optional=("name_th",))
    assert codes(table) == [(2, "58010101")]
    assert [(one.row, one.code) for one in table.refused] == [(4, "422-row-too-long")]
    titled = "บัญชีหมู่บ้าน;;\n\nรหัส;ประชากร;;รวม\n;ชาย;หญิง;\n58010101;1;2;3\n".encode("cp874")
    mapping = {"code": "รหัส", "female": "ประชากร หญิง", "total": "รวม"}
    table = read_table(titled, required=("code", "female"), optional=("total",), mapping=mapping)
    assert (table.heading_row, table.encoding, table.ignored) == (4, "cp874", ("ประชากร ชาย",))
    assert table.rows[0].cells == {"code": "58010101", "ประชากร ชาย": "1", "female": "2", "total": "3"}


def test_a_mapping_that_does_not_fit_says_so() -> None:
    content = "รหัส,ชื่อ,code\n58010101,บ้าน,x\n".encode()
    table = read_table(content, required=("code",), mapping={"code": "รหัส"})
    assert table.rows[0]["code"] == "58010101"
    problem = refusal_of(content, mapping={"code": "รหัสหมู่บ้าน"})
    assert problem.kind.code == "422-mapping-heading-missing"
    assert "รหัสหมู่บ้าน" in problem.say("th") and "รหัส, ชื่อ" in problem.say("en")
    assert refusal_of(content, mapping={"kode": "รหัส"}).kind.code == "422-mapping-column-unknown"


@pytest.mark.parametrize(
    "text",
    [
        "code: รหัส\nname_th: 'ชื่อ: ไทย'  # comment\n",
        "code,รหัส\nname_th,ชื่อ: ไทย\n",
        "column,heading\ncode,รหัส\nname_th,ชื่อ: ไทย\n",
        "code;รหัส\r\nname_th;ชื่อ: ไทย\r\n",
    ],
)
def test_a_mapping_file_is_yaml_or_csv(text: str, tmp_path: Path) -> None:
    path = tmp_path / "any.name"
    path.write_text(text, "utf-8")
    assert read_mapping(path) == {"code": "รหัส", "name_th": "ชื่อ: ไทย"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("code: รหัส\ncode: ชื่อ\n", "422-mapping-twice"),
        ("code: [1]\n", "422-mapping-unreadable"),
        ("code\n", "422-mapping-unreadable"),
        ("code,\n", "422-mapping-unreadable"),
        ("[" * 1_500, "422-mapping-unreadable"),
        ("", "422-mapping-unreadable"),
    ],
)
def test_a_mapping_file_that_is_none(text: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        read_mapping(text.encode())
    assert caught.value.kind.code == code


def test_years_and_no_stay_text_in_a_mapping() -> None:
    assert read_mapping(b"no: 2567\n") == {"no": "2567"}
    assert read_mapping("a: &x รหัส\nb: *x\n".encode()) == {"a": "รหัส", "b": "รหัส"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234), ("๑,๒๓๔", 1234), ("12.0", 12), (" 7 ", 7), ("0", 0), ("007", 7),
        ("1,234,567.00", 1234567),
        ("-", None), ("", None), ("–", None),
    ],
)  # fmt: skip
def test_whole_numbers_as_tables_write_them(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["12.5", "1,23", "-5", "1e5", "สิบ", "²", "9" * 16, "1 234", "1,2345"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="422-cell-not-a-whole-number"):
        whole_number(text)


def with_far_cell(content: bytes) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="B3"', b'r="XFD1048576"'))
    return changed.getvalue()


def bomb() -> bytes:
    """A workbook that says of itself that it unpacks to 600 MB."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w") as file,
    ):
        for _ in range(600):
            file.write(b" " * 1_048_576)
    return content.getvalue()


@pytest.mark.slow
def test_a_hostile_workbook_ends_nothing_but_its_own_reading() -> None:
    good = workbook(villages=VILLAGES)
    assert refusal_of(with_far_cell(good)).kind.code == "422-workbook-unreadable"
    assert refusal_of(bomb()).kind.code == "413-file-unpacks-too-large"
    assert refusal_of(good[:-100]).kind.code == "422-zip-damaged"
    assert (
        refusal_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)).kind.code == "422-workbook-unreadable"
    )
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal_of(other.getvalue()).kind.code == "422-file-not-a-table"
    assert refusal_of(good, most_bytes=100).kind.code == "413-file-too-large"


def test_bounds_of_rows_and_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal_of(b"code" + b"," * 1000 + b"\n").kind.code == "413-table-too-many-columns"
    monkeypatch.setattr("tambon.formats.tables.MOST_ROWS", 3)
    problem = refusal_of(b"code\n1\n2\n3\n")
    assert (problem.kind.code, problem.details["limit"]) == ("413-table-too-many-rows", 3)


PIECES = st.sampled_from(
    [
        b"code", b",", b"\n", b'"', b"<table>", b"<tr>", b"<td>", b"</table>", b"rowspan=9", b"\xa1",
        "ก".encode(), b"&#0;",
    ]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=40, deadline=None)  # markup is read in a process of its own
@given(st.one_of(st.binary(), st.lists(PIECES).map(b"".join)))
@example(b"<table rowspan=99999><tr><td rowspan=99999999999 colspan=\xc2\xb2>")
def test_any_bytes_give_a_table_or_a_problem(content: bytes) -> None:
    try:
        read_table(content, required=("code",))
    except Problem as problem:
        assert problem.say("th") and problem.say("en")


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.integers(0, 6000), st.binary(min_size=1, max_size=8), st.booleans())
def test_any_damage_to_a_workbook_gives_a_table_or_a_problem(place: int, damage: bytes, stored: bool) -> None:
    content = workbook(villages=VILLAGES)
    if stored:  # damage inside what would be compressed
        plain = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(plain, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
        content = plain.getvalue()
    place %= len(content)
    try:
        read_table(content[:place] + damage + content[place + len(damage) :], required=("code",))
    except Problem as problem:
        assert problem.say("th") and problem.say("en")


def test_a_reader_apart_that_fails_is_a_problem() -> None:
    with (
        lines_of("tambon.formats.no_such_child", b"", otherwise=refusal_of(b"")) as lines,
        pytest.raises(Problem, match="422-file-empty"),
    ):
        list(lines)

"""Reading CSV that others made, and writing CSV for others."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.formats import Refusal, csv_bytes, read_csv, refused_csv
from tambon.lib.problem import Problem

HEAD = "code,name_th\n"
ROW = "58010201,บ้านห้วยผา\n"


def read(content: bytes, **more: object):
    return read_csv(content, required=("code", "name_th"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ((HEAD + ROW).encode(), "utf-8"),
        (b"\xef\xbb\xbf" + (HEAD + ROW).encode(), "utf-8"),
        ((HEAD + ROW).encode("cp874"), "cp874"),
        ((HEAD + ROW).encode("utf-16"), "utf-16-le"),
        ((HEAD + ROW).replace(",", ";").encode(), "utf-8"),
        ((HEAD + ROW).replace(",", "\t").replace("\n", "\r\n").encode(), "utf-8"),
    ],
)
def test_thai_comes_out_whole_whatever_the_file_is(content: bytes, encoding: str) -> None:
    table = read(content)
    assert table.encoding == encoding
    assert [(row.number, row["code"], row["name_th"]) for row in table.rows] == [(2, "58010201", "บ้านห้วยผา")]


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    table = read((HEAD + '1,"a\nb"\n,\n\n2,c\n').encode())
    assert [(row.number, row["code"]) for row in table.rows] == [(2, "1"), (5, "2")]


def test_a_name_cut_inside_a_character_is_refused_alone() -> None:
    cut = "58010202,บ้านห้ว".encode()[:-1]
    table = read((HEAD + ROW).encode() + cut + b"\n" + "58010203,บ้านใหม่\n".encode())
    assert [row["code"] for row in table.rows] == ["58010201", "58010203"]
    assert [(one.row, one.code) for one in table.refused] == [(3, "422-row-damaged")]


def test_a_row_with_a_cell_too_many_is_refused_alone() -> None:
    table = read((HEAD + "1,a,b\n" + "2,c,\n").encode())
    assert [(one.row, one.code) for one in table.refused] == [(2, "422-row-too-long")]
    assert [row["code"] for row in table.rows] == ["2"]


def test_headings_are_tidied_and_columns_nobody_asked_for_are_named() -> None:
    table = read("\u200bCode , NAME_TH,memo\n1,a,x\n".encode())
    assert table.columns == ("code", "name_th", "memo")
    assert table.ignored == ("memo",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "422-file-empty"),
        (b"\x81\x82\xff\xfe\x00", "422-file-not-text"),
        (b"code,name_th\x00\n", "422-file-not-text"),
        (b"code\n1\n", "422-file-columns-missing"),
        (b"code,name_th,code\n1,a,2\n", "422-file-columns-twice"),
        (b'code,name_th\n1,"a\n', "422-file-not-csv"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, code: str) -> None:
    with pytest.raises(Problem) as caught:
        read(content)
    assert caught.value.kind.code == code


def test_a_file_over_the_bound_is_not_read(tmp_path) -> None:
    path = tmp_path / "big.csv"
    path.write_bytes(HEAD.encode() + b"1,a\n" * 100)
    with pytest.raises(Problem) as caught:
        read_csv(path, required=("code",), most_bytes=100)
    assert caught.value.kind.code == "413-file-too-large"
    with pytest.raises(Problem) as caught:
        read_csv(tmp_path / "gone.csv", required=("code",))
    assert caught.value.kind.code == "422-file-unreadable"


def test_the_refused_file_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    content = refused_csv([Refusal(7, "422-x", "ผิด", "wrong", '=cmd|"/c calc"!A1')])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [
        ["row", "code", "reason_th", "reason_en", "raw"],
        ["7", "422-x", "ผิด", "wrong", '\'=cmd|"/c calc"!A1'],
    ]


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), min_size=1, max_size=5))
def test_what_we_write_no_spreadsheet_runs(cells: list[str]) -> None:
    text = csv_bytes(["a"], [cells]).decode()
    written = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert len(written) == len(cells)
    assert not [cell for cell in written if cell[:1] in ("=", "+", "-", "@")]

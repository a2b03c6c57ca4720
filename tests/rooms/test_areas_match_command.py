"""``tambon areas match`` as a clerk meets it: files with columns of any name, and what comes back."""

from __future__ import annotations

import argparse
import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tambon.areas import actions
from tambon.areas.queries import matching
from tambon.areas.rules import Kind, ListSource
from tambon.areas.rules.lists import Listed
from tambon.cli.commands import areas_match
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST = [
    Listed(Kind.COUNTRY, "TH", "ประเทศไทย", "Thailand"),
    Listed(Kind.PROVINCE, "58", "แม่ฮ่องสอน", "Mae Hong Son"),
    Listed(Kind.DISTRICT, "5801", "เมืองแม่ฮ่องสอน", "Mueang Mae Hong Son"),
    Listed(Kind.TAMBON, "580106", "ห้วยผา", "Huai Pha"),
    Listed(Kind.DISTRICT, "5802", "ขุนยวม", "Khun Yuam"),
    Listed(Kind.TAMBON, "580201", "ห้วยผา", "Huai Pha"),
]


@pytest.fixture(autouse=True)
def world() -> None:
    of = ListSource("list", date(2026, 10, 23), "CC0-1.0", "us")
    actions.load_list(LIST, of=of, by="system", at=datetime(2026, 11, 22, tzinfo=UTC))


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("--json", action="store_true")
    areas_match.arguments(parser)
    return areas_match.run(parser.parse_args(words))


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = run("--json", *words)
    return code, json.loads(capsys.readouterr().out)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_comes_back_with_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(
        "ลำดับ,ตำบล,อำเภอ,จังหวัด\n1,ต.ห้วยผา,เมือง,แม่ฮ่องสอน\n2,ห้วยผา,,แม่ฮ่องสอน\n3,-,,\n".encode("cp874")
    )
    code, told = answer(capsys, str(path), "--on", "2026-11-01")
    assert (code, told["rows"], told["matched"], told["open"], told["waiting"]) == (1, 3, 1, 2, 1)
    first, second, third = table(Path(told["out"]))
    assert (first["ลำดับ"], first["match_code"], first["match_score"]) == ("1", "580106", "100")
    assert first["match_public_id"].startswith("th-")
    assert first["match_area_th"] == "ตำบลห้วยผา อำเภอเมืองแม่ฮ่องสอน จังหวัดแม่ฮ่องสอน"
    assert (first["match_reason_en"], first["match_candidates"]) == ("Every name fits.", "")
    assert (second["match_code"], second["match_reason"]) == ("", "several")
    assert second["match_candidates"].startswith("580106 ตำบลห้วยผา อำเภอเมืองแม่ฮ่องสอน")
    assert third["match_reason"] == "empty"
    assert matching.count_waiting() == 1


def test_columns_are_named_where_the_heading_is_odd(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "places.xlsx", tmp_path / "out.csv"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row, cells in enumerate((("รายชื่อ",), ("หมู่", "ชื่อ ต.", "ชื่อ อ."), (1, "ห้วยผา", "อ.ขุนยวม"))):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    book.close()
    words = [str(path), "--columns", "tambon=ชื่อ ต.,amphoe=ชื่อ อ., moo=หมู่", "--out", str(out)]
    code, told = answer(capsys, *words)
    assert (code, told["matched"], told["reasons"]) == (0, 1, {"tambon-without-villages": 1})
    first = table(out)[0]
    assert first["match_code"] == "580201"
    assert list(first)[:3] == ["หมู่", "ชื่อ ต.", "ชื่อ อ."]  # the headings of whoever wrote the file


def test_what_it_says_to_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "places.csv"
    path.write_text("place\nต.ห้วยผา อ.ขุนยวม\nต.ห้วยผา\n" + "a,b\n", encoding="utf-8")
    assert run(str(path)) == 1
    said = capsys.readouterr().out
    assert "/desk/areas/matching" in said and "places.csv.matched.csv" in said and "refused.csv" in said
    assert (tmp_path / "places.csv.refused.csv").exists()


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ("tambon", "422-match-columns-form"),
        ("town=a", "422-match-columns-form"),
        ("tambon=a,tambon=a", "422-match-columns-form"),
        ("tambon=ไม่มี", "422-mapping-heading-missing"),
        (None, "422-match-columns-missing"),
    ],
)
def test_columns_that_cannot_be_read_are_told(tmp_path: Path, columns: str | None, code: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        run(str(path), *(["--columns", columns] if columns else []))
    assert caught.value.kind.code == code

"""An office's spreadsheet at the desk: taken, looked at, done, its refused rows; and who may not."""

from __future__ import annotations

import csv
import io
import re
from base64 import b64decode

import pytest
from desk_world import FAST, Desk, make_desk, post
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from records_world import collect

from tambon.formats import read_table
from tambon.journal.models import Entry
from tambon.records.models import Claim
from tambon.records.rules import Grade
from tambon.verification.rules.sheets import COLUMNS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
VILLAGES = ("58010201", "58010202")


@pytest.fixture
def desk(settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    desk = make_desk()
    for code in VILLAGES:
        collect(desk.world, code)
    return desk


def taken(desk: Desk, officer: Client) -> list[dict[str, str]]:
    answer = officer.get(f"{desk.queue()}/sheet.xlsx")
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    table = read_table(answer.content, required=COLUMNS)
    return [{name: row[name] for name in COLUMNS} for row in table.rows]


def as_csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def sent(desk: Desk, officer: Client, content: bytes, doing: str = "check") -> str:
    file = SimpleUploadedFile("sheet.csv", content)
    page = f"{desk.queue()}/sheet"
    return str(post(officer, page, {"file": file, "doing": doing}).content.decode())


def test_it_is_looked_at_first_then_done_and_the_refused_rows_come_as_a_file(desk: Desk) -> None:
    officer = desk.browser("somying")
    rows = taken(desk, officer)
    assert Entry.objects.get(kind="sheet.taken").body == {"cells": 2}
    rows[0]["word"], rows[1]["word"] = "ยืนยัน", "ใช่เลย"
    before = Claim.objects.count()
    page = sent(desk, officer, as_csv(rows))
    assert "ยังไม่บันทึก" in page and "ทำ 1 แถวนี้" in page and "ใช่เลย" in page
    assert Claim.objects.count() == before
    carried = re.findall(r'name="content" value="([^"]+)"', page)[0]
    assert b64decode(carried) == as_csv(rows)
    address = f"{desk.queue()}/sheet"
    done = post(officer, address, {"content": carried, "doing": "apply"}).content.decode()
    assert "ทำแล้ว" in done
    grades = {desk.world.record(code).cells["piped_households"].grade for code in VILLAGES}
    assert grades == {Grade.VERIFIED, Grade.REPORTED}
    sealed = re.findall(r'name="refused" value="([^"]+)"', done)[0]
    file = post(officer, address, {"refused": sealed, "doing": "refused"})
    assert file["Content-Type"].startswith("text/csv") and "422-sheet-word" in file.content.decode()
    forged = post(officer, address, {"refused": sealed + "x", "doing": "refused"})
    assert forged.status_code == 422


def test_an_empty_or_foreign_file_is_told_as_such(desk: Desk) -> None:
    officer, address = desk.browser("somying"), f"{desk.queue()}/sheet"
    assert post(officer, address, {"doing": "check"}).status_code == 422
    assert "columns" in sent(desk, officer, b"a,b\n1,2") or "คอลัมน์" in sent(desk, officer, b"a,b\n1,2")
    assert "ไม่มีแถวที่ทำได้" in sent(desk, officer, as_csv(taken(desk, officer)))


def test_who_does_not_verify_for_the_office_takes_and_sends_nothing(desk: Desk) -> None:
    for name in ("malai", "wichai", "kanya", "anan", "boonmi", "malee"):
        browser = desk.browser(name)
        assert browser.get(f"{desk.queue()}/sheet.xlsx").status_code == 403, name
        assert browser.get(f"{desk.queue()}/sheet").status_code == 403, name
    assert desk.browser().get(f"{desk.queue()}/sheet.xlsx").status_code == 302
    rows = taken(desk, desk.browser("somying"))
    rows[0]["word"] = "ยืนยัน"
    malai = desk.browser("malai")
    file = SimpleUploadedFile("sheet.csv", as_csv(rows))
    page = desk.queue("lao")
    theirs = post(malai, f"{page}/sheet", {"file": file, "doing": "apply"}).content.decode()
    assert "ตารางของสำนักงานอื่น" in theirs
    assert desk.world.record().cells["piped_households"].grade is Grade.REPORTED


def test_the_page_says_what_to_do_when_nothing_waits(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = FAST
    desk = make_desk()
    page = desk.browser("somying").get(f"{desk.queue()}/sheet").content.decode()
    assert "ไม่มีค่าใดรอตรวจ" in page

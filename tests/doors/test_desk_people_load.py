"""Accounts by file at the desk: the template is filled in, looked at, loaded; none may give too much."""

from __future__ import annotations

import csv
import io
import re

import pytest
import python_calamine as calamine
import xlsxwriter
from desk_world import BY, FAST, MADE, SINCE, Desk, fresh, token
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.models import Grant, Person
from tambon.accounts.rules import NewGrant, Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = "/desk/people/load"
ROWS = [
    ["nok", "นก ใจดี", "", "", "ผู้ใหญ่บ้าน กำนัน หรือกรรมการหมู่บ้าน", "58010201", "", "", "1/10/2569", ""],
    ["=cmd", "ปลา", "", "", "เจ้าหน้าที่อำเภอ", "5801", "", "", "1/10/2569", ""],
    ["pla", "ปลา", "", "", "เจ้าหน้าที่อำเภอ", "5801", "", "", "1/10/2569", ""],
    ["kung", "กุ้ง", "", "", "ผู้เก็บข้อมูล", "5802", "", "", "1/10/2569", ""],
]


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def template(browser: Client) -> list[list[str]]:
    response = browser.get(f"{PAGE}/template.xlsx")
    assert response.status_code == 200
    book = calamine.load_workbook(io.BytesIO(response.content))
    return [[str(cell) for cell in line] for line in book.get_sheet_by_index(0).to_python()]


def filled(heading: list[str]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([heading, *ROWS]):
            for place, text in enumerate(cells):
                sheet.write_string(number, place, text)
    return buffer.getvalue()


def send(browser: Client, **fields: object):  # type: ignore[no-untyped-def]
    return browser.post(PAGE, {"csrfmiddlewaretoken": token(browser, PAGE), **fields})


def test_a_filled_template_is_looked_at_loaded_and_its_refusals_downloaded(desk: Desk) -> None:
    browser = desk.browser("wichai")
    heading = template(browser)[0]
    file = SimpleUploadedFile("people.xlsx", filled(heading))
    looked = send(browser, file=file, doing="check")
    text = looked.content.decode()
    assert looked.status_code == 200
    assert not Person.objects.filter(username="nok").exists()
    assert "ยังไม่บันทึก" in text
    assert text.count('<td data-label="แถว">') == 3
    carried = re.search(r'name="content" value="([^"]+)"', text)
    assert carried
    refused = send(browser, content=carried[1], doing="refused")
    rows = list(csv.DictReader(io.StringIO(refused.content.decode("utf-8-sig"))))
    assert [row["row"] for row in rows] == ["3", "4", "5"]
    assert rows[0]["raw"].startswith("'=cmd"), "no spreadsheet runs what somebody wrote"
    assert not Person.objects.filter(username="nok").exists()
    loaded = send(browser, content=carried[1], doing="load")
    assert "นำเข้าแล้ว" in loaded.content.decode()
    given = Grant.objects.get(person__username="nok")
    assert (given.role, given.area_id) == ("village_head", desk.world.area["58010201"])
    assert not Person.objects.filter(username__in=["pla", "kung"]).exists()
    again = send(browser, content=carried[1], doing="load").content.decode()
    assert Grant.objects.filter(person__username="nok").count() == 1
    assert "มีอยู่แล้ว <strong>1</strong>" in again
    assert "ไม่มีอะไรเปลี่ยน" in again and "นำเข้าแล้ว" not in again


def test_who_gives_nothing_does_not_see_the_page_and_bad_files_are_told(desk: Desk) -> None:
    for name in ("somying", "kanya", "anan", "boonmi", "malee"):
        assert desk.browser(name).get(PAGE).status_code == 403
        assert desk.browser(name).get(f"{PAGE}/template.xlsx").status_code == 403
    browser = desk.browser("wichai")
    assert send(browser, doing="load").status_code == 422
    assert send(browser, content="%%%", doing="load").status_code == 422
    wrong = SimpleUploadedFile("x.csv", b"a,b\n1,2\n")
    assert send(browser, file=wrong, doing="check").status_code == 422
    large = SimpleUploadedFile("x.csv", b"0" * 5_000_001)
    assert send(browser, file=large, doing="check").status_code == 413


def test_an_administrator_makes_a_verifier_by_the_english_template(desk: Desk) -> None:
    admin = accounts.add_person(username="ann", name_th="แอน", lang="en", by=BY, at=MADE)
    accounts.grant(NewGrant(admin, Role.ADMINISTRATOR, SINCE, area_id=desk.world.area["TH"]), by=BY, at=MADE)
    desk.people["ann"] = admin
    browser = desk.browser("ann")
    browser.cookies["lang"] = "en"
    heading = template(browser)[0]
    office = queries.office(desk.world.office["pwa"]).code
    text = ",".join(heading) + f"\nver,เวอร์,Ver,,verifier,,{office},,2026-10-01,\n"
    told = send(browser, file=SimpleUploadedFile("x.csv", text.encode()), doing="load")
    assert "Loaded" in told.content.decode(), told.content.decode()
    assert Grant.objects.get(person__username="ver").office_id == desk.world.office["pwa"]

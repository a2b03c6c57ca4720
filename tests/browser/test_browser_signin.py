"""Somebody without e-mail, in Thai on a small phone: a QR code, a password, a second step, in again."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from factors import code_now
from playwright.sync_api import Browser, Page
from qr_reader import read_svg
from served import REPOSITORY, Served, environment
from visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PASSWORD = "ข้าวเหนียวมะม่วงสามถ้วย"
SEED = """
import django, json; django.setup()
from datetime import UTC, date, datetime
from tambon.accounts import actions
from tambon.accounts.rules import NewGrant, Role
from tambon.areas.queries import ids_by_code
at, made = datetime.now(UTC), {}
area = ids_by_code(["5801", "580102"], on=at.date())
for name, said, role, place in (
    ("khunnai", "คุณนายอำเภอ สาธิต", Role.DISTRICT, "5801"), ("namfon", "น้ำฝน สาธิต", Role.WORKER, "580102"),
):
    made[name] = actions.add_person(username=name, name_th=said, by="system", at=at)
    actions.grant(NewGrant(made[name], role, date(2026, 1, 1), area_id=area[place]), by="system", at=at)
actions.set_demonstration_password(made["khunnai"], password=PASSWORD, by="system", at=at)
print(json.dumps(made))
"""


@pytest.fixture(scope="module")
def people(served: Served) -> dict[str, int]:
    """A district officer with a password, and a worker who has none; {username: id}."""
    there = {"TAMBON_HOME": str(served.home), "DJANGO_SETTINGS_MODULE": "tambon.config.settings"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"PASSWORD = {PASSWORD!r}\n{SEED}"],
        cwd=REPOSITORY, check=True, capture_output=True, text=True, env={**environment(), **there},
    )  # fmt: skip
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.fixture
def phone(chromium: Browser, served: Served) -> Iterator[Visitor]:
    one = Visitor(chromium, served, width=360)
    yield one
    one.leave()


def sign_in(page: Page, username: str) -> None:
    page.goto("/desk/sign-in?lang=th")
    page.fill("#username", username)
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")


def picture(one: Visitor, selector: str = "img.qr") -> str:
    """What the QR code on the page says, as a camera would read it."""
    one.page.wait_for_load_state("load")  # pictures, too
    address = one.page.get_attribute(selector, "src")
    assert address and one.page.locator(selector).evaluate("it => it.complete && it.naturalWidth > 0")
    return read_svg(one.page.request.get(address).body())


def test_from_the_officers_screen_to_a_second_step(
    chromium: Browser, served: Served, people: dict[str, int], visitor: Visitor, phone: Visitor
) -> None:
    link = _officer_makes_a_link(visitor, people["namfon"])
    _worker_sets_a_password(phone, link)
    secret = _worker_turns_the_second_step_on(phone)
    _worker_comes_back(phone, secret)
    again = Visitor(chromium, served, width=360)
    again.look(link.removeprefix(served.url), status=403)
    assert again.complaints() == []
    again.leave()


def _officer_makes_a_link(officer: Visitor, person: int) -> str:
    sign_in(officer.page, "khunnai")
    officer.page.wait_for_url("**/desk/")
    officer.look(f"/desk/people/{person}/access")
    assert officer.complaints() == []
    officer.page.get_by_role("button", name="ออกลิงก์ครั้งเดียว").click()
    officer.page.wait_for_selector("img.qr")
    link = picture(officer)
    assert officer.page.locator("code.secret").inner_text() == link
    assert officer.complaints() == []
    with officer.page.expect_download() as sheet:
        officer.page.get_by_role("link", name="พิมพ์บัตร").click()
    assert sheet.value.path().read_bytes().startswith(b"%PDF-")
    return link


def _worker_sets_a_password(phone: Visitor, link: str) -> None:
    phone.page.goto(link + "?lang=th")
    assert "น้ำฝน" in phone.page.locator("main").inner_text()
    assert phone.complaints() == []
    phone.page.fill("#password", PASSWORD)
    phone.page.fill("#again", PASSWORD)
    phone.page.click("main button[type=submit]")
    phone.page.wait_for_url("**/desk/")
    assert "น้ำฝน" in phone.page.locator("h1").inner_text()


def _worker_turns_the_second_step_on(phone: Visitor) -> str:
    phone.page.get_by_role("link", name="การยืนยันสองชั้น").click()
    phone.page.wait_for_url("**/desk/second-factor")
    found = re.fullmatch(r"otpauth://totp/Tambon%3Anamfon\?secret=([A-Z2-7]+)&issuer=Tambon", picture(phone))
    assert found
    assert phone.complaints() == []
    phone.page.fill("#code", code_now(found[1]))
    phone.page.fill("#password-set", PASSWORD)
    phone.page.click("main button[type=submit]")
    phone.page.wait_for_selector(".codes")
    assert phone.page.locator(".codes li").count() == 10
    assert phone.complaints() == []
    return found[1]


def _worker_comes_back(phone: Visitor, secret: str) -> None:
    phone.page.get_by_role("button", name="ออกจากระบบ").click()
    phone.page.wait_for_url("**/desk/sign-in")
    sign_in(phone.page, "namfon")
    phone.page.wait_for_url("**/desk/second-factor/ask")
    assert phone.complaints() == []
    phone.page.fill("#code", "000000")
    phone.page.click("main button[type=submit]")
    assert "ไม่ถูกต้อง" in phone.page.get_by_role("alert").inner_text()
    assert phone.complaints() == []
    phone.page.fill("#code", code_now(secret, steps=1))
    phone.page.click("main button[type=submit]")
    phone.page.wait_for_url("**/desk/")
    phone.look("/desk/second-factor")
    assert "เปิดใช้แล้ว" in phone.page.locator("main").inner_text()
    assert phone.complaints() == []


@pytest.mark.parametrize("lang,width", [(lang, width) for lang in ("th", "en") for width in (360, 1280)])
def test_nothing_to_object_to_on_an_officers_pages(
    chromium: Browser, served: Served, people: dict[str, int], lang: str, width: int
) -> None:
    one = Visitor(chromium, served, width=width)
    sign_in(one.page, "khunnai")
    one.page.wait_for_url("**/desk/")
    objections = {}
    one.look(f"/desk/people/{people['namfon']}/access", lang=lang)
    one.page.fill("#label", "เครื่อง 12")
    one.page.locator("form[action$='/phone'] button").click()
    one.page.wait_for_selector("img.qr")
    for path in (
        f"/desk/people/{people['namfon']}/access",
        "/desk/people/sheets",
        "/desk/second-factor",
        "/desk/",
    ):
        one.look(path, lang=lang)
        objections[path] = one.complaints()
    one.leave()
    assert {path: said for path, said in objections.items() if said} == {}


def test_everything_works_without_scripts(chromium: Browser, served: Served, people: dict[str, int]) -> None:
    one = Visitor(chromium, served, width=360, scripts=False)
    sign_in(one.page, "khunnai")
    one.page.goto(f"/desk/people/{people['namfon']}/access?lang=th")
    one.page.fill("#label", "เครื่อง 13")
    one.page.locator("form[action$='/phone'] button").click()
    assert "/odk/" in one.page.locator("code.secret").inner_text()
    row = one.page.locator("li", has_text="เครื่อง 13")
    row.locator("select").select_option("broken")
    row.locator("button").click()
    assert "ยกเลิกเมื่อ" in one.page.locator("li", has_text="เครื่อง 13").inner_text()
    one.leave()

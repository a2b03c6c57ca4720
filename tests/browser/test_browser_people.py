"""Four people in Thai: an officer fills a post and hands a village over; workers and an auditor find it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from qr_reader import read_svg
from served import Served
from visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PASSWORD = "ข้าวเหนียวมะม่วงสามถ้วย"
TAMBON = "580105"  # its second post stands vacant in the demonstration; worker7 fills the first
HIRED = f"{TAMBON}-2"
WAYS = [(lang, width) for width in (360, 1280) for lang in ("th", "en")]
PAGES = {
    "district": [
        "/desk/workforce/5801", f"/desk/workforce/{TAMBON}", "/desk/workers/5801", "/desk/people",
        "/desk/people/new", "/desk/roles", "/desk/training", "/desk/notices/letters",
        "/desk/forms", "/desk/forms-new", "/desk/forms/water", "/desk/submissions", "/desk/submissions/water",
        "/desk/quarantine",
    ],
    "worker5": ["/desk/work", "/desk/notices", "/desk/my/certificates"],
    "administrator": [
        "/desk/plan", "/desk/programme", "/desk/workforce/58", "/desk/people?role=verifier", "/desk/offices",
        "/desk/offices/1", "/desk/offices/new", "/desk/offices/nobody", "/desk/people/load",
    ],
    "headman": ["/desk/values"],
    "mayor": ["/desk/values"],
    "auditor": ["/desk/grants", "/desk/grants?person=worker1&verb=collect&area=58010201"],
}  # fmt: skip


@pytest.fixture
def phone(chromium: Browser, served: Served) -> Iterator[Visitor]:
    one = Visitor(chromium, served, width=360)
    yield one
    one.leave()


def test_four_people_and_a_village(
    chromium: Browser, served: Served, visitor: Visitor, phone: Visitor
) -> None:
    link = _the_officer_fills_the_post(visitor)
    villages = _the_newcomer_gets_in_by_qr(phone, link)
    assert len(villages) > 1
    village = _the_officer_hands_one_over(visitor)
    phone.look("/desk/work")
    assert phone.page.locator("ul.villages").last.locator("li").count() == len(villages) - 1
    colleague = Visitor(chromium, served, width=360)
    _the_colleague_has_it_and_is_told(colleague, village)
    auditor = Visitor(chromium, served)
    _the_auditor_traces_it(auditor)
    faults = [*visitor.faults, *phone.faults, *colleague.faults, *auditor.faults]
    colleague.leave()
    auditor.leave()
    assert faults == []


def _the_officer_fills_the_post(officer: Visitor) -> str:
    officer.sign_in("district")
    officer.look(f"/desk/workforce/{TAMBON}")
    post = officer.page.locator("section.post").nth(1)
    expect(post.locator(".vacant")).to_be_visible()
    post.get_by_label("ชื่อและนามสกุล").fill("น้ำผึ้ง สาธิต")
    post.get_by_role("button", name="บรรจุ").click()
    expect(officer.page.locator(".note[role=status]")).to_contain_text("บรรจุแล้ว")
    officer.page.locator("section.post").nth(1).get_by_role("link", name="บัตรเข้าใช้").click()
    officer.page.wait_for_url("**/access")
    officer.page.get_by_role("button", name="ออกลิงก์ครั้งเดียว").click()
    officer.page.wait_for_selector("img.qr")
    address = officer.page.get_attribute("img.qr", "src")
    assert address
    return read_svg(officer.page.request.get(address).body())


def _the_newcomer_gets_in_by_qr(phone: Visitor, link: str) -> list[str]:
    phone.page.goto(link + "?lang=th")
    assert "น้ำผึ้ง" in phone.page.locator("main").inner_text()
    phone.page.fill("#password", PASSWORD)
    phone.page.fill("#again", PASSWORD)
    phone.page.click("main button[type=submit]")
    phone.page.wait_for_url("**/desk/")
    phone.look("/desk/work")
    assert "อัตราที่ 2" in phone.page.locator("main").inner_text()
    return phone.page.locator("ul.villages").last.locator("li").all_inner_texts()


def _the_officer_hands_one_over(officer: Visitor) -> str:
    officer.look(f"/desk/workforce/{TAMBON}")
    post = officer.page.locator("section.post").nth(1)
    village = post.locator("label.tick").first.inner_text().strip()
    post.locator("label.tick input").first.check()
    post.locator("summary", has_text="ย้ายหมู่บ้านที่เลือก").click()
    post.get_by_role("button", name="ส่งมอบ", exact=True).click()
    expect(officer.page.locator(".note[role=status]")).to_contain_text("บันทึกแล้ว")
    assert village in officer.page.locator("section.post").first.inner_text()
    return village


def _the_colleague_has_it_and_is_told(colleague: Visitor, village: str) -> None:
    colleague.sign_in("worker7")
    colleague.look("/desk/work")
    assert village in colleague.page.locator("main").inner_text()
    for _ in range(120):  # the journal is read every minute
        colleague.look("/desk/notices")
        if "ได้รับมอบหมาย 1 หมู่บ้าน" in colleague.page.locator("main").inner_text():
            break
        time.sleep(2)
    assert "ได้รับมอบหมาย 1 หมู่บ้าน" in colleague.page.locator("main").inner_text()


def _the_auditor_traces_it(auditor: Visitor) -> None:
    auditor.sign_in("auditor")
    auditor.look(f"/desk/grants?person={HIRED}")
    said = auditor.page.locator("main").inner_text()
    assert "น้ำผึ้ง สาธิต" in said and "ตามสัญญาและหมู่บ้าน" in said
    assert re.findall(r"ให้โดย \S.+ \(person:\d+\)", said), "the journal says who gave it"
    held = auditor.page.locator("tbody .num").first.inner_text()
    for area, answer in ((held, "ทำได้"), (TAMBON, "ทำไม่ได้")):
        auditor.look(f"/desk/grants?person={HIRED}&verb=collect&area={area}")
        assert answer in auditor.page.locator(".note[role=status]").inner_text()
    auditor.look("/desk/people", status=403)


@pytest.mark.parametrize("username", PAGES)
@pytest.mark.parametrize("lang,width", WAYS)
def test_nothing_to_object_to(
    chromium: Browser, served: Served, username: str, lang: str, width: int
) -> None:
    one = Visitor(chromium, served, width=width)
    one.sign_in(username)
    objections = {}
    for path in PAGES[username]:
        one.look(path, lang=lang)
        assert one.page.locator(".synthetic").first.is_visible(), path
        for details in one.page.locator("main details").all()[:8]:
            details.evaluate("it => it.open = true")
        objections[path] = one.complaints()
    one.leave()
    assert {path: said for path, said in objections.items() if said} == {}


def test_a_day_is_said_in_the_buddhist_era_beside_its_field(visitor: Visitor) -> None:
    visitor.sign_in("district")
    visitor.look("/desk/people/new")
    visitor.page.fill("input[name=since]", "2026-12-05")
    expect(visitor.page.locator("output").first).to_have_text("5 ธันวาคม 2569")
    visitor.look("/desk/people/new", lang="en")
    expect(visitor.page.locator("output")).to_have_count(0)

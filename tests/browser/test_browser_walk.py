"""Two walks in real Chromium: an officer's hour at the desk, and anybody's way to a file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from served import Served
from visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]
OWNED = {"piped_households", "pwa_customers", "supply_hours"}


def left(text: str) -> int:
    """How many values the queue says are left."""
    found = re.search(r"เหลือ ([\d,]+) ค่า", text)
    assert found, text
    return int(found[1].replace(",", ""))


def variables(visitor: Visitor) -> set[str]:
    cells = visitor.page.eval_on_selector_all("[data-select]", "all => all.map(box => box.value)")
    return {cell.split(":")[1] for cell in cells}


POSSIBLE = "tr:not([data-impossible]) [data-select]"  # what cannot be true is confirmed by nobody


def test_an_officers_hour(visitor: Visitor) -> None:
    visitor.sign_in("waterworks")
    page = visitor.page
    page.get_by_role("link", name="เริ่มตรวจ").click()
    assert variables(visitor) and variables(visitor) <= OWNED
    before = left(page.locator("main .lead").inner_text())
    confirm = page.get_by_role("button", name=re.compile("ยืนยันที่เลือก"))
    expect(confirm).to_be_disabled()
    impossible = page.eval_on_selector_all(
        "tr[data-row]", "all => all.map(row => 'impossible' in row.dataset)"
    )
    chosen = [place for place, cannot_be in enumerate(impossible) if not cannot_be][:3:2]  # one between stays
    for place in range(chosen[-1] + 1):
        page.keyboard.press("j")
        if place in chosen:
            page.keyboard.press("x")
    expect(page.locator("[data-selected]")).to_have_text("2")
    expect(page.locator("tr.ticked")).to_have_count(2)
    confirm.click()
    expect(page.locator(".note[role=status]")).to_contain_text("ยืนยันแล้ว 2 ค่า")
    assert left(page.locator("main .lead").inner_text()) == before - 2
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cells/**")
    page.locator("summary", has_text="ค่านี้ไม่ถูกต้อง").click()
    page.select_option("#reason", "not_plausible")
    page.fill("#proposed", "๑๒")
    page.get_by_role("button", name="โต้แย้งค่านี้").click()
    expect(page.locator(".note[role=status]")).to_contain_text("บันทึก")
    page.locator("summary", has_text="ใครว่าอย่างไร").click()
    told = page.get_by_role("region", name="ใครว่าอย่างไร")
    expect(told).to_contain_text("ค่าเป็นไปได้ยาก")
    expect(told).to_contain_text("12")
    page.get_by_role("link", name=re.compile("กลับไปรายการ")).click()
    assert left(page.locator("main .lead").inner_text()) < before - 2 + 1
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/desk/sign-in")
    assert visitor.faults == []


def test_a_queue_narrowed_to_a_district_and_confirmed_whole(visitor: Visitor) -> None:
    visitor.sign_in("waterworks")
    page = visitor.page
    page.get_by_role("link", name="เริ่มตรวจ").click()
    page.select_option("#district", "5801")
    page.get_by_role("button", name="แสดงเฉพาะที่เลือก").click()
    shown = page.locator("tr.place .num").all_inner_texts()
    assert shown and all(code.startswith("5801") for code in shown)
    before = left(page.locator("main .lead").inner_text())
    page.keyboard.press("a")
    chosen = int(page.locator("[data-selected]").inner_text())
    assert chosen == page.locator(POSSIBLE).count() > 3
    page.get_by_role("button", name=re.compile("ยืนยันที่เลือก")).click()
    expect(page.locator(".note[role=status]")).to_contain_text(f"ยืนยันแล้ว {chosen} ค่า")
    if before > chosen:
        assert "district=5801" in page.url
        assert left(page.locator("main").inner_text()) == before - chosen
    else:  # the district is done: what waits elsewhere comes next
        assert "district" not in page.url
    assert visitor.faults == []


def test_the_desk_works_without_scripts(chromium: Browser, served: Served) -> None:
    one = Visitor(chromium, served, width=360, scripts=False)
    one.sign_in("localgov")
    one.page.get_by_role("link", name="เริ่มตรวจ").click()
    expect(one.page.locator("[data-select-all]")).to_be_hidden()
    one.page.locator(POSSIBLE).first.check()
    one.page.locator(POSSIBLE).nth(1).check()
    one.page.get_by_role("button", name="ยืนยันที่เลือก").click()
    expect(one.page.locator(".note[role=status]")).to_contain_text("ยืนยันแล้ว 2 ค่า")
    one.leave()


def test_anybodys_way_from_a_place_to_a_file(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    visitor.look("/")
    page.locator("main input[name=q]").fill("ห้วยโป่ง")
    page.keyboard.press("Enter")
    page.locator("main a[href='/areas/580102']").first.click()
    page.wait_for_url("**/areas/580102")
    page.locator("main a[href^='/areas/580102']:not([href*='report'])").first.click()
    page.wait_for_url("**/areas/580102*")
    page.locator("details.lacking").first.wait_for()  # its worker has the first round still to send
    visitor.look("/areas/58010301")
    page.locator(".grade").nth(3).wait_for()
    assert "สังเคราะห์" in page.locator("main").inner_text()
    address = page.url
    page.locator("nav.lang a").click()
    assert page.url.split("?")[0] == address.split("?")[0]
    assert page.get_attribute("html", "lang") == "en"
    assert "ynthetic" in page.locator("main").inner_text()
    for path in ("/areas/580101", "/areas/58"):
        visitor.look(path, lang="en")
    visitor.look("/datasets/water", lang="en")
    page.fill("#f-area", "580102")
    page.focus("#f-grade")  # whoever goes on to the next field closes the list of names
    page.select_option("#f-grade", "verified")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**area=580102**")
    assert "grade=verified" in page.url
    with page.expect_download() as downloading:
        page.locator("main a[href*='water'][href$='.csv']").first.click()
    target = tmp_path / "water.csv"
    downloading.value.save_as(target)
    rows = list(csv.reader(io.StringIO(target.read_text("utf-8-sig"))))
    assert len(rows) > 1 and "area_code" in rows[0]
    assert visitor.faults == []


@pytest.mark.parametrize("lang,width", [("th", 360), ("en", 1280)])
def test_the_portal_of_the_demonstration_has_nothing_to_object_to(
    chromium: Browser, served: Served, lang: str, width: int
) -> None:
    one = Visitor(chromium, served, width=width)
    objections = {}
    for path in ("/", "/areas/580101", "/areas/58010201", "/areas/58", "/datasets/water", "/progress"):
        one.look(path, lang=lang)
        assert one.page.locator(".synthetic").is_visible(), path
        objections[path] = one.complaints()
    one.leave()
    assert {path: said for path, said in objections.items() if said} == {}

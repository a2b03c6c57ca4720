"""Notices and letters in Chromium, in Thai on a phone: looked at, chosen without scripts, printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from printed import letters_of, pages_of
from served import Served
from visitor import Visitor

from tambon.lib.text import thai_digits

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("who", ["worker1", "district", "province", "waterworks", "mayor", "administrator"])
def test_notices_and_wishes_read_well_on_a_phone(chromium: Browser, served: Served, who: str) -> None:
    visitor = Visitor(chromium, served, width=360)
    try:
        visitor.sign_in(who)
        for page in ("/desk/notices", "/desk/notices/wishes"):
            for lang in ("th", "en"):
                visitor.look(page, lang=lang)
                assert visitor.complaints() == [], (page, lang)
    finally:
        visitor.leave()


def test_somebody_reads_what_happened_and_chooses_how_often(chromium: Browser, served: Served) -> None:
    """For a district something waits on any day of a month: two posts of the demonstration are vacant."""
    visitor = Visitor(chromium, served, width=360, scripts=False)
    try:
        visitor.sign_in("district")
        page = visitor.page
        page.click("nav >> text=แจ้งเตือน")
        assert page.locator(".waits > li").count() >= 1
        assert page.locator(".told > li.new").count() >= 1
        page.click("text=รับทราบทั้งหมดแล้ว")
        assert page.locator(".told > li.new").count() == 0 and page.locator(".badge").count() == 0
        page.click("text=เลือกว่าจะรับแจ้งบ่อยเพียงใด")
        page.check('input[name="email"][value="30"]')
        page.fill("#address", "district@example.test")
        page.click("main button[type=submit]")
        assert page.locator("text=บันทึกแล้ว").count() == 1
        assert page.is_checked('input[name="email"][value="30"]')
        assert page.input_value("#address") == "district@example.test"
    finally:
        visitor.leave()


def test_a_district_writes_to_offices_and_prints(chromium: Browser, served: Served) -> None:
    visitor = Visitor(chromium, served, width=360)
    try:
        visitor.sign_in("district")
        visitor.look("/desk/notices/letters")
        assert visitor.complaints() == []
        page = visitor.page
        head = {
            "number": "มส ๐๑๑๘/๙", "address": "ถนนสิงหนาทบำรุง\nอำเภอเมืองแม่ฮ่องสอน มส 58000", "unit": "กลุ่มงาน",
            "signer": "นายสมมุติ ใจดี", "telephone": "0 5361 1234",
        }  # fmt: skip
        for name, said in head.items():
            page.fill(f"#{name}", said)
        offices = page.locator('input[name="office"]:checked').count()
        assert offices  # for which something waits
        page.click("text=ออกหนังสือถึงที่เลือก")
        assert f"ออกหนังสือแล้ว {offices} ฉบับ" in page.inner_text("[role=status]")
        address = page.get_attribute("[role=status] a", "href")
        content = visitor.context.request.get(f"{served.url}{address}").body()
        assert pages_of(content) == 2 * offices
        last = thai_digits(str(8 + offices))
        assert f"มส๐๑๑๘/{last}" in letters_of(content) and "ขอแสดงความนับถือ" in letters_of(content)
        assert page.locator('input[name="office"]').count() == 0  # each had one today
        assert visitor.complaints() == []
    finally:
        visitor.leave()

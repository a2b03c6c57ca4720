"""A value goes back to the village and is answered at the desk, in Chromium: nothing to object to."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Browser
from served import Served
from visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]
TAMBON = "580102"  # worker1's


def seen(one: Visitor, name: str) -> None:
    """Where a folder is named, what was looked at is kept there as a picture."""
    assert one.complaints() == [], name
    if folder := os.environ.get("TAMBON_PICTURES"):
        width = (one.page.viewport_size or {}).get("width")
        one.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


@pytest.mark.parametrize(("lang", "width"), [("th", 360), ("en", 1280)])
def test_a_value_goes_back_and_is_answered(chromium: Browser, served: Served, lang: str, width: int) -> None:
    office = Visitor(chromium, served, width=width)
    office.sign_in("waterworks")
    queue = re.search(r'href="(/desk/queue/\d+)"', office.page.content())
    assert queue is not None
    office.look(f"{queue[1]}?place={TAMBON}", lang=lang)
    office.page.locator("input[data-select]").first.check()
    seen(office, "queue")
    office.page.locator("button[formaction]").click()
    seen(office, "send")
    office.page.select_option("#reason", "out_of_date")
    office.page.fill("#note", "ข้อความสังเคราะห์: นับมิเตอร์อีกครั้ง")
    office.page.click("main form .button")
    office.page.wait_for_url("**/desk/returns?**")
    seen(office, "returns")
    office.page.locator("main li h2 a").first.click()
    seen(office, "cell")
    office.leave()

    worker = Visitor(chromium, served, width=width)
    worker.sign_in("worker1")
    worker.look("/desk/work", lang=lang)
    seen(worker, "work")
    worker.page.locator("#returned a").first.click()
    seen(worker, "answer")
    worker.page.fill("#value", "7")
    worker.page.click("main form .button")
    worker.page.wait_for_url("**/desk/work?saved=returned")
    seen(worker, "answered")
    worker.leave()

    office = Visitor(chromium, served, width=width)
    office.sign_in("waterworks")
    office.look("/desk/returns", lang=lang)
    seen(office, "nothing-left")
    office.leave()

"""Values go back to the village and one is answered at the desk, in Chromium: nothing to object to."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Browser
from served import Served
from visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def whose(chromium: Browser, served: Served, width: int) -> Visitor:
    """The demonstration's worker to whom something was returned, at their page."""
    names = [one["username"] for one in served.said["people"] if re.fullmatch(r"worker\d+", one["username"])]
    for name in names:
        worker = Visitor(chromium, served, width=width)
        worker.sign_in(name)
        worker.look("/desk/work")
        if worker.page.locator("#returned a").count():
            return worker
        worker.leave()
    raise AssertionError(f"nobody among {names} has it")


def seen(one: Visitor, name: str) -> None:
    """Where a folder is named, what was looked at is kept there as a picture."""
    assert one.complaints() == [], name
    if folder := os.environ.get("TAMBON_PICTURES"):
        width = (one.page.viewport_size or {}).get("width")
        one.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


@pytest.mark.parametrize(("lang", "width"), [("th", 360), ("en", 1280)])
def test_values_go_back_and_one_is_answered(chromium: Browser, served: Served, lang: str, width: int) -> None:
    office = Visitor(chromium, served, width=width)
    office.sign_in("waterworks")
    queue = re.search(r'href="(/desk/queue/\d+)"', office.page.content())
    assert queue is not None
    office.look(queue[1], lang=lang)
    office.page.check("[data-select-all]")  # a page of villages: somebody has one of them
    seen(office, "queue")
    office.page.locator("button[formaction$='/return']").click()
    seen(office, "send")
    office.page.select_option("#reason", "out_of_date")
    office.page.fill("#note", "ข้อความสังเคราะห์: นับมิเตอร์อีกครั้ง")
    office.page.click("main form .button")
    office.page.wait_for_url("**/desk/returns?**")
    seen(office, "returns")
    office.page.locator("main li h2 a").first.click()
    seen(office, "cell")
    office.leave()

    worker = whose(chromium, served, width)
    worker.look("/desk/work", lang=lang)
    seen(worker, "work")
    worker.page.locator("#returned a").first.click()
    seen(worker, "answer")
    worker.page.fill("#value", "7")
    worker.page.click("main form .button")
    worker.page.wait_for_url("**/desk/work?saved=returned")
    seen(worker, "answered")
    worker.leave()

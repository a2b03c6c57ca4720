"""Takes the pictures of the guide to phones from a served demonstration: `take_phone.py URL PASSWORD`.

PASSWORD is that of the demonstration's `district`; the phone that is made for a picture is withdrawn at once.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent


def make_a_phone(page: Page, url: str) -> None:
    page.goto(f"{url}/desk/people?q=worker1")
    page.locator("ul.list a", has_text="worker1").first.click()
    page.goto(page.locator("a[href$='/access']").first.evaluate("e => e.href"))
    page.fill("input[name=label]", "เครื่องของโครงการ หมายเลข 1")
    page.locator("form[action$='/access/phone'] button").click()
    page.wait_for_selector("img.qr")


def take(page: Page, name: str) -> None:
    card = page.locator("section.card", has=page.locator("img.qr"))
    page.evaluate("document.querySelector('code.secret').textContent = '…/odk/xxxxx-xxxxx-xxxxx'")
    card.evaluate("e => e.scrollIntoView()")
    card.screenshot(path=HERE / name)


def main(url: str, password: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 480, "height": 900}, device_scale_factor=1.5)
        page.goto(f"{url}/desk/sign-in?lang=th")
        page.fill("#username", "district")
        page.fill("#password", password)
        page.click("main button")
        page.wait_for_url("**/desk/")
        make_a_phone(page, url)
        take(page, "phone-code-th.png")
        newest = page.locator("form[action$='/access/revoke']").first
        newest.locator("select").select_option(index=1)
        newest.locator("button").click()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""Takes the pictures of README from a served demonstration: `take.py URL PASSWORD`.

PASSWORD is that of the demonstration's `waterworks`; Chromium is the system's own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def sign_in(page: Page, url: str, password: str) -> None:
    page.goto(f"{url}/desk/sign-in?lang=en")
    page.fill("#username", "waterworks")
    page.fill("#password", password)
    page.click("main button")
    page.wait_for_url("**/desk/")


def main(url: str, password: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 860})
        page.goto(f"{url}/?lang=th")
        page.screenshot(path=HERE / "home-th.png")
        sign_in(page, url, password)
        page.goto(page.locator("a[href^='/desk/queue']").first.evaluate("e => e.href"))
        page.screenshot(path=HERE / "queue-en.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

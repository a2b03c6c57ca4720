"""Takes the chart of the data users' guide from a served demonstration: `take_chart.py URL`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
CHOSEN = "/datasets/water?level=district&area=58&show=piped_share"


def main(url: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for lang in ("th", "en"):
            page = browser.new_page(viewport={"width": 900, "height": 860})
            page.goto(f"{url}{CHOSEN}&lang={lang}")
            box = page.locator(".chart-box")
            box.scroll_into_view_if_needed()
            page.locator(".chart[data-drawn]").wait_for()
            box.screenshot(path=HERE / f"chart-{lang}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])

"""A person in front of a browser: signs in, looks, and notes whatever a page does that it should not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from served import Served

AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COMPLAINTS = """JSON.stringify(found.violations.map(
    each => [each.id, each.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Visitor:
    """One browser context. ``faults`` are errors on the console and requests that left our server."""

    def __init__(self, browser: Browser, served: Served, *, width: int = 1280, scripts: bool = True) -> None:
        self.served = served
        self.context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            locale="th-TH",
            accept_downloads=True,
            base_url=served.url,
        )
        self.faults: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", self._asked)

    def sign_in(self, username: str) -> None:
        self.page.goto("/desk/sign-in")
        self.page.fill("#username", username)
        self.page.fill("#password", self.served.person(username)["password"])
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/desk/")

    def look(self, path: str, *, lang: str = "th", status: int = 200) -> None:
        """Opens the page in a language; its status must be the one named."""
        answer = self.page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
        assert answer is not None and answer.status == status, f"{path}: {answer and answer.status}"
        assert self.page.get_attribute("html", "lang") == lang

    def complaints(self) -> list[Any]:
        """What is wrong with the page that shows: by axe, sideways scrolling, and the faults so far."""
        self.page.wait_for_load_state()
        self.page.evaluate("scrollTo(0, document.body.scrollHeight)")  # the bar of buttons lies over nothing
        self.page.evaluate(AXE.read_text())
        rules = json.dumps({"runOnly": RULES})
        said = json.loads(self.page.evaluate(f"axe.run(document, {rules}).then(found => {COMPLAINTS})"))
        wide = self.page.evaluate(SIDEWAYS)
        return [*said, *([f"scrolls sideways by {wide}"] if wide > 0 else []), *self.faults]

    def leave(self) -> None:
        self.context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        told_by_status = "Failed to load resource: the server responded with a status of 4" in message.text
        of_the_driver = "GL Driver Message (OpenGL, Performance" in message.text
        if message.type in ("error", "warning") and not told_by_status and not of_the_driver:
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        asked, ours = urlsplit(request.url), urlsplit(self.served.url)
        if asked.netloc != ours.netloc and asked.scheme != "blob":
            self.faults.append(f"request: {request.url}")

"""People before one served home, each in a browser of their own, and what they look at there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Locator
from protocol_phone import ProtocolPhone
from served import Served
from visitor import Visitor


@dataclass
class Life:
    """The served home, who is in front of which browser, and what was learned on the way."""

    served: Served
    chromium: Browser
    people: dict[str, Visitor] = field(default_factory=dict)
    cell: str = ""
    code: str = ""
    release: str = ""

    @property
    def phone(self) -> ProtocolPhone:
        return ProtocolPhone(self.served.said["odk_urls"][0])

    def person(self, username: str) -> Visitor:
        """Somebody at the desk, signed in; a reader who has no account, where the name is none."""
        if username not in self.people:
            one = Visitor(self.chromium, self.served, width=360 if username == "worker1" else 1280)
            if username != "reader":
                one.sign_in(username)
            self.people[username] = one
        return self.people[username]


def seen(one: Visitor, name: str) -> None:
    """axe objects to nothing. Where a folder is named, what was looked at is kept there as a picture."""
    found = one.complaints()
    assert not found, (name, found)
    if folder := os.environ.get("TAMBON_PICTURES"):
        one.page.screenshot(path=f"{folder}/life-{name}.png", full_page=True)


def until(one: Visitor, path: str, holds: Callable[[], bool]) -> None:
    """Looks at the page again until it is as wished: the processor works behind the intake."""
    for _ in range(120):
        one.look(path)
        if holds():
            return
        time.sleep(0.5)
    raise AssertionError(f"{path}: {one.page.locator('main').inner_text()[-800:]}")


def said(one: Visitor) -> str:
    return one.page.locator("main").inner_text()


def kept(one: Visitor) -> Locator:
    return one.page.locator(".note[role=status]").first

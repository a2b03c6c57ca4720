"""Real Chromium before the served demonstration, for visitors who complain when anything is amiss."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import launched
from playwright.sync_api import Browser
from served import Served
from visitor import Visitor


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture
def visitor(chromium: Browser, served: Served) -> Iterator[Visitor]:
    """Somebody on a desk's screen, who has not signed in."""
    one = Visitor(chromium, served)
    yield one
    one.leave()

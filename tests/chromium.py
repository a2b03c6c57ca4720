"""A real Chromium that asks nobody anything, before which one waits as a person does."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def launched() -> Iterator[Browser]:
    """For one module at a time: while it runs, Django allows this thread no query."""
    found = [os.environ.get("TAMBON_CHROMIUM"), *map(shutil.which, NAMES)]
    path = next(filter(None, found), "")
    if not os.access(path, os.X_OK):
        pytest.fail("Chromium is missing: sudo apt-get install -y chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def _read_when_it_is_there(act: Callable[..., None]) -> Callable[..., None]:
    """The driver comes back once the next page begins to arrive; nobody reads a page that is half there."""

    @functools.wraps(act)
    def acted(self: Page | Locator, *args: object, **how: object) -> None:
        act(self, *args, **how)
        page = self if isinstance(self, Page) else self.page
        page.wait_for_load_state()

    return acted


expect.set_options(timeout=30_000)  # milliseconds: two cores may be busy drawing
for _kind in (Page, Locator):
    for _name in ("click", "press"):
        setattr(_kind, _name, _read_when_it_is_there(getattr(_kind, _name)))

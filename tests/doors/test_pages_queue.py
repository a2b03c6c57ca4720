"""Working through a queue by keyboard, in a real Chromium, with the built script."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tambon.pages import assets

pytestmark = [pytest.mark.slow, pytest.mark.browser]
ROWS = "".join(
    f"<tr data-row{' data-passes' if n in (1, 2) else ''}><td>"
    f'<input type="checkbox" name="cell" value="{n}" data-select></td>'
    f'<td><a data-open href="#cell-{n}">{n}</a></td></tr>'
    for n in range(5)
)
QUEUE = f"""<details class="keys"><summary>?</summary></details><form data-queue>
<a data-tick-passing href="#link">passing</a>
<input type="checkbox" data-select-all><output data-selected></output>
<table><tbody>{ROWS}</tbody></table><textarea></textarea>
<button data-needs-selection data-confirm>ok</button></form>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def files() -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(assets.STATIC))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(files: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{files}/built/")
    page.set_content(QUEUE)
    page.add_script_tag(url=f"{files}{assets.url('desk.js').removeprefix('/static')}", type="module")
    page.wait_for_selector("form[data-ready]")
    yield page
    page.close()


def ticked(page: Page) -> list[str]:
    return page.eval_on_selector_all("[data-select]:checked", "boxes => boxes.map(box => box.value)")  # type: ignore[no-any-return]


def test_keys_move_select_and_open(page: Page) -> None:
    assert page.locator("button").is_disabled()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert ticked(page) == ["0", "2"]
    assert page.locator("[data-selected]").inner_text() == "2"
    assert page.locator("button").is_enabled()
    assert page.eval_on_selector("[data-select-all]", "box => box.indeterminate")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**#cell-1")


def test_all_that_show_and_a_range(page: Page) -> None:
    page.keyboard.press("a")
    assert len(ticked(page)) == 5
    page.keyboard.press("a")
    assert ticked(page) == []
    page.locator("[data-select]").nth(1).click()
    page.locator("[data-select]").nth(3).click(modifiers=["Shift"])
    assert ticked(page) == ["1", "2", "3"]


def test_keys_stay_letters_while_somebody_writes(page: Page) -> None:
    page.locator("textarea").click()
    page.keyboard.type("jxak")
    assert page.locator("textarea").input_value() == "jxak"
    assert ticked(page) == []


def test_all_that_pass_are_ticked_and_confirmed_by_keys(page: Page) -> None:
    page.keyboard.press("c")  # nothing is selected: nothing happens
    page.evaluate(
        "document.forms[0].addEventListener('submit', e => { e.preventDefault(); document.title = 'sent' })"
    )
    page.keyboard.press("p")
    assert ticked(page) == ["1", "2"]
    page.keyboard.press("x")
    page.locator("a[data-tick-passing]").click()
    assert ticked(page) == ["1", "2"] and "#link" not in page.url
    page.keyboard.press("c")
    page.wait_for_function("document.title === 'sent'")


def test_the_keys_are_shown_and_hidden(page: Page) -> None:
    assert not page.eval_on_selector("details.keys", "keys => keys.open")
    page.keyboard.press("?")
    assert page.eval_on_selector("details.keys", "keys => keys.open")
    page.keyboard.press("?")
    assert not page.eval_on_selector("details.keys", "keys => keys.open")

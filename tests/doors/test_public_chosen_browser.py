"""Choosing on a dataset's page in a real Chromium: picker, table, chart, map, a value's story, the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from chosen_world import make_catalogue
from playwright.sync_api import Browser, Page, expect
from test_public_browser import serving, violations

pytestmark = [pytest.mark.slow, pytest.mark.browser]
CHOSEN = "/datasets/water?area=580102&period=2026-11&show=households&variable=households&variable=piped_share"
GRAPHICS = "GL Driver Message"  # a machine without a graphics card draws in software and says that it is slow


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_catalogue(tmp_path_factory.mktemp("chosen"))


@pytest.fixture(scope="module")
def served(catalogue: Path) -> Iterator[str]:
    with serving(catalogue) as address:
        yield address


@pytest.fixture
def said() -> list[str]:
    """What the browser complained of, and every request that left for elsewhere."""
    return []


def opened(browser: Browser, served: str, said: list[str], **how: Any) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}, **how).new_page()
    page.on("console", lambda message: None if GRAPHICS in message.text else said.append(message.text))
    page.on(
        "request", lambda asked: None if asked.url.startswith((served, "blob:")) else said.append(asked.url)
    )
    return page


def test_an_area_is_picked_by_its_name_and_the_answer_is_drawn(
    served: str, browser: Browser, said: list[str]
) -> None:
    page = opened(browser, served, said, locale="en")
    page.goto(f"{served}/datasets/water?lang=en")
    field = page.get_by_label("In area (name or code)")
    field.fill("Huai P")
    expect(page.locator(".suggestions > li")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("580102")
    page.get_by_label("Period").select_option("2026-11")
    page.get_by_label("Draw a chart and map of").select_option("households")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "area=580102" in page.url and "show=households" in page.url
    rows = page.locator("table.drawn tbody tr")
    expect(rows).to_have_count(5)
    values = page.locator("table.drawn tr:not([data-value=''])[data-value]")
    page.locator("#picture").scroll_into_view_if_needed()
    chart = page.locator(".chart[data-drawn] svg")
    expect(chart).to_be_visible()
    assert chart.locator("g[data-part=bar] rect").count() == values.count() > 0
    assert chart.get_by_text("Ban Sommot 1").count() == (
        page.locator("tr[data-name='Ban Sommot 1']:not([data-value=''])").count()
    )
    expect(page.locator("[data-shaded][data-idle] canvas")).to_be_visible(timeout=20_000)
    assert said == []


def test_a_chart_over_time_has_a_point_for_each_value(served: str, browser: Browser, said: list[str]) -> None:
    page = opened(browser, served, said)
    page.goto(f"{served}/datasets/water?level=tambon&area=580102&show=households&chart=time&lang=th")
    page.locator("#picture").scroll_into_view_if_needed()
    expect(page.locator(".chart[data-drawn] svg")).to_be_visible()
    assert page.locator(".chart g[data-part=dot] > *").count() == 3
    assert page.locator(".chart svg text", has_text="พฤศจิกายน 2569").count() == 1  # not broken into lines
    assert said == []


@pytest.mark.parametrize(("lang", "width", "scheme"), [("th", 360, "light"), ("en", 1280, "dark")])
def test_nothing_to_object_to_when_all_is_drawn_and_a_value_says_what_is_known(
    served: str, browser: Browser, said: list[str], lang: str, width: int, scheme: Any
) -> None:
    page = opened(browser, served, said, color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 760})
    page.goto(f"{served}{CHOSEN}&lang={lang}")
    page.locator("#picture").scroll_into_view_if_needed()
    expect(page.locator(".chart[data-drawn] svg")).to_be_visible()
    value = page.locator("button.cell").first
    value.focus()
    page.keyboard.press("Enter")
    more = page.locator(".more:popover-open")
    expect(more).to_be_visible()
    expect(more.locator(".grade")).to_be_visible()
    box = more.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (wider, violations(page), said) == (0, [], [])
    page.keyboard.press("Escape")
    expect(more).to_have_count(0)


def test_a_pointer_that_rests_on_a_value_is_told_and_one_that_leaves_is_let_go(
    served: str, browser: Browser, said: list[str]
) -> None:
    page = opened(browser, served, said)
    page.goto(f"{served}{CHOSEN}&lang=en")
    page.locator("button.cell").first.hover()
    more = page.locator(".more:popover-open")
    expect(more).to_be_visible()
    more.hover()
    page.wait_for_timeout(600)
    expect(more).to_be_visible()  # the pointer may go onto it (WCAG 1.4.13)
    page.mouse.move(2, 2)
    expect(more).to_have_count(0)
    assert said == []


def test_the_code_reads_what_the_table_shows(served: str, browser: Browser, catalogue: Path) -> None:
    page = browser.new_context(locale="en").new_page()
    for query in ("", "&grade=verified"):
        page.goto(f"{served}{CHOSEN}{query}&lang=en")
        shown = _shown(page)
        code = {
            name: page.locator(f"pre[aria-label='{name}'] code").evaluate("e => e.textContent")
            for name in ("Python (pandas)", "DuckDB", "curl")
        }
        room: dict[str, Any] = {}
        exec(_at(code["Python (pandas)"], served), room)
        assert _values(room["df"]) == shown
        local = re.sub(r"'http[^']*/data/2026-11\.1/", f"'{catalogue}/releases/2026-11.1/", code["DuckDB"])
        assert _values(duckdb.sql(local).df()) == shown
        address = _at(re.findall(r"'(http[^']+)'", code["curl"])[0], served)
        assert _values(pandas.read_csv(address, dtype={"area_code": str})) == shown
    page.context.close()


def _at(text: str, served: str) -> str:
    """The code at the address that it is served at; elsewhere it names the public one."""
    return re.sub(r"http://127\.0\.0\.1:8080", served, text)


def _shown(page: Page) -> dict[str, str]:
    """{code: households} of the table, as it is read."""
    rows = page.locator("table.data tbody tr")
    read = {}
    for row in rows.all():
        code = row.locator("th .num").inner_text()
        value = row.locator("td").nth(0).locator("button.cell")
        read[code] = value.evaluate("e => e.firstChild.textContent.trim()") if value.count() else ""
    return read


def _values(frame: Any) -> dict[str, str]:
    pairs = zip(frame["area_code"], frame["households"], strict=True)
    return {code: "" if pandas.isna(value) else f"{int(value):,}" for code, value in pairs}


def test_all_is_read_drawn_and_downloaded_without_javascript(served: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 760}).new_page()
    page.goto(f"{served}/datasets/water?lang=en")
    page.get_by_label("In area (name or code)").fill("Khun Yuam")
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator("#rows ~ .note a").first.click()
    expect(page.locator(".map svg.drawing [class^=shade]")).not_to_have_count(0)
    page.locator("button.cell").first.click()
    expect(page.locator(".more:popover-open")).to_be_visible()
    assert page.locator("table.drawn tbody tr").count() == 3 * 1
    address = page.get_by_role("link", name="CSV", exact=True).get_attribute("href")
    answer = page.request.get(f"{served}{address}")
    assert answer.ok and "58020101" in answer.text()
    page.goto(f"{served}/areas/58020101?lang=en")
    page.get_by_role("link", name="One-page report").click()
    sheet = page.get_by_role("link", name="A4 sheet (PDF)").get_attribute("href")
    assert page.request.get(f"{served}{sheet}").body().startswith(b"%PDF")
    page.context.close()

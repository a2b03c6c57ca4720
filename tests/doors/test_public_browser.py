"""The public pages in a real Chromium: nothing to object to, on a phone and on a desk, in both languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from waiting import until_listening

from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.pages import assets
from tambon.releases import publishing
from tambon.releases.signing import own_key

pytestmark = [pytest.mark.slow, pytest.mark.browser]
AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATHS = (
    "/", "/areas", "/areas?q=58", "/areas/TH", "/areas/58", "/areas/580101", "/areas/58010201", "/datasets",
    "/datasets/water", "/datasets/water?level=tambon", "/releases", "/releases/2026-11.1", "/progress",
    "/progress?area=58", "/programme", "/programme?area=58", "/programme?programme=next", "/api/docs",
    "/harvest", "/guide", "/areas/58010201/report", "/areas/580102/report",
    "/areas/580102?release=2026-10.1", "/datasets/water?variable=opened",
)  # fmt: skip


@pytest.fixture(scope="module")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its list was signed this moment, as the home signs it each night."""
    folder = Path(shutil.copytree(published, tmp_path_factory.mktemp("signed") / "catalogue"))
    publishing.put(folder, publishing.LIST, {"releases": publishing.announced(folder)}, at=datetime.now(UTC))
    with serving(folder) as address:
        yield address


@contextmanager
def serving(catalogue: Path) -> Iterator[str]:
    """The public side by itself, as an operator serves it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **{key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")},
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "TAMBON_CATALOGUE": str(catalogue),
        "TAMBON_TRUSTED_KEYS": fingerprint_of(public_of(own_key())),
        "TAMBON_STATIC": str(assets.STATIC),
        "DJANGO_SETTINGS_MODULE": "tambon.config.public_settings",
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    server = subprocess.Popen([*command, "tambon.config.public_wsgi:application"], env=environment)
    try:
        until_listening(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=120)


def violations(page: Page) -> list[Any]:
    """What axe objects to; run past the page's content policy, as an extension would."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE.read_text()})
    ask = (
        f"axe.run(document, {{runOnly: {json.dumps(RULES)}}}).then(r => JSON.stringify("
        "r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))])))"
    )
    answer = session.send(
        "Runtime.evaluate", {"expression": ask, "awaitPromise": True, "returnByValue": True}
    )
    return list(json.loads(answer["result"]["value"]))


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("th", 360, "light"), ("en", 360, "dark"), ("th", 1280, "dark"), ("en", 1280, "light")],
)
def test_nothing_to_object_to(served: str, browser: Browser, lang: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 760}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(served) else said.append(request.url))
    for path in PATHS:
        page.goto(f"{served}{path}{'&' if '?' in path else '?'}lang={lang}")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (path, wider, violations(page), said) == (path, 0, [], [])
    context.close()


def test_a_list_that_nobody_signed_for_a_week_is_said_to_be_old(published: Path, browser: Browser) -> None:
    with serving(published) as address:
        page = browser.new_context(viewport={"width": 360, "height": 760}).new_page()
        for path in ("/?lang=th", "/releases?lang=en"):
            page.goto(address + path)
            assert page.locator("[role=note]").first.is_visible() and violations(page) == []
        page.context.close()


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", ".search input"), ("/", ".newest .chips"), ("/areas/58010201", "td.value"),
        ("/areas/580102", "td.value"), ("/progress", ".progress td"), ("/areas?q=ขุน", ".list.wide a"),
    ],
)  # fmt: skip
def test_on_a_phone_the_first_screen_holds_the_answer(
    served: str, browser: Browser, path: str, answer: str
) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 760}, locale="th").new_page()
    page.goto(served + path)
    place = page.locator(answer).first.bounding_box()
    assert place is not None and place["y"] + place["height"] < 760
    page.context.close()


def test_of_places_of_one_name_the_one_beside_the_last_seen_is_offered_first(
    served: str, browser: Browser
) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 760}, locale="en").new_page()
    for seen, first in (("580201", "58020101"), ("500101", "50010101")):
        page.goto(f"{served}/areas/{seen}")
        page.goto(f"{served}/areas")
        field = page.get_by_role("combobox")
        field.fill("Ban Sommot 1")
        expect(page.locator(".suggestions > li").first).to_have_attribute("data-code", first)
        field.press("Enter")
        page.wait_for_url("**near=*")
        assert f"near={seen}" in page.url
        assert page.locator(".list.wide a").first.get_attribute("href") == f"/areas/{first}"
    page.context.close()


def test_a_report_is_printed_on_one_sheet_and_a_table_with_all_its_columns(
    served: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{served}/areas/58010201/report")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.goto(f"{served}/datasets/water?area=58")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    wider = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.data, .drawn')].map(e => e.scrollWidth))"
    )
    assert wider <= 700
    page.close()


def test_everything_reads_and_filters_without_javascript(served: str, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 760}, java_script_enabled=False, locale="en"
    )
    page = context.new_page()
    page.goto(served)
    page.get_by_role("searchbox").fill("Huai Pong")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Huai Pong Tambon").click()
    page.get_by_role("link", name="ไทย").click()
    assert page.get_by_role("heading", level=1).inner_text() == "ตำบลห้วยโป่ง"
    page.goto(f"{served}/datasets/water")
    page.get_by_label("ระดับความเชื่อมั่น").select_option("verified")
    page.get_by_role("button", name="แสดง").click()
    assert "grade=verified" in page.url
    assert page.locator("td .grade").all_inner_texts()
    assert set(page.locator("td .grade").all_inner_texts()) == {"ยืนยันแล้ว"}
    context.close()


def test_pandas_reads_a_release_by_its_address(served: str) -> None:
    import pandas

    frame = pandas.read_parquet(f"{served}/data/latest/data/water/village.parquet")
    text = pandas.read_csv(f"{served}/data/latest/data/water/village.csv", dtype={"area_code": str})
    assert list(frame["area_code"]) == list(text["area_code"])
    assert list(frame["households"].dropna()) == list(text["households"].dropna())

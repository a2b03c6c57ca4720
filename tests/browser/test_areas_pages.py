"""Area pages in real Chromium: the map from our own tiles, names while one types, a day in the past."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn_world import make_catalogue
from playwright.sync_api import Browser, Page, expect
from served import Served, free_port
from visitor import Visitor
from waiting import until, until_listening

from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.pages import assets
from tambon.releases.signing import own_key

pytestmark = [pytest.mark.slow, pytest.mark.browser]
DRAWN = "[data-map][data-idle]"
PATHS = (
    "/areas", "/areas?q=4303", "/areas/TH", "/areas/58", "/areas/5801", "/areas/580102", "/areas/58010201",
    "/areas/3801", "/areas/3801?on=2011-01-01", "/areas/5801?on=2011-01-01&by=list",
)  # fmt: skip
RICHEST = ("/areas/580102", "/areas/3801?on=2011-01-01")
GRAPHICS = "GL Driver Message"  # a machine without a graphics card draws in software and says that it is slow


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The public side alone, over an edition with boundaries."""
    folder = make_catalogue(tmp_path_factory.mktemp("areas"))
    port = free_port()
    environment = {
        **{key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")},
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "TAMBON_CATALOGUE": str(folder),
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
        yield Served(f"http://127.0.0.1:{port}", folder, {})
    finally:
        server.terminate()
        server.wait(timeout=120)


@pytest.fixture
def reader(chromium: Browser, public: Served) -> Iterator[Visitor]:
    one = Visitor(chromium, public)
    yield one
    one.leave()


def complaints(one: Visitor) -> list[Any]:
    return [each for each in one.complaints() if GRAPHICS not in str(each)]


def wait_for_map(page: Page) -> None:
    if page.locator("[data-map]").count():
        page.locator("[data-map]").scroll_into_view_if_needed()
        page.wait_for_selector(DRAWN, timeout=30_000)


@pytest.mark.parametrize(
    ("lang", "width", "paths"),
    [("th", 360, PATHS), ("en", 1280, PATHS), ("en", 360, RICHEST), ("th", 1280, RICHEST)],
)
def test_nothing_to_object_to(
    chromium: Browser, public: Served, lang: str, width: int, paths: tuple[str, ...]
) -> None:
    one = Visitor(chromium, public, width=width)
    for path in paths:
        one.look(path, lang=lang)
        wait_for_map(one.page)
        assert (path, complaints(one)) == (path, [])
    one.leave()


def test_a_click_on_the_map_leads_to_the_area_under_it(reader: Visitor) -> None:
    page = reader.page
    reader.look("/areas/58")
    wait_for_map(page)
    canvas = page.locator("[data-map] canvas")
    size = canvas.bounding_box()
    assert size
    lower = {"x": size["width"] / 2, "y": size["height"] * 0.7}
    canvas.hover(position=lower)
    expect(page.locator(".map-said")).to_have_text("ขุนยวม")
    canvas.click(position=lower)
    page.wait_for_url("**/areas/5802*")
    expect(page.get_by_role("heading", level=1)).to_have_text("อำเภอขุนยวม")


def test_the_map_is_moved_by_keys_and_shows_what_the_list_points_at(reader: Visitor) -> None:
    page = reader.page
    reader.look("/areas/58", lang="en")
    wait_for_map(page)
    before = page.locator("[data-map] canvas").screenshot()
    page.get_by_role("region", name="Map of Mae Hong Son Province").focus()
    page.keyboard.press("=")
    until(lambda: page.locator("[data-map] canvas").screenshot() != before)
    page.get_by_role("link", name="Khun Yuam District").focus()
    expect(page.locator(".map-said")).to_have_text("Khun Yuam")


def test_the_page_asks_nobody_but_us_and_fetches_the_map_only_where_there_is_one(reader: Visitor) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.look("/areas/43")
    assert not [url for url in asked if "/map-" in url or "maplibre" in url]
    reader.look("/areas/58")
    wait_for_map(reader.page)
    assert [url for url in asked if "maplibre-gl-worker" in url]
    assert [url for url in asked if "/api/v1/tiles/areas/" in url]
    assert complaints(reader) == []


def test_names_come_while_one_types_and_keys_choose_among_them(reader: Visitor) -> None:
    page = reader.page
    reader.look("/areas")
    field = page.get_by_role("combobox")
    field.press_sequentially("ห้วย", delay=30)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("ห้วยโป่ง")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert complaints(reader) == []
    field.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert chosen and page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("Bueng")
    expect(options.first).to_contain_text("บึงกาฬ")
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/areas/38")


def test_an_old_name_says_what_it_is_called_now(reader: Visitor) -> None:
    reader.look("/areas")
    reader.page.get_by_role("combobox").fill("4303")
    expect(reader.page.get_by_role("option").first).to_contain_text("เดิม บึงกาฬ 4303")


def test_a_day_is_asked_for_and_left_again_without_javascript(chromium: Browser, public: Served) -> None:
    one = Visitor(chromium, public, width=360, scripts=False)
    page = one.page
    one.look("/areas/3801")
    page.get_by_label("ดูพื้นที่นี้ ณ วันที่").fill("2011-01-01")
    page.get_by_role("button", name="ดู", exact=True).click()
    assert "on=2011-01-01" in page.url
    expect(page.locator(".then")).to_contain_text("1 มกราคม 2554 (ค.ศ. 2011)")
    expect(page.get_by_label("อยู่ใน")).to_contain_text("จังหวัดหนองคาย")
    page.get_by_role("link", name="ดูปัจจุบัน").click()
    expect(page.get_by_label("อยู่ใน")).to_contain_text("จังหวัดบึงกาฬ")
    one.look("/areas/58")
    expect(page.get_by_role("img", name="แผนที่ จังหวัดแม่ฮ่องสอน")).to_be_visible()  # the server's own drawing
    one.leave()

"""An administrator splits a tambon at the desk, publishes, and everybody sees both trees in the portal."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from served import Served
from visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]
WAYS = [(lang, width) for width in (360, 1280) for lang in ("th", "en")]
OLD, BEFORE, DAY = "580202", "2027-05-31", "2027-06-01"
SHOTS = os.environ.get("TAMBON_SHOTS")  # a folder for pictures, for whoever wants to look


@pytest.fixture(scope="module")
def administrator(chromium: Browser, served: Served) -> Iterator[Visitor]:
    """Somebody on a phone without scripts, who goes through the whole story."""
    one = Visitor(chromium, served, width=360, scripts=False)
    one.sign_in("administrator")
    yield one
    one.leave()


def picture(one: Visitor, name: str) -> None:
    if SHOTS:
        one.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def press(one: Visitor, name: str) -> None:
    one.page.get_by_role("button", name=name, exact=True).last.click()


def test_a_split_goes_from_the_desk_to_the_portal(administrator: Visitor) -> None:
    page = administrator.page
    page.goto("/desk/areas?lang=en")
    page.fill("#q", OLD)
    press(administrator, "Find")
    page.get_by_role("link", name="Split", exact=True).click()
    code = page.input_value("#code-1")
    assert re.fullmatch(r"5802\d\d", code)
    villages = page.locator("[role=radiogroup]")
    assert villages.count() > 3
    for place in (0, 1):
        villages.nth(place).get_by_text("New 1").click()
    page.fill("#own_share", "70")
    page.fill("#share-1", "30")
    page.fill("#legal_day", DAY)
    page.fill("#source", "A notice in the Royal Gazette")
    page.fill("#name_en-1", "Mai")
    page.locator("form.change").evaluate("form => form.noValidate = true")
    press(administrator, "See the effect")
    assert "has no Thai name" in page.get_by_role("alert").inner_text()
    picture(administrator, "split-refused-360-en")
    page.fill("#name_th-1", "ใหม่")
    press(administrator, "See the effect")
    before, after = page.locator(".sides > section").all()
    assert f"{OLD}01" in before.inner_text() and f"→ {code}01" in before.inner_text()
    assert f"{code}01" in after.inner_text() and f"was {OLD}01" in after.inner_text()
    picture(administrator, "effect-360-en")
    assert page.locator("input[name=own_share]").get_attribute("value") == "70"
    press(administrator, "Save")
    assert "after the next publication" in page.get_by_role("status").inner_text()
    press(administrator, "Publish now")  # unless the worker, which does so every five minutes, was before us
    assert re.search("the portal shows it now|already", page.get_by_role("status").inner_text())
    page.goto(f"/areas/{code}?on={DAY}&lang=en")
    assert "Mai" in page.inner_text("h1") and f"{code}01" in page.content()
    page.goto(f"/areas/{OLD}?on={BEFORE}&lang=en")
    assert f"{OLD}01" in page.content()
    page.goto(f"/areas/{OLD}?on={DAY}&lang=en")
    assert f"/areas/{OLD}01" not in page.content() and code in page.content()


PAGES = {
    "index": "/desk/areas",
    "found": "/desk/areas?q=แม่",
    "area": f"/desk/areas/{OLD}",
    "split": f"/desk/areas/{OLD}/split",
    "merge": f"/desk/areas/{OLD}/merge",
    "move": f"/desk/areas/{OLD}/move",
    "create": f"/desk/areas/{OLD}/create",
    "editions": "/desk/areas/editions",
    "undo": "/desk/areas/editions/1/undo",
    "edition": "/desk/areas/editions/1?saved=1",
    "problems": "/desk/areas/problems/without-villages",
}


@pytest.mark.parametrize("lang,width", WAYS)
def test_nothing_to_object_to(chromium: Browser, served: Served, lang: str, width: int) -> None:
    one = Visitor(chromium, served, width=width)
    one.sign_in("administrator")
    objections = {}
    for name, path in PAGES.items():
        one.look(path, lang=lang)
        objections[name] = one.complaints()
        picture(one, f"{name}-{width}-{lang}")
    objections["effect"] = _effect(one, lang)
    picture(one, f"effect-{width}-{lang}")
    one.page.locator("button[value=draft]").click()
    objections["draft"] = one.complaints()
    picture(one, f"draft-{width}-{lang}")
    one.leave()
    assert {name: said for name, said in objections.items() if said} == {}


def _effect(one: Visitor, lang: str) -> list[object]:
    """What is wrong with the page of a move's effect."""
    one.look("/desk/areas/580302/move", lang=lang)
    one.page.fill("#parent", "5804")
    one.page.fill("#legal_day", "2028-01-01")
    one.page.locator("button[value=preview]").last.click()
    assert one.page.locator(".sides > section").count() == 2
    return one.complaints()


def test_everything_to_press_is_as_big_as_a_thumb(chromium: Browser, served: Served) -> None:
    one = Visitor(chromium, served, width=360)
    one.sign_in("administrator")
    small = {}
    for name, path in PAGES.items():
        one.look(path)
        sizes = one.page.eval_on_selector_all(
            "main button:not(.sr), main .button, main label.tick, main select, main summary, main .list a",
            """all => all.filter(each => each.offsetParent)
                      .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect().height])""",
        )
        small[name] = [each for each in sizes if each[1] < 44]
    one.leave()
    assert {name: found for name, found in small.items() if found} == {}

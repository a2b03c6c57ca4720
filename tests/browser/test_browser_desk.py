"""Every page of the desk, on a phone and a screen, in both languages: nothing to object to."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from served import Browser as Client
from served import Served
from visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.browser]
WAYS = [(lang, width) for width in (360, 1280) for lang in ("th", "en")]
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "water.xml"
PAGES = {
    "waterworks": ["/desk/", "{queue}?district=5801&done=2&changed=1", "{cell}"],
    "localgov": ["{queue}"],
    "central": ["/desk/", "/desk/progress", "/desk/quarantine"],
    "auditor": ["/desk/journal"],
    "worker1": ["/desk/"],
}


@pytest.fixture(scope="module")
def odd_answers(served: Served) -> None:
    """Something to settle: a village that does not exist, and two contents under one name."""
    first = EXAMPLE.read_text("utf-8").replace("DAY", "2026-11-20").replace("INSTANCE", str(uuid.uuid4()))
    for xml in (first.replace("VILLAGE", "99999999"), first.replace("VILLAGE", "99999998")):
        part = 'form-data; name="xml_submission_file"; filename="a.xml"'
        body = f"--b\r\nContent-Disposition: {part}\r\n\r\n{xml}"
        Client(served.url).send(
            f"{served.said['odk_urls'][0]}/submission",
            f"{body}\r\n--b--\r\n".encode(),
            **{"Content-Type": "multipart/form-data; boundary=b", "X-OpenRosa-Version": "1.0"},
        )


def addresses(one: Visitor, username: str) -> list[str]:
    """The person's pages, with the office's queue and its first value where they have one."""
    queue = re.search(r'href="(/desk/queue/\d+)"', one.page.content())
    if queue is None:
        return PAGES[username]
    one.page.goto(queue[1])
    cell = one.page.locator("a[data-open]").first.get_attribute("href")
    return [path.format(queue=queue[1], cell=cell) for path in PAGES[username]]


@pytest.mark.parametrize("username", PAGES)
@pytest.mark.parametrize("lang,width", WAYS)
def test_nothing_to_object_to(
    chromium: Browser, served: Served, odd_answers: None, username: str, lang: str, width: int
) -> None:
    one = Visitor(chromium, served, width=width)
    one.sign_in(username)
    objections = {}
    for path in addresses(one, username):
        one.look(path, lang=lang)
        assert one.page.locator(".synthetic").is_visible(), path
        if one.page.locator("main details").count():
            one.page.locator("main details").last.evaluate("it => it.open = true")
        objections[path] = one.complaints()
    one.leave()
    assert {path: said for path, said in objections.items() if said} == {}


@pytest.mark.parametrize("lang,width", WAYS)
def test_strangers_and_refusals(chromium: Browser, served: Served, lang: str, width: int) -> None:
    one = Visitor(chromium, served, width=width)
    objections = {}
    for path, status in (("/desk/sign-in", 200), ("/desk/first/spent", 403), ("/desk/nothing", 404)):
        one.look(path, lang=lang, status=status)
        assert one.page.locator(".synthetic").is_visible(), path
        objections[path] = one.complaints()
    one.sign_in("worker1")
    one.look("/desk/journal", lang=lang, status=403)
    objections["403"] = one.complaints()
    one.leave()
    assert {path: said for path, said in objections.items() if said} == {}


def test_too_many_wrong_passwords_are_told_to_wait(visitor: Visitor) -> None:
    name = f"nobody-{uuid.uuid4()}"
    client = Client(visitor.served.url)
    for _ in range(10):
        client.sign_in(name, "wrong")
    visitor.look("/desk/sign-in")
    visitor.page.fill("#username", name)
    visitor.page.fill("#password", "wrong")
    with visitor.page.expect_navigation() as told:
        visitor.page.click("main button[type=submit]")
    assert told.value.status == 429
    assert "นาที" in visitor.page.get_by_role("alert").inner_text()
    assert visitor.complaints() == []


def test_everything_to_press_is_as_big_as_a_thumb(chromium: Browser, served: Served) -> None:
    one = Visitor(chromium, served, width=360)
    one.sign_in("waterworks")
    one.look(addresses(one, "waterworks")[1])
    sizes = one.page.eval_on_selector_all(
        "main button, main .button, main label.tick, main select, main summary, header a",
        """all => all.filter(each => each.offsetParent)
                  .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect().height])""",
    )
    one.leave()
    assert len(sizes) > 10
    assert [each for each in sizes if each[1] < 44] == []

"""The page of one value: what is held, what waits, its story, a day of its past; and the page of rules."""

from __future__ import annotations

import re

import pytest
from counter_world import VARIABLE, Counter, make_counter
from desk_world import FAST
from pytest_django import Settings
from records_world import collect
from story_world import live, on

from tambon.host.home import Home

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(db: None, home: Home, settings: Settings) -> Counter:
    settings.PASSWORD_HASHERS = FAST
    return make_counter()


def read(world: Counter, name: str = "somying", query: str = "", *, status: int = 200) -> str:
    answer = world.desk.browser(name).get(f"/desk/cells/{world.record.id}/{VARIABLE}{query}")
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_page_goes_from_what_is_held_to_what_waits_to_the_story_to_the_tables(world: Counter) -> None:
    live(world, until=3)
    page = read(world)
    parts = [
        "ค่าที่ถืออยู่", "เพราะหลักฐานใหม่ที่สุดชนะ", "รอจากคุณ", "เรื่องของค่านี้", "วันนั้นถือค่าอะไร",
        "ตาราง: ใครว่าอย่างไร", "ตาราง: ค่าที่ถือแต่ละช่วง",
    ]  # fmt: skip
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "pwa ยืนยันว่า 93 ครัวเรือน ถูกต้อง" in page and "มาลี" not in page.partition("<footer")[0]
    english = read(world, query="?lang=en")
    assert "pwa confirmed 93 households" in english and "because the newest evidence wins" in english
    assert "/desk/rules/water#piped_households" in page


def test_who_has_nothing_to_do_is_told_so_and_reads_the_same_story(world: Counter) -> None:
    page = read(world, "wichai")
    assert "ไม่มีอะไรรอจากคุณ" in page and 'name="verdict"' not in page
    assert "ผู้เก็บข้อมูลตอบว่า 90 ครัวเรือน" in page
    read(world, "prasert", status=403)
    read(world, "boonmi", status=403)


DAYS = [
    (on(1).isoformat(), 200, "ณ สิ้นวันที่ 23 พฤศจิกายน 2569"),
    ("๒๓/๑๑/๒๕๖๙", 200, "ณ สิ้นวันที่ 23 พฤศจิกายน 2569"),
    ("2026-01-05", 200, "ณ วันที่ 5 มกราคม 2569 ยังไม่มีใครบอกค่านี้"),
    ("2190-01-01", 200, "ยังมาไม่ถึง"),
    ("2999-13-01", 422, "2999"),
    ("เมื่อวาน", 422, "เมื่อวาน"),
    ("", 200, "วันนั้นถือค่าอะไร"),
]


def test_a_day_of_the_past(world: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tambon.desk.who.thai_day", lambda at: on(9))
    for typed, status, said in DAYS:
        assert said in read(world, query=f"?on={typed}", status=status), typed


def test_many_lines_fold_the_older_ones(world: Counter) -> None:
    for number in range(35):
        collect(world.desk.world, minutes=number + 1, households=120, piped=number)
    page = read(world)
    assert "เรื่องก่อนหน้านี้" in page
    folded = page.partition("เรื่องก่อนหน้านี้")[2]
    assert "ผู้เก็บข้อมูลตอบว่า 90 ครัวเรือน" in folded


def test_the_rules_of_every_variable_in_words(world: Counter) -> None:
    live(world, until=7)
    browser = world.desk.browser("somying")
    index = browser.get("/desk/rules").content.decode()
    assert "/desk/rules/water" in index and "tambon dictionary load --preview" in index
    page = browser.get("/desk/rules/water").content.decode()
    mine = re.search(r'<article class="card" id="piped_households">(.*?)</article>', page, re.DOTALL)
    assert mine
    for part in (
        "ค่าจากทะเบียนหรือสำนักงานของหน่วยงานเจ้าของข้อมูลชนะทุกแหล่ง", "pwa → lao", "เห็นในหมู่บ้าน, ทะเบียนของหน่วยงาน",
        "เผยแพร่ทีละหมู่บ้าน", "รุ่น 2", "กฎว่าค่าของใครชนะ", "เริ่มถามเรื่องนี้",
    ):  # fmt: skip
        assert part in mine[1], part
    assert browser.get("/desk/rules/nothing").status_code == 404
    assert world.desk.browser().get("/desk/rules").status_code == 302

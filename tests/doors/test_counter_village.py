"""A village's head opens the link that an officer gave, and says which values are right."""

from __future__ import annotations

import re

import pytest
from counter_world import encoded, form_of
from desk_world import FAST, Desk, make_desk, post
from django.test import Client
from printed import letters_of
from pytest_django import Settings
from records_world import collect

from tambon.host.home import Home
from tambon.records.models import Claim
from tambon.records.rules import Grade
from tambon.verification.models import HeadLink

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(home: Home, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    desk = make_desk()
    collect(desk.world)
    return desk


@pytest.fixture
def head() -> Client:
    return Client(enforce_csrf_checks=True)


def read(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.content.decode())


def link_of(desk: Desk, name: str = "wichai", code: str = "58010201") -> str:
    officer = desk.browser(name)
    answer = post(officer, "/desk/heads", {"code": code, "days": "7"})
    assert answer.status_code == 302, read(answer)
    found = re.search(r"/counter/village/[\w:-]+", read(officer.get("/desk/heads")))
    assert found
    return found[0]


def cell_of(desk: Desk, variable: str = "piped_households", village: str = "58010201") -> str:
    record = desk.world.record(village)
    return f"{record.id}:{variable}:{record.cells[variable].claim_id}"


def named_on(head: Client, link: str, variable: str = "piped_households") -> str:
    """The cell as the head's page names it."""
    found = re.search(rf'name="cell" value="(\d+:{variable}:[^"]+)"', read(head.get(link)))
    assert found
    return found[1]


def say(head: Client, link: str, cell: str, word: str, **more: object):  # type: ignore[no-untyped-def]
    fields = {"form": form_of(head, link), "cell": [cell], f"word-{cell}": word}
    fields |= {f"{name}-{cell}": text for name, text in more.items()}
    return head.post(link, **encoded(fields))  # type: ignore[arg-type]


def test_a_head_confirms_one_value_and_objects_to_another(desk: Desk, head: Client) -> None:
    link = link_of(desk)
    page = head.get(link)
    assert page.status_code == 200 and page["Cache-Control"] == "no-store" and head.cookies == {}
    assert "ครัวเรือน" in read(page) and ">90<" in read(page)
    agreed = say(head, link, cell_of(desk), "yes")
    assert "บันทึกแล้ว 1 ค่า" in read(agreed) and "ตอบไว้แล้ว" in read(agreed)
    objected = say(head, link, cell_of(desk, "households"), "no", value="๑๑๘", remark="<b>ย้าย</b>ออก")
    assert "บันทึกแล้ว 1 ค่า" in read(objected) and head.cookies == {}
    witness, challenge = Claim.objects.filter(kind__in=["witness", "challenge"]).order_by("pk")
    assert witness.values == {"piped_households": 90} and challenge.values == {"households": 118}
    assert desk.world.record().cells["piped_households"].grade is Grade.REPORTED
    queue = read(desk.browser("somying").get(desk.queue()))
    assert "ผู้ใหญ่บ้านยืนยันว่าตรง" in queue
    story = read(desk.browser("malai").get(f"/desk/cells/{desk.world.record().id}/households"))
    assert "ผู้ใหญ่บ้านทักท้วง" in story and "&lt;b&gt;ย้าย" in story and "<b>ย้าย" not in story
    assert "118" in story


def test_what_changed_since_is_shown_again(desk: Desk, head: Client) -> None:
    link, seen = link_of(desk), cell_of(desk)
    collect(desk.world, minutes=5, households=120, piped=95)
    answer = say(head, link, seen, "yes")
    assert "1 ค่าเปลี่ยนไป" in read(answer) and "ค่านี้เปลี่ยนไป นี่คือค่าใหม่" in read(answer) and ">95<" in read(answer)
    assert not Claim.objects.filter(kind="witness").exists()


def test_a_replayed_post_and_an_empty_one_are_told(desk: Desk, head: Client) -> None:
    link, cell = link_of(desk), cell_of(desk)
    fields = {"form": form_of(head, link), "cell": [cell], f"word-{cell}": "yes"}
    head.post(link, **encoded(fields))  # type: ignore[arg-type]
    assert "ส่งไปแล้ว" in read(head.post(link, **encoded(fields)))  # type: ignore[arg-type]
    assert Claim.objects.filter(kind="witness").count() == 1
    assert say(head, link, cell, "").status_code == 422
    assert say(head, link, cell, "no", value="ไม่รู้").status_code == 422
    cell = named_on(head, link)
    kept = say(head, link, cell, "no", remark="โทร 0812345678")
    assert (
        kept.status_code == 422
        and "0812345678" in read(kept)
        and Claim.objects.filter(kind="challenge").count() == 0
    )


def test_forged_ended_and_foreign_links_are_refused(desk: Desk, head: Client) -> None:
    link = link_of(desk)
    for forged in (
        "/counter/village/abc",
        f"{link}x",
        "/counter/village/%00",
        link.replace(":", "%3A") + "%0A",
    ):
        answer = head.get(forged)
        assert answer.status_code == 404 and "404-head-link-unknown" in read(answer), forged
    crossed = head.post(link, **encoded({"cell": ["1:a:1"]}), headers={"Sec-Fetch-Site": "cross-site"})  # type: ignore[arg-type]
    assert crossed.status_code == 403
    collect(desk.world, "58010202", minutes=1)
    assert say(head, link, cell_of(desk, village="58010202"), "yes").status_code == 404
    made = HeadLink.objects.get()
    end = f"/desk/heads/{made.ref}/end"
    assert post(desk.browser("prasert"), end, {}, page="/desk/heads").status_code == 403
    assert post(desk.browser("wichai"), end, {}, page="/desk/heads").status_code == 302
    over = head.get(link)
    assert over.status_code == 410 and "410-head-link-ended" in read(over)


def test_who_may_give_links_and_print(desk: Desk) -> None:
    for name in ("somying", "malai", "kanya", "anan", "boonmi", "malee"):
        assert desk.browser(name).get("/desk/heads").status_code == 403, name
        assert desk.browser(name).get("/desk/heads/58010201/values.pdf").status_code == 403, name
    assert desk.browser("prasert").get("/desk/heads/58010201/values.pdf").status_code == 403
    wrong = post(desk.browser("prasert"), "/desk/heads", {"code": "58010201", "days": "7"})
    assert wrong.status_code == 403
    assert post(desk.browser("wichai"), "/desk/heads", {"code": "580102", "days": "7"}).status_code == 422
    assert desk.browser("wichai").get("/desk/heads/link.pdf").status_code in (404, 410, 409)


def test_the_sheets_are_printed(desk: Desk) -> None:
    officer = desk.browser("wichai")
    post(officer, "/desk/heads", {"code": "๕๘๐๑๐๒๐๑", "days": "7"})
    assert officer.get("/desk/heads/link.svg")["Content-Type"] == "image/svg+xml"
    sheet = officer.get("/desk/heads/link.pdf")
    assert sheet["Content-Type"] == "application/pdf" and sheet["Cache-Control"] == "private, no-store"
    said = letters_of(sheet.content)
    assert "ผู้ใหญ่บ้าน" in said and "ข้อมูลสังเคราะห์" in said
    values = letters_of(officer.get("/desk/heads/58010201/values.pdf").content)
    assert "๙๐" in values and "อ่านในที่ประชุม" in values and "ข้อมูลสังเคราะห์" in values

"""A village's head opens the link that an officer gave, and says which values are right."""

from __future__ import annotations

import re

import pytest
from counter_world import encoded, form_of
from desk_world import FAST, Desk, make_desk, post
from django.test import Client
from printed import letters_of
from pytest_django import Settings
from records_world import AT, BY, TODAY, collect

from tambon.config import settings as ours
from tambon.dictionary import queries as dictionary
from tambon.host.home import Home
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.records.rules import ClaimKind, Grade, NewClaim
from tambon.verification.models import HeadLink
from tambon.verification.rules.heads import MOST_REMARK, SHOWN

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


def test_a_value_that_changed_keeps_the_remark_and_the_proposal(desk: Desk, head: Client) -> None:
    link, seen = link_of(desk), cell_of(desk)
    collect(desk.world, minutes=5, households=120, piped=95)
    page = read(say(head, link, seen, "no", value="80", remark="ย้ายออกสิบหลัง"))
    fresh = cell_of(desk)
    part = page.partition("ค่านี้เปลี่ยนไป นี่คือค่าใหม่")[2].partition("</fieldset>")[0]
    assert f'name="word-{fresh}' in part and 'value="80"' in part and 'value="ย้ายออกสิบหลัง"' in part
    assert "<details open>" in part and 'value="" checked' in part, "the word is asked for anew"


def test_saving_some_answers_loses_none_of_the_others(desk: Desk, head: Client) -> None:
    values = {"households": 120, "houses": 130}
    claim = NewClaim(ClaimKind.FIELD, "population", desk.world.area["58010201"], "2026", values, TODAY, BY)
    records.make_claims([claim], at=AT)
    link = link_of(desk)
    page = read(head.get(link))
    assert page.count("<form") == 1 and page.count("บันทึกคำตอบที่ให้ไว้ทุกหมวด") == page.count("<section") == 2
    cells = dict.fromkeys(re.findall(r'name="cell" value="([^"]+)"', page), "")
    piped, houses, households = (
        named_on(head, link, name) for name in ("piped_households", "houses", "households")
    )
    fields: dict[str, object] = {"form": form_of(head, link), "cell": list(cells), f"word-{piped}": "yes"}
    fields |= {f"word-{houses}": "no", f"value-{houses}": "131", f"remark-{households}": "นับใหม่แล้ว"}
    answer = read(head.post(link, **encoded(fields)))  # type: ignore[arg-type]
    assert "บันทึกแล้ว 2 ค่า" in answer and Claim.objects.filter(kind__in=["witness", "challenge"]).count() == 2
    assert 'value="นับใหม่แล้ว"' in answer and "ยังไม่ได้เลือกว่าตรงหรือไม่ตรง" not in answer.partition("<fieldset>")[0]
    assert answer.count("เขียนไว้แล้วแต่ยังไม่ได้เลือก") == 1 and 'value="131"' not in answer
    wrong = fields | {"form": form_of(head, link), f"value-{houses}": "มาก"}
    refused = head.post(link, **encoded(wrong))  # type: ignore[arg-type]
    told = read(refused)
    assert refused.status_code == 422 and f'id="why-{houses}"' in told and told.count('class="error"') == 1
    assert 'value="มาก"' in told and 'value="นับใหม่แล้ว"' in told
    assert f'name="word-{piped}" value="yes" checked' in told
    collect(desk.world, minutes=5, households=120, piped=95)
    later = read(head.post(link, **encoded(wrong | {"form": form_of(head, link)})))  # type: ignore[arg-type]
    assert 'value="yes" checked' not in later, "nobody says yes to a value that they have not seen"


def test_the_whole_page_of_a_village_fits_one_form(desk: Desk, head: Client) -> None:
    free = sum(
        variable.data_class in SHOWN for one in dictionary.list_datasets() for variable in one.spec.asked
    )
    assert 4 * free + 10 < ours.DATA_UPLOAD_MAX_NUMBER_FIELDS
    link, seen = link_of(desk), cell_of(desk)
    longest = {f"remark-{number}:x:1": "ก" * MOST_REMARK for number in range(free)}
    fields = {"form": form_of(head, link), "cell": [seen], f"word-{seen}": "yes", **longest}
    assert head.post(link, **encoded(fields)).status_code == 200  # type: ignore[arg-type]


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


def test_the_officer_chooses_a_village_by_its_tambon(desk: Desk) -> None:
    officer = desk.browser("wichai")
    page = read(officer.get("/desk/heads"))
    assert '<option value="580102">' in page and 'id="code"' not in page
    page = read(officer.get("/desk/heads?tambon=580102"))
    assert '<option value="58010201">' in page and 'name="tambon" value="580102"' in page
    assert read(officer.get("/desk/heads?tambon=580201")).count("<option") < page.count("<option")
    refused = post(officer, "/desk/heads", {"code": "58020101", "days": "7", "tambon": "580102"})
    assert refused.status_code >= 400 and '<option value="58010201">' in read(refused)


def test_a_reason_bears_no_unit(desk: Desk, head: Client) -> None:
    world = desk.world
    values = {"households": 120, "piped_households": {"absent": "unknown"}}
    claim = NewClaim(
        ClaimKind.FIELD, "water", world.area["58010202"], "2026", values, TODAY, f"person:{world.worker}"
    )
    records.make_claims([claim], at=AT)
    page = read(head.get(link_of(desk, code="58010202")))
    reason = page.partition("ครัวเรือนที่มีน้ำประปาใช้: <strong>")[2].partition("</legend>")[0]
    assert reason and "unit" not in reason
    assert "unit" in page.partition("จำนวนครัวเรือนที่อาศัยอยู่จริง: <strong>")[2].partition("</legend>")[0]

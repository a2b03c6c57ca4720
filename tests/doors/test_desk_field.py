"""The worker's page and the district officer's, through Django's client, as browsers ask for them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from desk_world import post
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from work_world import NOW, AtWork, at, make_work, stopped  # noqa: F401 - the fixture that stops the clock
from workforce_world import BY, UNTIL

from tambon.accounts import actions as accounts
from tambon.records import actions as records
from tambon.records.queries import find_record
from tambon.records.rules import ClaimKind, NewClaim
from tambon.verification import actions as verification
from tambon.workforce import actions as workforce
from tambon.workforce.rules.states import AbsenceReason
from tests.printed import letters_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def work(db: None, stopped: Any) -> AtWork:  # noqa: F811
    return make_work()


def text(client: Client, path: str, status: int = 200) -> str:
    """What the page says, without its tags."""
    answer = client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_worker_lands_on_their_own_page(work: AtWork) -> None:
    work.collect("malee", "58010201", day=NOW - timedelta(days=20))
    said = text(work.browser("malee"), "/desk/")
    assert said == text(work.browser("malee"), "/desk/work")
    assert "ตำบลห้วยโป่ง · อัตราที่ 1" in said
    assert "เก็บข้อมูลน้ำ เก็บข้อมูล เกินมา 15 วัน กำหนด 25 พฤศจิกายน 2569" in said
    assert "ครบแล้ว 1 จาก 3 หมู่บ้าน" in said
    assert "วันที่ 71 จาก 365 วันของสัญญา ถึงวันที่ 30 กันยายน 2570" in said
    assert "Day 71 of 365" in text(work.browser("malee"), "/desk/work?lang=en")


def test_an_officer_lands_on_the_desk_and_finds_the_workers(work: AtWork) -> None:
    wichai = work.browser("wichai")
    assert 'href="/desk/workers"' in wichai.get("/desk/").content.decode()
    assert wichai.get("/desk/workers").url == "/desk/workers/5801"


def test_a_day_is_written_and_the_officer_sees_it_at_once(work: AtWork) -> None:
    malee = work.browser("malee")
    done = post(
        malee, "/desk/work/day", {"day": "2026-12-10", "kind": "village", "note": "ฝนตก"}, page="/desk/work"
    )
    assert done.url == "/desk/work?day=2026-12-10&saved=day"
    assert "บันทึกประจำวันแล้ว" in text(malee, done.url)
    seen = text(work.browser("wichai"), f"/desk/workers/person/{work.person('malee')}")
    assert "10 ธันวาคม 2569 ลงพื้นที่ · ฝนตก" in seen


def test_the_form_proposes_what_the_phone_already_told(work: AtWork) -> None:
    assert " checked" not in work.browser("malee").get("/desk/work").content.decode()
    work.collect("malee", "58010201", day=NOW)
    page = work.browser("malee").get("/desk/work").content.decode()
    assert re.search(r'value="village" required checked', page)
    assert "วันนี้โทรศัพท์ส่งคำตอบแล้ว 1 ชุด" in page


def test_a_day_that_cannot_be_written_says_why_and_keeps_what_was_typed(work: AtWork) -> None:
    malee = work.browser("malee")
    fields = {"day": "2026-12-11", "kind": "village", "note": "พรุ่งนี้"}
    answer = post(malee, "/desk/work/day", fields, page="/desk/work")
    assert answer.status_code == 422
    assert "ยังมาไม่ถึง" in answer.content.decode()
    unread = post(malee, "/desk/work/day", {"day": "สามสิบ", "kind": "village"}, page="/desk/work")
    assert (unread.status_code, "อ่านวันที่" in unread.content.decode()) == (422, True)
    again = post(malee, "/desk/work/day", {"day": "2026-12-10", "note": "เก็บไว้"}, page="/desk/work")
    assert (again.status_code, 'value="เก็บไว้"' in again.content.decode()) == (422, True)


def test_a_meeting_is_marked_and_taken_back(work: AtWork) -> None:
    malee = work.browser("malee")
    fields = {"task": "agencies", "day": "2026-11-20"}
    assert "saved=task" in post(malee, "/desk/work/task", fields, page="/desk/work").url
    assert "✓ ประชุมหน่วยงาน 20 พฤศจิกายน 2569" in text(malee, "/desk/work")
    back = post(malee, "/desk/work/task", {"task": "agencies", "mistake": "1"}, page="/desk/work")
    assert "saved=taken-back" in back.url
    assert "✓ ประชุมหน่วยงาน" not in text(malee, "/desk/work")
    assert (
        post(
            malee, "/desk/work/task", {"task": "water-first", "day": "2026-12-10"}, page="/desk/work"
        ).status_code
        == 422
    )


def test_what_an_office_returned_names_village_and_reason(work: AtWork) -> None:
    work.collect("malee", "58010201", day=NOW - timedelta(days=20))
    work.dispute("58010201", "households", day=NOW - timedelta(days=1))
    said = text(work.browser("malee"), "/desk/work")
    assert re.search("จำนวนครัวเรือน.* · หมู่ที่ 1 บ้านตัวอย่าง 1 ข้อมูลเก่า 9 ธันวาคม 2569", said)
    assert "หมู่ที่ 1 บ้านตัวอย่าง 1 มีค่าส่งคืน" in said


def test_who_stands_in_sees_for_whom(work: AtWork) -> None:
    workforce.set_absence(
        work.contract["malee"], since=NOW, until=NOW + timedelta(days=5), reason=AbsenceReason.SICK,
        substitute=work.contract["somchai"], by=BY, at=at(NOW),
    )  # fmt: skip
    assert "ทำแทน คุณmalee" in text(work.browser("somchai"), "/desk/work")
    away = text(work.browser("malee"), "/desk/work")
    assert "ลาป่วย ถึงวันที่ 14 ธันวาคม 2569 · ผู้ทำงานแทน: คุณsomchai" in away
    line = text(work.browser("wichai"), "/desk/workers/5801")
    assert "ลาป่วย · ทำแทน: คุณsomchai" in line and "ทำแทนผู้อื่น 3 หมู่บ้าน" in line


def test_what_is_done_stands_once_whatever_day_its_villages_came(work: AtWork) -> None:
    """somchai has villages of his own and, from today on, one of malee's; one of each is done."""
    work.collect("somchai", "58010204", day=NOW - timedelta(days=1))
    malee, somchai = work.world.post("580102", 1), work.world.post("580102", 2)
    village = work.world.villages("58010201")
    workforce.hand_over(from_post=malee, to_post=somchai, village_ids=village, on=NOW, by=BY, at=at(NOW))
    page = work.browser("somchai").get("/desk/work").content.decode()
    done = page.split('<ul class="done-list">')[1].split("</ul>")[0]
    titles = re.findall(r"<li>(?:<span[^>]*>✓</span> )?([^<]+) <span", done)
    assert "เก็บข้อมูลน้ำ" in titles and len(titles) == len(set(titles))
    for line in done.split("<li>")[1:]:
        places = re.search(r"ครบแล้ว (\d+) จาก (\d+)", line)
        assert places is None or ("✓" in line) == (places[1] == places[2])


def test_after_the_contract_the_page_says_what_is_still_possible(work: AtWork, stopped: Any) -> None:  # noqa: F811
    stopped.stopped = at(UNTIL + timedelta(days=2))
    said = text(work.browser("malee"), "/desk/")
    assert "สัญญาสิ้นสุดเมื่อวันที่ 30 กันยายน 2570" in said
    assert "โทรศัพท์ยังส่งคำตอบที่กรอกไว้ในช่วงสัญญาได้ถึงวันที่ 30 ตุลาคม 2570" in said
    assert "แก้บันทึกประจำวันของเดือนสุดท้ายได้ถึงวันที่ 5 ตุลาคม 2570" in said
    malee = work.browser("malee")
    fields = {"day": "2027-09-30", "kind": "office"}
    assert post(malee, "/desk/work/day", fields, page="/desk/work?day=2027-09-30").status_code == 302


def test_what_is_over_after_the_contract_is_not_promised_any_more(work: AtWork, stopped: Any) -> None:  # noqa: F811
    stopped.stopped = at(UNTIL + timedelta(days=5))
    said = text(work.browser("malee"), "/desk/")
    assert "ได้ถึงวันที่ 30 ตุลาคม 2570" in said and "แก้บันทึกประจำวัน" not in said
    assert "วันที่เลือกเขียนบันทึกไม่ได้" in said
    stopped.stopped = at(UNTIL + timedelta(days=30))
    said = text(work.browser("malee"), "/desk/")
    assert "โทรศัพท์ยังส่งคำตอบ" not in said
    assert "หมดเวลาส่งคำตอบจากโทรศัพท์แล้ว" in said and "รายงานประจำเดือนและประกาศนียบัตรได้เสมอ" in said


def test_nobody_writes_for_another_and_who_has_no_contract_is_told(work: AtWork) -> None:
    fah = work.browser("fah")
    assert "ยังไม่มีสัญญาในชื่อของคุณ" in text(fah, "/desk/work", 404)
    assert text(fah, "/desk/work/month/2026-12", 404)
    assert Client().get("/desk/work").status_code == 302
    wichai = work.browser("wichai")
    page = "/desk/workers/5801"
    fields = {"day": "2026-12-10", "kind": "village", "contract_id": str(work.contract["malee"])}
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', wichai.get(page).content.decode())
    assert token
    assert wichai.post("/desk/work/day", {"csrfmiddlewaretoken": token[1], **fields}).status_code == 404


@pytest.mark.parametrize("name", ["prasert", "malee", "fah"])
def test_nobody_outside_the_scope_sees_a_worker(work: AtWork, name: str) -> None:
    other, person = work.browser(name), work.person("somchai")
    for path in (
        "/desk/workers/5801", "/desk/workers/580102", f"/desk/workers/person/{person}",
        f"/desk/workers/person/{person}/month/2026-12", "/desk/workers/5801/month/2026-12",
        "/desk/workers/5801/month/2026-12.pdf", "/desk/workers/58",
    ):  # fmt: skip
        assert other.get(path).status_code == 403, path


def test_an_officer_of_the_province_chooses_a_district(work: AtWork) -> None:
    from tambon.accounts.rules import NewGrant, Role

    accounts.grant(
        NewGrant(work.person("fah"), Role.PROVINCE, NOW, area_id=work.area("58")), by=BY, at=at(NOW)
    )
    fah = work.browser("fah")
    assert 'href="/desk/workers/58"' in fah.get("/desk/workers").content.decode()
    assert 'href="/desk/workers/5801"' in fah.get("/desk/workers/58").content.decode()
    assert fah.get("/desk/workers/5801").status_code == 200
    assert fah.get("/desk/workers/58/month/2026-12").status_code == 404


def test_the_glance_orders_by_need_and_narrows_to_a_tambon(work: AtWork) -> None:
    wichai = work.browser("wichai")
    work.collect("somchai", "58010204", "58010205", day=NOW - timedelta(days=1))

    def order(query: str) -> list[str]:
        page = wichai.get(f"/desk/workers/5801{query}").content.decode()
        rows = re.findall(r'<th scope="row">(?:<a href="[^"]+">|<span class="vacant">)([^<]+)', page)
        return rows

    assert order("") == ["ว่าง", "คุณmalee", "คุณkaew", "คุณsomchai"]
    assert order("?sort=place") == ["คุณmalee", "คุณsomchai", "ว่าง", "คุณkaew"]
    assert order("?sort=silent")[-2:] == ["คุณsomchai", "ว่าง"]
    assert order("?tambon=580103&sort=place") == ["ว่าง", "คุณkaew"]
    assert "เมื่อวาน" in text(wichai, "/desk/workers/5801")


def test_the_month_on_a_page_and_on_paper(work: AtWork) -> None:
    work.collect("malee", "58010201", "58010202", day=NOW - timedelta(days=2))
    post(work.browser("malee"), "/desk/work/day", {"day": "2026-12-08", "kind": "village"}, page="/desk/work")
    own = text(work.browser("malee"), "/desk/work/month/2026-12")
    assert "เดือนนี้ยังไม่สิ้นสุด" in own and "หมู่ที่ 1 บ้านตัวอย่าง 1, หมู่ที่ 2 บ้านตัวอย่าง 2" in own
    wichai = work.browser("wichai")
    assert "คุณmalee ห้วยโป่ง · อัตราที่ 1 1 1 2" in text(wichai, "/desk/workers/5801/month/2026-12")
    assert text(wichai, f"/desk/workers/person/{work.person('malee')}/month/2026-12")
    answer = wichai.get("/desk/workers/5801/month/2026-12.pdf")
    assert answer["Content-Type"] == "application/pdf"
    letters = letters_of(answer.content)
    for part in ("รายงานผลการปฏิบัติงานประจำเดือน", "อำเภอเมืองแม่ฮ่องสอน", "ธันวาคม๒๕๖๙", "คุณmalee", "ข้อมูลสังเคราะห์"):
        assert part in letters, part
    assert b"%PDF" in wichai.get("/desk/workers/5801/month/2026-12.pdf?lang=en").content
    assert "ไม่มีสัญญาในเดือนนี้" in text(wichai, "/desk/workers/5801/month/2026-01?lang=th")


def test_a_page_costs_the_same_statements_for_any_number_of_villages(
    work: AtWork, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("kaew", "malee"):
        browser = work.browser(name)
        browser.get("/desk/work")
        with django_assert_max_num_queries(21):
            browser.get("/desk/work")


def test_the_rules_ask_on_the_workers_page_and_hear_why(work: AtWork) -> None:
    village = work.area("58010201")
    for period, households in (("2025", 120), ("2026", 480)):
        by = f"person:{work.person('malee')}"
        made = NewClaim(ClaimKind.FIELD, "water", village, period, {"households": households}, NOW, by)
        records.make_claims([made], at=at(NOW))
    while verification.check_changed(at=at(NOW)) + verification.check_groups(at=at(NOW)):
        pass
    malee = work.browser("malee")
    page = malee.get("/desk/work").content.decode()
    assert "รอบก่อน 120 รอบนี้ 480" in page
    where, basis = re.findall(
        r'action="(/desk/findings/one/\d+)".*?name="basis" value="(\w+)"', page, re.DOTALL
    )[0]
    said = {"doing": "explain", "basis": basis, "text": "มีบ้านจัดสรรใหม่", "evidence": ""}
    assert post(malee, where, said, page="/desk/work").status_code == 302
    assert "รอบก่อน 120 รอบนี้ 480" not in malee.get("/desk/work").content.decode()


def test_a_value_that_cannot_be_true_is_the_workers_to_send_again(work: AtWork) -> None:
    work.collect("malee", "58010201", day=NOW - timedelta(days=20))
    malee = work.browser("malee")
    assert "ครบแล้ว 1 จาก 3 หมู่บ้าน" in text(malee, "/desk/work")
    village = work.area("58010201")
    before = find_record("water", area_id=village, period="2026")
    assert before is not None
    values = {"piped_households": 5000}
    day, by = NOW - timedelta(days=1), f"person:{work.person('malee')}"
    claim = NewClaim(ClaimKind.FIELD, "water", village, "2026", values, observed_on=day, by=by)
    records.make_claims([claim], at=at(day))
    verification.check_changed(at=at(day))
    said = text(malee, "/desk/work")
    assert "ต้องส่งแบบอีกครั้ง" in said and "5,000" in said
    assert "ครบแล้ว 0 จาก 3 หมู่บ้าน" in said
    assert "ต้องส่งแบบอีกครั้ง" in text(malee, "/desk/notices")
    mended = {"piped_households": before.values["piped_households"]}
    claim = NewClaim(ClaimKind.FIELD, "water", village, "2026", mended, observed_on=NOW, by=by)
    records.make_claims([claim], at=at(NOW))
    verification.check_changed(at=at(NOW))
    said = text(malee, "/desk/work")
    assert "ต้องส่งแบบอีกครั้ง" not in said and "ครบแล้ว 1 จาก 3 หมู่บ้าน" in said

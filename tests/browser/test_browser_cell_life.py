"""One cell's life in Thai, as five people live it, from a worker's phone to an answered challenge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from life_home import KNOWN, NEW, small_home
from living import Life, kept, said, seen, until
from playwright.sync_api import Browser, expect
from visitor import Visitor

from tambon.lib.days import thai_day

pytestmark = [pytest.mark.slow, pytest.mark.browser]
VILLAGE, VARIABLE, LABEL = f"{NEW}01", "pwa_customers", "ผู้ใช้น้ำของการประปาส่วนภูมิภาค"
ODD, RIGHT = "95", "47"
ANSWERS = {
    "households": "100", "piped_households": "60", "supply_hours": "20", "village_water_system": "no",
    "main_drinking_source": "rain", "domestic_sources": "rain", "drinking_quality": "good",
    "litres_per_person_day": "120", "dry_season_shortage": "no",
}  # fmt: skip
ASKED, BECAUSE = "มากกว่าครัวเรือนที่มีน้ำประปาเกินหนึ่งในห้า", "มีบ้านเช่าที่ใช้มาตรร่วมกันหลายหลัง"
WHY_NOT = "ทะเบียนผู้ใช้น้ำไม่มีบ้านเช่าในหมู่บ้านนี้"
LOOK_AGAIN = "โปรดนับมาตรวัดน้ำอีกครั้งกับผู้ใหญ่บ้าน"
LEFT_OPEN = "หมู่บ้านอื่นยังเก็บไม่ครบ จะตามในรอบหน้า"
DOUBT = "หมู่บ้านนี้มีมาตรวัดน้ำมากกว่านี้"
ANSWER = "ตรวจกับทะเบียนผู้ใช้น้ำแล้ว ตัวเลขที่เผยแพร่ถูกต้อง"


@pytest.fixture(scope="module")
def life(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with small_home(tmp_path_factory.mktemp("life")) as served:
        yield Life(served, chromium)


def test_1_a_worker_sends_an_odd_value_and_a_rule_asks(life: Life) -> None:
    day = thai_day(datetime.now(UTC)).isoformat()
    form = life.phone.forms()["water"]
    assert VILLAGE in {row["name"] for row in life.phone.lists(form)["villages.csv"]}
    sent = life.phone.send(form, village=VILLAGE, visit_date=day, pwa_customers=ODD, **ANSWERS)
    assert sent.status == 201, sent.text
    worker = life.person("worker1")
    until(worker, "/desk/work", lambda: ASKED in said(worker))
    assert ODD in said(worker)
    seen(worker, "asked-worker")
    office = life.person("waterworks")
    office.look("/desk/findings")
    assert ASKED in said(office)
    seen(office, "asked-office")


def test_2_the_worker_explains_and_the_office_does_not_accept(life: Life) -> None:
    worker = life.person("worker1")
    worker.page.locator("#asked summary").first.click()
    worker.page.get_by_label("เพราะอะไร").first.fill(BECAUSE)
    worker.page.get_by_role("button", name="ส่งคำอธิบาย").first.click()
    expect(kept(worker)).to_contain_text("บันทึกคำอธิบายแล้ว")
    seen(worker, "explained")
    office = life.person("waterworks")
    office.look("/desk/findings")
    office.page.get_by_role("link", name="รอพิจารณา").click()
    assert BECAUSE in said(office)
    seen(office, "explanations")
    office.page.get_by_role("link", name=re.compile(f"พิจารณา.*{LABEL}")).click()
    office.page.locator("summary", has_text="ยังไม่รับ").click()
    office.page.get_by_label("เพราะอะไร").fill(WHY_NOT)
    office.page.get_by_role("button", name="ขอคำอธิบายใหม่").click()
    office.page.wait_for_url("**said=refuse**")
    assert WHY_NOT in said(office)
    seen(office, "not-accepted")
    life.cell = office.page.locator("main a[href^='/desk/cells/']").first.get_attribute("href") or ""
    assert life.cell.endswith(f"/{VARIABLE}")


def test_3_the_waterworks_disputes_and_returns_it_to_the_village(life: Life) -> None:
    office = life.person("waterworks")
    office.look(life.cell)
    assert ODD in said(office)
    seen(office, "doubted-cell")
    office.page.get_by_role("button", name=re.compile("ส่งคืนหมู่บ้าน")).click()
    office.page.select_option("#reason", "not_plausible")
    office.page.fill("#note", LOOK_AGAIN)
    office.page.fill("#due", (thai_day(datetime.now(UTC)) + timedelta(days=7)).isoformat())
    seen(office, "sending-back")
    office.page.locator("main form .button", has_text="ส่งคืนหมู่บ้าน").click()
    office.page.wait_for_url("**/desk/returns?**")
    assert LABEL in said(office) and LOOK_AGAIN in said(office)
    seen(office, "returns")
    office.look(life.cell)
    assert "มีข้อโต้แย้ง" in said(office)


def test_4_its_short_form_is_on_the_phone_and_brings_the_right_value(life: Life) -> None:
    worker = life.person("worker1")
    worker.look("/desk/work")
    assert LOOK_AGAIN in worker.page.locator("#returned").inner_text()
    seen(worker, "returned-worker")
    form = life.phone.forms()[f"return.water.{VARIABLE}"]
    assert form["name"] == f"ส่งคืน: {LABEL}"
    (row,) = life.phone.lists(form)[f"returned_water_{VARIABLE}.csv"]
    assert (row["village"], row["former"], row["note"]) == (VILLAGE, ODD, LOOK_AGAIN)
    day = thai_day(datetime.now(UTC)).isoformat()
    sent = life.phone.send(
        form,
        cell=row["name"],
        village=row["village"],
        period=row["period"],
        visit_date=day,
        pwa_customers=RIGHT,
    )
    assert sent.status == 201, sent.text
    until(worker, "/desk/work", lambda: worker.page.locator("#returned").count() == 0)
    assert f"return.water.{VARIABLE}" not in life.phone.forms()
    assert ASKED not in said(worker)
    seen(worker, "answered-worker")


def test_5_the_waterworks_confirms_the_corrected_value(life: Life) -> None:
    office = life.person("waterworks")
    office.look("/desk/returns")
    assert LOOK_AGAIN not in said(office)
    until(office, life.cell, lambda: "ผ่านการตรวจ" in said(office))
    assert RIGHT in said(office)
    office.page.get_by_role("button", name="ยืนยันค่านี้").click()
    expect(kept(office)).to_contain_text("บันทึก")
    assert "ยืนยันแล้ว" in said(office)
    seen(office, "confirmed-cell")


def test_6_district_and_province_sign_from_below(life: Life) -> None:
    district, province = life.person("district"), life.person("province")
    district.look("/desk/signing")
    seen(district, "signing")
    district.page.locator("main a[href*='/signing/water/']").first.click()
    above = district.page.url.split("?")[0].removeprefix(life.served.url)
    assert above.endswith("/5801") and "ยังไม่ลงนาม" in said(district)
    for code in (NEW, KNOWN, "5801"):
        _sign(district, above.replace("/5801", f"/{code}"))
    _sign(province, above.replace("/5801", "/58"))


def _sign(officer: Visitor, path: str) -> None:
    """Signs; without a word about what is left open it is refused."""
    officer.look(path)
    seen(officer, f"to-sign-{path.rsplit('/', 1)[1]}")
    sign = officer.page.get_by_role("button", name="ลงนามรับรอง")
    sign.click()
    assert officer.page.get_by_role("alert").is_visible()
    for box in officer.page.locator("input[name=leave]").all():
        box.check()
    officer.page.get_by_label("หมายเหตุ").fill(LEFT_OPEN)
    officer.page.get_by_role("button", name="ลงนามรับรอง").click()
    expect(kept(officer)).to_contain_text("ลงนามแล้ว")
    assert LEFT_OPEN in said(officer) and "ค่าที่ยังไม่มีคำตอบ" in said(officer)
    seen(officer, f"signed-{path.rsplit('/', 1)[1]}")


def test_7_a_reader_challenges_the_published_value(life: Life) -> None:
    built = life.served.tambon("release", "build", "--round", "demo-first", "--json")
    life.release = json.loads(built)["version"]
    reader = life.person("reader")
    reader.look(f"/areas/{VILLAGE}")
    seen(reader, "published")
    reader.page.locator(f"main a[href*='/counter/challenge'][href*='variable={VARIABLE}']").click()
    assert RIGHT in said(reader)
    reader.page.get_by_label("ค่านี้ผิดอย่างไร").fill(DOUBT)
    reader.page.get_by_label("ค่าที่ถูกต้อง").fill("60")
    seen(reader, "challenge")
    reader.page.get_by_role("button", name="ส่งข้อทักท้วง").click()
    life.code = reader.page.locator("main code").first.inner_text()
    assert "รอเจ้าหน้าที่อ่าน" in said(reader)
    seen(reader, "challenge-sent")


def test_8_it_is_read_first_and_answered_by_the_waterworks(life: Life) -> None:
    moderator, office, reader = life.person("province"), life.person("waterworks"), life.person("reader")
    moderator.look("/desk/challenges")
    seen(moderator, "to-read")
    moderator.page.get_by_role("link", name=re.compile(DOUBT)).click()
    seen(moderator, "reading")
    moderator.page.get_by_role("button", name="ส่งต่อให้สำนักงานเจ้าของข้อมูล").click()
    expect(kept(moderator)).to_contain_text("บันทึกแล้ว")
    office.look(life.cell)
    office.page.locator("main a[href^='/desk/challenges/']", has_text="ตอบ").click()
    office.page.get_by_label("ค่าที่เผยแพร่ถูกต้อง").check()
    office.page.get_by_label("คำตอบหนึ่งหรือสองประโยค").fill(ANSWER)
    seen(office, "answering")
    office.page.get_by_role("button", name="ตอบ", exact=True).click()
    expect(kept(office)).to_contain_text("บันทึกแล้ว")
    seen(office, "nothing-to-answer")
    reader.look("/counter/")
    reader.page.get_by_label("รหัส").fill(life.code)
    reader.page.get_by_role("button", name="ดูคำตอบ").click()
    assert ANSWER in said(reader)
    assert "กปภ. สาขาแม่ฮ่องสอน" not in said(
        reader
    )  # one person works there: its days are not told with its name
    seen(reader, "answer-by-code")


def test_9_the_answer_is_published(life: Life) -> None:
    life.served.tambon("release", "build", "--round", "demo-first", "--json")
    snapshot = json.loads((life.served.home / "catalogue/snapshots/challenges.json").read_bytes())
    (one,) = snapshot["answered"]
    assert (one["area_code"], one["variable"], one["outcome"]) == (VILLAGE, VARIABLE, "stands")
    assert one["answer"] == ANSWER and DOUBT not in json.dumps(snapshot, ensure_ascii=False)
    reader = life.person("reader")
    for path in (f"/areas/{VILLAGE}", "/datasets/water"):
        until(reader, path, lambda: ANSWER in said(reader))
        seen(reader, path.strip("/").replace("/", "-"))


def test_10_the_values_page_tells_the_whole_story(life: Life) -> None:
    for username in ("waterworks", "province"):
        one = life.person(username)
        one.look(life.cell)
        for details in one.page.locator("main details").all():
            details.evaluate("it => it.open = true")
        story = said(one)
        told = (
            ODD,
            ASKED,
            BECAUSE,
            WHY_NOT,
            "ค่าเป็นไปได้ยาก",
            LOOK_AGAIN,
            RIGHT,
            "ยืนยัน",
            "ลงนาม",
            DOUBT,
            ANSWER,
        )
        assert [what for what in (*told, life.release) if what not in story] == []
        seen(one, f"story-{username}")


def test_11_the_journal_proves_it_and_names_what_was_changed_behind_it(life: Life) -> None:
    served, record = life.served, life.cell.split("/")[3]
    held = json.loads(served.tambon("verify-journal", "--json"))
    assert held["holds"] and held["fault_count"] == 0

    def write(value: str) -> None:
        change = f"jsonb_set(values, '{{{VARIABLE}}}', '{value}')"
        served.tambon(
            "dbshell", "--", "-c", f"UPDATE records_record SET values = {change} WHERE id = {record}"
        )

    write("48")
    found = json.loads(served.tambon("verify-journal", "--json", expect=1))
    assert not found["holds"]
    assert [fault["where"] for fault in found["faults"]] == [f"records_record {record}"]
    write(RIGHT)
    assert json.loads(served.tambon("verify-journal", "--json"))["holds"]


def test_12_nobodys_browser_complained(life: Life) -> None:
    assert {name: one.faults for name, one in life.people.items() if one.faults} == {}
    for one in life.people.values():
        one.leave()

"""An officer's hour: the queue, confirming many, one value's story."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from desk_world import FAST, Desk, fresh, post
from pytest_django import Settings
from records_world import AT, collect, send, xml

from tambon.journal.models import Entry
from tambon.records.actions import process_inbox
from tambon.records.models import Claim
from tambon.records.rules import Grade, RecordView

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def ref(record: RecordView, variable: str = "piped_households") -> str:
    return f"{record.id}:{variable}:{record.cells[variable].claim_id}"


def story(record: RecordView, variable: str = "piped_households") -> str:
    return f"/desk/cells/{record.id}/{variable}"


def read(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.content.decode())


def test_an_edited_form_is_told_as_such_in_the_values_story(desk: Desk) -> None:
    record = collect(desk.world)
    officer = desk.browser("somying")
    assert "แก้ไขแบบที่เคยส่ง" not in read(officer.get(story(record)))
    again = xml(households=120, piped=91)
    edit = again.replace(b"</meta>", b"<deprecatedID>uuid:first</deprecatedID></meta>")
    send(desk.world, edit, at=AT + timedelta(minutes=5))
    send(desk.world, edit.replace(b"58010201", b"99999999").replace(b"uuid:", b"uuid:no-such-village-", 1))
    process_inbox(at=AT + timedelta(minutes=5))
    assert read(officer.get(story(record))).count("แก้ไขแบบที่เคยส่ง") == 1
    assert "uuid:first" in read(desk.browser("kanya").get("/desk/quarantine")).partition("<details>")[0]


def test_the_queue_shows_what_the_office_owns_and_nothing_else(desk: Desk) -> None:
    record = collect(desk.world)
    page = desk.browser("somying").get(desk.queue())
    assert set(re.findall(r'name="cell" value="\d+:(\w+):', read(page))) == {"piped_households"}
    assert ref(record) in read(page) and "เหลือ 1 ค่า ใน 1 หมู่บ้าน" in read(page)
    assert page["Cache-Control"] == "private, no-store"
    assert "ข้อมูลสังเคราะห์" in read(page) and "หมู่บ้านสังเคราะห์" in read(page)
    assert f'{desk.queue()}"' in read(desk.browser("somying").get("/desk/"))
    other = read(desk.browser("malai").get(desk.queue("lao")))
    assert set(re.findall(r'name="cell" value="\d+:(\w+):', other)) == {"households"}


def test_several_villages_are_confirmed_at_once_and_the_stale_one_is_named(desk: Desk) -> None:
    first, second = collect(desk.world), collect(desk.world, "58010202")
    officer = desk.browser("somying")
    officer.get(desk.queue())
    collect(desk.world, "58010202", minutes=5, households=120, piped=95)
    cells = {"cell": [ref(first), ref(second)], "district": "5801", "after": "3-1"}
    answer = post(officer, f"{desk.queue()}/confirm", cells, page=desk.queue())
    assert answer["Location"] == f"{desk.queue()}?district=5801&after=3-1&done=1&changed=1"
    assert desk.world.record().cells["piped_households"].grade is Grade.VERIFIED
    shown = read(officer.get(answer["Location"]))
    assert "ยืนยันแล้ว 1 ค่า" in shown and "อีก 1 ค่าเปลี่ยน" in shown
    assert Entry.objects.filter(kind="cells.confirm", by=f"person:{desk.people['somying']}").count() == 1


def test_nothing_chosen_is_told(desk: Desk) -> None:
    collect(desk.world)
    answer = post(desk.browser("somying"), f"{desk.queue()}/confirm", {}, page=desk.queue())
    assert answer.status_code == 422 and "ยังไม่ได้เลือก" in read(answer)


def test_the_queue_narrows_to_a_dataset_and_a_district(desk: Desk) -> None:
    collect(desk.world)
    officer = desk.browser("somying")
    assert 'name="cell"' in read(officer.get(f"{desk.queue()}?district=5801&dataset=water"))
    unknown = read(officer.get(f"{desk.queue()}?district=9999&dataset=nothing&after=zzz"))
    assert 'name="cell"' in unknown


def test_one_place_is_found_by_its_code_in_thai_digits_too(desk: Desk) -> None:
    first, second = collect(desk.world), collect(desk.world, "58010202")
    officer = desk.browser("somying")
    one = read(officer.get(f"{desk.queue()}?place=58010202"))
    assert ref(second) in one and ref(first) not in one
    both = read(officer.get(f"{desk.queue()}?place=๕๘๐๑๐๒"))
    assert ref(first) in both and ref(second) in both
    nowhere = read(officer.get(f"{desk.queue()}?place=99999999"))
    assert "cell" not in re.findall(r'name="(\w+)"', nowhere) and "99999999" in nowhere
    answer = post(
        officer, f"{desk.queue()}/confirm", {"cell": [ref(second)], "place": "58010202"}, page=desk.queue()
    )
    assert answer["Location"] == f"{desk.queue()}?place=58010202&done=1&changed=0"


def test_an_empty_queue_says_thanks(desk: Desk) -> None:
    assert "ไม่มีค่าใดรอตรวจ" in read(desk.browser("somying").get(desk.queue()))
    assert "Nothing waits" in read(desk.browser("somying").get(f"{desk.queue()}?lang=en"))


def test_after_the_last_page_the_skipped_ones_are_not_forgotten(desk: Desk) -> None:
    record = collect(desk.world)
    page = read(desk.browser("somying").get(f"{desk.queue()}?after=0-{record.id}"))
    assert "ยังมีค่าที่ข้ามไว้" in page


def test_a_value_is_confirmed_on_its_own_page(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    answer = post(officer, story(record), {"cell": ref(record), "verdict": "confirm"})
    assert answer["Location"] == f"{story(record)}?saved=1"
    assert desk.world.record().cells["piped_households"].grade is Grade.VERIFIED
    assert "ยืนยันแล้ว" in read(officer.get(answer["Location"]))


def test_a_value_is_disputed_with_a_reason_and_thai_digits(desk: Desk) -> None:
    record, officer = collect(desk.world, households=120, piped=90, customers=70), desk.browser("somying")
    page = story(record, "pwa_customers")
    fields = {
        "cell": ref(record, "pwa_customers"),
        "verdict": "dispute",
        "reason": "out_of_date",
        "proposed": "๗๒",
    }
    assert post(officer, page, fields).status_code == 302
    assert desk.world.record().values["pwa_customers"] == 72
    assert "ข้อมูลเก่า" in read(officer.get(page))


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"reason": ""}, 422, "ต้องเลือกเหตุผล"),
        ({"reason": "<script>"}, 422, "ต้องเลือกเหตุผล"),
        ({"reason": "other", "proposed": "ประมาณร้อย"}, 422, "อ่านค่าที่เสนอไม่ได้"),
        ({"reason": "other", "cell": "nonsense"}, 422, "อ่านรายการที่เลือกไม่ได้"),
    ],
)
def test_what_cannot_be_taken_is_said_on_the_page_and_nothing_is_lost(
    desk: Desk, fields: dict[str, str], status: int, said: str
) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    before = Claim.objects.count()
    answer = post(
        officer, story(record), {"cell": ref(record), "verdict": "dispute", "proposed": "", **fields}
    )
    assert (answer.status_code, Claim.objects.count()) == (status, before)
    assert said in read(answer)
    if fields.get("proposed"):
        assert f'value="{fields["proposed"]}"' in read(answer)


def test_a_verdict_on_another_cell_than_the_pages_is_refused(desk: Desk) -> None:
    first, second = collect(desk.world), collect(desk.world, "58010202")
    answer = post(desk.browser("somying"), story(first), {"cell": ref(second), "verdict": "confirm"})
    assert answer.status_code == 422


def test_a_value_that_changed_meanwhile_is_shown_anew(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    collect(desk.world, minutes=5, households=120, piped=95)
    answer = post(officer, story(record), {"cell": ref(record), "verdict": "confirm"})
    assert answer.status_code == 409 and "95" in read(answer)


def test_who_sees_a_value_may_not_for_that_judge_it(desk: Desk) -> None:
    record = collect(desk.world)
    for name in ("wichai", "kanya"):
        officer = desk.browser(name)
        page = officer.get(story(record))
        assert page.status_code == 200 and 'name="verdict"' not in read(page)
        answer = post(officer, story(record), {"cell": ref(record), "verdict": "confirm"}, page="/desk/")
        assert answer.status_code == 403
    assert desk.world.record().cells["piped_households"].grade is not Grade.VERIFIED


def test_progress_counts_the_officers_own_district(desk: Desk) -> None:
    collect(desk.world)
    page = read(desk.browser("wichai").get("/desk/progress"))
    assert "ห้วยโป่ง" in page and "ผาบ่อง" in page
    assert "ยังไม่มีรอบ" in read(desk.browser("prasert").get("/desk/progress"))

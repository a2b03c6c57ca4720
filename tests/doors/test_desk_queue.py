"""The queue and a cell's page: what stands beside values, own values, hand-overs; as different people."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from desk_world import FAST, MADE, Desk, fresh, post, ref
from pictures import jpeg, scene
from pytest_django import Settings
from records_world import AT, BY, check, collect, register

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.blobs import kept
from tambon.host.home import Home
from tambon.records import actions as records
from tambon.records.models import Claim
from tambon.records.rules import Grade, RecordView
from tambon.submissions import actions as submissions
from tambon.submissions.rules import Part
from tambon.verification import actions
from tambon.verification.models import HandOver

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def story(record: RecordView, variable: str = "piped_households") -> str:
    return f"/desk/cells/{record.id}/{variable}"


def read(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.content.decode())


def test_the_queue_shows_what_stands_beside_each_value(desk: Desk) -> None:
    collect(desk.world)
    collect(desk.world, "58010202", households=100, piped=40)
    officer = desk.browser("somying")
    page = read(officer.get(f"{desk.queue()}?lang=en"))
    assert "median 40 (40–40)" in page and "median 90 (90–90)" in page
    assert "Last round" in page and "Your value" in page


def test_what_passes_is_ticked_by_a_link_without_any_script(desk: Desk) -> None:
    first, second = collect(desk.world), collect(desk.world, "58010202")
    third = collect(desk.world, "58010203")
    check(first, second, third)
    check(desk.world.record("58010202"), piped_households=4)
    records.make_claims([register(desk.world, village="58010203", piped_households=3)], at=AT)
    officer = desk.browser("somying")
    assert " checked>" not in read(officer.get(desk.queue()))
    page = read(officer.get(f"{desk.queue()}?tick=pass"))
    assert re.findall(r'value="(\d+):[^"]*" data-select checked', page) == [str(first.id)]


def test_several_own_values_are_entered_from_the_queue(desk: Desk) -> None:
    first, second = collect(desk.world), collect(desk.world, "58010202")
    third = collect(desk.world, "58010203")
    officer = desk.browser("somying")
    officer.get(desk.queue())
    collect(desk.world, "58010203", minutes=3, households=120, piped=95)
    fields = {
        f"own:{ref(first)}": "๘๘", f"own:{ref(second)}": "", f"own:{ref(third)}": "70",
        "day": "22/11/2569", "note": "ทะเบียน", "district": "5801",
    }  # fmt: skip
    answer = post(officer, f"{desk.queue()}/enter", fields, page=desk.queue())
    assert answer["Location"] == f"{desk.queue()}?district=5801&entered=1&beside=0&stale=1"
    assert desk.world.record().values["piped_households"] == 88
    assert "บันทึกค่าของสำนักงานแล้ว 1 ค่า" in read(officer.get(answer["Location"]))
    before = Claim.objects.count()
    unreadable = post(officer, f"{desk.queue()}/enter", {f"own:{ref(second)}": "มาก"}, page=desk.queue())
    nothing = post(officer, f"{desk.queue()}/enter", {}, page=desk.queue())
    assert (unreadable.status_code, nothing.status_code, Claim.objects.count()) == (422, 422, before)


def test_an_own_value_on_a_cells_page_stands_beside_the_others(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    given = {"cell": ref(record), "verdict": "enter", "own": "12", "day": "1 ม.ค. 2569", "note": "เล่ม 2"}
    answer = post(officer, story(record), given)
    assert answer["Location"] == f"{story(record)}?saved=1"
    page = read(officer.get(story(record)))
    assert desk.world.record().values["piped_households"] == 90 and ">12<" in page
    wrong = post(officer, story(record), {**given, "own": "สิบสอง"})
    assert wrong.status_code == 422 and 'value="สิบสอง"' in read(wrong)


def test_a_colleagues_word_since_the_page_was_opened_is_told(desk: Desk) -> None:
    record, officer = collect(desk.world), desk.browser("somying")
    seen = ref(record)
    post(officer, story(record), {"cell": seen, "verdict": "confirm"})
    answer = post(officer, story(record), {"cell": seen, "verdict": "dispute", "reason": "other"})
    assert answer.status_code == 409 and "เปลี่ยนไป" in read(answer)
    assert desk.world.record().cells["piped_households"].grade is Grade.VERIFIED


def test_pictures_are_seen_by_who_sees_the_value_and_nobody_else(desk: Desk, home: Home) -> None:
    content = jpeg(scene(3), place=(19.3, 97.9))
    blobs = kept(home.blobs)
    with blobs.draft() as draft:
        draft.write(content)
        name = draft.keep().sha256
    filled = (
        '<data id="water" version="1"><village>58010201</village><day>2026-11-20</day><piped>90</piped>'
        f"<meta><instanceID>uuid:{uuid4()}</instanceID></meta></data>"
    ).encode()
    part = Part("well.jpg", name, len(content), "image/jpeg")
    submissions.receive(xml=filled, person_id=desk.world.worker, at=AT, attachments=[part])
    records.process_inbox(at=AT)
    record = desk.world.record()
    page, address = read(desk.browser("somying").get(story(record))), f"{story(record)}/{name}-320.jpg"
    assert address in page and "ภาพ 1" in read(desk.browser("somying").get(desk.queue()))
    shown = desk.browser("somying").get(address)
    assert shown.status_code == 200 and b"secret" not in shown.content
    assert desk.browser("somying").get(address.replace(name, "0" * 64)).status_code == 404
    assert desk.browser("prasert").get(address).status_code == 403
    assert desk.browser().get(address).status_code == 302


def _second_office(desk: Desk) -> None:
    desk.world.office["pwa-2"] = accounts.add_office(
        agency="pwa", code="pwa-2", name_th="สาขา 2", name_en="Branch 2", by=BY, at=MADE
    )
    accounts.set_territory(
        office_id=desk.world.office["pwa-2"], area_ids=[desk.world.area["580103"]],
        since=MADE.date(), by=BY, at=MADE,
    )  # fmt: skip
    person = accounts.add_person(username="somchai", name_th="สมชาย", by=BY, at=MADE)
    new = NewGrant(person, Role.VERIFIER, MADE.date(), office_id=desk.world.office["pwa-2"])
    accounts.grant(new, by=BY, at=MADE)
    desk.people["somchai"] = person


def test_a_cell_is_handed_over_and_taken_at_the_other_office(desk: Desk) -> None:
    _second_office(desk)
    record, officer = collect(desk.world), desk.browser("somying")
    page = read(officer.get(story(record)))
    assert '<select id="taker"' in page and '<option value="pwa-2">' in page
    given = {"cell": ref(record), "verdict": "hand", "taker": "pwa-2", "why": "other_serves"}
    assert post(officer, story(record), given | {"why": ""}).status_code == 422
    assert post(officer, story(record), given).status_code == 302
    row = HandOver.objects.get()
    assert "รอสำนักงานนั้นตอบ" in read(officer.get(f"{desk.queue()}/handed"))
    taker, theirs = desk.browser("somchai"), desk.queue("pwa-2")
    assert "ส่งต่อมาให้คุณ 1 ค่า" in read(taker.get(theirs))
    page = f"{theirs}/handed"
    refused = post(officer, f"/desk/handed/{row.id}", {"doing": "take"}, page=desk.queue())
    assert refused.status_code == 403
    answer = post(taker, f"/desk/handed/{row.id}", {"doing": "take", "office": row.taker_id}, page=page)
    assert answer["Location"] == f"{page}?answered=1"
    assert ref(record) in read(taker.get(theirs)) and ref(record) not in read(officer.get(desk.queue()))


def test_hand_over_pages_are_for_their_own_people(desk: Desk) -> None:
    assert desk.browser("malai").get(f"{desk.queue()}/handed").status_code == 403
    assert desk.browser("somying").get("/desk/handed").status_code == 403
    person = accounts.add_person(username="boss", name_th="หัวหน้า", by=BY, at=MADE)
    new = NewGrant(person, Role.ADMINISTRATOR, MADE.date(), area_id=desk.world.area["TH"])
    accounts.grant(new, by=BY, at=MADE)
    desk.people["boss"] = person
    record = collect(desk.world)
    given = {"cell": ref(record), "verdict": "hand", "taker": "lao-1", "why": "not_our_field"}
    post(desk.browser("somying"), story(record), given)
    boss, row = desk.browser("boss"), HandOver.objects.get()
    if boss.get("/desk/handed").status_code == 302:  # an administrator sets up a second factor first
        return
    assert "รอผู้ดูแลโครงการ" in read(boss.get("/desk/handed"))
    post(boss, f"/desk/handed/{row.id}", {"doing": "refuse"}, page="/desk/handed")
    assert HandOver.objects.get().taken is False


def test_what_cannot_be_true_is_passed_over_and_said(desk: Desk) -> None:
    collect(desk.world, households=80, piped=90)
    collect(desk.world, "58010202", households=120, piped=90)
    while actions.check_changed(at=AT) + actions.check_groups(at=AT):
        pass
    bad, good = desk.world.record(), desk.world.record("58010202")
    officer = desk.browser("somying")
    page = read(officer.get(f"{desk.queue()}?lang=en&tick=pass"))
    (row,) = re.findall(r"<tr data-row[^>]* data-impossible[^>]*>.*?</tr>", page, re.S)
    assert ref(bad) in row and " checked" not in row
    came = post(officer, f"{desk.queue()}/confirm", {"cell": [ref(bad), ref(good)]}, page=desk.queue())
    assert came.url.endswith("?done=1&changed=0&impossible=1")
    assert "Not confirmed: 1" in read(officer.get(f"{came.url}&lang=en"))
    assert desk.world.record().cells["piped_households"].grade is Grade.REPORTED


def test_a_values_page_does_not_offer_to_confirm_what_cannot_be_true(desk: Desk) -> None:
    collect(desk.world, households=80, piped=90)
    actions.check_changed(at=AT)
    bad, officer = desk.world.record(), desk.browser("somying")
    page = read(officer.get(f"{story(bad)}?lang=en"))
    assert 'value="confirm"' not in page and "it cannot be true" in page
    assert 'value="dispute"' in page and 'value="enter"' in page
    came = post(officer, f"{story(bad)}?lang=en", {"cell": ref(bad), "verdict": "confirm"})
    assert came.status_code == 409 and "cannot be confirmed" in read(came)

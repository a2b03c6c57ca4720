"""The page of one submission: an officer corrects, looks, settles and redacts; others see nothing of it."""

from __future__ import annotations

from uuid import UUID

import pytest
from desk_world import Desk, make_desk, post
from form_workbooks import PICTURE, SHOPS, whole_form
from records_world import AT, send, xml

from tambon.forms.actions import Workbook, publish_workbook
from tambon.journal import queries as journal
from tambon.records import actions, queries
from tambon.records.models import Claim
from tambon.submissions import queries as kept
from tambon.submissions.models import Quarantine, Redaction, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ID = "1101700230708"


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def set_aside(desk: Desk, content: bytes) -> UUID:
    send(desk.world, content)
    actions.process_inbox(at=AT)
    return Submission.objects.values_list("ref", flat=True).get()


def test_a_doubtful_answer_is_corrected_previewed_and_counts(desk: Desk) -> None:
    ref = set_aside(desk, xml(households="ประมาณ 120", piped=90))
    page = f"/desk/quarantine/{ref}"
    wichai = desk.browser("wichai")
    assert page in wichai.get("/desk/quarantine").content.decode()
    shown = wichai.get(page).content.decode()
    assert "ประมาณ 120" in shown and "ไม่ใช่จำนวนเต็ม" in shown and "คำตอบข้ออื่นนับแล้ว" in shown
    looked = post(wichai, page, {"act": "preview", "say:households": "120"}).content.decode()
    assert "ถ้าประมวลผลตอนนี้" in looked and "ยังต้องแก้" not in looked and 'value="120"' in looked
    assert Claim.objects.count() == 1 and kept.find_quarantined(ref) is not None
    doubtful = post(wichai, page, {"act": "preview", "say:households": "ราว ๆ ร้อย"}).content.decode()
    assert "ยังต้องแก้" in doubtful
    assert post(wichai, page, {"act": "again", "say:households": "120"}).status_code == 302
    actions.process_inbox(at=AT)
    assert desk.world.record().values == {"households": 120, "piped_households": 90}
    assert kept.find_quarantined(ref) is None and wichai.get(page).status_code == 200


def test_the_senders_villages_are_offered_for_a_wrong_code(desk: Desk) -> None:
    ref = set_aside(desk, xml("99999999"))
    page, wichai = f"/desk/quarantine/{ref}", desk.browser("wichai")
    assert '<option value="58010202"' in wichai.get(page).content.decode()
    assert post(wichai, page, {"act": "again", "say:area": "58010202"}).status_code == 302
    actions.process_inbox(at=AT)
    assert desk.world.record("58010202").values == {"households": 120, "piped_households": 90}


def test_it_is_left_aside_with_a_reason_and_never_without(desk: Desk) -> None:
    ref = set_aside(desk, xml(households="many"))
    page, wichai = f"/desk/quarantine/{ref}", desk.browser("wichai")
    assert post(wichai, page, {"act": "set_aside"}).status_code >= 400
    assert kept.find_quarantined(ref) is not None
    assert post(wichai, page, {"act": "set_aside", "why": "trial"}).status_code == 302
    assert Quarantine.objects.get().details["why"] == "trial" and Claim.objects.count() == 0
    (entry,) = journal.list_entries(kind="submission.settled")
    assert entry.body == {"outcome": "set_aside", "why": "trial"}


def test_an_id_is_suggested_and_redacted(desk: Desk) -> None:
    ref = set_aside(desk, xml(households="many", remark=f"บัตร {ID}"))
    page, wichai = f"/desk/quarantine/{ref}", desk.browser("wichai")
    assert "คล้ายเลขประจำตัวประชาชน" in wichai.get(page).content.decode()
    assert post(wichai, page, {"act": "redact", "blot": "remark"}).status_code == 422
    answer = post(wichai, page, {"act": "redact", "blot": "remark", "reason": "citizen_id"})
    assert answer.status_code == 302
    shown = wichai.get(page).content.decode()
    assert ID not in shown and "█" in shown and Redaction.objects.get().reason == "citizen_id"
    checkers = {**kept.JOURNAL_CHECKERS, **queries.JOURNAL_CHECKERS}
    assert journal.verify(checkers).holds


def test_who_does_not_settle_there_sees_nothing_and_changes_nothing(desk: Desk) -> None:
    ref = set_aside(desk, xml(households="many", remark=ID))
    page = f"/desk/quarantine/{ref}"
    for who in ("prasert", "malee", "somying", "anan", "boonmi"):
        browser = desk.browser(who)
        answer = browser.get(page)
        assert answer.status_code == 403 and ID not in answer.content.decode()
        for fields in (
            {"act": "again", "say:households": "1"},
            {"act": "redact", "blot": "remark", "reason": "name"},
        ):
            assert post(browser, page, fields, page="/desk/notices").status_code == 403
    assert kept.find_quarantined(ref) is not None and not Redaction.objects.exists()


def test_an_answer_in_a_repeat_says_in_which_of_its_rows_it_stands(desk: Desk) -> None:
    book = Workbook(whole_form(), "wells.xlsx", {"shops.csv": SHOPS, "map.png": PICTURE})
    publish_workbook(book, by="system", at=AT)
    wells = "".join(f"<wells><depth>{depth}</depth><uses>farm</uses></wells>" for depth in (3, 8))
    meta = "<meta><instanceID>uuid:wells</instanceID></meta>"
    ref = set_aside(desk, f'<data id="wells" version="1">{wells}{meta}</data>'.encode())
    shown = desk.browser("wichai").get(f"/desk/quarantine/{ref}").content.decode()
    assert shown.count("บ่อน้ำ 1<") == shown.count("บ่อน้ำ 2<") == 2

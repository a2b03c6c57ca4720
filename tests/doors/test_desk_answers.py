"""Answers at the desk in words; what an officer said beside them, by whom; what stands in whose place."""

from __future__ import annotations

import csv
import io
import zipfile
from uuid import UUID

import pytest
from desk_world import Desk, make_desk, post
from form_workbooks import PICTURE, SHOPS, whole_form
from records_world import AT, send, xml

from tambon.forms.actions import Workbook, publish_workbook
from tambon.records import actions
from tambon.submissions import queries as kept
from tambon.submissions.models import Correction, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def set_aside(desk: Desk, content: bytes) -> UUID:
    send(desk.world, content)
    actions.process_inbox(at=AT)
    return Submission.objects.order_by("-id").values_list("ref", flat=True)[0]


def test_a_settled_page_says_what_was_corrected_by_which_role_and_when(desk: Desk) -> None:
    ref = set_aside(desk, xml("99999999"))
    page, wichai = f"/desk/quarantine/{ref}", desk.browser("wichai")
    post(wichai, page, {"act": "again", "say:area": "58010202", "say:day": "20/11/2569"})
    actions.process_inbox(at=AT)
    assert kept.find_quarantined(ref) is None
    shown = wichai.get(page).content.decode()
    assert "99999999" in shown and "58010202" in shown and "20 พฤศจิกายน 2569" in shown
    assert shown.count("แก้เป็น") == 2 and "เจ้าหน้าที่อำเภอ" in shown


def test_a_day_that_is_none_is_refused_at_once_and_nothing_is_kept(desk: Desk) -> None:
    ref = set_aside(desk, xml("99999999"))
    page, wichai = f"/desk/quarantine/{ref}", desk.browser("wichai")
    answer = post(wichai, page, {"act": "again", "say:area": "58010202", "say:day": "29/13/2569"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "อ่านวันที่เยี่ยม 29/13/2569 ไม่ได้" in shown
    assert 'value="29/13/2569"' in shown
    assert not Correction.objects.exists() and kept.find_quarantined(ref) is not None


def test_an_edited_one_names_the_newer_and_the_newer_names_it(desk: Desk) -> None:
    first = set_aside(desk, xml())
    name = Submission.objects.get(ref=first).instance_id
    older = f"<deprecatedID>{name}</deprecatedID></meta>".encode()
    second = set_aside(desk, xml(piped=91).replace(b"</meta>", older))
    wichai = desk.browser("wichai")
    assert f"/desk/quarantine/{second}" in wichai.get(f"/desk/quarantine/{first}").content.decode()
    shown = wichai.get(f"/desk/quarantine/{second}").content.decode()
    assert f"/desk/quarantine/{first}" in shown and "เปิดแบบเดิม" in shown


def test_villages_days_and_choices_are_said_in_words_with_the_code_in_small(desk: Desk) -> None:
    ref = set_aside(desk, xml())
    wichai = desk.browser("wichai")
    pages = [f"/desk/quarantine/{ref}", f"/desk/submissions/{Submission.objects.get().form_id}"]
    for page in pages:
        shown = wichai.get(page).content.decode()
        assert '<span class="fine">58010201</span>' in shown, page
        assert '<span class="fine">2026-11-22</span>' in shown or "2569 <" in shown, page


def test_a_choice_of_a_form_of_its_own_is_shown_by_its_words(desk: Desk) -> None:
    book = Workbook(whole_form(), "wells.xlsx", {"shops.csv": SHOPS, "map.png": PICTURE})
    publish_workbook(book, by="system", at=AT)
    wells = "<wells><depth>3</depth><uses>farm</uses></wells>"
    meta = "<meta><instanceID>uuid:wells</instanceID></meta>"
    ref = set_aside(desk, f'<data id="wells" version="1">{wells}{meta}</data>'.encode())
    shown = desk.browser("wichai").get(f"/desk/quarantine/{ref}").content.decode()
    assert '<span class="fine">farm</span>' in shown
    answer = desk.browser("wichai").get("/desk/submissions/wells.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        rows = list(csv.DictReader(io.StringIO(archive.read("choices.csv").decode("utf-8-sig"))))
    assert {"farm"} <= {row["code"] for row in rows} and all(row["label_th"] for row in rows)

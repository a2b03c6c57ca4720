"""Forms at the desk: uploaded, told by row what is wrong, mapped, published, compared and retired."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from desk_world import Desk, make_desk, post, token
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from form_workbooks import (
    CHOICES,
    MAPPING,
    PICTURE,
    SHOPS,
    SURVEY,
    settings,
    whole_form,
    with_macros,
    workbook,
)

from tambon.forms import actions, queries
from tambon.forms.models import Draft, FormVersion
from tambon.host.home import Home
from tambon.journal.models import Entry
from tambon.journal.queries import verify

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = "/desk/forms-new"


@pytest.fixture
def desk(db: None, home: Home) -> Desk:
    return make_desk()


def upload(
    desk: Desk, client: Client, content: bytes, *, area: str = "5801", name: str = "wells.xlsx"
) -> Any:
    file = SimpleUploadedFile(name, content)
    return post(client, NEW, {"file": file, "area": desk.world.area[area]})


def converted(address: str) -> UUID:
    """The job's work, done here; the draft's reference."""
    assert actions.convert_waiting(at=datetime.now(UTC)) >= 1
    return UUID(address.rpartition("/")[2])


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return answer.content.decode()


def test_a_form_goes_from_a_workbook_to_a_version_and_out_of_use(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    answer = upload(desk, wichai, whole_form())
    assert answer.status_code == 302, answer.content.decode()
    draft = answer.url
    waiting = wichai.get(draft)
    assert "กำลังแปลง" in waiting.content.decode() and waiting["Refresh"] == "3"
    ref = converted(draft)
    seen = page(wichai, draft)
    for words in ("จำนวนครัวเรือน", "Households", "shops.csv", "map.png", "บ่อน้ำ", "เมืองเหนือ", "${region}"):
        assert words in seen, words
    refused = post(wichai, draft, {"doing": "publish"})
    assert refused.status_code == 422 and "map.png, shops.csv" in refused.content.decode()
    for name, content in (("shops.csv", SHOPS), ("map.png", PICTURE)):
        file = {"doing": "file", "name": name, "file": SimpleUploadedFile("x", content)}
        assert post(wichai, draft, file).status_code == 302
    chosen = {"doing": "map", "dataset": "water", "area": "village", "visited_on": "visited"}
    wrong = post(wichai, draft, {**chosen, "v:water.households": "water/town"})
    assert wrong.status_code == 422
    assert "คำถาม town (เมือง / Town) ใช้กับตัวแปร water.households ไม่ได้" in wrong.content.decode()
    assert Draft.objects.get(ref=ref).mapping == {}
    assert post(wichai, draft, {**chosen, "v:water.households": "water/homes"}).status_code == 302
    done = post(wichai, draft, {"doing": "publish"})
    assert done.url == "/desk/forms/wells?done=published"
    assert "เผยแพร่แล้ว" in page(wichai, done.url)
    form = queries.find_version("wells", "1")
    assert form is not None and form.area_id == desk.world.area["5801"] and form.datasets == ("water",)
    kinds = Entry.objects.filter(kind__startswith="form.").order_by("id").values_list("kind", flat=True)
    assert list(kinds)[-6:] == [
        "form.uploaded", "form.converted", "form.file-added", "form.file-added", "form.mapped",
        "form.published",
    ]  # fmt: skip
    wells = f"forms_formversion {FormVersion.objects.get(form__form_id='wells').pk}"
    assert wells not in {fault.where for fault in verify(queries.JOURNAL_CHECKERS).faults}

    gone = post(wichai, "/desk/forms/wells", {"doing": "retire"})
    assert "เลิกใช้แล้ว" in page(wichai, gone.url)
    assert "wells" not in {one.form_id for one in queries.list_published()}


def test_the_next_version_is_compared_before_and_after_it_is_published(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    book = actions.Workbook(whole_form(), "wells.xlsx", {"shops.csv": SHOPS, "map.png": PICTURE})
    now = datetime.now(UTC)
    actions.publish_workbook(book, area_id=desk.world.area["5801"], by="system", at=now)
    survey = [list(row) for row in SURVEY]
    survey[5][2] = "จำนวนหลังคาเรือน"
    survey[-2] = ["select_one use", "uses", "ใช้ทำอะไร", "Used for"]
    survey.append(["text", "remark", "หมายเหตุ", "Remark"])
    answer = upload(desk, wichai, whole_form(2, survey))
    converted(answer.url)
    seen = page(wichai, answer.url)
    assert "ต่างจากรุ่น 1 ที่ใช้อยู่" in seen
    for words in ("remark", "<del>จำนวนครัวเรือน</del> → <ins>จำนวนหลังคาเรือน</ins>", "<ins>select_one</ins>"):
        assert words in seen, words
    for name, content in (("shops.csv", SHOPS), ("map.png", PICTURE)):
        post(wichai, answer.url, {"doing": "file", "name": name, "file": SimpleUploadedFile("x", content)})
    assert post(wichai, answer.url, {"doing": "publish"}).status_code == 302
    seen = page(wichai, "/desk/forms/wells")
    assert 'id="difference"' in seen and "<ins>จำนวนหลังคาเรือน</ins>" in seen
    other = upload(desk, wichai, whole_form(1, survey))
    converted(other.url)
    for name, content in (("shops.csv", SHOPS), ("map.png", PICTURE)):
        post(wichai, other.url, {"doing": "file", "name": name, "file": SimpleUploadedFile("x", content)})
    taken = post(wichai, other.url, {"doing": "publish"})
    assert taken.status_code == 409 and "เพิ่มเลขรุ่น" in taken.content.decode()


def test_what_is_wrong_is_told_by_row_in_both_languages_and_nothing_is_published(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    survey: list[list[object]] = [
        ["type", "name", "label"],
        ["select_one fruit", "f", "F"],
        [],
        ["integer", "n", "About ${nobody}"],
        ["textt", "t", "T"],
    ]
    answer = upload(desk, wichai, workbook(survey=survey, choices=CHOICES, settings=settings()))
    converted(answer.url)
    seen = page(wichai, answer.url)
    row = r'<th scope="row">survey</th><td class="num"[^>]*>(\d+)</td><td[^>]*>[^<]*</td><td[^>]*>([^<]+)'
    told = dict(re.findall(row, seen))
    assert "fruit" in told["2"] and "nobody" in told["4"] and told.keys() >= {"2", "4"}
    english = wichai.get(answer.url, {"lang": "en"}).content.decode()
    assert "There is no list fruit" in english
    assert post(wichai, answer.url, {"doing": "publish"}, page=NEW).status_code == 409
    assert post(wichai, answer.url, {"doing": "discard"}).url == "/desk/forms?done=discarded"
    assert queries.find_version("wells", "1") is None


def test_macros_and_other_files_are_refused_at_once_and_nothing_is_kept(desk: Desk, home: Home) -> None:
    wichai = desk.browser("wichai")
    for content, said in ((with_macros(), "แมโคร"), (b"%PDF-1.7", "XLSForm"), (b"", "แฟ้ม")):
        answer = upload(desk, wichai, content)
        assert answer.status_code == 422 and said in answer.content.decode()
    assert not Draft.objects.exists()
    assert not [path for path in home.blobs.rglob("*") if path.is_file()]


def test_who_may_upload_where_and_whose_forms_are_seen(desk: Desk) -> None:
    wichai, prasert = desk.browser("wichai"), desk.browser("prasert")
    draft = upload(desk, wichai, whole_form()).url
    converted(draft)
    assert prasert.get(draft).status_code == 403
    assert post(prasert, draft, {"doing": "discard"}, page=NEW).status_code == 403
    assert upload(desk, prasert, whole_form()).status_code == 403  # for a district of somebody else
    for name in ("malee", "boonmi", "anan"):
        assert desk.browser(name).get("/desk/forms").status_code == 403
    assert "wells.xlsx" not in page(prasert, "/desk/forms") and "wells.xlsx" in page(wichai, "/desk/forms")
    book = actions.Workbook(whole_form(), "wells.xlsx", {"shops.csv": SHOPS, "map.png": PICTURE})
    now = datetime.now(UTC)
    actions.publish_workbook(book, area_id=desk.world.area["5801"], by="system", at=now)
    assert prasert.get("/desk/forms/wells").status_code == 404
    water = {"csrfmiddlewaretoken": token(wichai, NEW), "doing": "retire"}
    assert wichai.post("/desk/forms/water", water).status_code == 403  # the country's: seen, not changed
    survey: list[list[object]] = [["type", "name", "label"], ["integer", "n", "N"]]
    stolen = workbook(survey=survey, settings=settings(9, "water"))
    answer = upload(desk, wichai, stolen)
    converted(answer.url)
    seen = page(wichai, answer.url)  # the country's name is nobody's to take
    assert 'value="publish"' not in seen and "ยังเผยแพร่ไม่ได้" in seen
    assert post(wichai, answer.url, {"doing": "publish"}).status_code == 409
    assert [one.version for one in queries.list_published() if one.form_id == "water"] != ["9"]


def test_a_form_may_be_called_new_and_its_page_names_questions_not_references(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    survey: list[list[object]] = [
        ["type", "name", "label", "hint"],
        ["integer", "homes", "Households"],
        ["note", "n", "There are ${homes}", "Still ${homes}?"],
    ]
    answer = upload(desk, wichai, workbook(survey=survey, settings=settings(form_id="new")))
    converted(answer.url)
    seen = page(wichai, answer.url)
    assert "There are ‹Households›" in seen and "Still ‹Households›?" in seen and "${homes}" not in seen
    assert post(wichai, answer.url, {"doing": "publish"}).url == "/desk/forms/new?done=published"
    assert 'href="/desk/forms/new"' in page(wichai, "/desk/forms")
    assert "There are ‹Households›" in page(wichai, "/desk/forms/new")


def test_a_mapped_form_says_when_phones_have_it(desk: Desk) -> None:
    book = actions.Workbook(whole_form(), "wells.xlsx", {"shops.csv": SHOPS, "map.png": PICTURE}, MAPPING)
    actions.publish_workbook(book, area_id=desk.world.area["5801"], by="system", at=datetime.now(UTC))
    seen = page(desk.browser("wichai"), "/desk/forms/wells?done=published&lang=en")
    assert "while a round of its data is open" in seen
    assert "only while a round of this data is open in their area" in seen

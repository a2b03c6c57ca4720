"""One POST: what is taken, what is refused, and what is said about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from openrosa_live import form, make_collector, multipart

from tambon.accounts import actions as accounts
from tambon.host.home import Home
from tambon.openrosa import delivery, door
from tambon.submissions import queries
from tambon.submissions.models import Attachment, Submission

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 2, tzinfo=UTC)
BOUND = "multipart/form-data; boundary=b0und"
BOMB = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><data id="x"><q>&b;</q></data>'


class Phone:
    def __init__(self, lang: str = "th") -> None:
        door.phones = door.Phones()
        self.person = make_collector(lang, at=AT)
        token = accounts.issue_phone_token(person_id=self.person, label="x", by="system", at=AT)
        self.url = f"/odk/{token}/submission"

    def post(self, body: bytes, content_type: str, **more: Any) -> Any:
        return Client().generic("POST", self.url, body, content_type, **more)

    def send(self, xml: bytes, *files: tuple[str, bytes]) -> Any:
        return self.post(*multipart(xml, *files))


@pytest.fixture
def phone(home: Home) -> Phone:
    return Phone()


def said(response: Any) -> str:
    root = etree.fromstring(response.content)
    assert root.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
    return root[0].text or ""


def nothing_is_kept(home: Home) -> bool:
    files = [path for path in home.blobs.rglob("*") if path.is_file()]
    return not files and not Submission.objects.exists() and not Attachment.objects.exists()


def test_head_tells_what_may_be_sent(phone: Phone) -> None:
    response = Client().head(phone.url)
    assert (response.status_code, response.content) == (204, b"")
    assert response["X-OpenRosa-Version"] == "1.0"
    assert int(response["X-OpenRosa-Accept-Content-Length"]) >= 1_000_000
    assert response["Date"].endswith("GMT")


def test_a_form_is_kept_byte_for_byte_and_the_receipt_is_its_journal_entry(phone: Phone) -> None:
    strange = b'<?xml version="1.0" encoding="UTF-8" ?>\r\n<!-- \xe0\xb8\x81 -->' + form("1") + b"\r\n\r\n "
    response = phone.send(strange)
    assert response.status_code == 201
    (row,) = Submission.objects.all()
    assert bytes(row.xml) == strange
    assert (row.person_id, row.form_id, row.form_version) == (phone.person, "village", "1")
    receipt = response["X-Tambon-Receipt"]
    assert receipt == queries.receipt_of(f"submission:{row.ref}")
    assert receipt in said(response)
    assert "ได้รับแล้ว" in said(response)


def test_the_message_is_in_the_persons_language(home: Home) -> None:
    assert "Received." in said(Phone("en").send(form("1")))


def test_every_answer_says_its_language_and_how_much_may_be_sent_at_once(phone: Phone) -> None:
    taken, refused = phone.send(form("1")), phone.send(b"<broken")
    unknown = Client().get("/odk/not-a-token/formList")
    assert [one["Content-Language"] for one in (taken, refused, unknown)] == ["th", "th", "th, en"]
    assert {int(one["X-OpenRosa-Accept-Content-Length"]) for one in (taken, refused)} == {10_000_000}


def test_a_phone_whose_clock_is_wrong_by_a_year_delivers_all_the_same(phone: Phone) -> None:
    body, content_type = multipart(form("1"))
    late = {"HTTP_DATE": "Sat, 22 Nov 2025 16:48:15 GMT", "HTTP_X_OPENROSA_VERSION": "1.0"}
    assert phone.post(body, content_type, **late).status_code == 201
    (row,) = Submission.objects.all()
    assert datetime.now(UTC) - row.received_at < timedelta(minutes=1)  # by our clock, not the phone's


def test_a_broken_picture_and_an_audit_log_are_kept_as_they_came(phone: Phone, home: Home) -> None:
    half, log = b"\xff\xd8\xff\xe0 half a pic", b"event,node,start,end\nform start,,1,\n"
    assert phone.send(form("1"), ("a.jpg", half), ("audit.csv", log), ("empty.jpg", b"")).status_code == 201
    kept = queries.get_submission(Submission.objects.get().ref).attachments
    contents = {part.name: (home.blobs / part.sha256[:2] / part.sha256[2:]).read_bytes() for part in kept}
    assert contents == {"a.jpg": half, "audit.csv": log, "empty.jpg": b""}


def test_two_phones_may_edit_one_form_and_both_are_taken(phone: Phone) -> None:
    edits = [
        form(name).replace(b"</meta>", b"<deprecatedID>uuid:first</deprecatedID></meta>") for name in "ab"
    ]
    assert [phone.send(xml).status_code for xml in (form("first"), *edits, edits[0])] == [201, 201, 201, 202]
    assert len(queries.list_edits("uuid:first")) == 2


def test_the_same_again_is_202_and_other_content_409_with_both_kept(phone: Phone) -> None:
    first = phone.send(form("1"))
    again = phone.send(form("1"))
    other = phone.send(form("1", "2"))
    assert [first.status_code, again.status_code, other.status_code] == [201, 202, 409]
    assert first["X-Tambon-Receipt"] == again["X-Tambon-Receipt"] != other["X-Tambon-Receipt"]
    assert other["X-Tambon-Receipt"] in said(other)
    (conflict,) = queries.list_conflicts()
    assert (conflict.first_xml, conflict.xml) == (form("1"), form("1", "2"))


def test_a_type_that_is_none_does_not_cost_the_form(phone: Phone) -> None:
    body, content_type = multipart(form("1"), ("a.jpg", b"x"))
    assert b"image/jpeg" in body
    assert phone.post(body.replace(b"image/jpeg", b"image/\0jpeg"), content_type).status_code == 201
    (kept,) = queries.get_submission(Submission.objects.get().ref).attachments
    assert kept.content_type == "application/octet-stream"


def test_photos_may_come_in_several_posts(phone: Phone, home: Home) -> None:
    assert phone.send(form("1"), ("a.jpg", b"one")).status_code == 201
    assert phone.send(form("1"), ("b.jpg", b"two"), ("ภาพ.jpg", b"one")).status_code == 202
    kept = queries.get_submission(Submission.objects.get().ref).attachments
    assert [part.name for part in kept] == ["a.jpg", "b.jpg", "ภาพ.jpg"]
    assert kept[0].sha256 == kept[2].sha256
    assert (home.blobs / kept[1].sha256[:2] / kept[1].sha256[2:]).read_bytes() == b"two"


@pytest.mark.parametrize(
    "xml",
    [
        b'<data id="never-heard-of" version="99"><meta><instanceID>uuid:1</instanceID></meta></data>',
        b"<data><village>99999999</village><day>2569-31-31</day></data>",
        b"<nothing/>",
    ],
)
def test_whatever_can_be_read_is_kept_because_a_refusal_strands_a_days_walk(phone: Phone, xml: bytes) -> None:
    assert phone.send(xml).status_code == 201
    assert phone.send(xml).status_code == 202
    assert queries.count_waiting() == 1


@pytest.mark.parametrize(
    ("xml", "status"),
    [
        (b"", 400), (b"<data>", 400), (b"not xml", 400), (BOMB, 400), (b"<a>" * 900 + b"</a>" * 900, 400),
        (b"<a>" + b"x" * 5_000_001 + b"</a>", 413),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_read_is_refused_and_its_photos_with_it(
    phone: Phone, home: Home, xml: bytes, status: int
) -> None:
    response = phone.send(xml, ("a.jpg", b"photo"))
    assert (response.status_code, bool(said(response))) == (status, True)
    assert nothing_is_kept(home)


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/b", "", "x" * 300])
def test_an_attachment_named_like_a_path_is_refused(phone: Phone, home: Home, name: str) -> None:
    response = phone.send(form("1"), ("first.jpg", b"good"), (name, b"bad"))
    assert response.status_code == 400
    assert nothing_is_kept(home)


def _cut(body: bytes) -> bytes:
    return body[: len(body) // 2]


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (form("1"), "text/xml", 415),
        (b"\r\n", "multipart/form-data; boundary=b", 400),
        (b"", "multipart/form-data", 415),
        (b"no parts at all", "multipart/form-data; boundary=b", 400),
        (_cut(multipart(form("1"), ("a.jpg", b"x" * 9_000))[0]), BOUND, 400),
        (multipart(form("1"))[0].replace(b"xml_submission_file", b"other"), BOUND, 400),
        (multipart(form("1"))[0][:-10] + b"\r\n" + multipart(form("2"))[0], BOUND, 400),
        (b'--b0und\r\nContent-Disposition: form-data; name="a"\r\nX: ' + b"y" * 9_000, BOUND, 413),
    ],
)  # fmt: skip
def test_a_body_that_is_not_one_form_with_its_files_is_refused(
    phone: Phone, home: Home, body: bytes, content_type: str, status: int
) -> None:
    response = phone.post(body, content_type)
    assert (response.status_code, bool(said(response))) == (status, True)
    assert nothing_is_kept(home)


def test_a_body_too_large_is_refused_before_it_is_read(phone: Phone, home: Home) -> None:
    response = phone.post(*multipart(form("1")), CONTENT_LENGTH=str(delivery.MAX_BODY + 1))
    assert response.status_code == 413
    assert nothing_is_kept(home)


def test_a_form_without_a_file_name_and_a_plain_field_beside_it_are_fine(phone: Phone) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="*isIncomplete*"\r\n\r\nyes\r\n'
        b'--b\r\nContent-Disposition: form-data; name="xml_submission_file"\r\n\r\n'
        + form("1")
        + b"\r\n--b--\r\n"
    )
    assert phone.post(body, "multipart/form-data; boundary=b").status_code == 201
    assert Attachment.objects.count() == 0


def test_only_head_and_post_are_spoken(phone: Phone) -> None:
    response = Client().get(phone.url)
    assert (response.status_code, response["Allow"]) == (405, "HEAD, POST")


def test_a_person_whose_grant_ended_may_still_deliver(phone: Phone) -> None:
    assert phone.send(form("1")).status_code == 201  # this person never had one


def test_a_withdrawn_phone_delivers_nothing(phone: Phone, home: Home) -> None:
    other = phone.url.replace("/submission", "x/submission")
    body, content_type = multipart(form("1"), ("a.jpg", b"x"))
    response = Client().generic("POST", other, body, content_type)
    assert response.status_code == 404
    assert nothing_is_kept(home)


def test_a_full_disk_is_told_as_such_and_the_phone_keeps_the_form(phone: Phone, home: Home) -> None:
    home.blobs.write_bytes(b"")  # a file where the folder should be: nothing can be written below it
    response = phone.send(form("1"), ("a.jpg", b"x"))
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "ยังอยู่ในโทรศัพท์" in said(response)
    assert not Submission.objects.exists()

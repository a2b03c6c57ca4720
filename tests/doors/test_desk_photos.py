"""Pictures at the desk: small ones for who reads the submission there, the original for who may redact."""

from __future__ import annotations

import csv
import io
import zipfile
from hashlib import sha256

import pytest
from desk_world import Desk, make_desk
from django.conf import settings
from pictures import jpeg, scene
from PIL import Image
from records_world import AT, xml

from tambon.blobs import kept
from tambon.host.home import Home
from tambon.journal import queries as journal
from tambon.records import actions as records
from tambon.submissions import actions
from tambon.submissions.models import Submission
from tambon.submissions.rules import Part

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PHOTO = jpeg(scene(1, size=(1600, 1200)), taken="2026:11:20 09:30:00", place=(19.3, 97.96))
NAME = sha256(PHOTO).hexdigest()
SMALL, ORIGINAL = f"/desk/photos/{NAME}-320.jpg", f"/desk/photos/{NAME}/original"


@pytest.fixture
def desk(home: Home) -> Desk:
    return make_desk()


def send(desk: Desk, number: int, *contents: tuple[str, bytes], village: str = "58010201") -> str:
    """The page of a submission that was read."""
    parts = []
    for name, content in contents:
        with kept(settings.HOME.blobs).draft() as draft:
            draft.write(content)
            blob = draft.keep()
        parts.append(Part(name, blob.sha256, blob.size, "image/jpeg"))
    filled = xml(village).replace(
        b"</data>", b"<meta><instanceID>uuid:%d</instanceID></meta></data>" % number
    )
    ref = actions.receive(xml=filled, person_id=desk.world.worker, at=AT, attachments=parts).ref
    records.process_inbox(at=AT)
    actions.read_photos(blobs=kept(settings.HOME.blobs), cache=settings.HOME.photos, after=0, at=AT)
    return f"/desk/quarantine/{ref}"


def test_who_reads_the_submission_sees_it_small_and_without_what_the_file_says(desk: Desk) -> None:
    page = send(desk, 1, ("a.jpg", PHOTO))
    wichai = desk.browser("wichai")
    shown = wichai.get(page).content.decode()
    assert SMALL in shown and "1600 × 1200" in shown
    answer = wichai.get(SMALL)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "private" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as small:
        assert small.size == (320, 240) and not dict(small.getexif())
    assert b"secret" in PHOTO and b"secret" not in answer.content


def test_others_see_neither_the_small_nor_the_original(desk: Desk) -> None:
    send(desk, 1, ("a.jpg", PHOTO))
    for who in ("prasert", "malee", "somying", "anan", "boonmi"):
        for address in (SMALL, ORIGINAL):
            assert desk.browser(who).get(address).status_code == 403, (who, address)
    nobody = desk.browser()
    for address in (SMALL, ORIGINAL):
        answer = nobody.get(address)
        assert answer.status_code == 302 and "/desk/sign-in" in answer["Location"]
    assert not list(journal.list_entries(kind="submission.photo_taken"))


def test_the_original_is_a_download_and_who_took_it_is_journaled(desk: Desk) -> None:
    send(desk, 1, ("a.jpg", PHOTO))
    answer = desk.browser("wichai").get(ORIGINAL)
    assert (answer.status_code, answer.content) == (200, PHOTO)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert "no-store" in answer["Cache-Control"] and "sandbox" in answer["Content-Security-Policy"]
    (entry,) = journal.list_entries(kind="submission.photo_taken")
    assert (entry.subject, entry.by) == (
        f"submission:{Submission.objects.get().ref}", f"person:{desk.people['wichai']}"
    )  # fmt: skip
    assert NAME not in str(entry.body)


def test_what_is_no_picture_or_no_size_of_ours_is_not_served(desk: Desk) -> None:
    broken = b"\xff\xd8\xff broken"
    page = send(desk, 1, ("a.jpg", PHOTO), ("b.jpg", b"<script>alert(1)</script>"), ("c.jpg", broken))
    wichai = desk.browser("wichai")
    for address, status in (
        (f"/desk/photos/{NAME}-5000.jpg", 404),
        (f"/desk/photos/{'0' * 64}-320.jpg", 404),
        (f"/desk/photos/{sha256(broken).hexdigest()}-320.jpg", 422),
        (f"/desk/photos/{NAME[:-1]}-320.jpg", 404),
    ):
        assert wichai.get(address).status_code == status, address
    shown = wichai.get(page).content.decode()
    assert "เนื้อหาไม่ตรงกับชนิดไฟล์ที่แจ้ง" in shown and "เปิดเป็นภาพไม่ได้" in shown


def test_the_same_picture_of_another_village_is_told_where_the_submission_is_read(desk: Desk) -> None:
    copy = jpeg(scene(1, size=(1600, 1200)).resize((800, 600)))
    first = send(desk, 1, ("a.jpg", PHOTO))
    second = send(desk, 2, ("b.jpg", PHOTO), village="58010202")
    third = send(desk, 3, ("c.jpg", copy), village="58010201")
    wichai = desk.browser("wichai")
    shown = wichai.get(first).content.decode()
    assert "ไฟล์เดียวกัน" in shown and "คนละหมู่บ้าน" in shown and second in shown
    assert "คล้ายกันมาก" in shown and third in shown
    assert shown.index(second) < shown.index(third)  # another village's first
    alone = send(desk, 4, ("d.jpg", jpeg(scene(9))))
    assert "ภาพเดียวกัน" not in wichai.get(alone).content.decode()


def test_a_zip_of_answers_holds_pictures_without_what_their_files_say(desk: Desk) -> None:
    send(desk, 1, ("a.jpg", PHOTO))
    answer = desk.browser("wichai").get("/desk/submissions/water.zip")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = [one for one in archive.namelist() if one.startswith("media/")]
        shown = archive.read(name)
        listed = archive.read("media.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(listed))
    assert (row["size"], row["sha256"]) == (str(len(shown)), sha256(shown).hexdigest())
    assert (row["original_size"], row["original_sha256"]) == (str(len(PHOTO)), NAME)
    assert shown.startswith(b"\xff\xd8\xff") and b"Exif" not in shown and b"secret" not in shown

"""Pictures are read once; the same one in two submissions is found, an edit's is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pictures import jpeg, scene

from tambon.blobs import Blobs, kept
from tambon.config import jobs
from tambon.host.home import Home
from tambon.lib.problem import Problem
from tambon.submissions import actions, queries
from tambon.submissions.models import Photo, Submission
from tambon.submissions.rules import Part, Receipt

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture
def blobs(home: Home) -> Blobs:
    jobs._photos.clear()
    return kept(home.blobs)


def part(blobs: Blobs, name: str, content: bytes, content_type: str = "image/jpeg") -> Part:
    with blobs.draft() as draft:
        draft.write(content)
        blob = draft.keep()
    return Part(name, blob.sha256, blob.size, content_type)


def send(number: int, *parts: Part, instead_of: int | None = None) -> Receipt:
    older = f"<deprecatedID>uuid:{instead_of}</deprecatedID>" if instead_of else ""
    meta = f"<meta><instanceID>uuid:{number}</instanceID>{older}</meta>"
    xml = f'<data id="water" version="3"><q>{number}</q>{meta}</data>'.encode()
    return actions.receive(xml=xml, person_id=7, at=AT, attachments=parts)


def id_of(receipt: Receipt) -> int:
    return Submission.objects.get(ref=receipt.ref).pk


def read(blobs: Blobs, home: Home, after: int = 0) -> int:
    return actions.read_photos(blobs=blobs, cache=home.photos, after=after, at=AT)


def test_each_picture_is_read_once_and_made_small(blobs: Blobs, home: Home) -> None:
    photo = part(blobs, "a.jpg", jpeg(scene(1), taken="2026:11:20 09:30:00", place=(19.3, 97.96)))
    send(1, photo, part(blobs, "b.csv", b"a,b", "text/csv"))
    send(2, photo)
    last = read(blobs, home)
    row = Photo.objects.get()
    assert (row.sha256, row.width, row.height, row.read_at) == (photo.sha256, 800, 600, AT)
    assert row.taken_at == datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
    assert (round(row.latitude, 2), round(row.longitude, 2)) == (19.3, 97.96)  # type: ignore[arg-type]
    assert read(blobs, home, last) == last
    kept_small = sorted(path.name[-9:] for path in home.photos.rglob("*.jpg"))
    assert kept_small == sorted([f"{photo.sha256}-{side}.jpg"[-9:] for side in (320, 1280)])


def test_the_job_goes_on_where_it_was_and_notes_what_cannot_be_opened(blobs: Blobs, home: Home) -> None:
    send(1, part(blobs, "a.jpg", b"\xff\xd8\xff broken"), part(blobs, "b.jpg", jpeg(scene(1))))
    gone = part(blobs, "c.jpg", jpeg(scene(2)))
    blobs.delete(gone.sha256)
    send(2, gone)
    jobs.read_photos(0)
    assert sorted(Photo.objects.values_list("width", flat=True), key=bool) == [None, 800]
    send(3, part(blobs, "d.jpg", jpeg(scene(3))))
    jobs.read_photos(0)
    assert Photo.objects.count() == 3
    assert not Photo.objects.filter(sha256=gone.sha256).exists()


def test_a_small_one_is_made_when_it_is_asked_for_and_again_when_it_was_lost(
    blobs: Blobs, home: Home
) -> None:
    photo = part(blobs, "a.jpg", jpeg(scene(1)))
    first = actions.small_photo(photo.sha256, 320, blobs=blobs, cache=home.photos)
    for path in home.photos.rglob("*.jpg"):
        path.unlink()
    assert actions.small_photo(photo.sha256, 320, blobs=blobs, cache=home.photos) == first
    blobs.delete(photo.sha256)
    assert actions.small_photo(photo.sha256, 320, blobs=blobs, cache=home.photos) == first
    for sha256, side in ((photo.sha256, 5000), ("0" * 64, 320)):
        with pytest.raises(Problem) as refused:
            actions.small_photo(sha256, side, blobs=blobs, cache=home.photos)
        assert refused.value.kind.status == 404


def test_the_same_file_and_its_smaller_copy_are_found_in_other_submissions_and_nothing_else(
    blobs: Blobs, home: Home
) -> None:
    image = scene(1, size=(1600, 1200))
    photo, copy = part(blobs, "a.jpg", jpeg(image)), part(blobs, "b.jpg", jpeg(image.resize((640, 480))))
    log = part(blobs, "table.csv", b"same", "text/csv")
    first, second, third = send(1, photo, log), send(2, photo, log), send(3, copy)
    send(4, part(blobs, "c.jpg", jpeg(scene(2))), log)
    read(blobs, home)
    found = queries.same_photos(id_of(first))
    assert [(one.ref, one.same_file) for one in found] == [(second.ref, True), (third.ref, False)]
    assert {one.ref for one in queries.same_photos(id_of(third))} == {first.ref, second.ref}
    assert [one.ref for one in queries.senders_of_photo(photo.sha256)] == [first.ref, second.ref]
    assert queries.senders_of_photo(log.sha256) == []


def test_edits_hold_the_pictures_of_what_they_stand_for_and_are_no_find(blobs: Blobs, home: Home) -> None:
    photo = part(blobs, "a.jpg", jpeg(scene(1)))
    edits = [send(1, photo), send(2, photo, instead_of=1), send(3, photo, instead_of=2)]
    other = send(9, photo)
    read(blobs, home)
    for one in edits:
        assert [found.ref for found in queries.same_photos(id_of(one))] == [other.ref]
    assert {found.ref for found in queries.same_photos(id_of(other))} == {one.ref for one in edits}


def test_what_is_handed_out_holds_pixels_and_nothing_that_the_file_says(blobs: Blobs, home: Home) -> None:
    photo, table = part(blobs, "a.jpg", jpeg(scene(1), place=(19.3, 97.96))), part(blobs, "b.csv", b"a,b")
    broken = part(blobs, "c.jpg", b"\xff\xd8\xff Exif broken")
    open_one = actions.open_shown(blobs, home.photos)
    with open_one(photo.sha256) as file:
        shown = file.read()
    assert shown.startswith(b"\xff\xd8\xff") and b"Exif" not in shown and b"secret" not in shown
    with open_one(table.sha256) as file:
        assert file.read() == b"a,b"
    with pytest.raises(FileNotFoundError):
        open_one(broken.sha256)


def test_files_are_told_by_what_they_are(blobs: Blobs, home: Home) -> None:
    receipt = send(
        1,
        part(blobs, "a.jpg", jpeg(scene(1))),
        part(blobs, "b.jpg", b"%PDF-1.7 not a picture"),
        part(blobs, "c.jpg", b"\xff\xd8\xff broken"),
        part(blobs, "d.jpg", b""),
        part(blobs, "e.csv", b"a,b\r\n", "text/csv"),
    )
    gone = part(blobs, "f.jpg", jpeg(scene(2)))
    blobs.delete(gone.sha256)
    send(1, gone)
    read(blobs, home)
    files = queries.list_files(id_of(receipt), open_blob=blobs.open)
    odd = {file.name: file.odd for file in files}
    assert odd == {
        "a.jpg": "", "b.jpg": "unlike", "c.jpg": "broken", "d.jpg": "empty", "e.csv": "", "f.jpg": "erased"
    }  # fmt: skip
    assert Path(files[0].name).suffix == ".jpg" and files[0].photo and files[0].photo.width == 800

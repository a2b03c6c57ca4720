"""A redacted answer takes the picture that it names with it: content, small copies, what was read of it."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from uuid import UUID

import pytest
from pictures import jpeg, scene
from records_world import AT, World, make_world, xml
from test_records_doubts import OFFICER, faults

from tambon.blobs import Blobs, kept
from tambon.host.erasures import FILE, read
from tambon.host.home import Home
from tambon.records import actions as records
from tambon.submissions import actions, queries
from tambon.submissions.models import Attachment, Photo
from tambon.submissions.rules import Part, State

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PHOTO = jpeg(scene(1), taken="2026:11:20 09:30:00", place=(19.3, 97.96))
LATER = AT + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def blobs() -> Blobs:
    return kept(Home.from_environment().blobs)


def part(blobs: Blobs, name: str, content: bytes = PHOTO) -> Part:
    with blobs.draft() as draft:
        draft.write(content)
        blob = draft.keep()
    return Part(name, blob.sha256, blob.size, "image/jpeg")


@cache
def form(number: int) -> bytes:
    meta = b"<meta><instanceID>uuid:%d</instanceID></meta></data>" % number
    return xml(photo="a.jpg", piped=number).replace(b"</data>", meta)


def send(world: World, number: int, *parts: Part) -> UUID:
    ref = actions.receive(xml=form(number), person_id=world.worker, at=AT, attachments=parts).ref
    records.process_inbox(at=AT)
    home = Home.from_environment()
    actions.read_photos(blobs=kept(home.blobs), cache=home.photos, after=0, at=AT)
    return ref


def redact(ref: UUID) -> None:
    records.redact_submission(ref=ref, fields=["photo"], reason="name", by=OFFICER, at=LATER)


def is_here(blobs: Blobs, one: Part) -> bool:
    return one.sha256 in {blob.sha256 for blob in blobs.list_kept()}


def small_ones(one: Part) -> list[str]:
    return [file.name for file in Home.from_environment().photos.rglob(f"{one.sha256[2:]}-*.jpg")]


def test_the_picture_goes_with_its_small_copies_and_the_proof_stays_green(world: World, blobs: Blobs) -> None:
    photo, same, other = part(blobs, "a.jpg"), part(blobs, "b.jpg"), part(blobs, "c.jpg", jpeg(scene(2)))
    ref = send(world, 1, photo, same, other)
    assert small_ones(photo) and Photo.objects.filter(sha256=photo.sha256).exists()
    redact(ref)
    assert (is_here(blobs, photo), is_here(blobs, other)) == (False, True)
    assert small_ones(photo) == [] and not Photo.objects.filter(sha256=photo.sha256).exists()
    assert queries.senders_of_photo(photo.sha256) == [] and len(queries.senders_of_photo(other.sha256)) == 1
    erased = {row.name for row in Attachment.objects.exclude(erased_at=None)}
    assert (erased, faults()) == ({"a.jpg", "b.jpg"}, [])
    remembered = [one for one in read(Home.from_environment().root / FILE) if one.ref == str(ref)]
    assert [one.fields for one in remembered] == [("photo",)]


def test_a_picture_that_another_submission_holds_stays_for_that_one(world: World, blobs: Blobs) -> None:
    photo = part(blobs, "a.jpg")
    first, second = send(world, 1, photo), send(world, 2, photo)
    redact(first)
    assert is_here(blobs, photo) and small_ones(photo)
    assert [one.ref for one in queries.senders_of_photo(photo.sha256)] == [second]
    redact(second)
    assert (is_here(blobs, photo), faults()) == (False, [])


def test_a_phone_that_brings_it_again_leaves_nothing(world: World, blobs: Blobs) -> None:
    ref = send(world, 1, part(blobs, "a.jpg"))
    redact(ref)
    again = part(blobs, "a.jpg")
    receipt = actions.receive(xml=form(1), person_id=world.worker, at=LATER, attachments=[again])
    home = Home.from_environment()
    actions.drop_unwanted([again], blobs=blobs, cache=home.photos)
    assert (receipt.state, is_here(blobs, again)) == (State.SAME, False)
    assert not Attachment.objects.filter(erased_at=None).exists() and faults() == []


def test_a_restore_erases_the_picture_again(world: World, blobs: Blobs) -> None:
    photo = part(blobs, "a.jpg")
    ref = send(world, 1, photo)
    assert records.redacting.redact_again(str(ref), ["photo"], erased_at=AT, by=OFFICER, at=LATER)
    assert (is_here(blobs, photo), faults()) == (False, [])

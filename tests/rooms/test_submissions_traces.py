"""What traces a worker goes after its time; everything else, and the proof, stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from form_workbooks import PICTURE, SHOPS, whole_form

from tambon.blobs.folder import Folder
from tambon.config import jobs
from tambon.forms import actions as forms
from tambon.host.home import Home
from tambon.journal import queries as journal
from tambon.submissions import actions, queries
from tambon.submissions.actions.unlocking import redacting
from tambon.submissions.models import Attachment
from tambon.submissions.rules import Part, Receipt

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 1, 5, tzinfo=UTC)
TRACK = b"event,node,start,end,latitude,longitude\nquestion,/data/q,1,2,19.3,97.9\n"


@pytest.fixture
def folder(home: Home) -> Folder:
    return Folder(home.blobs)


def part(folder: Folder, name: str, content: bytes) -> Part:
    with folder.draft() as draft:
        draft.write(content)
        blob = draft.keep()
    return Part(name, blob.sha256, blob.size, "text/csv")


def send(number: int, *parts: Part, answer: str = "1", at: datetime = AT) -> Receipt:
    meta = f"<meta><instanceID>uuid:{number}</instanceID></meta>"
    xml = f'<data id="water" version="3"><q>{answer}</q>{meta}</data>'.encode()
    return actions.receive(xml=xml, person_id=7, at=at, attachments=parts)


def erase(folder: Folder, on: date = date(2026, 11, 22)) -> int:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return actions.erase_traces(folder=folder, days=90, by="system", on=on, at=at)


def here(folder: Folder, part: Part) -> bool:
    return folder.path(part.sha256).exists()


def faults() -> list[str]:
    checkers = queries.JOURNAL_CHECKERS
    return [f.code for kind, c in checkers.items() for f in c(journal.list_entries(kind=kind))]


def test_the_log_goes_after_its_days_and_the_photo_and_the_answers_stay(folder: Folder) -> None:
    track, photo = part(folder, "audit.csv", TRACK), part(folder, "a.jpg", b"photo")
    receipt = send(1, track, photo)
    day = date(2026, 8, 1)
    assert erase(folder, day + timedelta(days=90)) == 0
    assert erase(folder, day + timedelta(days=91)) == 1
    assert erase(folder) == 0
    assert (here(folder, track), here(folder, photo)) == (False, True)
    erased = {row.name: row.erased_at is not None for row in Attachment.objects.all()}
    assert erased == {"audit.csv": True, "a.jpg": False}
    (entry,) = journal.list_entries(kind="submission.traces_erased")
    row = Attachment.objects.get(name="audit.csv").pk
    assert (entry.subject, entry.body) == (f"submission:{receipt.ref}", {"attachments": [row]})
    assert faults() == []


def test_logs_of_other_contents_go_too_and_young_ones_stay(folder: Folder) -> None:
    first, other, young = (part(folder, "Audit.csv", TRACK + bytes([n])) for n in (65, 66, 67))
    send(1, first)
    send(1, other, answer="2")
    send(2, young, at=datetime(2026, 11, 20, tzinfo=UTC))
    assert erase(folder) == 2
    assert [here(folder, one) for one in (first, other, young)] == [False, False, True]
    assert faults() == []


def test_a_content_that_another_file_names_stays_for_that_one(folder: Folder) -> None:
    track = part(folder, "audit.csv", TRACK)
    send(1, track)
    send(2, Part("table.csv", track.sha256, track.size, "text/csv"))
    assert erase(folder) == 1
    assert here(folder, track)


def test_a_log_that_a_phone_brings_again_goes_again(folder: Folder) -> None:
    send(1, part(folder, "audit.csv", TRACK))
    assert erase(folder) == 1
    again = part(folder, "audit.csv", TRACK)
    send(1, again)
    assert (erase(folder), here(folder, again)) == (1, False)
    assert faults() == []


def test_contents_that_went_before_a_crash_are_told_the_next_night(folder: Folder) -> None:
    track = part(folder, "audit.csv", TRACK)
    send(1, track)
    folder.delete(track.sha256)
    assert erase(folder) == 1
    assert faults() == []


def test_what_is_erased_behind_the_journals_back_is_named(folder: Folder) -> None:
    send(1, part(folder, "a.jpg", b"photo"))
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Attachment.objects.update(erased_at=AT)
    with transaction.atomic(), redacting():
        Attachment.objects.update(erased_at=AT)
    assert faults() == ["attachment-erased-without-entry"]


def test_the_nightly_job_does_it_after_as_many_days_as_are_set(folder: Folder) -> None:
    old = datetime.now(UTC) - timedelta(days=settings.TRACE_DAYS + 2)
    send(1, part(folder, "audit.csv", TRACK), at=old)
    send(2, part(folder, "audit.csv", TRACK + b"young"), at=old + timedelta(days=5))
    jobs.erase_traces(0)
    assert Attachment.objects.exclude(erased_at=None).count() == 1


def test_a_forms_own_file_sent_as_a_log_stays_for_the_form(folder: Folder) -> None:
    content = whole_form()
    ref = forms.upload(content, filename="w.xlsx", area_id=None, by="person:1", at=AT)
    forms.convert_waiting(at=AT)
    forms.add_file(ref, "map.png", PICTURE, by="person:1", at=AT)
    forms.add_file(ref, "shops.csv", SHOPS, by="person:1", at=AT)
    kept = [part(folder, "audit.csv", one) for one in (content, PICTURE, SHOPS.removeprefix(b"\xef\xbb\xbf"))]
    send(1, *kept)
    assert erase(folder) == 3
    assert all(here(folder, one) for one in kept)
    forms.publish_draft(ref, by="person:1", at=AT)
    send(2, kept[1])
    assert erase(folder) == 1 and here(folder, kept[1])

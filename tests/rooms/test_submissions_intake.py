"""Kept once, kept whole: receiving, the inbox, the quarantine and the proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tambon.journal import queries as journal
from tambon.journal.rules import Fault, content_hash
from tambon.lib.problem import Problem
from tambon.submissions import actions, queries
from tambon.submissions.models import Attachment, Conflict, Inbox, Submission
from tambon.submissions.rules import Outcome, Part, Receipt, State

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
PHOTO = Part("a.jpg", "0" * 64, 5, "image/jpeg")
MORE = Part("b.jpg", "1" * 64, 6, "image/jpeg")


def form(number: int, answer: str = "1") -> bytes:
    meta = f"<meta><instanceID>uuid:{number}</instanceID></meta>"
    return f'<data id="water" version="3"><q>{answer}</q>\r\n{meta}</data>'.encode()


def send(xml: bytes, *parts: Part, person: int = 7) -> Receipt:
    return actions.receive(xml=xml, person_id=person, at=AT, attachments=parts)


def faults() -> list[Fault]:
    def found() -> Iterator[Fault]:
        for kind, check in queries.JOURNAL_CHECKERS.items():
            yield from check(journal.list_entries(kind=kind))

    return list(found())


def test_a_new_form_is_kept_byte_for_byte_with_its_journal_entry_and_its_place_in_the_inbox() -> None:
    receipt = send(form(1), PHOTO)
    kept = queries.get_submission(receipt.ref)
    assert (receipt.state, kept.xml, kept.attachments) == (State.NEW, form(1), (PHOTO,))
    assert (kept.instance_id, kept.form_id, kept.form_version, kept.person_id) == ("uuid:1", "water", "3", 7)
    (entry,) = journal.list_entries(subject=f"submission:{receipt.ref}")
    assert (entry.kind, entry.by, entry.at) == ("submission.received", "person:7", AT)
    assert entry.hash.hex() == receipt.hash
    assert entry.true_hash() == entry.hash
    nonce = bytes(Submission.objects.get(ref=receipt.ref).nonce)
    assert entry.body["content"] == content_hash(nonce, form(1))
    assert queries.count_waiting() == 1


def test_the_same_form_again_gets_the_same_receipt_and_nothing_is_doubled() -> None:
    first, again = send(form(1), PHOTO), send(form(1), PHOTO, person=8)
    assert again == Receipt(State.SAME, first.ref, first.hash)
    assert (Submission.objects.count(), Attachment.objects.count(), queries.count_waiting()) == (1, 1, 1)
    assert len(list(journal.list_entries())) == 1


def test_further_attachments_of_a_known_form_are_kept_and_vouched_for() -> None:
    first = send(form(1), PHOTO)
    assert send(form(1), PHOTO, MORE).state is State.SAME
    assert queries.get_submission(first.ref).attachments == (PHOTO, MORE)
    kinds = [entry.kind for entry in journal.list_entries(subject=f"submission:{first.ref}")]
    assert kinds == ["submission.received", "submission.attached"]
    assert faults() == []


def test_another_content_under_one_id_is_a_conflict_and_both_are_kept_once() -> None:
    first, other = send(form(1)), send(form(1, "2"), MORE, person=8)
    again = send(form(1, "2"), MORE, person=8)
    assert (other.state, again) == (State.CONFLICT, other)
    assert other.ref != first.ref
    assert other.hash != first.hash
    (seen,) = queries.list_conflicts()
    assert (seen.xml, seen.first_xml, seen.person_id, seen.first_person_id) == (form(1, "2"), form(1), 8, 7)
    assert queries.get_submission(first.ref).attachments == ()
    assert queries.get_submission(first.ref).conflicts == 1
    assert queries.count_waiting() == 1
    assert faults() == []


def test_nothing_is_kept_of_a_form_that_cannot_be_read() -> None:
    with pytest.raises(Problem):
        send(b"<data>")
    with pytest.raises(Problem):
        send(form(1), Part("../x", "0" * 64, 1, "image/jpeg"))
    assert (Submission.objects.count(), Attachment.objects.count(), len(list(journal.list_entries()))) == (
        0,
        0,
        0,
    )


def test_the_database_refuses_to_edit_what_a_phone_sent() -> None:
    send(form(1))
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        Submission.objects.update(xml=b"<other/>")


def test_the_inbox_hands_out_the_oldest_first_and_each_once() -> None:
    refs = [send(form(number)).ref for number in range(5)]
    with transaction.atomic():
        taken = actions.take(3)
        assert [one.ref for one in taken] == refs[:3]
        assert (taken[0].xml, taken[0].form_id, taken[0].person_id) == (form(0), "water", 7)
    with transaction.atomic():
        assert [one.ref for one in actions.take(10)] == refs[3:]
        assert actions.take(10) == []


def test_what_was_taken_comes_back_when_the_processing_fails() -> None:
    send(form(1))
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.take(1)
        raise RuntimeError
    assert queries.count_waiting() == 1


def test_a_quarantined_form_waits_until_a_person_settles_it() -> None:
    receipt = send(form(1))
    with transaction.atomic():
        (taken,) = actions.take(1)
        actions.quarantine(taken.id, "unknown-form", {"form": "water"}, AT)
    (waiting,) = queries.list_quarantined()
    assert (waiting.ref, waiting.code, waiting.details) == (receipt.ref, "unknown-form", {"form": "water"})
    actions.settle(ref=receipt.ref, outcome=Outcome.AGAIN, by="person:1", at=AT)
    assert (queries.count_quarantined(), queries.count_waiting()) == (0, 1)
    with pytest.raises(Problem, match="409"):
        actions.settle(ref=receipt.ref, outcome=Outcome.SET_ASIDE, by="person:1", at=AT)
    with transaction.atomic():
        (taken,) = actions.take(1)
        actions.quarantine(taken.id, "unknown-form", {}, AT)
    actions.settle(ref=receipt.ref, outcome=Outcome.SET_ASIDE, by="person:1", at=AT)
    assert (queries.count_quarantined(), queries.count_waiting()) == (0, 0)
    kinds = [
        entry.kind.partition(".")[2] for entry in journal.list_entries(subject=f"submission:{receipt.ref}")
    ]
    assert kinds == ["received", "quarantined", "settled", "quarantined", "settled"]


def test_settling_what_does_not_exist_says_so() -> None:
    with pytest.raises(Problem, match="404"):
        actions.settle(ref=uuid4(), outcome=Outcome.AGAIN, by="person:1", at=AT)


def _raw(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # as somebody with the keys would
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE submissions_submission SET xml = '<data/>'", "submission-changed"),
        ("UPDATE submissions_submission SET person_id = person_id + 1", "submission-changed"),
        (
            "UPDATE submissions_submission SET received_at = '2026-01-01Z'",
            "submission-changed",
        ),
        ("DELETE FROM submissions_submission WHERE instance_id = 'uuid:2'", "submission-gone"),
        ("UPDATE submissions_submission SET ref = gen_random_uuid()", "submission-without-entry"),
        ("DELETE FROM submissions_attachment", "attachment-gone"),
        ("UPDATE submissions_attachment SET name = 'c.jpg'", "attachment-without-entry"),
    ],
)
def test_the_proof_finds_what_was_changed_behind_the_journals_back(sql: str, code: str) -> None:
    send(form(1), PHOTO)
    send(form(2))
    assert faults() == []
    _raw(sql)
    assert code in {fault.code for fault in faults()}


def test_refs_are_names_of_our_own() -> None:
    assert isinstance(send(form(1)).ref, UUID)
    assert Conflict.objects.count() == 0
    assert Inbox.objects.count() == 1

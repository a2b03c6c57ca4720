"""What the proof finds beyond claims and records: answers that went nowhere, a history rewritten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from records_world import AT, World, collect, make_world, send, xml

from tambon.forms.actions import publish
from tambon.journal import queries as journal
from tambon.records import actions, queries
from tambon.records.models import Claim, PastValue
from tambon.submissions.models import Inbox, Quarantine, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def faults() -> list[tuple[str, str]]:
    return [(fault.code, fault.where) for fault in journal.verify(queries.JOURNAL_CHECKERS).faults]


def test_an_answer_that_was_received_and_went_nowhere_is_named(world: World) -> None:
    send(world, xml())
    send(world, xml(version="unknown"))
    waiting = Submission.objects.order_by("id").first()
    assert waiting is not None and faults() == []
    Inbox.objects.filter(submission_id=waiting.pk).delete()
    assert faults() == [("submission-lost", f"submission:{waiting.ref}")]
    Inbox.objects.create(submission_id=waiting.pk)
    actions.process_inbox(at=AT)
    assert faults() == []
    (aside,) = Quarantine.objects.select_related("submission")
    aside.delete()
    assert faults() == [("submission-lost", f"submission:{aside.submission.ref}")]


def test_a_form_that_asks_for_no_variable_is_kept_claims_nothing_and_is_not_lost(world: World) -> None:
    source = "\n".join(
        [
            "| survey | | | |", "| | type | name | label |", "| | text | remark | Remark |",
            "| settings | | | |", "| | form_id | form_title | version |", "| | remarks | Remarks | 1 |",
        ]
    )  # fmt: skip
    publish(source, by="system", at=AT)
    send(
        world,
        b'<data id="remarks" version="1"><remark>x</remark><meta><instanceID>r</instanceID></meta></data>',
    )
    assert actions.process_inbox(at=AT) == 1
    assert Quarantine.objects.count() == Claim.objects.count() == Inbox.objects.count() == 0
    assert faults() == []


def test_a_rewritten_past_is_named(world: World) -> None:
    record = collect(world, households=120)
    collect(world, minutes=1, households=121)
    (past,) = PastValue.objects.filter(record_id=record.id)
    assert (past.value, faults()) == (120, [])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_pastvalue SET value = '119' WHERE id = %s", [past.pk])
    assert faults() == [("history-differs-from-claims", f"records_pastvalue {past.pk}")]


def test_values_and_history_of_many_kinds_hold(world: World) -> None:
    """Numbers in every spelling, codes and absences come back from the database as they were hashed."""
    collect(world, households="1.0E3", piped="๙๐", drinking="rain")
    collect(world, minutes=1, households="1,001", piped=90, drinking="pwa")
    later = AT + timedelta(minutes=2)
    send(world, xml(households=1002, months=0), at=later)
    actions.process_inbox(at=later)
    assert faults() == []

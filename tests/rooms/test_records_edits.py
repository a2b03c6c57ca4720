"""A form that was sent is edited on the phone: another submission, newer claims, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records_world import AT, World, make_world, send, xml

from tambon.journal import queries as journal
from tambon.records import actions, queries
from tambon.submissions import queries as submissions
from tambon.submissions.models import Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def edit(name: str, of: str, **answers: object) -> bytes:
    meta = f"<meta><instanceID>{name}</instanceID><deprecatedID>{of}</deprecatedID></meta>"
    content = xml(**answers).decode()
    return (content[: content.index("<meta>")] + meta + "</data>").encode()


def original(world: World) -> str:
    send(world, xml(households=120, piped=90))
    actions.process_inbox(at=AT)
    return Submission.objects.get().instance_id


def test_an_edit_is_a_submission_of_its_own_whose_claim_is_newer(world: World) -> None:
    first = original(world)
    later = AT + timedelta(minutes=5)
    send(world, edit("uuid:edit", first, households=120, piped=91), at=later)
    actions.process_inbox(at=later)
    record = world.record()
    assert record.values["piped_households"] == 91
    assert [claim.values["piped_households"] for claim in queries.list_claims(record.id)] == [90, 91]
    (ref,) = submissions.list_edits(first)
    one = submissions.get_submission(ref)
    assert (one.instance_id, one.deprecates, one.conflicts) == ("uuid:edit", first, 0)
    before = Submission.objects.get(instance_id=first)
    assert (before.deprecates, b"<piped>90<" in bytes(before.xml)) == (None, True)
    assert submissions.edits_among([ref, before.ref]) == {ref}


def test_two_phones_that_edit_one_form_are_both_kept_and_the_later_is_held(world: World) -> None:
    first = original(world)
    for minute, name, piped in ((1, "uuid:a", 80), (2, "uuid:b", 85)):
        at = AT + timedelta(minutes=minute)
        send(world, edit(name, first, households=120, piped=piped), at=at)
        actions.process_inbox(at=at)
    record = world.record()
    assert record.values["piped_households"] == 85
    assert [claim.values["piped_households"] for claim in queries.list_claims(record.id)] == [90, 80, 85]
    assert len(submissions.list_edits(first)) == 2
    assert submissions.list_conflicts() == []


def test_an_edit_of_something_that_never_came_counts_as_what_it_says(world: World) -> None:
    send(world, edit("uuid:edit", "uuid:lost", households=120, piped=91))
    actions.process_inbox(at=AT)
    assert world.record().values["piped_households"] == 91
    assert len(submissions.list_edits("uuid:lost")) == 1


def test_the_journal_vouches_for_an_edit_as_for_every_submission(world: World) -> None:
    send(world, edit("uuid:edit", original(world), piped=91))
    checkers = submissions.JOURNAL_CHECKERS
    assert [f for kind, c in checkers.items() for f in c(journal.list_entries(kind=kind))] == []

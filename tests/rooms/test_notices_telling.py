"""What happened is read from the journal and told exactly once, whoever is killed or late meanwhile."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from at_once import given_at_once
from django.db import connection, transaction
from workforce_world import AT, BY, TODAY, World, make_world

from tambon.journal.actions import record
from tambon.journal.models import Entry
from tambon.notices import actions, queries
from tambon.notices.models import Message, Reading
from tambon.notices.rules import MessageKind
from tambon.workforce import actions as workforce
from tambon.workforce.rules import AbsenceReason, EndReason, ShareEnd

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SOON = TODAY + timedelta(5)
GIVEN = {"by": BY, "at": AT}


@pytest.fixture
def world() -> World:
    """Malee has 1, 2, 3 of 580102 and Somchai 4 and 5; all that happened so far was told."""
    world = make_world()
    world.shared()
    for name, tambon, number in (("malee", "580102", 1), ("somchai", "580102", 2), ("kaew", "580103", 1)):
        world.hired(name, tambon, number)
    actions.read_journal(at=AT)
    return world


def told(world: World, name: str) -> list[tuple[MessageKind, int]]:
    """Kinds and counts of villages, oldest first."""
    found = reversed(queries.list_messages(world.people[name]))
    return [(one.kind, one.details.get("count", 0)) for one in found]


def forget() -> None:
    Message.objects.all().delete()


def test_whoever_gets_a_contract_with_villages_is_told_which(world: World) -> None:
    assert told(world, "malee") == [(MessageKind.VILLAGES_GIVEN, 3)]
    assert told(world, "somchai") == [(MessageKind.VILLAGES_GIVEN, 2)]
    assert told(world, "kaew") == []  # her post has none
    (message,) = queries.list_messages(world.people["somchai"])
    assert list(message.areas) == world.villages("58010204", "58010205")
    assert message.details["day"] == "2026-10-01" and message.is_new


def test_again_tells_nothing_and_writes_no_entry_of_its_own(world: World) -> None:
    entries, messages = Entry.objects.count(), Message.objects.count()
    assert actions.read_journal(at=AT) == 0
    assert (Entry.objects.count(), Message.objects.count()) == (entries, messages)


def test_each_thing_that_happens_is_told_to_those_whom_it_concerns(world: World) -> None:
    forget()
    malee, somchai = world.post("580102", 1), world.post("580102", 2)
    three = world.villages("58010203")
    workforce.hand_over(from_post=malee, to_post=somchai, village_ids=three, on=TODAY, **GIVEN)
    actions.read_journal(at=AT)
    assert told(world, "malee") == [(MessageKind.VILLAGES_TAKEN, 1)]
    assert told(world, "somchai") == [(MessageKind.VILLAGES_GIVEN, 1)]
    forget()
    workforce.hand_back(post_id=somchai, village_ids=three, on=TODAY, reason=ShareEnd.CANNOT_REACH, **GIVEN)
    actions.read_journal(at=AT)
    assert told(world, "wichai") == [(MessageKind.VILLAGE_HANDED_BACK, 1)]
    assert told(world, "prasert") == told(world, "somchai") == []
    forget()
    workforce.give_villages(post_id=malee, village_ids=three, since=SOON, **GIVEN)
    actions.read_journal(at=AT)
    assert told(world, "malee") == [(MessageKind.VILLAGES_GIVEN, 1)]


def test_a_substitute_and_whoever_leaves_are_told(world: World) -> None:
    forget()
    from tambon.workforce.queries import find_contract

    malee, kaew = (find_contract(world.people[name], on=TODAY) for name in ("malee", "kaew"))
    assert malee and kaew
    workforce.set_absence(
        contract_id=malee.id, since=TODAY, until=SOON, reason=AbsenceReason.SICK, substitute=kaew.id, **GIVEN
    )  # fmt: skip
    workforce.end_contract(malee.id, on=SOON, reason=EndReason.RESIGNED, **GIVEN)
    actions.read_journal(at=AT)
    assert told(world, "kaew") == [(MessageKind.STANDING_IN, 0)]
    assert told(world, "malee") == [(MessageKind.CONTRACT_ENDED, 0)]
    workforce.hire(
        post_id=world.post("580102", 1), username="new", name_th="ใหม่", since=SOON, **GIVEN
    )  # fmt: skip
    actions.read_journal(at=AT)
    (newcomer,) = Message.objects.filter(kind=MessageKind.VILLAGES_GIVEN)
    assert newcomer.details["count"] == 3


def test_a_new_plan_is_told_to_all_workers_of_the_programme_and_their_district(world: World) -> None:
    forget()
    with transaction.atomic():
        record("plan.approved", subject="programme:p", body={"number": 1, "sha256": "0"}, **GIVEN)
        record("plan.approved", subject="programme:another", body={"number": 1, "sha256": "0"}, **GIVEN)
    assert actions.read_journal(at=AT) == 4
    for name in ("malee", "somchai", "kaew", "wichai"):
        assert told(world, name) == [(MessageKind.PLAN_APPROVED, 0)]
    assert told(world, "prasert") == told(world, "dao") == []


def test_a_certificate_is_told_to_its_holder(world: World) -> None:
    from tambon.workforce.queries import find_contract

    forget()
    contract = find_contract(world.people["kaew"], on=TODAY)
    assert contract
    with transaction.atomic():
        record(
            "certificate.issued",
            subject="certificate:x/1",
            body={"course": 1, "contract": contract.id},
            **GIVEN,
        )
    actions.read_journal(at=AT)
    assert told(world, "kaew") == [(MessageKind.CERTIFICATE_ISSUED, 0)]


def test_a_reader_that_is_killed_loses_nothing_and_tells_nothing_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    forget()
    something_happens(world, 3)
    saves: list[object] = []
    really_save = Reading.save

    def die_before_the_second_mark(mark: Reading, **given: object) -> None:
        saves.append(mark)
        if len(saves) == 2:
            raise Killed
        really_save(mark, **given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Reading, "save", die_before_the_second_mark)
        with pytest.raises(Killed):
            actions.read_journal(at=AT, limit=1)
    assert Message.objects.count() == 2  # the first step stands, the second never was
    assert actions.read_journal(at=AT, limit=1) == 4
    assert told(world, "malee") == [(MessageKind.VILLAGES_TAKEN, 1)] * 3
    assert told(world, "somchai") == [(MessageKind.VILLAGES_GIVEN, 1)] * 3


def test_two_readers_at_once_tell_each_thing_once(world: World) -> None:
    forget()
    something_happens(world, 3)
    made: list[int] = []
    given_at_once(*[lambda: made.append(actions.read_journal(at=AT))] * 4)
    assert sum(made) == 6 and len(made) == 4
    assert len(told(world, "malee")) == 3


def test_an_entry_of_a_transaction_that_ends_late_is_not_passed_over(world: World) -> None:
    forget()
    written, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            hand_over(world, 0)
            written.set()
            assert may_end.wait(20)

    def meanwhile() -> None:
        assert written.wait(20)
        with transaction.atomic():
            record(
                "certificate.issued", subject="certificate:x/1", body={"course": 1, "contract": 1}, **GIVEN
            )
        assert actions.read_journal(at=AT) == 0  # it is younger than one that still runs
        may_end.set()

    given_at_once(slow, meanwhile)
    assert actions.read_journal(at=AT) == 2
    assert told(world, "malee") == [(MessageKind.VILLAGES_TAKEN, 1)]


def test_after_a_restore_the_new_era_is_read_from_its_beginning(world: World) -> None:
    """Transaction ids begin again: here they lie below the mark."""
    from tambon.journal.actions import begin_era

    forget()
    something_happens(world, 1)
    try:
        begin_era(by=BY, at=AT)
        hand_over(world, 1)
        assert actions.read_journal(at=AT) == 4
        assert Reading.objects.get().era == 2
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE journal_entry ALTER COLUMN era SET DEFAULT 1")


def something_happens(world: World, times: int) -> None:
    for step in range(times):
        hand_over(world, step)


def hand_over(world: World, step: int) -> None:
    """An entry as `workforce.hand_over` writes it."""
    on = (TODAY + timedelta(step)).isoformat()
    body = {"to": world.post("580102", 2), "on": on, "villages": world.villages("58010203")}
    subject = f"post:{world.post('580102', 1)}"
    with transaction.atomic():
        record("workforce.villages_handed_over", subject=subject, body=body, **GIVEN)

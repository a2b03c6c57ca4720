"""Clear answers count at once, a doubtful one waits for a person; once, in order, whatever breaks."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from at_once import given_at_once
from django.db import OperationalError, connection
from records_world import AT, World, make_world, send, xml

from tambon.journal import queries as journal
from tambon.lib.problem import Problem
from tambon.records import actions, problems, queries
from tambon.records.models import Claim, Record
from tambon.submissions import actions as submissions
from tambon.submissions import queries as kept
from tambon.submissions.models import Correction, Quarantine, Submission
from tambon.submissions.rules import Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OFFICER = "person:900"


@pytest.fixture
def world() -> World:
    return make_world()


def only_ref() -> UUID:
    return Submission.objects.values_list("ref", flat=True).get()


def mend(ref: UUID, minutes: int = 9, **fields: str) -> None:
    at = AT + timedelta(minutes=minutes)
    for field, text in fields.items():
        submissions.correct(ref=ref, field=field, text=text, by=OFFICER, at=at)
    submissions.settle(ref=ref, outcome=Outcome.AGAIN, by=OFFICER, at=at)
    actions.process_inbox(at=at)


def faults() -> list[tuple[str, str]]:
    checkers = {**kept.JOURNAL_CHECKERS, **queries.JOURNAL_CHECKERS}
    return [(fault.code, fault.where) for fault in journal.verify(checkers).faults]


def test_one_doubtful_answer_waits_alone_and_is_claimed_when_corrected(world: World) -> None:
    send(world, xml(households="ประมาณ 120", piped="๙๐"))
    actions.process_inbox(at=AT)
    assert world.record().values == {"piped_households": 90}
    (waiting,) = kept.list_quarantined()
    assert waiting.code == problems.unreadable_answer.code
    assert waiting.details == {"doubts": "households (422-value-not-whole)"}
    mend(only_ref(), households="120")
    assert world.record().values == {"households": 120, "piped_households": 90}
    assert [sorted(claim.values) for claim in Claim.objects.order_by("id")] == [
        ["piped_households"], ["households"]
    ]  # fmt: skip
    assert (kept.count_quarantined(), faults()) == (0, [])


def test_processing_again_claims_nothing_twice(world: World) -> None:
    send(world, xml(households="many", piped=90))
    actions.process_inbox(at=AT)
    for minutes in (1, 2, 3):
        mend(only_ref(), minutes)
        assert (Claim.objects.count(), kept.count_quarantined()) == (1, 1)
    mend(only_ref(), 4, households="")
    assert (Claim.objects.count(), kept.count_quarantined(), faults()) == (1, 0, [])


def test_a_correction_of_a_correction_wins_and_a_later_visit_wins_over_both(world: World) -> None:
    send(world, xml(households="many", piped="few", months=1))
    actions.process_inbox(at=AT)
    ref = only_ref()
    mend(ref, 1, households="120")
    mend(ref, 2, households="121", piped="90")
    assert world.record().values == {"households": 121, "piped_households": 90, "months_short": 1}
    later = AT + timedelta(minutes=3)
    send(world, xml(households="many", piped="95"), at=later)
    actions.process_inbox(at=later)
    first, second = Submission.objects.order_by("id")
    mend(second.ref, 4, households="130")
    Quarantine.objects.filter(submission=first).update(settled_at=None)
    mend(first.ref, 5, households="122")  # said last, but about the earlier answer
    assert world.record().values == {"households": 130, "piped_households": 95, "months_short": 1}
    assert faults() == []


def test_a_place_and_a_day_are_corrected_and_then_everything_counts(world: World) -> None:
    send(world, xml("หมู่ 1", "22/11/69"))
    actions.process_inbox(at=AT)
    assert Claim.objects.count() == 0
    mend(only_ref(), area="58010202", day="22 พ.ย. 69")
    assert world.record("58010202").values == {"households": 120, "piped_households": 90}
    assert (kept.count_quarantined(), faults()) == (0, [])


def test_what_counts_already_is_not_moved_to_another_village(world: World) -> None:
    send(world, xml(households="many", piped=90))
    actions.process_inbox(at=AT)
    mend(only_ref(), area="58010202", households="120")
    assert [one.code for one in kept.list_quarantined()] == [problems.told_elsewhere.code]
    assert (Claim.objects.count(), world.record().values) == (1, {"piped_households": 90})


def test_a_correction_is_vouched_for_and_the_text_is_not_in_the_journal(world: World) -> None:
    send(world, xml(households="many"))
    actions.process_inbox(at=AT)
    submissions.correct(ref=only_ref(), field="households", text="4321098765", by=OFFICER, at=AT)
    (entry,) = journal.list_entries(kind="submission.corrected")
    assert "4321098765" not in str(entry) and faults() == []
    Correction.objects.update(text="4322")
    assert faults() == [("correction-differs", f"submission:{only_ref()}")]


def test_nothing_is_said_beside_what_does_not_wait(world: World) -> None:
    send(world, xml())
    actions.process_inbox(at=AT)
    with pytest.raises(Problem) as refused:
        submissions.correct(ref=only_ref(), field="households", text="1", by=OFFICER, at=AT)
    assert refused.value.kind.code == "409-submission-not-quarantined"


def test_poison_in_a_batch_of_five_hundred_stops_only_itself(world, monkeypatch) -> None:
    from tambon.records.queries import intake

    plain = intake.read_answers

    def stumbles(content: bytes, *rest):
        if b"<piped>13</piped>" in content:
            raise ZeroDivisionError
        return plain(content, *rest)

    monkeypatch.setattr(intake, "read_answers", stumbles)
    for number in range(500):
        send(world, xml(households=1000, piped=number), at=AT + timedelta(seconds=number))
    after = AT + timedelta(hours=1)
    assert actions.process_inbox(at=after) == 500
    assert (Claim.objects.count(), Record.objects.count(), kept.count_quarantined()) == (499, 1, 1)
    assert world.record().values["piped_households"] == 499  # the newest, in spite of it


@pytest.mark.django_db(transaction=True)
def test_a_processor_that_is_killed_in_the_middle_loses_and_doubles_nothing(world, monkeypatch) -> None:
    """Its server process ends when claims are written and nothing is committed."""
    from tambon.records.actions import inbox

    for number in range(20):
        send(world, xml(households=1000, piped=number), at=AT + timedelta(seconds=number))
    plain = inbox.make_claims

    def killed(*args, **rest):
        plain(*args, **rest)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(inbox, "make_claims", killed)
    with pytest.raises(OperationalError):
        actions.process_inbox(at=AT + timedelta(hours=1))
    connection.close()
    assert (kept.count_waiting(), Claim.objects.count(), kept.count_quarantined()) == (20, 0, 0)
    monkeypatch.setattr(inbox, "make_claims", plain)
    assert actions.process_inbox(at=AT + timedelta(hours=1)) == 20
    assert (Claim.objects.count(), world.record().values["piped_households"], faults()) == (20, 19, [])


@pytest.mark.django_db(transaction=True)
def test_two_processors_at_once_claim_each_answer_once_and_in_order(world: World) -> None:
    for number in range(60):
        send(world, xml(households=1000, piped=number), at=AT + timedelta(seconds=number))
    after = AT + timedelta(hours=1)

    def work() -> None:
        while kept.count_waiting():
            actions.process_inbox(at=after, limit=7)

    given_at_once(work, work, seconds=120)
    assert (Claim.objects.count(), kept.count_quarantined()) == (60, 0)
    assert (world.record().values["piped_households"], faults()) == (59, [])

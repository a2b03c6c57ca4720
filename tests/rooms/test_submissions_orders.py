"""Whatever comes in whatever order, nothing acknowledged is lost, doubled or vouched for wrongly."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from records_world import AT, World, make_world, send, xml
from test_records_doubts import OFFICER, faults, only_ref
from test_records_edits import edit

from tambon.blobs.folder import Folder
from tambon.host.home import Home
from tambon.records import actions
from tambon.submissions import actions as submissions
from tambon.submissions import queries as kept
from tambon.submissions.models import Attachment, Conflict, Submission
from tambon.submissions.rules import Outcome, Part, State, read_envelope

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARCH = AT + timedelta(days=120)


@pytest.fixture
def world() -> World:
    return make_world()


def instance_of(content: bytes) -> str:
    return read_envelope(content).instance_id


def part(name: str, content: bytes = b"photo") -> Part:
    return Part(name, sha256(content).hexdigest(), len(content), "image/jpeg")


def redact(ref: UUID, *fields: str, at: datetime = AT) -> tuple[str, ...]:
    return actions.redact_submission(ref=ref, fields=fields, reason="ทดสอบ", by=OFFICER, at=at)


@pytest.mark.parametrize("other", [False, True])
def test_a_photo_that_comes_while_somebody_redacts_is_vouched_for(
    world: World, monkeypatch: pytest.MonkeyPatch, other: bool
) -> None:
    said = xml(remark="นายดำ ใจดี", piped=1)
    send(world, said)
    again = said.replace(b">1<", b">2<") if other else said
    if other:
        submissions.receive(xml=again, person_id=world.worker, at=AT)
    known = kept.get_kept

    def overtaken(instance_id: str) -> object:
        found = known(instance_id)
        redact(only_ref(), "remark")  # between the look and what is written
        return found

    monkeypatch.setattr(kept, "get_kept", overtaken)
    submissions.receive(xml=again, person_id=world.worker, at=AT, attachments=[part("late.jpg")])
    assert faults() == []
    assert Attachment.objects.get().conflict_id == (Conflict.objects.get().pk if other else None)


def test_a_short_answer_that_is_redacted_takes_no_other_figure_with_it(world: World) -> None:
    send(
        world,
        xml(households=120, piped=90, months=5, customers="1000000", remark="90", note="100000", sum="5"),
    )
    actions.process_inbox(at=AT)
    assert redact(only_ref(), "remark", "note", "sum") == ("note", "remark", "sum")
    held = {"households": 120, "piped_households": 90, "months_short": 5, "pwa_customers": 1000000}
    assert world.record().values == held


def test_a_short_name_goes_wherever_it_is_the_answer(world: World) -> None:
    send(world, xml(piped=90, head="นก", told_by="นก", remark="นกแก้ว"))
    assert redact(only_ref(), "head") == ("head", "told_by")


def test_an_original_that_comes_after_its_edit_is_the_older_of_the_two(world: World) -> None:
    first = xml(households=120, piped=90)
    name = instance_of(first)
    for minutes, content in (
        (2, edit("uuid:second", "uuid:first-edit", households=120, piped=92)),
        (3, edit("uuid:first-edit", name, households=120, piped=91)),
        (4, first),
    ):
        send(world, content, at=AT + timedelta(minutes=minutes))
        actions.process_inbox(at=AT + timedelta(minutes=minutes))
    assert world.record().values["piped_households"] == 92
    assert faults() == []


def test_an_original_after_its_edit_whose_doubt_is_mended_stays_the_older(world: World) -> None:
    first = xml(households=120, piped="many")
    send(world, edit("uuid:edit", instance_of(first), households=121, piped=91), at=AT)
    send(world, first, at=AT + timedelta(minutes=1))
    actions.process_inbox(at=AT)
    ref = Submission.objects.get(deprecates=None).ref
    submissions.mend(ref=ref, corrections={"piped": "70"}, by=OFFICER, at=AT)
    actions.process_inbox(at=AT)
    assert world.record().values == {"households": 121, "piped_households": 91}


def test_edits_that_name_each_other_are_read_all_the_same(world: World) -> None:
    send(world, edit("uuid:a", "uuid:b", piped=1), at=AT)
    send(world, edit("uuid:b", "uuid:a", piped=2), at=AT + timedelta(minutes=1))
    assert actions.process_inbox(at=AT) == 2
    assert world.record().values["piped_households"] in (1, 2)


STEPS = st.lists(
    st.sampled_from(
        ["again", "other", "photo", "track", "erase", "redact", "redact-note", "correct", "process", "mend"]
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_proof_is_green_after_every_order_of_what_may_happen(
    world: World, home: Home, steps: list[str]
) -> None:
    with transaction.atomic():
        _go(world, Folder(home.blobs), steps)
        transaction.set_rollback(True)


def _go(world: World, folder: Folder, steps: list[str]) -> None:
    said = xml(households="many", piped=90, remark="นายดำ ใจดี", note="081-234-5678 นายดำ ใจดี")
    send(world, said)
    ref = only_ref()
    for number, step in enumerate(steps):
        at = AT + timedelta(minutes=number)
        if step == "again":
            assert submissions.receive(xml=said, person_id=world.worker, at=at).state is State.SAME
        elif step == "other":
            content = said.replace(b">90<", b">91<")
            assert submissions.receive(xml=content, person_id=world.worker, at=at).state is State.CONFLICT
        elif step in ("photo", "track"):
            submissions.receive(xml=said, person_id=world.worker, at=at, attachments=[_kept(folder, step)])
        elif step == "erase":
            submissions.erase_traces(folder=folder, days=90, by="system", on=MARCH.date(), at=at)
        elif step.startswith("redact"):
            redact(ref, "note" if step.endswith("note") else "remark", at=at)
        elif step == "process":
            actions.process_inbox(at=at)
        elif kept.find_quarantined(ref):
            submissions.correct(ref=ref, field="households", text=str(100 + number), by=OFFICER, at=at)
            if step == "mend":
                submissions.settle(ref=ref, outcome=Outcome.AGAIN, by=OFFICER, at=at)
        assert faults() == [], steps[: number + 1]
    actions.process_inbox(at=AT + timedelta(hours=1))
    assert (Submission.objects.count(), faults()) == (1, [])
    for row in Attachment.objects.filter(erased_at=None):
        assert folder.path(row.sha256).exists()


def _kept(folder: Folder, name: str) -> Part:
    with folder.draft() as draft:
        draft.write(name.encode())
        blob = draft.keep()
    return Part("audit.csv" if name == "track" else "a.jpg", blob.sha256, blob.size, "text/csv")

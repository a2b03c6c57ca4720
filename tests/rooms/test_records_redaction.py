"""A number that should not have been typed is gone from every table, and the proof stays green."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from records_world import AT, World, check, collect, judge, make_world, send, xml
from test_records_doubts import OFFICER, faults, mend, only_ref

from tambon.host.erasures import FILE, read
from tambon.host.home import Home
from tambon.lib.problem import Problem
from tambon.lib.text import BLOT
from tambon.records import actions
from tambon.records.models import Claim, PastValue
from tambon.submissions import actions as submissions
from tambon.submissions import queries as kept
from tambon.submissions.models import Conflict, Redaction, Submission
from tambon.submissions.rules import State

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ID = "1101700230708"
LATER = AT + timedelta(hours=1)
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"


@pytest.fixture
def world() -> World:
    return make_world()


def redact(ref: UUID, *fields: str, at=LATER) -> tuple[str, ...]:
    return actions.redact_submission(ref=ref, fields=fields, reason="เลขบัตรประชาชน", by=OFFICER, at=at)


def tables_with(text: str) -> list[str]:
    """Every table of the database in which the text stands, bytes included."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s OR t::text LIKE %s',
                [f"%{text}%", f"%{text.encode().hex()}%"],
            )
            found += [table] if cursor.fetchone()[0] else []
    return found


def test_an_id_typed_as_text_is_nowhere_any_more_and_the_phone_is_answered_as_known(world: World) -> None:
    said = xml(households="many", piped=90, remark=f"โทรหานายดำ {ID}", title=f"น้ำ {ID}")
    send(world, said)
    actions.process_inbox(at=AT)
    ref = only_ref()
    other = said.replace(b">90<", b">91<")
    assert submissions.receive(xml=other, person_id=world.worker, at=AT).state is State.CONFLICT
    submissions.correct(ref=ref, field="households", text=ID, by=OFFICER, at=AT)
    assert sorted(tables_with(ID)) == [
        "submissions_conflict", "submissions_correction", "submissions_submission"
    ]  # fmt: skip
    nonces = {bytes(Submission.objects.get().nonce), bytes(Conflict.objects.get().nonce)}
    assert redact(ref, "remark", "households") == ("households", "remark", "title")
    assert (tables_with(ID), faults()) == ([], [])
    assert BLOT.encode() in kept.get_submission(ref).xml and b">90<" in kept.get_submission(ref).xml
    assert nonces.isdisjoint({bytes(Submission.objects.get().nonce), bytes(Conflict.objects.get().nonce)})
    for again, state in ((said, State.SAME), (other, State.CONFLICT)):
        answer = submissions.receive(xml=again, person_id=world.worker, at=LATER)
        assert answer.state is state
    third = submissions.receive(xml=said.replace(b">90<", b">92<"), person_id=world.worker, at=LATER)
    assert (third.state, Conflict.objects.count()) == (State.CONFLICT, 2)
    assert (tables_with(ID), faults()) == ([], [])


def test_a_number_that_counted_is_taken_out_of_claims_records_and_history(world: World) -> None:
    phone = 812345678
    record = collect(world, households=phone, piped=90)
    check(record)
    verdict = judge(world.record(), "piped_households")
    actions.give_verdicts([verdict], office=world.office["pwa"], by=OFFICER, at=AT)
    collect(world, minutes=2, households=120, months=1)
    assert PastValue.objects.filter(value=phone).exists()
    first = Submission.objects.order_by("id")[0]
    redact(first.ref, "households")
    assert (tables_with(str(phone)), faults()) == ([], [])
    held = world.record()
    assert held.values == {"households": 120, "piped_households": 90, "months_short": 1}
    assert held.cells["piped_households"].grade == "verified"  # the neighbour's verdict stands


@pytest.mark.parametrize("dispute", [False, True])
def test_the_offices_word_about_it_forgets_the_value_too(world: World, dispute: bool) -> None:
    phone = 812345678
    record = collect(world, households=120, piped=phone)
    verdicts = [judge(record, "piped_households", dispute=dispute)]
    actions.give_verdicts(verdicts, office=world.office["pwa"], by=OFFICER, at=AT)
    collect(world, "58010202", piped=90)
    redact(Submission.objects.order_by("id")[0].ref, "piped")
    assert (tables_with(str(phone)), faults()) == ([], [])
    kind = "dispute" if dispute else "confirmation"
    word = Claim.objects.get(kind=kind)
    assert word.values == {} and word.about.keys() == {"piped_households"}


def test_what_stands_now_goes_and_processing_again_does_not_bring_it_back(world: World) -> None:
    send(world, xml(households=812345678, piped="many"))
    actions.process_inbox(at=AT)
    ref = only_ref()
    redact(ref, "households")
    assert world.record().values == {}
    mend(ref, 70, piped="90")
    assert world.record().values == {"piped_households": 90}
    assert (tables_with("812345678"), faults(), Claim.objects.count()) == ([], [], 2)


def test_two_redactions_of_one_form_and_the_same_form_again(world: World) -> None:
    said = b"<?xml version='1.0'?>\n<!-- made by hand -->" + xml(remark=ID, note="x@example.org", piped=1)
    send(world, said)
    ref = only_ref()
    redact(ref, "remark")
    redact(ref, "note", at=LATER + timedelta(minutes=1))
    assert submissions.receive(xml=said, person_id=world.worker, at=LATER).state is State.SAME
    assert (Redaction.objects.count(), Conflict.objects.count(), faults()) == (2, 0, [])
    actions.process_inbox(at=LATER)
    assert world.record().values == {"piped_households": 1}


def test_an_edit_by_hand_after_a_redaction_is_named(world: World) -> None:
    send(world, xml(remark=ID, piped=1))
    actions.process_inbox(at=AT)
    ref = only_ref()
    redact(ref, "remark")
    assert faults() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tambon.redacting', 'on', true)")
        cursor.execute("UPDATE submissions_submission SET xml = xml || '\\x20'")
        cursor.execute("SELECT set_config('tambon.redacting', 'off', true)")
    assert faults() == [("submission-changed", f"submission:{ref}")]


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("meta/instanceID", "422-submission-redaction-id"),
        ("nothing", "404-submission-redaction-path"),
    ],
)
def test_what_cannot_be_redacted_is_refused_and_changes_nothing(world, field, code) -> None:
    send(world, xml(remark=ID))
    with pytest.raises(Problem) as refused:
        redact(only_ref(), field)
    assert refused.value.kind.code == code
    assert ID.encode() in kept.get_submission(only_ref()).xml and not Redaction.objects.exists()


def test_a_restore_redacts_again_what_was_redacted_since(world: World) -> None:
    send(world, xml(households=120, piped=90, remark=f"โทรหานายดำ {ID}"))
    ref = only_ref()
    again = {"erased_at": AT, "by": OFFICER, "at": LATER}
    assert actions.redacting.redact_again(str(ref), ["remark", "elsewhere"], **again)
    assert (tables_with(ID), faults()) == ([], [])
    assert not actions.redacting.redact_again(str(ref), ["remark"], **again)
    assert not actions.redacting.redact_again("not-a-name", ["remark"], **again)
    remembered = [one for one in read(Home.from_environment().root / FILE) if one.ref == str(ref)]
    assert [(one.kind, one.fields) for one in remembered] == [("redaction", ("remark",))]
    assert import_string(settings.ERASURES["redaction"]) is actions.redacting.redact_again


def test_a_restore_redacts_again_what_was_said_once_more_where_something_was_redacted_before(
    world: World,
) -> None:
    send(world, xml(households="many", remark=ID))
    actions.process_inbox(at=AT)
    ref = only_ref()
    redact(ref, "remark")
    later = LATER + timedelta(hours=1)
    submissions.correct(ref=ref, field="remark", text="0812345678", by=OFFICER, at=later)
    # the backup was made here; what follows was redacted afterwards and stands in erasures.jsonl
    after = {"erased_at": later + timedelta(hours=1), "by": OFFICER, "at": later + timedelta(hours=2)}
    assert actions.redacting.redact_again(str(ref), ["remark"], **after)
    assert tables_with("0812345678") == []
    assert not actions.redacting.redact_again(str(ref), ["remark"], **after)


def test_a_correction_with_a_sign_that_no_table_holds_is_kept_without_it(world: World) -> None:
    send(world, xml(households="many"))
    actions.process_inbox(at=AT)
    submissions.correct(ref=only_ref(), field="households", text="1\0 20", by=OFFICER, at=LATER)
    assert Submission.objects.get().corrections.get().text == "1 20"


@pytest.mark.parametrize("again", [True, False])
def test_what_ended_a_confirmation_ends_it_still_when_it_is_redacted(world: World, again: bool) -> None:
    def confirm(minutes: int) -> None:
        at = AT + timedelta(minutes=minutes)
        actions.give_verdicts(
            [judge(world.record(), "households")], office=world.office["lao"], by=OFFICER, at=at
        )

    check(collect(world, households=120, piped=90))
    confirm(1)
    assert world.record().cells["households"].grade == "verified"
    collect(world, minutes=5, households=812345678, piped=90)
    second = Submission.objects.latest("pk").ref
    if again:
        collect(world, minutes=9, households=120, piped=90)
    redact(second, "households")
    held = world.record()
    assert held.values["households"] == 120 and held.cells["households"].grade != "verified"
    assert (tables_with("812345678"), faults()) == ([], [])
    confirm(90)
    assert world.record().cells["households"].grade == "verified"
    assert faults() == []

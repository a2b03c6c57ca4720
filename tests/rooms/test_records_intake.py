"""From submissions to records: what is understood, what waits for a person, and nothing stops the rest."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError
from records_world import AT, World, collect, make_world, send, xml

from tambon.accounts import actions as accounts
from tambon.accounts.models import Grant
from tambon.accounts.rules import NewGrant, Role
from tambon.forms.models import FormVersion
from tambon.records import actions, problems, queries
from tambon.records.models import Changed, Claim, Record, Tally
from tambon.records.rules import ClaimKind, Grade, NewClaim, Origin
from tambon.submissions import queries as submissions

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def waiting() -> list[tuple[str, dict[str, str]]]:
    return [(found.code, found.details) for found in submissions.list_quarantined()]


def test_an_answer_becomes_a_claim_and_a_record_that_waits_for_its_checks(world):
    record = collect(world, households=120, piped=90)
    assert record.values == {"households": 120, "piped_households": 90}
    cell = record.cells["piped_households"]
    assert (cell.grade, cell.origin, cell.since) == (Grade.REPORTED, Origin.FIELD, AT)
    (claim,) = queries.list_claims(record.id)
    assert (claim.by, claim.observed_on.isoformat(), claim.made_at) == (
        f"person:{world.worker}",
        "2026-11-20",
        AT,
    )
    assert list(Changed.objects.values_list("record_id", flat=True)) == [record.id]
    assert (submissions.count_waiting(), waiting()) == (0, [])


def test_cells_are_counted_for_the_office_that_owns_them(world):
    record = collect(world, households=120, piped=90)
    counts = dict(Tally.objects.filter(record_id=record.id).values_list("office_id", "reported"))
    assert counts == {world.office["lao"]: 1, world.office["pwa"]: 1}


def test_what_nobody_is_responsible_for_is_counted_too(world):
    since = AT.date().replace(month=1)
    more = NewGrant(world.worker, Role.WORKER, since, area_id=world.area["580103"])
    accounts.grant(more, by="system", at=AT)
    record = collect(world, "58010301", households=120, piped=90)
    counts = dict(Tally.objects.filter(record_id=record.id).values_list("office_id", "reported"))
    assert counts == {None: 1, world.office["pwa"]: 1}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (xml(version="9"), problems.unknown_form),
        (xml("99999999"), problems.unknown_area),
        (xml("580102"), problems.unknown_area),  # a tambon, where the dataset is about villages
        (xml("58010301"), problems.outside_the_workers_area),
        (xml(day="2026-10-31"), problems.no_round),
        (xml(day="2026-11-23"), problems.impossible_day),
        (xml(day="2025-11-20"), problems.outside_the_workers_area),  # nobody was to collect then
        (xml(day=""), problems.no_area_or_day),
        (xml(""), problems.no_area_or_day),
        (xml(households="many"), problems.unreadable_answer),
        (xml(notes="nothing that is asked"), problems.no_answers),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_waits_for_a_person_with_the_reason(world, content, kind):
    send(world, content)
    assert actions.process_inbox(at=AT) == 1
    assert [code for code, _ in waiting()] == [kind.code]
    assert Claim.objects.count() == Record.objects.count() == submissions.count_waiting() == 0


def test_a_dataset_that_no_round_asks_for_waits_and_the_other_counts(world):
    version = FormVersion.objects.get(version="1")
    FormVersion.objects.update(retired_at=AT)
    variables = {**version.mapping["variables"], "population": {"households": "homes"}}
    FormVersion.objects.create(
        form=version.form, version="2", source="-", sha256="-", xml="-", md5=uuid4().hex, published_at=AT,
        mapping={**version.mapping, "variables": variables},
    )  # fmt: skip
    send(world, xml(version="2", households=120, piped=90, homes=121))
    actions.process_inbox(at=AT)
    assert [code for code, _ in waiting()] == [problems.no_round.code]
    (claim,) = Claim.objects.all()
    assert (claim.dataset, claim.values["piped_households"]) == ("water", 90)


def test_a_stranger_makes_no_claim(world):
    send(world, xml(), person=world.worker + 999)
    actions.process_inbox(at=AT)
    assert waiting()[0][0] == problems.outside_the_workers_area.code


def test_one_bad_submission_does_not_stop_the_others(world):
    for content in (
        xml("58010201"),
        xml("99999999"),
        xml("58010202"),
        xml(households="many"),
        xml("58010203"),
    ):
        send(world, content)
    assert actions.process_inbox(at=AT) == 5
    assert (Record.objects.count(), len(waiting())) == (3, 2)


def test_what_breaks_the_processor_is_set_aside_alone(world, monkeypatch):
    from tambon.records.queries import intake

    plain = intake.read_answers

    def stumbles(content: bytes, *rest):
        if b"58010202" in content:
            raise ZeroDivisionError
        return plain(content, *rest)

    monkeypatch.setattr(intake, "read_answers", stumbles)
    for village in ("58010201", "58010202", "58010203"):
        send(world, xml(village))
    assert actions.process_inbox(at=AT) == 3
    assert Record.objects.count() == 2
    assert waiting() == [(problems.failed.code, {"fault": "ZeroDivisionError"})]


def test_a_database_that_goes_away_loses_nothing(world, monkeypatch):
    from tambon.records.actions import inbox

    def away(*_, **__):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(inbox, "make_claims", away)
    send(world, xml())
    with pytest.raises(OperationalError):
        actions.process_inbox(at=AT)
    assert (submissions.count_waiting(), waiting()) == (1, [])


def test_the_limit_is_kept_and_an_empty_inbox_is_nothing(world):
    for village in ("58010201", "58010202", "58010203"):
        send(world, xml(village))
    assert [actions.process_inbox(at=AT, limit=2) for _ in range(3)] == [2, 1, 0]


def test_the_same_evidence_makes_one_claim(world):
    area, said = world.area["58010201"], {"households": 1}
    claim = NewClaim(
        ClaimKind.FIELD, "water", area, "2026", said, AT.date(), "person:1", evidence="submission:x"
    )
    assert len(actions.make_claims([claim], at=AT)) == 1
    assert actions.make_claims([claim], at=AT + timedelta(hours=1)) == []
    assert Claim.objects.count() == 1


def test_a_second_answer_about_the_village_replaces_the_first_and_history_keeps_it(world):
    first = collect(world, households=120, piped=90)
    second = collect(world, minutes=5, households=121, piped=90)
    assert (first.id, second.values["households"]) == (second.id, 121)
    past, now = queries.list_history(second.id, "households")
    assert (past.value, past.since, past.until) == (120, AT, AT + timedelta(minutes=5))
    assert (now.value, now.since, now.until) == (121, AT + timedelta(minutes=5), None)
    assert second.version == first.version + 1


def test_an_answer_is_judged_by_the_day_of_the_visit_not_of_the_delivery(world):
    (held,) = Grant.objects.filter(person_id=world.worker)
    accounts.end_grant(held.pk, on=date(2026, 11, 21), by="system", at=AT)
    late = AT + timedelta(days=20)
    send(world, xml(day="2026-11-20"), at=late)  # the last day of the contract
    send(world, xml("58010202", day="2026-11-21"), at=late)  # the day after it
    assert actions.process_inbox(at=late) == 2
    assert [claim.observed_on for claim in Claim.objects.all()] == [date(2026, 11, 20)]
    assert [code for code, _ in waiting()] == [problems.outside_the_workers_area.code]

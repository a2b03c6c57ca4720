"""What waits for whom, and digests of it: against the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from records_world import AT, BY, TODAY, World, collect, judge, make_world, send, xml

from tambon.accounts import actions as accounts
from tambon.accounts.models import Office, Person
from tambon.accounts.rules import NewGrant, Role
from tambon.journal.models import Entry
from tambon.notices import actions, queries
from tambon.notices.models import Digest
from tambon.notices.rules import Channel, Wait, WaitKind
from tambon.records import actions as records
from tambon.verification import actions as checking
from tambon.verification.models import Finding

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SINCE = date(2026, 1, 1)


@pytest.fixture
def world() -> World:
    return make_world()


def person(world: World, name: str, role: Role, place: str | None = None, office: str | None = None) -> int:
    person_id = accounts.add_person(username=name, name_th=name, by=BY, at=AT)
    area, of = world.area[place] if place else None, world.office[office] if office else None
    accounts.grant(NewGrant(person_id, role, SINCE, area_id=area, office_id=of), by=BY, at=AT)
    return person_id


def told(person_id: int, on: date = TODAY) -> dict[WaitKind, list[Wait]]:
    found: dict[WaitKind, list[Wait]] = {}
    for wait in queries.waiting_for(person_id, on=on):
        found.setdefault(wait.kind, []).append(wait)
    return found


def test_an_office_and_its_verifier_hear_of_the_values_that_wait_for_it(world: World) -> None:
    somying = person(world, "somying", Role.VERIFIER, office="pwa")
    assert told(somying) == {} and queries.waiting_for_office(world.office["pwa"], on=TODAY) == []
    collect(world)
    collect(world, "58010202", minutes=1)
    (wait,) = told(somying)[WaitKind.TO_CONFIRM]
    assert (wait.count, wait.places, wait.dataset, wait.where) == (2, 2, "water", world.office["pwa"])
    assert wait.day == TODAY
    assert queries.waiting_for_office(world.office["pwa"], on=TODAY) == [wait]


def test_a_verifier_of_one_tambon_hears_of_that_tambon_alone(world: World) -> None:
    one = accounts.add_person(username="narrow", name_th="แคบ", by=BY, at=AT)
    grant = NewGrant(one, Role.VERIFIER, SINCE, area_id=world.area["580103"], office_id=world.office["pwa"])
    accounts.grant(grant, by=BY, at=AT)
    collect(world)
    assert told(one) == {}


def test_a_verifier_of_a_whole_agency_hears_of_its_offices_together(world: World) -> None:
    from django.db.backends.postgresql.psycopg_any import DateRange

    from tambon.accounts.models import Grant

    one = accounts.add_person(username="agency", name_th="หน่วยงาน", by=BY, at=AT)
    Grant.objects.create(
        person_id=one, role=Role.VERIFIER.value, agency_id=world.agency["pwa"], during=DateRange(SINCE, None)
    )
    collect(world)
    assert [wait.count for wait in told(one)[WaitKind.TO_CONFIRM]] == [1]


def test_a_disputed_value_comes_back_to_its_worker_and_stays_with_its_owner(world: World) -> None:
    record = collect(world)
    verdict = judge(record, "piped_households", dispute=True)
    records.give_verdicts([verdict], office=world.office["pwa"], by="person:9", at=AT + timedelta(hours=1))
    (wait,) = told(world.worker)[WaitKind.RETURNED]
    assert (wait.count, wait.places, wait.dataset) == (1, 1, "water")
    owner = queries.waiting_for_office(world.office["pwa"], on=TODAY)
    assert [(w.kind, w.count) for w in owner] == [(WaitKind.DISPUTED, 1)]


def test_a_local_government_hears_how_many_of_its_villages_are_missing(world: World) -> None:
    anong = person(world, "anong", Role.LOCAL_GOVERNMENT, "580102")
    collect(world)
    (wait,) = told(anong)[WaitKind.VILLAGES_MISSING]
    assert (wait.count, wait.of, wait.day) == (2, 3, date(2026, 11, 30))
    office = queries.waiting_for_office(world.office["lao"], on=TODAY)
    assert [(w.count, w.of) for w in office if w.kind is WaitKind.VILLAGES_MISSING] == [(2, 3)]
    collect(world, "58010202", minutes=1)
    collect(world, "58010203", minutes=2)
    assert WaitKind.VILLAGES_MISSING not in told(anong)
    assert WaitKind.VILLAGES_MISSING not in told(anong, date(2026, 12, 1))  # the round is over


def test_a_district_hears_of_answers_set_aside_by_its_workers_and_of_no_other_district(world: World) -> None:
    wichai = person(world, "wichai", Role.DISTRICT, "5801")
    assert told(wichai) == {}
    send(world, xml("58010301"))  # outside the worker's tambon
    records.process_inbox(at=AT)
    assert [wait.count for wait in told(wichai)[WaitKind.QUARANTINED]] == [1]
    elsewhere = person(world, "anong", Role.DISTRICT, "580103")
    assert told(elsewhere) == {}


def test_a_province_hears_of_districts_behind_and_an_administrator_of_what_nobody_owns(world: World) -> None:
    province, centre = person(world, "p", Role.PROVINCE, "58"), person(world, "c", Role.CENTRAL, "TH")
    admin = person(world, "a", Role.ADMINISTRATOR, "TH")
    (behind,) = told(province)[WaitKind.DISTRICTS_BEHIND]
    assert (behind.count, behind.of, behind.dataset) == (1, 1, "water")
    assert told(centre)[WaitKind.DISTRICTS_BEHIND][0].count == 1
    assert WaitKind.DISTRICTS_BEHIND not in told(province, date(2026, 11, 2))
    assert WaitKind.UNOWNED not in told(admin)
    grant = NewGrant(world.worker, Role.WORKER, SINCE, area_id=world.area["580103"])
    accounts.grant(grant, by=BY, at=AT)
    collect(world, "58010301")  # no local government there
    unowned = told(admin)[WaitKind.UNOWNED]
    assert [wait.places for wait in unowned] == [1] and WaitKind.UNOWNED not in told(province)


def test_a_closed_account_and_an_ended_grant_hear_nothing(world: World) -> None:
    somying = person(world, "somying", Role.VERIFIER, office="pwa")
    collect(world)
    assert told(somying)
    accounts.close_person(somying, by=BY, at=AT)
    assert told(somying) == {}
    assert [d for d in queries.plan_digests(on=TODAY) if d.person_id == somying] == []


def digests(**whose: int) -> list[tuple[Channel, date]]:
    return [(one.channel, one.day) for one in queries.list_digests(**whose)]


def test_digests_go_out_as_often_as_chosen_and_tell_nothing_when_nothing_waits(world: World) -> None:
    somying = person(world, "somying", Role.VERIFIER, office="pwa")
    Person.objects.filter(pk=somying).update(email="somying@example.test")
    assert actions.make_digests(on=TODAY, at=AT).total() == 0
    collect(world)
    assert actions.make_digests(on=TODAY, at=AT)[Channel.EMAIL] == 1
    assert sorted(digests(person_id=somying)) == [(Channel.DESK, TODAY), (Channel.EMAIL, TODAY)]
    assert actions.make_digests(on=TODAY, at=AT).total() == 0  # again changes nothing
    for step in range(1, 15):
        day = TODAY + timedelta(days=step)
        actions.make_digests(on=day, at=AT + timedelta(days=step))
    mailed = [day for channel, day in digests(person_id=somying) if channel is Channel.EMAIL]
    assert mailed == [TODAY + timedelta(days=14), TODAY + timedelta(days=7), TODAY]
    assert len([day for channel, day in digests(person_id=somying) if channel is Channel.DESK]) == 15


def test_a_wish_is_kept(world: World) -> None:
    somying = person(world, "somying", Role.VERIFIER, office="pwa")
    collect(world)
    wishes = {"person_id": somying, "channel": Channel.DESK, "by": f"person:{somying}", "at": AT}
    actions.set_wish(**wishes, every_days=0)
    actions.make_digests(on=TODAY, at=AT)
    assert digests(person_id=somying) == []
    actions.set_wish(**wishes, every_days=30)
    actions.set_wish(**wishes, every_days=30)
    assert Entry.objects.filter(kind="notices.wish_set").count() == 2
    for step in range(40):
        actions.make_digests(on=TODAY + timedelta(days=step), at=AT)
    assert [day for _, day in digests(person_id=somying)] == [TODAY + timedelta(days=30), TODAY]
    assert queries.wishes_of(person_id=somying, roles=[Role.VERIFIER]) == {
        Channel.DESK: 30,
        Channel.EMAIL: 7,
    }


def test_an_office_with_an_address_gets_mail_and_one_without_does_not(world: World) -> None:
    collect(world)
    Office.objects.filter(pk=world.office["pwa"]).update(email="pwa@example.test")
    actions.make_digests(on=TODAY, at=AT)
    assert digests(office_id=world.office["pwa"]) == [(Channel.EMAIL, TODAY)]
    assert digests(office_id=world.office["dopa"]) == []


def test_making_digests_is_one_entry_of_counts(world: World) -> None:
    person(world, "somying", Role.VERIFIER, office="pwa")
    collect(world)
    made = actions.make_digests(on=TODAY, at=AT)
    (entry,) = Entry.objects.filter(kind="notices.digests_made")
    assert entry.body == {"desk": made[Channel.DESK]} and entry.subject == "day:2026-11-22"


def test_the_bell_counts_what_is_new_in_one_statement(
    world: World, django_assert_num_queries: object
) -> None:
    somying = person(world, "somying", Role.VERIFIER, office="pwa")
    collect(world)
    actions.make_digests(on=TODAY, at=AT)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert queries.count_new(somying) == 1
    actions.mark_seen(somying, upto=0, at=AT)
    assert queries.count_new(somying) == 0
    actions.make_digests(on=TODAY + timedelta(days=1), at=AT)
    wish = {"person_id": somying, "channel": Channel.DESK, "every_days": 0, "by": BY, "at": AT}
    assert queries.count_new(somying) == 1
    actions.set_wish(**wish)
    assert queries.count_new(somying) == 0


def test_old_digests_go_and_no_wish_is_broken_by_it(world: World) -> None:
    person(world, "somying", Role.VERIFIER, office="pwa")
    collect(world)
    actions.make_digests(on=TODAY, at=AT)
    kept = Digest.objects.count()
    assert actions.sweep_digests(on=TODAY + timedelta(days=92), at=AT) == 0
    assert actions.sweep_digests(on=TODAY + timedelta(days=130), at=AT) == kept
    assert Digest.objects.count() == 0


def test_digests_hold_no_name_of_anybody(world: World) -> None:
    person(world, "somying", Role.VERIFIER, office="pwa")
    collect(world)
    actions.make_digests(on=TODAY, at=AT)
    for contents in Digest.objects.values_list("contents", flat=True):
        assert set(contents) == {"waits"}
        for wait in contents["waits"]:
            assert set(wait) <= {"kind", "count", "of", "places", "dataset", "day", "where"}


def test_a_worker_hears_what_the_rules_ask_about_their_villages(world: World) -> None:
    collect(world, households=80, piped=90)
    checking.check_changed(at=AT)
    (wait,) = told(world.worker)[WaitKind.IMPOSSIBLE]
    assert (wait.count, wait.places, wait.dataset) == (1, 1, "water")
    record = world.record()
    asks = {"rule": "r", "rule_version": "1", "family": "across", "severity": "asks", "opened_at": AT}
    Finding.objects.create(record_id=record.id, variable="households", **asks)
    (wait,) = told(world.worker)[WaitKind.ASKED]
    assert (wait.count, wait.places, wait.dataset) == (1, 1, "water")
    collect(world, minutes=10, households=120)
    checking.check_changed(at=AT + timedelta(minutes=11))
    assert WaitKind.IMPOSSIBLE not in told(world.worker)

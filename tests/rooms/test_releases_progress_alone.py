"""What the snapshots publish of offices' work, in the small world: the waterworks' one verifier, the local
government's two."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from counter_world import VARIABLE, Counter, make_counter
from desk_world import BY, FAST, MADE, Desk, make_desk
from pytest_django import Settings
from records_world import AT, TODAY, collect, judge

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.catalogue.progress import WORK, ProgressSnapshot
from tambon.host.home import Home
from tambon.records import actions as records
from tambon.releases.actions.snapshots.challenges import challenges
from tambon.releases.actions.snapshots.programme import count_programmes
from tambon.releases.actions.snapshots.progress import progress
from tambon.releases.queries import list_lone_offices
from tambon.verification.actions import challenging
from tambon.verification.rules.challenging import Asked, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(home: Home, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    made = make_desk()
    colleague(made, "lao")
    for village in ("58010201", "58010202"):
        collect(made.world, village)
    return made


def colleague(desk: Desk, office: str, since: date = date(2026, 10, 1)) -> None:
    person = accounts.add_person(username=f"second-{office}", name_th="คนที่สอง", by=BY, at=MADE)
    accounts.grant(
        NewGrant(person, Role.VERIFIER, since, office_id=desk.world.office[office]), by=BY, at=MADE
    )


def confirm(desk: Desk, village: str, variable: str = "piped_households", office: str = "pwa") -> None:
    word = judge(desk.world.record(village), variable)
    records.give_verdicts([word], office=desk.world.office[office], by=BY, at=AT + timedelta(hours=1))


def lines(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["area_code"]: one for one in shown["areas"]}


def test_what_is_left_when_the_named_offices_are_taken_off_is_nobodys(desk: Desk) -> None:
    """Over areas, offices and two snapshots of a day: the lone office's word changes no published figure."""
    confirm(desk, "58010202", "households", "lao")
    before = progress(AT)
    confirm(desk, "58010201")
    after = progress(AT + timedelta(hours=2))
    assert [one["office"] for one in after["offices"]] == ["lao-1"]
    for code, why in (("58", "one_person_office"), ("5801", "one_person_office")):
        line = lines(after)[code]
        assert line["withheld"] == why and [line[name] for name in WORK] == [None] * len(WORK)
        assert line["reported"] == 4 and line["expected"] > 4  # what villages have stays
    assert {**before, "at": ""} == {**after, "at": ""}
    assert after["medians"] == [
        {"round": "r1", "dataset": "water", "period": "2026", "median_days": None,
         "withheld": "one_person_office"},
    ]  # fmt: skip


def test_the_programmes_page_gives_it_away_neither(desk: Desk) -> None:
    before = count_programmes(AT)
    confirm(desk, "58010201")
    after = count_programmes(AT)
    assert after == before
    for area in after.programmes[0].areas:
        assert (area.checked_cells, area.verified_cells) == (None, None)
        assert area.cells_withheld == "one_person_office" and area.reported_cells == 4


def test_with_a_colleague_everything_is_told(desk: Desk) -> None:
    colleague(desk, "pwa")
    confirm(desk, "58010201")
    shown = progress(AT)
    assert [one["office"] for one in shown["offices"]] == ["lao-1", "pwa-1"]
    assert {line["withheld"] for line in shown["areas"]} == {None}
    for code in ("58", "5801"):
        assert (lines(shown)[code]["reported"], lines(shown)[code]["verified"]) == (4, 1)
    assert shown["medians"][0]["median_days"] is not None
    assert count_programmes(AT).programmes[0].areas[0].verified_cells == 1


def test_a_colleague_who_left_or_comes_later_is_none(desk: Desk) -> None:
    colleague(desk, "pwa", since=TODAY + timedelta(days=1))
    assert lines(progress(AT))["5801"]["withheld"] == "one_person_office"
    accounts.end_grant(desk.grants["somying"], on=TODAY, by=BY, at=AT)
    assert lines(progress(AT))["5801"]["withheld"] == "one_person_office"


def test_two_offices_of_the_same_person_do_not_hide_each_other(desk: Desk) -> None:
    """The registrar's office too is somying's: what is left of the district is hers all the same."""
    new = NewGrant(desk.people["somying"], Role.VERIFIER, TODAY, office_id=desk.world.office["dopa"])
    accounts.grant(new, by=BY, at=MADE)
    assert lines(progress(AT))["5801"]["withheld"] == "one_person_office"


def test_whoever_works_alone_for_a_whole_agency_is_one_person_too(desk: Desk) -> None:
    accounts.end_grant(desk.grants["somying"], on=TODAY, by=BY, at=AT)
    agency = NewGrant(desk.people["boonmi"], Role.VERIFIER, TODAY, agency_id=desk.world.agency["dopa"])
    colleague(desk, "pwa")
    accounts.grant(agency, by=BY, at=MADE)
    lone = list_lone_offices(on=TODAY)
    assert lone[desk.world.office["dopa"]] == desk.people["boonmi"]
    assert desk.world.office["lao"] not in lone


def test_the_file_is_as_its_schema_says_and_older_files_are_too(desk: Desk) -> None:
    shown = progress(AT)
    file = ProgressSnapshot.model_validate(shown)
    assert set(file.withheld) == {"one_person_office", "protects_another"}
    for name in ("withheld", "medians", "silent", "samples", "rule"):
        del shown[name]
    for line in shown["areas"]:
        for name in ("withheld", "waiting", "returned", "silent", "unowned", "absent", "unknown"):
            del line[name]
        line.update(checked=0, verified=0, disputed=0)
    ProgressSnapshot.model_validate(shown)


@pytest.fixture
def counter(home: Home, settings: Settings) -> Counter:
    settings.PASSWORD_HASHERS = FAST
    return make_counter()


def answered(counter: Counter) -> None:
    """Asked, passed on, and answered three days later by the waterworks."""
    area = counter.desk.world.area["58010201"]
    new = Asked(uuid4(), counter.release, "water", "2026", area, VARIABLE, 90, "มีประปาแค่ 80 หลัง", 80)
    challenging.challenge(new, address="203.0.113.9", at=AT)
    challenging.pass_on(counter.who("kanya"), new.ref, on=TODAY, at=AT)
    later = AT + timedelta(days=3)
    challenging.answer(
        counter.who("somying"), new.ref, outcome=Outcome.STANDS, text="นับใหม่แล้วยังเท่าเดิม",
        on=TODAY + timedelta(days=3), at=later,
    )  # fmt: skip


def test_how_long_one_person_took_to_answer_is_told_nowhere(counter: Counter) -> None:
    answered(counter)
    (shown,) = challenges(AT + timedelta(days=3)).answered
    assert (shown.office_th, shown.office_en, shown.asked_on, shown.days) == ("", "", "", None)
    assert shown.answered_on == "2026-11-25" and shown.answer


def test_an_office_that_gets_a_second_person_afterwards_is_not_told_of_the_first(counter: Counter) -> None:
    answered(counter)
    colleague(counter.desk, "pwa", since=TODAY + timedelta(days=10))
    (shown,) = challenges(AT + timedelta(days=20)).answered
    assert shown.days is None and not shown.office_th


def test_an_office_of_two_is_told_with_its_days(counter: Counter) -> None:
    colleague(counter.desk, "pwa")
    answered(counter)
    (shown,) = challenges(AT + timedelta(days=3)).answered
    assert (shown.office_th, shown.days, shown.asked_on) == ("pwa", 3, "2026-11-22")

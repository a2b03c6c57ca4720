"""Looking for people within scope, who had which grant on which day, and giving grants as an officer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from desk_world import BY, MADE, Desk, make_desk

from tambon.accounts import actions, queries
from tambon.accounts.queries.history import grants_on, told_of
from tambon.accounts.queries.looking import look_for
from tambon.accounts.queries.territories import contact_of, list_office_lines, list_unowned, territories_of
from tambon.accounts.rules import NewGrant, Role
from tambon.accounts.rules.newcomers import NewPerson
from tambon.accounts.rules.views import OfficeTexts
from tambon.journal.queries import list_entries
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ON = date(2026, 11, 1)  # the day of MADE


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(Problem) as refusal:
        work()
    assert refusal.value.kind.code == code


def head_of(desk: Desk, place: str, username: str, since: date = ON) -> int:
    village = NewGrant(0, Role.VILLAGE_HEAD, since, area_id=desk.world.area[place])
    return actions.open_account(NewPerson(username, "ผู้ใหญ่ ใจดี"), village, by=BY, at=MADE)


def test_people_are_looked_for_inside_the_scope(desk: Desk) -> None:
    head_of(desk, "580102", "nok")
    head_of(desk, "580103", "nid")

    def seen(by: str, **asked: object) -> set[str]:
        who = queries.who(desk.people[by], on=ON)
        return {one.username for one in look_for(who, on=ON, **asked).people}  # type: ignore[arg-type]

    assert seen("wichai") == {"nok", "nid", "malee", "wichai"}
    assert seen("prasert") == {"prasert"} and seen("somying") == seen("anan") == set()
    everybody = set(desk.people) | {"nok", "nid"}
    assert seen("kanya") == everybody
    assert seen("kanya", text="ใจดี") == {"nok", "nid"} == seen("kanya", role="village_head")
    assert seen("kanya", under=desk.world.area["580103"]) == {"nid"}
    assert seen("kanya", text="%") == seen("kanya", text="\0") == set()
    page = look_for(queries.who(desk.people["kanya"], on=ON), on=ON, limit=2, skip=1)
    assert len(page.people) == 2 and page.total == len(everybody)
    over = NewGrant(
        desk.people["boonmi"], Role.WORKER, date(2025, 1, 1), date(2026, 1, 1), desk.world.area["580103"]
    )
    actions.grant(over, by=BY, at=MADE)
    assert "boonmi" in seen("wichai") and "boonmi" not in seen("prasert")


def test_an_account_with_its_first_grant_or_none_at_all(desk: Desk) -> None:
    refused("409-username-taken", lambda: head_of(desk, "580102", "malee"))
    refused("422-accounts-file-username", lambda: head_of(desk, "580102", "ชื่อ ไทย"))
    ended = NewGrant(0, Role.VILLAGE_HEAD, ON, ON, area_id=desk.world.area["580102"])
    refused(
        "400-days-out-of-order",
        lambda: actions.open_account(NewPerson("nok", "นก"), ended, by=BY, at=MADE),
    )
    assert queries.find_person("nok") is None


def test_no_grant_twice_and_none_is_ended_behind_the_journal(desk: Desk) -> None:
    person = head_of(desk, "580102", "nok")
    (held,) = queries.grants_of(person)
    again = NewGrant(person, held.role, date(2027, 1, 1), date(2028, 1, 1), held.area_id)
    refused("409-grant-overlaps", lambda: actions.appoint(again, by=BY, at=MADE))
    refused(
        "400-grant-day-past", lambda: actions.withdraw_grant(held.id, on=date(2026, 10, 31), by=BY, at=MADE)
    )
    actions.withdraw_grant(held.id, on=date(2026, 12, 1), by=BY, at=MADE)
    refused("409-grant-over", lambda: actions.withdraw_grant(held.id, on=date(2026, 12, 1), by=BY, at=MADE))
    assert actions.appoint(again, by=BY, at=MADE)
    wanted = [(person, desk.world.area["580103"], ON, None)]
    actions.keep_derived(
        basis="workforce", wanted=wanted, area_ids=[desk.world.area["580103"]], on=ON, by=BY, at=MADE
    )
    derived = next(one for one in queries.grants_of(person) if one.basis)
    refused("409-grant-derived", lambda: actions.withdraw_grant(derived.id, on=ON, by=BY, at=MADE))
    refused("404-grant-unknown", lambda: actions.withdraw_grant(0, on=ON, by=BY, at=MADE))


def test_who_had_which_grant_on_which_day(desk: Desk) -> None:
    person = head_of(desk, "580102", "nok", date(2026, 11, 10))
    (held,) = queries.grants_of(person)
    actions.withdraw_grant(held.id, on=date(2026, 11, 20), by="person:1", at=MADE)
    for day, count in ((date(2026, 11, 9), 0), (date(2026, 11, 10), 1), (date(2026, 11, 20), 0)):
        found, total = grants_on(day, person_id=person)
        assert (len(found), total) == (count, count)
    village = desk.world.area["580102"]
    there = {one.person_id for one in grants_on(date(2026, 11, 12), area_id=village)[0]}
    assert there == {
        person,
        desk.people["wichai"],
        desk.people["malee"],
        desk.people["kanya"],
        desk.people["anan"],
    }
    assert {one.role for one in grants_on(ON, role=Role.AUDITOR)[0]} == {Role.AUDITOR}
    given, ended = told_of([held])[held.id]
    assert (given.given, given.by, ended.given, ended.by) == (True, BY, False, "person:1")
    assert ended.until == "2026-11-20"


def test_the_journal_tells_of_derived_grants_too(desk: Desk) -> None:
    person, area = desk.people["boonmi"], desk.world.area["580103"]

    def keep(*wanted: tuple[int, int, date, date | None], on: date) -> None:
        actions.keep_derived(basis="workforce", wanted=wanted, area_ids=[area], on=on, by=BY, at=MADE)

    keep((person, area, ON, None), on=ON)
    keep(on=date(2026, 11, 9))
    (held,) = queries.grants_of(person)
    assert [(one.given, one.until) for one in told_of([held])[held.id]] == [
        (True, None), (False, "2026-11-09")
    ]  # fmt: skip


def test_offices_in_full_and_where_nobody_is_responsible(desk: Desk) -> None:
    office = desk.world.office["pwa"]
    lines, total = list_office_lines(on=ON, text="pwa")
    assert total == len(lines) >= 1 and any(one.id == office and one.villages for one in lines)
    texts = OfficeTexts("ประปา สาขา ก", "", "a@example.test", "ผู้จัดการ", "หมู่ 1")
    actions.change_office(office, texts, by=BY, at=MADE)
    actions.change_office(office, texts, by=BY, at=MADE)
    assert contact_of(office).addressee == "ผู้จัดการ"
    assert len(list(list_entries(kind="office.changed"))) == 1
    refused(
        "422-accounts-file-email",
        lambda: actions.change_office(office, OfficeTexts("ก", email="x"), by=BY, at=MADE),
    )
    country = desk.world.area["TH"]
    villages = set(list_unowned([], under=country, on=ON))
    pwa = set(list_unowned(["pwa"], under=country, on=ON))
    lao = set(list_unowned(["lao"], under=country, on=ON))
    assert set(list_unowned(["pwa", "lao"], under=country, on=ON)) == pwa & lao
    assert pwa < villages and territories_of(office)

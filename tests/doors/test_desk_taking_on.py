"""Nobody takes over an account by hiring its owner, naming them in a file or giving them a small role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from desk_world import post
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from work_world import NOW, AtWork, at, make_work, stopped  # noqa: F401 - the fixture that stops the clock
from workforce_world import BY, SINCE

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.models import Grant
from tambon.accounts.rules import NewGrant, Role
from tambon.workforce import actions, roster_problems
from tambon.workforce import queries as workforce
from tambon.workforce.models import Contract, Personal
from tambon.workforce.rules import EndReason, ShareEnd

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HEADING = "tambon,post,name_th,username,bank_account,from,until"
NOT_YOURS = roster_problems.person_not_yours(username="ann").say("th")


@pytest.fixture
def work(db: None, stopped: Any) -> AtWork:  # noqa: F811
    """Beside the others ann, who administers the country."""
    made = make_work()
    ann = made.world.people["ann"] = accounts.add_person(username="ann", name_th="แอน", by=BY, at=at(NOW))
    accounts.grant(NewGrant(ann, Role.ADMINISTRATOR, SINCE, area_id=made.area("TH")), by=BY, at=at(NOW))
    return made


def hire(work: AtWork, who: str, **fields: Any) -> HttpResponse:
    """Into the vacant first post of 580103."""
    fields = {"programme": "p", "post": work.world.post("580103", 1), "since": NOW.isoformat(), **fields}
    return post(work.browser(who), "/desk/workforce/580103/hire", fields, page="/desk/notices")


def load(
    work: AtWork, who: str, *rows: str, page: str = "/desk/workforce/load", heading: str = HEADING
) -> str:
    file = SimpleUploadedFile("file.csv", "\n".join([heading, *rows]).encode())
    answer = post(work.browser(who), page, {"programme": "p", "file": file, "doing": "load"})
    return answer.content.decode()


def end_malee(work: AtWork) -> None:
    """Her contract in 580102 ends today."""
    contract, next_day = work.contract["malee"], NOW + timedelta(days=1)
    actions.end_contract(contract, on=next_day, reason=EndReason.RESIGNED, by=BY, at=at(NOW))


@pytest.mark.parametrize("name", ["ann", "prasert", "wichai", "dao"])
def test_an_officer_hires_nobody_whose_account_is_not_theirs_to_look_after(work: AtWork, name: str) -> None:
    """An administrator, a neighbour, themselves, and somebody who has no role yet."""
    before = Contract.objects.count()
    answer = hire(work, "wichai", username=name.upper())
    assert answer.status_code == 403 and name in answer.content.decode()
    assert Contract.objects.count() == before
    assert not Grant.objects.filter(person_id=work.person(name), basis="workforce").exists()


def test_an_own_worker_is_hired_again_and_an_administrator_hires_anybody(work: AtWork) -> None:
    end_malee(work)
    days = {"since": "12/12/2569", "last": "31/12/2569"}
    assert hire(work, "wichai", username="malee", **days).status_code == 302
    assert hire(work, "ann", username="dao", since="1/1/2570").status_code == 302


def test_a_username_that_cannot_be_one_is_refused(work: AtWork) -> None:
    for name in ("x" * 300, 'a"; filename=b', "ชื่อ"):
        assert hire(work, "wichai", username=name, name_th="ใหม่").status_code == 422


def test_somebody_hired_without_villages_is_looked_after_where_the_post_is(work: AtWork) -> None:
    vacant, villages = work.world.post("580103", 1), work.world.villages("58010301", "58010302")
    actions.hand_back(
        post_id=vacant, village_ids=villages, on=NOW, reason=ShareEnd.CANNOT_REACH, by=BY, at=at(NOW)
    )
    assert hire(work, "wichai", name_th="คุณใหม่").status_code == 302
    person = queries.find_person("580103-1")
    assert person is not None and not queries.list_grants(person.id, on=NOW)
    account = f"/desk/people/{person.id}/access"
    assert work.browser("prasert").get(account).status_code == 403
    wichai = work.browser("wichai")
    assert wichai.get(account).status_code == 200
    assert wichai.get(f"/desk/people/{person.id}").status_code == 200
    assert post(wichai, f"{account}/link", {}, page=account).status_code == 302
    assert queries.open_link_until(person.id, at=at(NOW)) is not None


def test_a_contract_of_another_district_counts_beside_the_grants(work: AtWork) -> None:
    """A role in both districts: neither officer alone resets the account."""
    malee = work.person("malee")
    assert {h.role for h in workforce.reach_of(malee, on=NOW).held} == {Role.WORKER}
    elsewhere = NewGrant(malee, Role.VILLAGE_HEAD, SINCE, area_id=work.area("5802"))
    accounts.grant(elsewhere, by=BY, at=at(NOW))
    for officer in ("wichai", "prasert"):
        assert work.browser(officer).get(f"/desk/people/{malee}/access").status_code == 403


@pytest.mark.parametrize("name_th", ["แอน", "ไม่ใช่ชื่อของเขา"])
def test_a_roster_hires_no_stranger_and_tells_nothing_of_them(work: AtWork, name_th: str) -> None:
    before = Contract.objects.count()
    page = load(work, "wichai", f"580103,1,{name_th},ann,,{NOW.isoformat()},")
    assert NOT_YOURS in page and Contract.objects.count() == before


def test_a_contract_that_is_over_says_nothing_of_the_bank_account_any_more(work: AtWork) -> None:
    """Malee has gone to another district: her old officer's roster leaves her account alone."""
    end_malee(work)
    elsewhere = NewGrant(work.person("malee"), Role.WORKER, SINCE, area_id=work.area("5802"))
    accounts.grant(elsewhere, by=BY, at=at(NOW))
    row = f"580102,1,คุณmalee,malee,{{}},{SINCE.isoformat()},{NOW.isoformat()}"
    tomorrow = at(NOW + timedelta(days=1))
    report = actions.load_roster(
        "\n".join([HEADING, row.format("1112223334"), row.format("")]).encode(),
        programme="p", keys=_keys(), within=[work.area("5801")],
        who=queries.who(work.person("wichai"), on=NOW), by=BY, at=tomorrow,
    )  # fmt: skip
    assert [(one.row, one.code) for one in report.refused] == [(2, "403-roster-person-not-yours")]
    assert not Personal.objects.exists() and report.unchanged == 1


def _keys() -> Any:
    from django.conf import settings

    return settings.PERSONAL_KEYS


@pytest.mark.parametrize("name_th", ["แอน", "ไม่ใช่ชื่อของเขา"])
def test_a_file_of_accounts_gives_nothing_to_a_stranger_and_tells_nothing_of_them(
    work: AtWork, name_th: str
) -> None:
    heading = "username,name_th,role,area,from"
    row = f"ann,{name_th},village_head,58010201,2026-10-01"
    page = load(work, "wichai", row, page="/desk/people/load", heading=heading)
    assert "บัญชี ann เป็นของบุคคลนอกพื้นที่ของคุณ" in page
    assert Grant.objects.filter(person_id=work.person("ann")).count() == 1


def test_whose_greater_role_is_over_is_not_taken_over_by_giving_a_small_one(work: AtWork) -> None:
    """The officer before: an account that nobody below the province resets, until then and after."""
    old = accounts.add_person(username="old", name_th="คนก่อน", by=BY, at=at(NOW))
    over = NewGrant(old, Role.DISTRICT, SINCE, date(2026, 11, 1), area_id=work.area("5801"))
    accounts.grant(over, by=BY, at=at(NOW))
    wichai, page = work.browser("wichai"), f"/desk/people/{old}"
    assert wichai.get(page).status_code == 200
    head = {"role": "village_head", "area": "58010201"}
    assert post(wichai, f"{page}/give", head, page="/desk/notices").status_code == 403
    assert wichai.get(f"{page}/access").status_code == 403
    assert post(work.browser("ann"), f"{page}/give", head, page="/desk/notices").status_code == 302


def test_a_role_over_an_area_names_no_office_of_others(work: AtWork) -> None:
    accounts.add_agency(code="pwa", name_th="กปภ.", name_en="PWA", by=BY, at=at(NOW))
    office = accounts.add_office(agency="pwa", code="pwa-1", name_th="กปภ.", name_en="PWA", by=BY, at=at(NOW))
    fields = {
        "username": "head", "name_th": "ผู้ใหญ่", "role": "village_head", "area": "58010201",
        "office": office,
    }  # fmt: skip
    answer = post(work.browser("wichai"), "/desk/people/new", fields)
    assert answer.status_code == 400 and queries.find_person("head") is None


def apart(ask: Callable[[], HttpResponse]) -> int:
    """The answer's status; what the database refused meanwhile ends nothing but this."""
    with transaction.atomic():
        status = ask().status_code
        transaction.set_rollback(True)
    return status


def test_what_no_form_of_ours_sends_is_no_failure(work: AtWork) -> None:
    wichai, ann = work.browser("wichai"), work.browser("ann")
    for address in ("people?area=%00", "offices?page=999999999999999999", "people?page=999999999999999999"):
        assert apart(lambda: wichai.get(f"/desk/{address}")) == 400, address  # noqa: B023 - asked at once
    for page in ("workforce", "workers"):
        assert wichai.get(f"/desk/{page}/58010201").status_code == 404
        assert work.browser("prasert").get(f"/desk/{page}/58010201").status_code == 403
    assert apart(lambda: hire(work, "wichai", name_th="\0")) == 400
    odd = {"username": "zz", "name_th": "x", "role": "village_head", "area": "\0"}
    assert apart(lambda: post(wichai, "/desk/people/new", odd)) == 400
    assert apart(lambda: post(ann, "/desk/offices/new", {"agency": "\0", "code": "\0"})) == 400

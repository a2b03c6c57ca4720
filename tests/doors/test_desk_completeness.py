"""The desk's pages of progress: who sees what, down to the village and the person, and where figures lead."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from desk_world import Desk, make_desk
from records_world import AT, BY, check, collect
from work_world import NOW, AtWork, make_work, stopped  # noqa: F401 - the fixture that stops the clock

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.verification.rules.clock import sentences

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def work(db: None, stopped: Any) -> AtWork:  # noqa: F811
    return make_work()


def test_a_district_officer_reads_the_tambon_by_village_office_and_person(work: AtWork) -> None:
    work.collect("malee", "58010201", "58010202", day=date(2026, 12, 5))
    work.dispute("58010201", "households", day=date(2026, 12, 6))
    browser = work.browser("wichai")
    district = text(browser.get("/desk/progress"))  # straight into the only area
    assert "/desk/progress/580102" in district and "<svg" in district
    assert sentences()[-1][0] in district
    tambon = text(browser.get("/desk/progress/580102"))
    assert "/desk/progress/58010201" in tambon
    assert "คุณmalee" in tambon and "ใช้ในราชการเท่านั้น" in tambon
    assert 'href="/desk/values/580102"' in tambon or 'href="/desk/workers/580102"' in tambon
    assert "/desk/progress/office/" in tambon
    english = text(browser.get("/desk/progress/580102?lang=en"))
    assert "Not applicable" in english and "By who collects there today" in english
    assert browser.get("/desk/progress/58010201").status_code == 200
    assert browser.get("/desk/progress/5802").status_code == 403
    assert browser.get("/desk/progress/999999").status_code == 404


def test_names_of_people_are_for_who_may_know_of_them(work: AtWork) -> None:
    work.collect("malee", "58010201", day=date(2026, 12, 5))
    head = accounts.add_person(username="town", name_th="อบต.", by=BY, at=AT)
    new = NewGrant(head, Role.LOCAL_GOVERNMENT, date(2026, 10, 1), area_id=work.area("580102"))
    accounts.grant(new, by=BY, at=AT)
    work.world.people["town"] = head
    page = text(work.browser("town").get("/desk/progress/580102"))
    assert "คุณmalee" not in page and "ตามผู้ที่เก็บข้อมูล" not in page
    assert "/desk/progress/58010201" in page


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def test_an_office_sees_its_own_clock_and_others_do_not(desk: Desk) -> None:
    check(collect(desk.world))
    place = f"/desk/progress/office/{desk.world.office['pwa']}"
    browser = desk.browser("somying")
    assert place in text(browser.get("/desk/progress"))
    page = text(browser.get(place))
    assert f"/desk/queue/{desk.world.office['pwa']}" in page and "เวลาของสำนักงาน" in page
    assert desk.browser("malai").get(place).status_code == 403
    assert desk.browser("boonmi").get("/desk/progress").status_code == 403
    assert desk.browser("anan").get(place).status_code == 403
    assert desk.browser("wichai").get(place).status_code == 200
    assert f"/desk/queue/{desk.world.office['pwa']}" not in text(desk.browser("wichai").get(place))
    assert desk.browser("wichai").get("/desk/progress/office/99999").status_code == 404
    assert desk.browser().get(place).status_code == 302


def test_the_country_is_shown_by_province(desk: Desk) -> None:
    check(collect(desk.world))
    page = text(desk.browser("kanya").get("/desk/progress"))
    assert "/desk/progress/58" in page and "ตามสำนักงาน" not in page

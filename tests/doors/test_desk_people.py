"""People and offices at the desk: where the ways on lead, and what is said where nothing is there yet."""

from __future__ import annotations

from typing import Any

import pytest
from desk_world import post
from django.test import Client
from work_world import NOW, AtWork, at, make_work, stopped  # noqa: F401 - the fixture that stops the clock
from workforce_world import BY, SINCE

from tambon.accounts import actions, queries
from tambon.accounts.rules import NewGrant, Role

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WAYS = ("/desk/people/new", "/desk/people/load", "/desk/people/sheets")
OFFICES = (
    "agency,agency_th,agency_en,office,name_th,areas,from\n"
    "pwa,การประปา,Waterworks,pwa-1,สาขาหนึ่ง,5801,1/10/2569\n"
)


@pytest.fixture
def work(db: None, stopped: Any) -> AtWork:  # noqa: F811
    return make_work()


def somebody(work: AtWork, role: Role, place: str) -> Client:
    person = actions.add_person(username=role.value, name_th="คนใหม่", by=BY, at=at(NOW))
    actions.grant(NewGrant(person, role, SINCE, area_id=work.area(place)), by=BY, at=at(NOW))
    client = Client(enforce_csrf_checks=True)
    client.force_login(queries.get_user(person))
    return client


@pytest.mark.parametrize(("role", "able"), [(Role.ADMINISTRATOR, True), (Role.CENTRAL, False)])
def test_the_page_of_people_leads_to_every_way_of_adding_them(work: AtWork, role: Role, able: bool) -> None:
    client = somebody(work, role, "TH")
    said = client.get("/desk/people").content.decode()
    for way in WAYS:
        assert (f'href="{way}"' in said) == able, way
        assert (client.get(way).status_code == 200) == able, way


def test_without_agencies_the_page_says_from_where_they_come(work: AtWork) -> None:
    client = somebody(work, Role.ADMINISTRATOR, "TH")
    said = client.get("/desk/offices/new?lang=en").content.decode()
    assert "tambon offices load" in said and 'name="agency"' not in said
    actions.load_offices(OFFICES.encode(), by=BY, at=at(NOW))
    fields = {"agency": "pwa", "code": "pwa-2", "name_th": "สาขาสอง", "name_en": "Branch two"}
    assert post(client, "/desk/offices/new", fields).status_code == 302
    found = queries.find_office("pwa-2")
    assert found is not None and found.agency_code == "pwa"
    held = {"act": "territory", "areas": "5801", "since": "2026-12-01"}
    refused = post(client, f"/desk/offices/{found.id}", held)
    assert refused.status_code == 409 and "for the areas 5801 (" in refused.content.decode()


def test_a_grant_by_hand_is_told_from_one_that_follows_a_contract(work: AtWork) -> None:
    client = somebody(work, Role.ADMINISTRATOR, "TH")
    malee = client.get(f"/desk/people/{work.person('malee')}?lang=en").content.decode()
    assert "From contract and villages" in malee and "Given directly" not in malee
    wichai = client.get(f"/desk/people/{work.person('wichai')}?lang=en").content.decode()
    assert "Given directly" in wichai and "From contract and villages" not in wichai


def test_an_offices_verifier_gets_a_first_sheet_from_the_country_alone(work: AtWork) -> None:
    client = somebody(work, Role.ADMINISTRATOR, "TH")
    actions.load_offices(OFFICES.encode(), by=BY, at=at(NOW))
    office = queries.find_office("pwa-1")
    assert office is not None
    nok = actions.add_person(username="nok", name_th="นก ใจดี", by=BY, at=at(NOW))
    actions.grant(NewGrant(nok, Role.VERIFIER, SINCE, office_id=office.id), by=BY, at=at(NOW))
    assert "นก ใจดี" in client.get("/desk/people/sheets").content.decode()
    assert "นก ใจดี" not in client.get("/desk/people/sheets?area=5801").content.decode()
    assert "นก ใจดี" not in work.browser("wichai").get("/desk/people/sheets").content.decode()


def test_an_auditor_finds_the_days_and_is_asked_for_a_name(work: AtWork) -> None:
    client = somebody(work, Role.AUDITOR, "TH")
    assert 'class="button quiet" href="/desk/grants"' in client.get("/desk/").content.decode()
    asked = client.get("/desk/grants?verb=collect&lang=en").content.decode()
    assert "give a username too" in asked
    named = client.get("/desk/grants?verb=collect&person=malee&area=58010201&lang=en").content.decode()
    assert "give a username too" not in named and "As field worker" in named

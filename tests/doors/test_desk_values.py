"""What is held about a village, for the village's head and whoever looks over it; nobody else."""

from __future__ import annotations

import re

import pytest
from area_files import load, table, terms
from desk_world import MADE, SINCE, Desk, make_desk, post
from django.template import Context
from django.test import Client
from records_world import BY, check, collect

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import queries as areas
from tambon.desk.templatetags.desk import value
from tambon.dictionary.rules.spec import VariableSpec, VariableType

pytestmark = pytest.mark.django_db
TOWN = "6580102"


@pytest.fixture
def desk(db: None) -> Desk:
    """The small world, and a local government over one village of each of its two tambons."""
    desk = make_desk()
    town = table(("code", "name_th", "district"), (TOWN, "อบต.ตัวอย่าง", "5801"))
    members = table(("code", "local_government"), ("58010201", TOWN), ("58010301", TOWN))
    assert load("local-governments", town, given=terms(source="towns")).added == 1
    assert load("memberships", members, given=terms(source="members")).added == 2
    return desk


def signed_in(name: str, **grant: object) -> Client:
    person = accounts.add_person(username=name, name_th=f"ผู้ดู {name}", by=BY, at=MADE)
    accounts.grant(NewGrant(person, since=SINCE, **grant), by=BY, at=MADE)  # type: ignore[arg-type]
    client = Client(enforce_csrf_checks=True)
    client.force_login(queries.get_user(person))
    return client


def town_id() -> int:
    return areas.get_place(TOWN, on=SINCE).id


def test_a_village_head_is_led_to_the_own_village_and_reads_each_value_with_its_grade(desk: Desk) -> None:
    head = signed_in("head", role=Role.VILLAGE_HEAD, area_id=desk.world.area["58010201"])
    assert head.get("/desk/values").headers["Location"] == "/desk/values/58010201"
    assert "ยังไม่มีข้อมูลของหมู่บ้านนี้" in head.get("/desk/values/58010201").content.decode()
    check(collect(desk.world, households=120, piped=90))
    page = head.get("/desk/values/58010201").content.decode()
    assert "<strong>120</strong>" in page and "<strong>90</strong>" in page
    assert "ยืนยันแล้ว 0 จาก 2 ค่า" in page and "หมู่บ้านสังเคราะห์" in page
    story = re.search(r'href="(/desk/cells/\d+/households)"', page)
    assert story and head.get(story[1]).status_code == 200
    assert 'href="/desk/values"' in head.get("/desk/").content.decode()


def test_what_lies_outside_is_refused_whoever_asks(desk: Desk) -> None:
    head = signed_in("head", role=Role.VILLAGE_HEAD, area_id=desk.world.area["58010201"])
    for other in ("58010202", "580102", "58"):
        assert head.get(f"/desk/values/{other}").status_code == 403
    for name in ("malee", "somying", "anan", "boonmi"):
        assert desk.browser(name).get("/desk/values/58010201").status_code == 403
        assert desk.browser(name).get("/desk/values").status_code == 403
    assert desk.browser("wichai").get("/desk/values/5802").status_code == 403
    assert desk.browser("wichai").get("/desk/values/99999999").status_code == 404


def test_an_officer_goes_down_the_tree_and_back_up_to_the_own_area(desk: Desk) -> None:
    wichai = desk.browser("wichai")
    assert wichai.get("/desk/values").headers["Location"] == "/desk/values/5801"
    assert "/desk/values/580102" in wichai.get("/desk/values/5801").content.decode()
    tambon = wichai.get("/desk/values/580102").content.decode()
    assert "/desk/values/58010203" in tambon and "/desk/values/5801" in tambon
    assert 'href="/desk/values/58"' not in tambon  # the province is not the officer's
    assert 'href="/desk/values/58"' in desk.browser("kanya").get("/desk/values/5801").content.decode()


def test_a_local_government_sees_its_villages_in_whatever_tambon(desk: Desk) -> None:
    mayor = signed_in("mayor", role=Role.LOCAL_GOVERNMENT, area_id=town_id())
    assert mayor.get("/desk/values").headers["Location"] == f"/desk/values/{TOWN}"
    page = mayor.get(f"/desk/values/{TOWN}").content.decode()
    assert set(re.findall(r"/desk/values/(\d{8})", page)) == {"58010201", "58010301"}
    for village, seen in (("58010201", 200), ("58010301", 200), ("58010202", 403), ("580102", 403)):
        assert mayor.get(f"/desk/values/{village}").status_code == seen
    assert mayor.get("/desk/progress").status_code == 200


def test_the_role_of_a_local_government_is_given_by_its_own_code(desk: Desk) -> None:
    administrator = signed_in("boss", role=Role.ADMINISTRATOR, area_id=desk.world.area["TH"])
    person = desk.people["boonmi"]
    fields = {"role": "local_government", "area": TOWN, "since": "1 พ.ย. 2569"}
    given = post(administrator, f"/desk/people/{person}/give", fields, page="/desk/notices")
    assert given.status_code == 302
    assert [held.area_id for held in queries.grants_of(person)] == [town_id()]
    nowhere = {"username": "nobody", "name_th": "ใคร", "role": "village_head", "area": "0000000"}
    head = post(administrator, "/desk/people/new", nowhere)
    assert head.status_code == 404


def test_a_verifier_of_a_whole_agency_reaches_what_its_offices_own_and_no_more(desk: Desk) -> None:
    record = collect(desk.world, households=120, piped=90)
    ministry = signed_in("ministry", role=Role.VERIFIER, agency_id=desk.world.agency["pwa"])
    narrowed = signed_in(
        "narrow", role=Role.VERIFIER, agency_id=desk.world.agency["pwa"], area_id=desk.world.area["580103"]
    )
    own, other = f"/desk/cells/{record.id}/piped_households", f"/desk/cells/{record.id}/households"
    assert [ministry.get(page).status_code for page in (own, other)] == [200, 403]
    assert [narrowed.get(page).status_code for page in (own, other)] == [403, 403]


def test_a_day_is_read_in_the_buddhist_era() -> None:
    """The queue and the village's page say days as people do; machines read ISO elsewhere."""
    variable = VariableSpec.model_construct(type=VariableType.DATE, codes=())
    assert value(Context({"lang": "th"}), "2026-11-27", variable) == "27 พฤศจิกายน 2569"
    assert value(Context({"lang": "en"}), "2026-11-27", variable) == "27 November 2026"

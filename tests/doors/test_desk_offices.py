"""Offices at the desk: made, responsible from a day on, written to; and where nobody is responsible."""

from __future__ import annotations

import pytest
from area_files import load, table, terms
from desk_world import MADE, SINCE, Desk, make_desk, post
from django.test import Client
from records_world import BY, TODAY

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.models import Office
from tambon.accounts.queries.territories import contact_of, territories_of
from tambon.accounts.rules import NewGrant, Role
from tambon.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def boss(desk: Desk) -> Client:
    person = accounts.add_person(username="boss", name_th="ผู้ดูแล", by=BY, at=MADE)
    accounts.grant(NewGrant(person, Role.ADMINISTRATOR, SINCE, area_id=desk.world.area["TH"]), by=BY, at=MADE)
    client = Client(enforce_csrf_checks=True)
    client.force_login(queries.get_user(person))
    return client


def read(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.content.decode())


def owner(desk: Desk, village: str) -> int | None:
    """Whose word on piped water counts in the village today."""
    area = desk.world.area[village]
    return queries.owner_offices({"piped": ("pwa", "lao")}, [area], on=TODAY)["piped", area]


def set_areas(boss: Client, office: int, areas: str, since: str):  # type: ignore[no-untyped-def]
    fields = {"act": "territory", "areas": areas, "since": since}
    return post(boss, f"/desk/offices/{office}", fields)


def test_an_office_is_made_and_given_part_of_a_territory_from_a_day_on(desk: Desk, boss: Client) -> None:
    made = post(boss, "/desk/offices/new", {"agency": "pwa", "code": "pwa-2", "name_th": "สาขาใหม่"})
    new = Office.objects.get(code="pwa-2").pk
    assert made.headers["Location"] == f"/desk/offices/{new}"
    taken = set_areas(boss, new, "5801", "2026-11-01")
    assert taken.status_code == 409 and "5801" in read(taken)
    old = desk.world.office["pwa"]
    assert set_areas(boss, old, "๕๘๐๑๐๒", "1 พ.ย. 2569").status_code == 302
    assert set_areas(boss, new, "580103", "2026-11-01").status_code == 302
    assert (owner(desk, "58010201"), owner(desk, "58010301")) == (old, new)
    page = read(boss.get(f"/desk/offices/{old}"))
    assert "ผาบ่อง" not in page.split("ประวัติ")[0] and "31 ตุลาคม 2569" in page
    assert Entry.objects.filter(kind="territory.set").count() >= 3


def test_a_territory_need_not_follow_the_tree(desk: Desk, boss: Client) -> None:
    town = table(("code", "name_th", "district"), ("6580102", "อบต.ตัวอย่าง", "5801"))
    members = table(("code", "local_government"), ("58010201", "6580102"), ("58010301", "6580102"))
    load("local-governments", town, given=terms(source="towns"))
    load("memberships", members, given=terms(source="members"))
    office = desk.world.office["pwa"]
    assert set_areas(boss, office, "6580102, 58010203", "2026-11-01").status_code == 302
    reached = {code for code in ("58010201", "58010202", "58010203", "58010301", "58010302")
               if owner(desk, code) == office}  # fmt: skip
    assert reached == {"58010201", "58010203", "58010301"}
    assert owner(desk, "58010202") == desk.world.office["lao"]  # the chain falls back
    assert owner(desk, "58010302") is None


def test_what_is_wrong_is_said_on_the_page_and_changes_nothing(desk: Desk, boss: Client) -> None:
    office = desk.world.office["pwa"]
    before = territories_of(office)
    assert set_areas(boss, office, "580102 999999", "2026-11-01").status_code == 404
    assert set_areas(boss, office, "580102", "31 กุมภาพันธ์ 2569").status_code == 422
    assert territories_of(office) == before
    again = post(boss, "/desk/offices/new", {"agency": "pwa", "code": "pwa-1", "name_th": "ซ้ำ"})
    assert again.status_code == 409 and "pwa-1" in read(again)
    nowhere = post(boss, "/desk/offices/new", {"agency": "xyz", "code": "x-1", "name_th": "ใหม่"})
    assert nowhere.status_code == 404
    bad = {"act": "contact", "name_th": "ใหม่", "email": "not an address"}
    assert post(boss, f"/desk/offices/{office}", bad).status_code == 422
    assert boss.get("/desk/offices/987654").status_code == 404


def test_the_contact_of_a_unit_is_kept_and_journaled(desk: Desk, boss: Client) -> None:
    office = desk.world.office["pwa"]
    said = {
        "act": "contact", "name_th": "กปภ. สาขาหนึ่ง", "name_en": "Branch one", "addressee": "ผู้จัดการสาขา",
        "address": "ถนนหนึ่ง", "email": "branch@example.org",
    }  # fmt: skip
    assert post(boss, f"/desk/offices/{office}", said).status_code == 302
    contact = contact_of(office)
    assert (contact.addressee, contact.email) == ("ผู้จัดการสาขา", "branch@example.org")
    entry = Entry.objects.get(kind="office.changed", subject=f"office:{office}")
    assert "branch@example.org" not in str(entry.body)


def test_only_an_administrator_changes_and_only_officers_look(desk: Desk) -> None:
    office = desk.world.office["pwa"]
    wichai, before = desk.browser("wichai"), Entry.objects.count()
    page = read(wichai.get(f"/desk/offices/{office}"))
    assert 'name="act"' not in page and "เพิ่มสำนักงาน" not in read(wichai.get("/desk/offices"))
    fields = {"act": "territory", "areas": "5801", "since": "2026-11-01"}
    assert post(wichai, f"/desk/offices/{office}", fields, page="/desk/notices").status_code == 403
    assert post(wichai, "/desk/offices/new", {"agency": "pwa"}, page="/desk/notices").status_code == 403
    assert Entry.objects.count() == before
    for name in ("somying", "malee", "anan", "boonmi"):
        for address in ("/desk/offices", f"/desk/offices/{office}", "/desk/offices/nobody"):
            assert desk.browser(name).get(address).status_code == 403


def test_where_nobody_is_responsible_is_counted_and_listed(desk: Desk, boss: Client) -> None:
    assert set_areas(boss, desk.world.office["pwa"], "58010201", "2026-11-01").status_code == 302
    page = read(boss.get("/desk/offices/nobody?area=๕๘๐๑"))
    assert "บ้าน 03" in page and "58010303" in page
    wichai = desk.browser("wichai")
    assert wichai.get("/desk/offices/nobody").status_code == 200
    assert wichai.get("/desk/offices/nobody?area=5802").status_code == 403

"""What an officer does for somebody's access, for whom, and what is shown how long."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from datetime import UTC, date, datetime
from zlib import decompress

import pytest
from desk_world import BY, FAST, MADE, PASSWORD, Desk, fresh, post
from django.test import Client
from printed import letters_of, pages_of
from pytest_django import Settings
from qr_reader import read_svg

from tambon.accounts import actions as accounts
from tambon.accounts import queries
from tambon.accounts.models import PhoneToken
from tambon.accounts.rules import NewGrant, Role
from tambon.desk import kept
from tambon.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SHEETS = "/desk/people/sheets"


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    settings.TAMBON_URL = "http://testserver"
    made = fresh(desk_once)
    admin = accounts.add_person(username="ann", name_th="แอน", by=BY, at=MADE)
    accounts.grant(
        NewGrant(admin, Role.ADMINISTRATOR, date(2026, 1, 1), area_id=made.world.area["TH"]), by=BY, at=MADE
    )
    made.people["ann"] = admin
    return made


def page(desk: Desk, name: str = "malee") -> str:
    return f"/desk/people/{desk.people[name]}/access"


def do(browser: Client, desk: Desk, doing: str, name: str = "malee", **fields: object):  # type: ignore[no-untyped-def]
    return post(browser, f"{page(desk, name)}/{doing}", fields, page=page(desk, name))


def shown(browser: Client, desk: Desk, name: str = "malee") -> str:
    return browser.get(page(desk, name)).content.decode()


def secret_on(text: str) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', text)
    assert found
    return found[1]


def newcomer(desk: Desk, name: str = "namfon", place: str = "580102") -> int:
    person = accounts.add_person(username=name, name_th="น้ำฝน", by=BY, at=MADE)
    new = NewGrant(person, Role.WORKER, date(2026, 10, 1), area_id=desk.world.area[place])
    accounts.grant(new, by=BY, at=MADE)
    desk.people[name] = person
    return person


def test_a_first_link_is_shown_printed_and_opens_the_account_once(desk: Desk) -> None:
    newcomer(desk)
    officer = desk.browser("wichai")
    assert do(officer, desk, "link", "namfon")["Location"] == page(desk, "namfon")
    text = shown(officer, desk, "namfon")
    link = secret_on(text)
    assert read_svg(officer.get(f"{page(desk, 'namfon')}/link.svg").content) == link
    pdf = officer.get(f"{page(desk, 'namfon')}/sheet.pdf")
    assert (pdf["Content-Type"], pages_of(pdf.content)) == ("application/pdf", 1)
    assert "น้ำฝน" in letters_of(pdf.content) and "no-store" in pdf["Cache-Control"]
    owner = Client()
    assert "น้ำฝน" in owner.get(link).content.decode()
    fields = {"password": PASSWORD, "again": PASSWORD}
    set_ = owner.post(link, fields)
    assert (set_.status_code, set_["Location"]) == (302, "/desk/")
    assert Client().post(link, fields).status_code == 403
    assert Entry.objects.filter(kind="link.made", by=f"person:{desk.people['wichai']}").count() == 1


def test_what_was_made_is_shown_to_the_one_who_made_it_and_for_a_quarter_of_an_hour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer(desk)
    officer, other = desk.browser("wichai"), desk.browser("ann")
    do(officer, desk, "link", "namfon")
    assert 'class="secret"' not in shown(other, desk, "namfon")
    assert other.get(f"{page(desk, 'namfon')}/link.svg").status_code == 404
    monkeypatch.setattr(kept, "SECONDS", -1)
    assert 'class="secret"' not in shown(officer, desk, "namfon")
    assert officer.get(f"{page(desk, 'namfon')}/sheet.pdf").status_code == 404


def test_no_secret_lies_open_in_the_session(desk: Desk) -> None:
    newcomer(desk)
    officer = desk.browser("wichai")
    do(officer, desk, "link", "namfon")
    token = secret_on(shown(officer, desk, "namfon")).rpartition("/")[2]
    assert token not in str(dict(officer.session.items()))


def test_a_phone_is_made_for_the_app_and_withdrawn_with_a_reason(desk: Desk) -> None:
    officer = desk.browser("wichai")
    do(officer, desk, "phone", label="เครื่อง 12")
    text = shown(officer, desk)
    address = secret_on(text)
    assert "เครื่อง 12" in text
    told = read_svg(officer.get(f"{page(desk)}/phone.svg").content)
    assert json.loads(decompress(b64decode(told)))["general"]["server_url"] == address
    token = address.rpartition("/")[2]
    assert queries.find_phone(token, on=date(2026, 11, 22)) is not None
    phone = PhoneToken.objects.get(label="เครื่อง 12").pk
    assert do(officer, desk, "revoke", phone=phone, reason="").status_code == 400
    assert do(officer, desk, "revoke", phone=phone, reason="stolen").status_code == 400
    assert do(officer, desk, "revoke", phone=phone, reason="lost").status_code == 302
    assert queries.find_phone(token, on=date(2026, 11, 22)) is None
    assert Entry.objects.get(kind="phone.revoked").body == {"reason": "lost"}


def test_a_phone_is_withdrawn_on_its_own_persons_page_alone(desk: Desk) -> None:
    newcomer(desk)
    token = accounts.issue_phone_token(person_id=desk.people["kanya"], label="k", by=BY, at=MADE)
    for phone in (PhoneToken.objects.get().pk, "x", "9" * 30):
        refused = do(desk.browser("wichai"), desk, "revoke", "namfon", phone=phone, reason="lost")
        assert refused.status_code == 404
    assert queries.find_phone(token, on=date(2026, 11, 22)) is not None


def test_a_reset_ends_what_was_and_makes_a_link(desk: Desk) -> None:
    worker, officer = desk.browser("malee"), desk.browser("wichai")
    assert worker.get("/desk/").status_code == 200
    do(officer, desk, "reset")
    assert worker.get("/desk/").status_code == 302
    assert "/desk/first/" in secret_on(shown(officer, desk))
    assert (
        post(desk.browser(), "/desk/sign-in", {"username": "malee", "password": PASSWORD}).status_code == 403
    )


def test_a_closed_account_gets_nothing_more(desk: Desk) -> None:
    officer = desk.browser("wichai")
    do(officer, desk, "close")
    assert "ปิดบัญชีแล้ว" in shown(officer, desk)
    for doing in ("link", "reset", "phone"):
        assert post(officer, f"{page(desk)}/{doing}", {"label": "x"}, page="/desk/").status_code == 403


@pytest.mark.parametrize("officer", ["prasert", "kanya", "anan", "somying", "malee", "boonmi"])
@pytest.mark.parametrize("doing", ["link", "reset", "phone", "revoke", "close", "ministry", "end-ministry"])
def test_nobody_reaches_into_an_account_outside_the_own_scope(desk: Desk, officer: str, doing: str) -> None:
    browser = desk.browser(officer)
    before = Entry.objects.count()
    assert browser.get(page(desk)).status_code == 403
    assert post(browser, f"{page(desk)}/{doing}", {}, page="/desk/").status_code == 403
    for file in ("link.svg", "phone.svg", "sheet.pdf"):
        assert browser.get(f"{page(desk)}/{file}").status_code == 403
    assert Entry.objects.count() == before


@pytest.mark.parametrize("target", ["ann", "kanya", "anan", "wichai", "prasert", "somying"])
def test_a_district_officer_takes_over_nobody_above_or_beside(desk: Desk, target: str) -> None:
    browser = desk.browser("wichai")
    assert post(browser, f"{page(desk, target)}/reset", {}, page="/desk/").status_code == 403


def test_ministries_are_linked_by_an_administrator_alone(desk: Desk, settings: Settings) -> None:
    names = {"name_th": "กระทรวงมหาดไทย", "name_en": "Interior"}
    settings.MINISTRIES = [{"provider_id": "moi", "settings": names}]
    fields = {"ministry": "moi", "subject": " 7001 "}
    assert do(desk.browser("wichai"), desk, "ministry", **fields).status_code == 403
    admin = desk.browser("ann")
    assert do(admin, desk, "ministry", **fields).status_code == 302
    (held,) = queries.list_ministry_links(desk.people["malee"])
    assert (held.ministry, held.subject) == ("moi", "7001")
    assert do(admin, desk, "ministry", ministry="none", subject="1").status_code == 404
    assert do(desk.browser("wichai"), desk, "end-ministry", link=held.id).status_code == 403
    assert do(admin, desk, "end-ministry", link=held.id).status_code == 302
    assert queries.list_ministry_links(desk.people["malee"]) == []


def test_sheets_for_the_people_of_the_own_area(desk: Desk) -> None:
    here, there = newcomer(desk, "a1"), newcomer(desk, "b1", "580103")
    officer = desk.browser("wichai")
    text = officer.get(SHEETS).content.decode()
    assert "· a1<" in text and "· b1<" in text and "malee" not in text
    assert "· b1<" not in officer.get(f"{SHEETS}?area=580102").content.decode()
    pdf = post(officer, SHEETS, {"person": [here, there], "cut": "1"})
    assert (pdf.status_code, pdf["Content-Type"], pages_of(pdf.content)) == (200, "application/pdf", 1)
    assert queries.open_link_until(here, at=datetime.now(UTC)) is not None
    assert post(officer, SHEETS, {}).status_code == 400


def test_sheets_of_others_are_refused_whole(desk: Desk) -> None:
    here = newcomer(desk, "a1")
    officer = desk.browser("wichai")
    assert post(officer, SHEETS, {"person": [here, desk.people["kanya"]]}).status_code == 403
    assert queries.open_link_until(here, at=datetime.now(UTC)) is None
    assert officer.get(f"{SHEETS}?area=5802").status_code == 403
    assert officer.get(f"{SHEETS}?area=9999").status_code == 404
    for name in ("kanya", "somying", "malee"):
        assert desk.browser(name).get(SHEETS).status_code == 403
    assert "· a1<" not in desk.browser("prasert").get(SHEETS).content.decode()

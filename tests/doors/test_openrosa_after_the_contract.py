"""Before, during and after a contract: what a phone is given, what is taken from it, and what it is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from openrosa_live import form, multipart
from openrosa_people import make_person

from tambon.accounts import actions as accounts
from tambon.accounts.models import Grant
from tambon.accounts.rules import NewGrant, Role
from tambon.host.home import Home
from tambon.lib.days import thai_day
from tambon.openrosa import door
from tambon.submissions.models import Submission

pytestmark = pytest.mark.django_db
PAGES = ("", "formList", "formXml?formId=a&version=1", "manifest?formId=a&version=1", "media?name=a")


class Phone:
    """A phone of somebody whose contract ended so many days ago (today is the last day: 0)."""

    def __init__(self, days_after: int | None, *, begins_in: int = -200, lang: str = "th") -> None:
        door.phones = door.Phones()
        at = datetime.now(UTC)
        self.today = thai_day(at)
        person, country = make_person(lang, at=at)
        if days_after is not None:
            since = self.today + timedelta(days=begins_in)
            until = self.today - timedelta(days=days_after - 1)
            accounts.grant(NewGrant(person, Role.WORKER, since, until, country), by="system", at=at)
        self.url = "/odk/" + accounts.issue_phone_token(person_id=person, label="x", by="system", at=at)

    def get(self, page: str) -> Any:
        return Client().get(f"{self.url}/{page}")

    def send(self, instance: str = "1") -> Any:
        return Client().generic("POST", f"{self.url}/submission", *multipart(form(instance)))


def said(response: Any) -> str:
    return etree.fromstring(response.content)[0].text or ""


@pytest.fixture(autouse=True)
def folder(home: Home) -> None:
    """Each phone delivers into a home of its own."""


@pytest.mark.slow
def test_on_the_last_day_everything_is_open() -> None:
    phone = Phone(0)
    assert phone.get("formList").status_code == 200
    assert phone.send().status_code == 201


@pytest.mark.slow
@pytest.mark.parametrize("days", [1, 30])
def test_for_thirty_days_it_delivers_and_nothing_else(days: int) -> None:
    phone = Phone(days)
    assert Client().head(f"{phone.url}/submission").status_code == 204
    assert phone.send().status_code == 201
    for page in PAGES:
        refusal = phone.get(page)
        assert refusal.status_code == 403, page
        assert "รับแบบใหม่ไม่ได้" in said(refusal)
    assert Submission.objects.count() == 1


@pytest.mark.slow
def test_after_that_nothing_is_taken_and_the_person_is_told_where_to_go() -> None:
    phone = Phone(31)
    refusal = phone.send()
    assert (refusal.status_code, Submission.objects.count()) == (403, 0)
    assert "ที่ว่าการอำเภอ" in said(refusal)
    assert phone.get("formList").status_code == 403


@pytest.mark.slow
def test_the_home_says_how_long(settings: Any) -> None:
    settings.GRACE_DAYS = 2
    assert (Phone(2).send().status_code, Client().get("/").status_code) == (201, 200)


@pytest.mark.slow
@pytest.mark.parametrize("phone", [lambda: Phone(None), lambda: Phone(-90, begins_in=1)])
def test_before_the_first_contract_nothing_is_open(phone: Any) -> None:
    held = phone()
    assert (held.send().status_code, held.get("formList").status_code) == (403, 403)
    assert "ยังไม่มีสิทธิเก็บข้อมูล" in said(held.get("formList"))


@pytest.mark.slow
def test_it_is_said_in_the_phones_language_with_its_days() -> None:
    phone = Phone(1, lang="en")
    last = phone.today - timedelta(days=1)
    assert f"until {last.day} {last:%B} {last.year}" in said(phone.get("formList"))


@pytest.mark.slow
def test_a_contract_ended_early_closes_the_phone_as_soon_as_it_is_asked_about_again() -> None:
    phone = Phone(0)
    assert phone.get("formList").status_code == 200
    accounts.end_grant(Grant.objects.get().pk, on=phone.today, by="system", at=datetime.now(UTC))
    door.phones = door.Phones()  # as after the ten seconds for which a phone is known
    assert phone.get("formList").status_code == 403
    assert phone.send().status_code == 201

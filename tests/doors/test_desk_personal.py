"""Personal data at the desk: masked, shown once for a reason, never kept by a browser, only to one's own."""

from __future__ import annotations

from typing import Any

import pytest
from desk_world import post
from django.test import Client
from work_world import stopped  # noqa: F401 - the fixture that stops the clock
from workforce_people import Workforce, citizen_id, make_workforce

from tambon.accounts.queries import get_user
from tambon.journal.models import Entry
from tambon.workforce.rules.personal import say_citizen_id

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NUMBER = citizen_id(7)
SAID = say_citizen_id(NUMBER)


@pytest.fixture
def world(db: None, stopped: Any) -> Workforce:  # noqa: F811
    return make_workforce()


def browser(world: Workforce, name: str) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user(world.person[name]))
    return client


def address(world: Workforce, name: str = "malee") -> str:
    return f"/desk/people/{world.person[name]}/personal"


def keep(world: Workforce) -> Client:
    wichai = browser(world, "wichai")
    answer = post(
        wichai, address(world), {"doing": "set", "citizen_id": SAID, "bank_account": "กรุงไทย 1234567890"}
    )
    assert answer.url == f"{address(world)}?saved=1"
    return wichai


def test_it_is_masked_then_shown_once_and_the_look_is_kept(world: Workforce) -> None:
    wichai = keep(world)
    before = wichai.get(address(world))
    assert SAID not in before.content.decode()
    assert "ปิดบังอยู่" in before.content.decode()
    shown = post(wichai, address(world), {"doing": "look", "reason": "pay"})
    assert SAID in shown.content.decode()
    assert "กรุงไทย 1234567890" in shown.content.decode()
    for answer in (before, shown):
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert SAID not in wichai.get(address(world)).content.decode()
    assert Entry.objects.filter(kind="personal.seen").count() == 1


def test_without_a_reason_nothing_is_shown(world: Workforce) -> None:
    wichai = keep(world)
    for fields in ({"doing": "look"}, {"doing": "look", "reason": "curious"}, {}):
        answer = post(wichai, address(world), fields)
        assert answer.status_code == 422
        assert SAID not in answer.content.decode()
    assert not Entry.objects.filter(kind="personal.seen").exists()


@pytest.mark.parametrize("who", ["prasert", "anong", "malee", "somchai"])
def test_nobody_else_gets_even_the_masked_page(world: Workforce, who: str) -> None:
    keep(world)
    client = browser(world, who)
    assert client.get(address(world)).status_code == 403
    for fields in ({"doing": "look", "reason": "pay"}, {"doing": "set", "citizen_id": citizen_id(9)}):
        assert post(client, address(world), fields, page="/desk/").status_code == 403


def test_what_is_wrong_is_told_and_not_shown_again(world: Workforce) -> None:
    wichai = browser(world, "wichai")
    wrong = NUMBER[:12] + str((int(NUMBER[12]) + 1) % 10)
    answer = post(wichai, address(world), {"doing": "set", "citizen_id": wrong})
    assert answer.status_code == 422
    assert wrong not in answer.content.decode()
    assert "หลักสุดท้าย" in answer.content.decode()
    keep(world)
    taken = post(wichai, address(world, "somchai"), {"doing": "set", "citizen_id": NUMBER})
    assert taken.status_code == 409
    assert "malee" not in taken.content.decode()


def test_somebody_without_a_contract_has_no_such_page(world: Workforce) -> None:
    assert browser(world, "wichai").get(address(world, "anong")).status_code == 403

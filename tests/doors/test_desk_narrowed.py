"""A verifier of a part of an office's territory sees that part alone, and no link that leads to a refusal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from desk_world import BY, FAST, MADE, Desk, make_desk, post
from pytest_django import Settings
from records_world import collect

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.host.home import Home
from tambon.lib.days import thai_day

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def desk(home: Home, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return make_desk()


def narrowed(desk: Desk, area: str) -> str:
    """A verifier of the waterworks in that area alone; their name."""
    world, since = desk.world, date(2026, 10, 1)
    person = accounts.add_person(username=area, name_th=area, by=BY, at=MADE)
    given = NewGrant(person, Role.VERIFIER, since, area_id=world.area[area], office_id=world.office["pwa"])
    accounts.grant(given, by=BY, at=MADE)
    desk.people[area] = person
    return area


def test_returns_of_the_own_part_alone_are_shown(desk: Desk) -> None:
    record = collect(desk.world)
    cell = f"{record.id}:piped_households:{record.cells['piped_households'].claim_id}"
    due = thai_day(datetime.now(UTC)) + timedelta(days=7)
    said = {"cell": [cell], "reason": "out_of_date", "note": "นับมิเตอร์อีกครั้ง", "due": due.isoformat()}
    somying = desk.browser("somying")
    assert post(somying, f"{desk.queue()}/return", said, page="/desk/notices").status_code == 302
    for area, seen in (("580102", True), ("580103", False)):
        browser = desk.browser(narrowed(desk, area))
        page = browser.get("/desk/returns").content.decode()
        assert ("58010201" in page, "นับมิเตอร์อีกครั้ง" in page) == (seen, seen), area


def test_no_link_leads_a_narrowed_verifier_to_a_refusal(desk: Desk) -> None:
    collect(desk.world)
    browser, office = desk.browser(narrowed(desk, "580102")), desk.world.office["pwa"]
    assert browser.get(f"/desk/progress/office/{office}").status_code == 200
    queue = browser.get(desk.queue()).content.decode()
    assert "/desk/samples/" not in queue
    assert "/desk/samples/" in desk.browser("somying").get(desk.queue()).content.decode()

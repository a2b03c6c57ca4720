"""The auditor at the desk: who had which grant, by whose hand, and what it allowed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from desk_world import post
from work_world import NOW, AtWork, at, make_work, stopped  # noqa: F401 - the fixture that stops the clock
from workforce_world import BY

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role, Verb

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def work(db: None, stopped: Any) -> AtWork:  # noqa: F811
    """fah is the auditor; wichai hands 58010203 over to somchai today."""
    work = make_work()
    accounts.grant(
        NewGrant(work.person("fah"), Role.AUDITOR, NOW - timedelta(days=1), area_id=work.area("TH")),
        by=BY, at=at(NOW),
    )  # fmt: skip
    fields = {
        "programme": "p", "act": "over", "post": work.world.post("580102", 1),
        "to": work.world.post("580102", 2),
        "on": NOW.isoformat(), "village": work.world.villages("58010203"),
    }  # fmt: skip
    answer = post(work.browser("wichai"), "/desk/workforce/580102/villages", fields, page="/desk/notices")
    assert answer.status_code == 302
    return work


def asked(work: AtWork, **fields: str) -> str:
    page = work.browser("fah").get("/desk/grants", fields)
    assert page.status_code == 200
    return page.content.decode()


def test_whoever_gave_a_grant_is_named(work: AtWork) -> None:
    page = asked(work, person="somchai", area="58010203")
    giver = f"(person:{work.person('wichai')})"
    assert giver in page and "คุณwichai" in page
    assert "ให้โดย person:" not in page


def test_the_end_that_was_set_is_the_last_day(work: AtWork) -> None:
    yesterday = (NOW - timedelta(days=1)).isoformat()
    page = asked(work, person="malee", area="58010203", day=yesterday)
    assert "ถึงวันที่ 9 ธันวาคม 2569" in page and "ถึงก่อนวันที่" not in page


def test_what_may_be_done_stands_in_words_and_asks_for_the_place(work: AtWork) -> None:
    page = asked(work, person="malee", verb="collect")
    assert "โปรดใส่รหัสพื้นที่ที่ต้องการถาม" in page and "ทำไม่ได้" not in page
    assert "ทำได้" in asked(work, person="malee", verb="collect", area="58010201")
    assert "ทำไม่ได้" in asked(work, person="malee", verb="collect", area="58010203")
    assert "เก็บข้อมูล" in page and not any(f">{verb.value}<" in page for verb in Verb)


def test_the_desk_leads_the_auditor_there(work: AtWork) -> None:
    assert 'class="button quiet" href="/desk/grants"' in work.browser("fah").get("/desk/").content.decode()
    roles = work.browser("prasert").get("/desk/roles").content.decode()
    assert "จัดสัญญาและแบ่งหมู่บ้าน" in roles and "<code>" not in roles

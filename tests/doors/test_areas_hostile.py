"""Who edits one district reaches into no other, also not through a code that two schemes share."""

from __future__ import annotations

from datetime import date

import pytest
from desk_world import BY, FAST, MADE, Desk, fresh, post
from pytest_django import Settings

from tambon.accounts import actions as accounts
from tambon.accounts.rules import NewGrant, Role
from tambon.areas import actions, queries
from tambon.areas.rules import Kind, Scheme, When
from tambon.areas.rules.operations import Create

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CODE = "58010209"


@pytest.fixture
def desk(desk_once: Desk, settings: Settings) -> Desk:
    settings.PASSWORD_HASHERS = FAST
    return fresh(desk_once)


def begin(kind: Kind, parent: str, day: date) -> None:
    given = (Create(kind, CODE, "ชื่อเดิม", "", parent), When(day, None))
    actions.apply_operations([given], note="", by=BY, at=MADE)


def test_a_code_that_a_village_and_a_community_share_opens_no_other_district(desk: Desk) -> None:
    begin(Kind.COMMUNITY, "580201", date(2026, 11, 5))
    begin(Kind.VILLAGE, "580102", date(2026, 11, 15))
    area = queries.get_area("5801", on=date(2026, 11, 20)).id
    desk.people["adisorn"] = accounts.add_person(username="adisorn", name_th="อดิศร", by=BY, at=MADE)
    grant = NewGrant(desk.people["adisorn"], Role.ADMINISTRATOR, date(2026, 10, 1), area_id=area)
    accounts.grant(grant, by=BY, at=MADE)
    client, page = desk.browser("adisorn"), f"/desk/areas/{CODE}/rename"
    fields = {"name_th": "ชื่อใหม่", "name_en": "", "source": "", "note": "", "list_day": ""}
    for act in ("preview", "save", "draft"):
        answer = post(client, page, {**fields, "legal_day": "2026-11-10", "act": act, "seen": "3"})
        assert answer.status_code == 403
    community = queries.find_area(CODE, on=date(2026, 11, 20), scheme=Scheme.MUNICIPAL)
    assert community is not None and community.name_th == "ชื่อเดิม"
    own = post(client, page, {**fields, "legal_day": "2026-11-16", "act": "preview"})
    assert own.status_code == 200

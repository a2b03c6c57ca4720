"""A file of accounts and an officer at the desk, at once: nobody gets the same grant twice."""

from __future__ import annotations

import threading

import pytest
from at_once import at_once, until_somebody_waits
from django.db import transaction
from workforce_world import AT, BY, SINCE, make_world

from tambon.accounts import actions, loading_problems
from tambon.accounts.models import Grant, Territory
from tambon.accounts.rules import NewGrant, Role
from tambon.lib.problem import Problem

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_an_officer_appoints_whom_a_file_appoints_meanwhile() -> None:
    """Two alike would let the second stand when the first is ended."""
    world = make_world()
    content = "username,name_th,role,area,from\nmalee,คุณmalee,district,5801,2026-10-01".encode()
    written, may_end = threading.Event(), threading.Event()

    def file() -> None:
        with transaction.atomic():
            assert actions.load_accounts(content, who=None, by=BY, at=AT).grants == 1
            written.set()
            assert may_end.wait(20)

    def officer() -> None:
        assert written.wait(20)
        new = NewGrant(world.people["malee"], Role.DISTRICT, SINCE, area_id=world.area["5801"])
        actions.appoint(new, by=BY, at=AT)

    def meanwhile() -> None:
        assert written.wait(20)
        try:
            until_somebody_waits(3)
        finally:
            may_end.set()

    faults = at_once(file, officer, meanwhile)
    assert Grant.objects.filter(person_id=world.people["malee"]).count() == 1
    assert faults[0] is None and isinstance(faults[1], Problem)
    assert faults[1].kind.code == "409-grant-overlaps"


def test_two_offices_of_an_agency_take_one_area_at_once_by_file_and_at_the_desk() -> None:
    world = make_world()
    actions.add_agency(code="pwa", name_th="การประปา", name_en="Waterworks", by=BY, at=AT)
    other = actions.add_office(agency="pwa", code="pwa-2", name_th="ข", name_en="B", by=BY, at=AT)
    content = "agency,office,name_th,areas,from\npwa,pwa-1,สาขา,5801,2026-10-01".encode()
    written, may_end = threading.Event(), threading.Event()

    def officer() -> None:
        with transaction.atomic():
            actions.set_territory(office_id=other, area_ids=[world.area["5801"]], since=SINCE, by=BY, at=AT)
            written.set()
            assert may_end.wait(60)

    reports = []

    def file() -> None:
        assert written.wait(20)
        reports.append(actions.load_offices(content, by=BY, at=AT))

    def meanwhile() -> None:
        assert written.wait(20)
        try:
            until_somebody_waits()
        finally:
            may_end.set()

    assert at_once(officer, file, meanwhile) == [None, None, None]
    assert [one.code for one in reports[0].refused] == [loading_problems.territory_overlaps.code]
    assert list(Territory.objects.values_list("office_id", flat=True)) == [other]

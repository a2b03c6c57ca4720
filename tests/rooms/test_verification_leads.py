"""Leads about a person's answers: opened for the district, looked at, closed; no value is touched."""

from __future__ import annotations

import pytest
from across_world import LATER, claim, code, person, run
from records_world import AT, TODAY, World, make_world

from tambon.accounts import queries as people
from tambon.accounts.rules import Role
from tambon.verification import actions
from tambon.verification.models import Finding, Lead

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def copied(world: World, *villages: str) -> None:
    names = (
        "households",
        "houses",
        "population_total",
        "male",
        "female",
        "age_0_14",
        "age_15_59",
        "age_60_up",
    )
    numbers = dict(zip(names, (120, 130, 400, 190, 210, 80, 250, 70), strict=True))
    for village in villages:
        claim(world, village, dataset="population", **numbers)


def test_copied_answers_are_a_lead_for_the_district_and_touch_no_value(world: World) -> None:
    copied(world, "58010201", "58010202")
    run()
    lead = Lead.objects.get()
    assert (lead.kind, lead.person_id, lead.area_id) == ("copied", world.worker, world.area["5801"])
    assert Finding.objects.count() == 0
    assert code(
        lambda: actions.look_at_lead(
            people.who(world.worker, on=TODAY), lead.pk, note="ดูแล้ว", on=TODAY, at=AT
        )
    ).startswith("403")
    officer = person(world, "district", Role.DISTRICT, place="5801")
    actions.look_at_lead(officer, lead.pk, note="ไปดูแล้ว เป็นคุ้มเดียวกัน", on=TODAY, at=LATER)
    claim(world, "58010203", dataset="population", households=77)
    run(LATER)
    assert Lead.objects.count() == 1  # looked at, and the answers are the same
    copied(world, "58010203")
    run(LATER)
    assert Lead.objects.filter(closed_at__isnull=True).count() == 1


def test_a_lead_closes_when_the_answers_change(world: World) -> None:
    copied(world, "58010201", "58010202")
    run()
    claim(world, "58010202", dataset="population", population_total=401)
    run(LATER)
    assert Lead.objects.get().closed_at == LATER

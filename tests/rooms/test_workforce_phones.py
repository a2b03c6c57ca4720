"""A worker's phone holds the villages of the post: ten in few statements, others after a hand-over."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from workforce_world import AT, BY, SINCE, TODAY, UNTIL, World, add_villages, make_world

from tambon.accounts import actions as accounts
from tambon.areas.queries import ids_by_code
from tambon.dictionary import actions as dictionary
from tambon.fieldkit import queries
from tambon.forms import actions as forms
from tambon.plan import actions as plan
from tambon.workforce import actions
from tambon.workforce.queries import find_contract
from tambon.workforce.rules import AbsenceReason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOMORROW = TODAY + timedelta(1)


@pytest.fixture
def world() -> World:
    made = make_world()
    more = [f"580102{number:02}" for number in range(6, 21)]
    add_villages(*more)
    made.area.update(ids_by_code(more, on=TODAY))
    dictionary.load_standard(by=BY, at=AT)
    forms.publish_standard(by=BY, at=AT)
    plan.make_round(
        programme="p", code="r", name_th="ร", name_en="R", area_id=made.area["58"], opens=SINCE, closes=UNTIL,
        datasets={"water": "2026"}, by=BY, at=AT,
    )  # fmt: skip
    made.shared()
    made.hired("malee", "580102", 1)
    made.hired("somchai", "580102", 2)
    return made


def held(world: World, name: str, on: date = TODAY) -> list[str]:
    text = queries.villages_csv(world.people[name], on).decode()
    return [row["name"] for row in csv.DictReader(io.StringIO(text))]


def test_ten_villages_take_no_more_statements_than_one(
    world: World, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    assert held(world, "malee") == [f"580102{number:02}" for number in range(1, 11)]
    assert "ตำบลห้วยโป่ง" in queries.villages_csv(world.people["malee"], TODAY).decode()
    with django_assert_max_num_queries(5):
        queries.villages_csv(world.people["malee"], TODAY)
    queries.forms_for(world.people["malee"], TODAY)  # each questionnaire's text is read once in a process
    with django_assert_max_num_queries(10):
        assert [form.form_id for form in queries.forms_for(world.people["malee"], TODAY)] == ["water"]


def test_at_a_hand_over_the_village_leaves_one_phone_and_comes_to_the_other(world: World) -> None:
    actions.hand_over(
        from_post=world.post("580102", 1), to_post=world.post("580102", 2),
        village_ids=world.villages("58010210"), on=TOMORROW, by=BY, at=AT,
    )  # fmt: skip
    assert "58010210" in held(world, "malee") and "58010210" not in held(world, "somchai")
    assert "58010210" not in held(world, "malee", TOMORROW) and "58010210" in held(world, "somchai", TOMORROW)
    (form,) = queries.forms_for(world.people["malee"], TODAY)
    (after,) = queries.forms_for(world.people["malee"], TOMORROW)
    assert form.files[0].md5 != after.files[0].md5  # by which the app knows that the list is another


def test_a_substitutes_phone_holds_both_lists_and_that_of_the_absent_none(world: World) -> None:
    people = world.people
    contract = contract_of(world, "malee")
    actions.set_absence(
        contract, since=TODAY, until=TOMORROW, reason=AbsenceReason.SICK,
        substitute=contract_of(world, "somchai"), by=BY, at=AT,
    )  # fmt: skip
    assert held(world, "malee") == [] and queries.forms_for(people["malee"], TODAY) == []
    assert len(held(world, "somchai")) == 20
    assert len(held(world, "somchai", TOMORROW)) == 10


def contract_of(world: World, name: str) -> int:
    found = find_contract(world.people[name], on=TODAY)
    assert found
    return found.id


def test_a_phone_of_nobodys_post_holds_nothing(world: World) -> None:
    person = accounts.add_person(username="nobody", name_th="ไม่มีอัตรา", by=BY, at=AT)
    assert queries.forms_for(person, TODAY) == []

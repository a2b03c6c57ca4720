"""Posts and contracts: the papers' number and the real one, days, replacements, grants that follow."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from plan_world import PROGRAMME_TEXT
from workforce_world import AT, BY, SINCE, TODAY, UNTIL, World, make_world

from tambon.journal.queries import list_entries
from tambon.lib.problem import Problem
from tambon.plan import actions as plan
from tambon.plan import problems as plan_problems
from tambon.plan.models import Programme
from tambon.workforce import actions, problems, queries
from tambon.workforce.actions.writing import named
from tambon.workforce.models import Contract, Post
from tambon.workforce.rules import EndReason

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def refused(kind: object, call: object, **given: object) -> Problem:
    with pytest.raises(Problem) as raised:
        call(**given, by=BY, at=AT)  # type: ignore[operator]
    assert raised.value.kind is kind
    return raised.value


def test_posts_stand_in_each_tambon_once_and_the_papers_may_count_otherwise(world: World) -> None:
    Programme.objects.filter(code="p").update(stated={"tambons": 1})
    again = actions.make_posts(programme="p", on=TODAY, by=BY, at=AT)
    assert (again.tambons, again.posts, again.made, again.stated) == (2, 4, 0, 1)
    assert again.differs
    assert {p.during.lower for p in Post.objects.all()} == {SINCE}
    assert not Post.objects.filter(tambon_id=world.area["580201"]).exists()  # a district that is left out


def test_a_contract_that_is_entered_late_gives_the_days_since_it_began(world: World) -> None:
    world.shared()
    assert world.having("58010201") is None
    contract = world.hired("malee", "580102", 1)
    assert [world.having("58010201", on) for on in (SINCE - timedelta(1), SINCE, TODAY, UNTIL)] == [
        None, "malee", "malee", None,
    ]  # fmt: skip
    assert world.having("58010204") is None  # of the other post
    found = queries.find_contract(world.people["malee"], on=TODAY)
    assert found and (found.id, found.since, found.until, found.post_number) == (contract, SINCE, UNTIL, 1)
    assert queries.find_contract(world.people["malee"], on=UNTIL) is None
    assert queries.villages_of(contract, on=TODAY) == world.villages("58010201", "58010202", "58010203")


def test_the_two_starts_of_the_letters_can_be_said(world: World) -> None:
    one = world.hired("malee", "580102", 1, date(2026, 10, 1))
    two = world.hired("somchai", "580102", 2, date(2026, 10, 3))
    starts = {c.pk: c.during.lower.day for c in Contract.objects.all()}
    assert starts == {one: 1, two: 3}


def test_one_person_a_post_and_one_post_a_person(world: World) -> None:
    world.hired("malee", "580102", 1, until=date(2027, 1, 1))
    post = world.post("580102", 1)
    person = world.people["somchai"]
    given = {"post_id": post, "person_id": person}
    refused(problems.post_filled, actions.make_contract, **given, since=date(2026, 12, 31))
    refused(
        problems.person_engaged,
        actions.make_contract,
        post_id=world.post("580103", 1),
        person_id=world.people["malee"],
        since=SINCE,
    )
    assert world.hired("somchai", "580102", 1, date(2027, 1, 1))


def test_a_contract_stays_inside_its_programme_whichever_of_them_changes(world: World) -> None:
    given = {"post_id": world.post("580102", 1), "person_id": world.people["malee"]}
    early = SINCE - timedelta(1)
    refused(problems.contract_outside, actions.make_contract, **given, since=early)
    late = UNTIL + timedelta(1)
    refused(problems.contract_outside, actions.make_contract, **given, since=SINCE, until=late)
    refused(problems.days_out_of_order, actions.make_contract, **given, since=SINCE, until=SINCE)
    world.hired("malee", "580102", 1)
    with pytest.raises(Problem) as raised, named():
        Programme.objects.filter(code="p").update(during=(SINCE, UNTIL - timedelta(1)))
    assert raised.value.kind is plan_problems.programme_left_behind
    Programme.objects.filter(code="p").update(during=(SINCE, UNTIL + timedelta(31)))
    actions.make_posts(programme="p", on=TODAY, by=BY, at=AT)
    assert {p.during.upper for p in Post.objects.all()} == {UNTIL + timedelta(31)}
    told = [entry.body for entry in list_entries() if entry.kind == "workforce.posts_made"]
    assert len(told) == 2 and (told[1]["made"], told[1]["followed"]) == (0, 4)


def test_a_replacement_takes_over_what_the_post_has(world: World) -> None:
    world.shared()
    old = world.hired("malee", "580102", 1)
    actions.end_contract(old, on=TODAY, reason=EndReason.RESIGNED, by=BY, at=AT)
    assert world.having("58010201", TODAY - timedelta(1)) == "malee"
    assert world.having("58010201") is None
    post = world.post("580102", 1)
    wrong = {"post_id": world.post("580103", 1), "person_id": world.people["kaew"], "since": TODAY}
    refused(problems.wrong_replacement, actions.make_contract, **wrong, replaces=old)
    soon = TODAY + timedelta(3)
    person, contract = actions.hire(
        post_id=post, username="new", name_th="คนใหม่", since=soon, replaces=old, by=BY, at=AT
    )
    world.people["new"] = person
    assert world.having("58010201", soon - timedelta(1)) is None
    assert world.having("58010201", soon) == "new"
    (vacancy,) = (v for v in queries.vacancies("p", under=world.area["58"], on=TODAY) if v.post_id == post)
    assert (vacancy.since, vacancy.end_reason, vacancy.comes) == (TODAY, "resigned", soon)
    assert Contract.objects.get(pk=contract).replaces_id == old


def test_an_end_that_is_told_late_takes_no_past_day_away(world: World) -> None:
    world.shared()
    contract = world.hired("malee", "580102", 1)
    stopped = TODAY - timedelta(10)
    early = TODAY - timedelta(32)
    refused(problems.too_late, actions.end_contract, contract_id=contract, on=early, reason=EndReason.OTHER)
    actions.end_contract(contract, on=stopped, reason=EndReason.DIED, by=BY, at=AT)
    assert Contract.objects.get(pk=contract).during.upper == stopped
    assert world.having("58010201", TODAY - timedelta(1)) == "malee"  # it was in force
    assert world.having("58010201") is None
    refused(
        problems.ended_already, actions.end_contract, contract_id=contract, on=TODAY, reason=EndReason.OTHER
    )


def test_who_never_came_never_had_a_contract_and_the_reason_stays(world: World) -> None:
    contract = world.hired("malee", "580102", 1, TODAY)
    actions.end_contract(contract, on=TODAY, reason=EndReason.RESIGNED, by=BY, at=AT)
    row = Contract.objects.get(pk=contract)
    assert row.during.isempty and row.end_reason == "resigned"
    assert queries.find_contract(world.people["malee"], on=TODAY) is None
    world.hired("somchai", "580102", 1, TODAY)


def test_posts_are_counted_at_every_level(world: World) -> None:
    world.hired("malee", "580102", 1)
    world.hired("somchai", "580102", 2, date(2026, 10, 3))
    ended = world.hired("kaew", "580103", 1)
    actions.end_contract(ended, on=date(2026, 11, 1), reason=EndReason.OTHER, by=BY, at=AT)
    counts = queries.count_posts("p", on=date(2026, 11, 30))
    whole = counts[world.area["TH"]]
    assert whole == counts[world.area["58"]] == counts[world.area["5801"]]
    assert (whole.posts, whole.filled, whole.vacant, whole.trained) == (4, 2, 2, 0)
    assert whole.person_months == 2 + Fraction(29, 31) + 1 + 1
    assert counts[world.area["580103"]].person_months == 1
    assert world.area["5802"] not in counts


def test_the_journal_holds_ids_alone(world: World) -> None:
    actions.hire(
        post_id=world.post("580102", 1), username="narong", name_th="นายณรงค์", since=SINCE,
        number="จ.12/2570", by=BY, at=AT,
    )  # fmt: skip
    told = " ".join(f"{one.kind} {one.subject} {one.body}" for one in list_entries())
    assert "workforce.contract_made" in told
    assert "ณรงค์" not in told and "12/2570" not in told


def test_a_programmes_text_that_would_leave_contracts_outside_is_refused_in_words(world: World) -> None:
    text = PROGRAMME_TEXT.replace("code: tambon-smart-team", "code: p").replace(
        "without: [10]", "without: [5802]"
    )
    text = text.replace("first: 2020-10-01, last: 2021-09-30", "first: 2026-10-01, last: 2027-09-30")
    world.hired("malee", "580102", 1)
    with pytest.raises(Problem) as raised:
        plan.load_programme(text.replace("2027-09-30", "2027-08-31"), by=BY, at=AT)
    assert raised.value.kind is plan_problems.programme_left_behind
    assert Programme.objects.get(code="p").during.upper == UNTIL

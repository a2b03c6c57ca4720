"""Villages shared, given, handed over and back; absences and substitutes; what is unassigned and why."""

from __future__ import annotations

from datetime import timedelta

import pytest
from workforce_world import AT, BY, SINCE, TODAY, UNTIL, World, add_villages, make_world

from tambon.areas.queries import ids_by_code
from tambon.lib.problem import Problem
from tambon.workforce import actions, problems, queries
from tambon.workforce.models import VillageShare
from tambon.workforce.rules import AbsenceReason, ShareEnd
from tambon.workforce.rules.views import Why

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SOON = TODAY + timedelta(5)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def staffed(world: World) -> World:
    """Malee (post 1) has 1, 2, 3 of 580102, Somchai (post 2) has 4 and 5; Kaew is post 1 of 580103."""
    world.shared()
    world.hired("malee", "580102", 1)
    world.hired("somchai", "580102", 2)
    world.hired("kaew", "580103", 1)
    return world


def contract(world: World, name: str) -> int:
    found = queries.find_contract(world.people[name], on=TODAY)
    assert found
    return found.id


def why(world: World, under: str = "580102") -> dict[str, Why]:
    codes = {pk: code for code, pk in world.area.items()}
    return {
        codes[one.village_id]: one.why
        for one in queries.list_unassigned("p", under=world.area[under], on=TODAY)
    }


def refused(kind: object, call: object, *args: object, **given: object) -> None:
    with pytest.raises(Problem) as raised:
        call(*args, **given, by=BY, at=AT)  # type: ignore[operator]
    assert raised.value.kind is kind


def test_sharing_again_moves_nothing_and_a_new_village_moves_few(staffed: World) -> None:
    assert staffed.shared(on=TODAY).moved == 0
    add_villages("58010206", "58010207", day=SINCE)
    staffed.area.update(ids_by_code(["58010206", "58010207"], on=TODAY))
    assert why(staffed) == {"58010206": Why.NO_POST, "58010207": Why.NO_POST}
    shared = staffed.shared(on=TODAY)
    assert [len(villages) for villages in shared.villages.values()] == [4, 3]
    assert staffed.having("58010204") == "malee"
    assert staffed.having("58010204", TODAY - timedelta(1)) == "somchai"
    assert why(staffed) == {}


def test_the_past_of_a_village_is_never_given_to_another(staffed: World) -> None:
    post = staffed.post("580102", 2)
    yesterday = TODAY - timedelta(1)
    moved = {"from_post": staffed.post("580102", 1), "to_post": post}
    refused(problems.had_since, actions.hand_over, **moved, on=yesterday)
    add_villages("58010206", "58010207", day=SINCE)
    tambon = staffed.area["580102"]
    refused(problems.had_since, actions.share_evenly, programme="p", tambon_id=tambon, on=yesterday)


def test_villages_change_hands_on_their_day(staffed: World) -> None:
    one, two = staffed.post("580102", 1), staffed.post("580102", 2)
    moved = actions.hand_over(
        from_post=one, to_post=two, village_ids=staffed.villages("58010203"), on=SOON, by=BY, at=AT
    )
    assert moved == staffed.villages("58010203")
    days = (TODAY, SOON - timedelta(1), SOON)
    assert [staffed.having("58010203", on) for on in days] == ["malee", "malee", "somchai"]
    strange = {"village_ids": staffed.villages("58010204"), "on": TODAY}
    refused(problems.village_not_theirs, actions.hand_over, from_post=one, to_post=two, **strange)
    refused(problems.same_post, actions.hand_over, from_post=one, to_post=one, **strange)
    refused(problems.no_villages, actions.hand_over, from_post=one, to_post=two, village_ids=[], on=TODAY)
    neighbour = staffed.post("580103", 1)
    actions.hand_over(from_post=one, to_post=neighbour, on=TODAY, by=BY, at=AT)
    assert staffed.having("58010201") == "kaew"
    assert staffed.having("58010203", SOON) == "somchai"  # what was settled before for a later day


def test_what_is_handed_back_is_listed_with_its_reason_even_on_its_first_day(staffed: World) -> None:
    post = staffed.post("580103", 2)
    given = staffed.villages("58010301", "58010302")
    actions.give_villages(post_id=post, village_ids=given, since=TODAY, by=BY, at=AT)
    back = {"village_ids": given[:1], "on": TODAY, "reason": ShareEnd.CANNOT_REACH, "note": "สะพานขาด"}
    actions.hand_back(post_id=post, **back, by=BY, at=AT)
    found = queries.list_unassigned("p", under=staffed.area["580103"], on=TODAY)
    told = [(one.why, one.end_reason, one.end_note) for one in found]
    assert told == [
        (Why.NO_POST, "cannot_reach", "สะพานขาด"), (Why.VACANT, "", ""), (Why.NO_POST, "", ""),
    ]  # fmt: skip
    refused(problems.village_not_theirs, actions.hand_back, post_id=post, **back)


def test_a_village_is_not_given_twice_nor_to_another_tambon(staffed: World) -> None:
    post = staffed.post("580102", 2)
    refused(problems.village_taken, actions.give_villages, post_id=post,
            village_ids=staffed.villages("58010201"), since=TODAY)  # fmt: skip
    refused(problems.village_elsewhere, actions.give_villages, post_id=post,
            village_ids=staffed.villages("58010301"), since=TODAY)  # fmt: skip
    assert actions.give_villages(
        post_id=post, village_ids=staffed.villages("58010204"), since=TODAY, by=BY, at=AT
    ) == 0  # fmt: skip


def test_a_substitute_has_them_meanwhile(staffed: World) -> None:
    malee, kaew = contract(staffed, "malee"), contract(staffed, "kaew")
    absence = actions.set_absence(
        malee, since=TODAY, until=SOON, reason=AbsenceReason.SICK, substitute=kaew, by=BY, at=AT
    )
    days = (TODAY - timedelta(1), TODAY, SOON - timedelta(1), SOON)
    assert [staffed.having("58010201", on) for on in days] == ["malee", "kaew", "kaew", "malee"]
    assert queries.villages_of(malee, on=TODAY) == []
    assert queries.villages_of(kaew, on=TODAY) == staffed.villages("58010201", "58010202", "58010203")
    worker = queries.list_workers(staffed.area["580102"], on=TODAY)[0]
    assert (worker.is_absent, worker.absent_until, worker.substitute_id) == (
        True,
        SOON,
        staffed.people["kaew"],
    )
    assert why(staffed) == {}
    away = {"since": TODAY, "until": SOON, "reason": AbsenceReason.LEAVE}
    refused(problems.already_absent, actions.set_absence, malee, **away)
    refused(problems.bad_substitute, actions.set_absence, kaew, **away, substitute=kaew)
    actions.set_absence(kaew, **away, by=BY, at=AT)  # who stands in is away too
    assert staffed.having("58010201") is None
    assert why(staffed) == dict.fromkeys(("58010201", "58010202", "58010203"), Why.ABSENT)
    actions.set_substitute(absence, substitute=contract(staffed, "somchai"), by=BY, at=AT)
    assert staffed.having("58010201") == "somchai"
    actions.end_absence(absence, on=TODAY + timedelta(1), by=BY, at=AT)
    assert staffed.having("58010201", TODAY + timedelta(1)) == "malee"
    counted = queries.count_unassigned("p", under=staffed.area["58"], on=TODAY)
    assert dict(counted[staffed.area["5801"]]) == {Why.NO_POST: 3}


def test_grants_say_what_the_rows_say_on_each_day_to_come(staffed: World) -> None:
    """The one statement about a day, the derived grants, and the rule agree."""
    actions.set_absence(
        contract(staffed, "malee"), since=SOON, until=SOON + timedelta(9), reason=AbsenceReason.LEAVE,
        substitute=contract(staffed, "somchai"), by=BY, at=AT,
    )  # fmt: skip
    actions.hand_over(
        from_post=staffed.post("580102", 2), to_post=staffed.post("580102", 1),
        village_ids=staffed.villages("58010205"), on=SOON + timedelta(3), by=BY, at=AT,
    )  # fmt: skip
    ids = {name: contract(staffed, name) for name in ("malee", "somchai", "kaew")}
    for number in range(20):
        on = TODAY + timedelta(number)
        having = {code: staffed.having(code, on) for code in staffed.area if len(code) == 8}
        asked = {
            code: name
            for name, one in ids.items()
            for village in queries.villages_of(one, on=on)
            for code, pk in staffed.area.items()
            if pk == village
        }
        assert asked == {code: name for code, name in having.items() if name}


def test_villages_are_not_given_from_a_day_after_the_post_ends(world: World) -> None:
    for late in (UNTIL, UNTIL + timedelta(400)):
        with pytest.raises(Problem) as raised:
            actions.give_villages(
                post_id=world.post("580102", 1), village_ids=world.villages("58010201"), since=late, by=BY,
                at=AT,
            )  # fmt: skip
        assert raised.value.kind is problems.days_out_of_order
    assert not VillageShare.objects.exists()

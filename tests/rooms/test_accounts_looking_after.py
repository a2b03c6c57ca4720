"""No officer reaches into an account that can do what the officer cannot: rules against a second opinion."""

from __future__ import annotations

from datetime import date

import pytest
from desk_world import BY, MADE, Desk, make_desk
from hypothesis import given
from hypothesis import strategies as st

from tambon.accounts import actions, queries
from tambon.accounts.rules import (
    APPOINTS,
    PERMISSIONS,
    GrantView,
    Held,
    NewGrant,
    Reach,
    Role,
    Thing,
    Verb,
    Who,
    demand_look_after,
    may_appoint,
    may_look_after,
    may_see_person,
)
from tambon.lib.problem import Problem

AREAS = range(1, 16)  # 1 is the country; the parent of n is n // 2
DAY = date(2026, 11, 22)


def line(area: int) -> tuple[int, ...]:
    return (area,) if area == 1 else (area, *line(area // 2))


def officer(role: Role, area: int) -> GrantView:
    return GrantView(role, area, everywhere=area == 1)


officers = st.lists(
    st.builds(officer, st.sampled_from(sorted(set(Role) - {Role.VERIFIER})), st.sampled_from(AREAS)),
    max_size=3,
)
things = st.one_of(st.sampled_from(AREAS).map(lambda area: Thing(line(area))), st.just(Thing((), 100)))
holdings = st.lists(st.builds(Held, st.sampled_from(list(Role)), things), max_size=3)


def person(*held: GrantView) -> Who:
    return Who(7, "malee", "มาลี", "Malee", "th", held)


def covers(grant: GrantView, thing: Thing) -> bool:
    return grant.area_id == 1 or grant.area_id in thing.area_ids


@given(officers, holdings, st.sampled_from([Verb.RESET_ACCESS, Verb.GRANT, Verb.SEE_PEOPLE]))
def test_every_grant_of_the_other_must_be_in_reach_and_below(
    mine: list[GrantView], theirs: list[Held], verb: Verb
) -> None:
    def able(held: Held) -> bool:
        return any(
            verb in PERMISSIONS[g.role] and covers(g, held.thing) and held.role in APPOINTS.get(g.role, ())
            for g in mine
        )

    nobody = any(verb in PERMISSIONS[g.role] and g.area_id == 1 for g in mine)
    expected = all(map(able, theirs)) if theirs else nobody
    assert may_look_after(person(*mine), Reach(9, tuple(theirs)), verb).allowed == expected


@given(officers, st.builds(Held, st.sampled_from(list(Role)), things))
def test_whoever_gives_a_grant_may_look_after_its_holder(mine: list[GrantView], held: Held) -> None:
    given = may_appoint(person(*mine), held.role, held.thing).allowed
    looked_after = may_look_after(person(*mine), Reach(9, (held,)), Verb.GRANT).allowed
    assert given == looked_after


@given(officers, holdings)
def test_one_grant_in_reach_is_enough_to_know_of_somebody(mine: list[GrantView], theirs: list[Held]) -> None:
    seeing = [g for g in mine if Verb.SEE_PEOPLE in PERMISSIONS[g.role]]
    things_ = [held.thing for held in theirs] or [Thing()]
    expected = any(covers(g, thing) for g in seeing for thing in things_)
    assert may_see_person(person(*mine), Reach(9, tuple(theirs))).allowed == expected


def test_a_district_officer_never_takes_over_a_wider_account() -> None:
    officer_ = person(officer(Role.DISTRICT, 4))
    worker = Held(Role.WORKER, Thing(line(8)))
    assert may_look_after(officer_, Reach(9, (worker,))).allowed
    for above in (
        Held(Role.DISTRICT, Thing(line(4))),
        Held(Role.WORKER, Thing(line(10))),
        Held(Role.VERIFIER, Thing((), 1)),
    ):
        decision = may_look_after(officer_, Reach(9, (worker, above)))
        assert not decision.allowed and decision.reason_th and decision.reason_en
    with pytest.raises(Problem) as refusal:
        demand_look_after(officer_, Reach(9))
    assert refusal.value.kind.code == "403-not-allowed"


@pytest.mark.slow
@pytest.mark.django_db
def test_what_counts_is_now_and_to_come_and_else_what_ended_last() -> None:
    desk: Desk = make_desk()
    area, boonmi = desk.world.area, desk.people["boonmi"]

    def give(role: Role, code: str, since: date, until: date | None) -> int:
        new = NewGrant(boonmi, role, since, until, area_id=area[code])
        return actions.grant(new, by=BY, at=MADE)

    def counted() -> set[Role]:
        return {held.role for held in queries.reach_of(boonmi, on=DAY).held}

    assert queries.reach_of(boonmi, on=DAY) == Reach(boonmi)
    give(Role.PROVINCE, "58", date(2020, 1, 1), date(2021, 1, 1))
    give(Role.VILLAGE_HEAD, "58010201", date(2021, 1, 1), date(2022, 1, 1))
    assert counted() == {Role.VILLAGE_HEAD}
    wichai = queries.who(desk.people["wichai"], on=DAY)
    assert may_look_after(wichai, queries.reach_of(boonmi, on=DAY)).allowed
    future = give(Role.CENTRAL, "TH", date(2027, 1, 1), None)
    give(Role.WORKER, "580102", date(2026, 1, 1), None)
    assert counted() == {Role.CENTRAL, Role.WORKER}
    assert not may_look_after(wichai, queries.reach_of(boonmi, on=DAY)).allowed
    actions.end_grant(future, on=DAY, by=BY, at=MADE)
    assert counted() == {Role.WORKER}
    (worker,) = queries.reach_of(boonmi, on=DAY).held
    assert {area["TH"], area["5801"], area["580102"]} <= set(worker.thing.area_ids)
    assert [g.role for g in queries.grants_of(boonmi)] == [
        Role.WORKER, Role.VILLAGE_HEAD, Role.PROVINCE, Role.CENTRAL,
    ]  # fmt: skip
    assert queries.grants_of(boonmi)[-1].never
    with pytest.raises(Problem) as refusal:
        queries.reach_of(0, on=DAY)
    assert refusal.value.kind.code == "404-person-unknown"

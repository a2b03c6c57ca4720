"""Nobody gets a verb outside their scope: random people, grants and areas, and a second opinion."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.accounts.rules import PERMISSIONS, ROLES, GrantView, Role, Thing, Verb, Who, demand, may
from tambon.accounts.rules.secrets import demo_secret, new_token, token_hash, username_key
from tambon.lib.problem import Problem

# A small country: 1 is the country, 2-3 provinces, 4-7 districts, 8-15 tambons; the parent of n is n // 2.
AREAS = range(1, 16)
grants = st.builds(
    lambda role, area, office: GrantView(
        role, area if role != Role.VERIFIER or area != 1 else None, office, everywhere=area == 1
    ),
    st.sampled_from(list(Role)),
    st.sampled_from(AREAS),
    st.sampled_from([None, 100, 200]),
)
things = st.builds(
    lambda area, office: Thing(line(area), office),
    st.sampled_from(AREAS),
    st.sampled_from([None, 100, 200, 300]),
)


def line(area: int) -> tuple[int, ...]:
    """The area and every area above it."""
    return (area,) if area == 1 else (area, *line(area // 2))


def person(*held: GrantView) -> Who:
    return Who(7, "malee", "มาลี", "Malee", "th", held)


@given(st.lists(grants, max_size=4), st.sampled_from(list(Verb)), things)
def test_a_verb_is_allowed_exactly_where_a_grant_reaches(
    held: list[GrantView], verb: Verb, thing: Thing
) -> None:
    def reaches(grant: GrantView) -> bool:
        inside = grant.area_id is None or grant.area_id in thing.area_ids
        own = grant.office_id is not None and grant.office_id == thing.office_id
        return inside and (own or grant.role != Role.VERIFIER)

    expected = any(verb in PERMISSIONS[grant.role] and reaches(grant) for grant in held)
    assert may(person(*held), verb, thing).allowed == expected


@given(st.lists(grants, max_size=4), st.sampled_from(list(Verb)), st.sampled_from(AREAS))
def test_lists_of_areas_agree_with_may(held: list[GrantView], verb: Verb, area: int) -> None:
    """What a page lists is what a button allows, for things that no office of the person's owns."""
    who = person(*held)
    listed = bool(set(who.areas_for(verb)) & set(line(area)))
    assert may(who, verb, Thing(line(area), office_id=None)).allowed == listed
    assert who.has(verb) or not listed


def test_confirming_is_the_owner_offices_alone() -> None:
    thing = Thing(line(8), office_id=100)
    everybody_else = [GrantView(role, 1, 100, everywhere=True) for role in Role if role != Role.VERIFIER]
    for verb in (Verb.CONFIRM, Verb.DISPUTE):
        assert not may(person(*everybody_else), verb, thing).allowed
        assert not may(person(GrantView(Role.VERIFIER, None, 200)), verb, thing).allowed
        assert may(person(GrantView(Role.VERIFIER, None, 100)), verb, thing).allowed
    nobodys = Thing(line(8), office_id=None)
    assert not may(person(GrantView(Role.VERIFIER, None, 100)), Verb.CONFIRM, nobodys).allowed


def test_a_verifier_with_an_area_stays_inside_it() -> None:
    who = person(GrantView(Role.VERIFIER, 2, 100))
    assert may(who, Verb.CONFIRM, Thing(line(8), 100)).allowed
    assert not may(who, Verb.CONFIRM, Thing(line(15), 100)).allowed


def test_the_deployment_itself_is_for_grants_over_the_country() -> None:
    assert may(person(GrantView(Role.ADMINISTRATOR, 1, everywhere=True)), Verb.ADMINISTER, Thing()).allowed
    assert not may(person(GrantView(Role.ADMINISTRATOR, 2)), Verb.ADMINISTER, Thing()).allowed
    assert may(person(GrantView(Role.ADMINISTRATOR, 2)), Verb.ADMINISTER, Thing(line(4))).allowed


def test_every_answer_has_a_reason_in_both_languages() -> None:
    worker = person(GrantView(Role.WORKER, 2))
    answers = [
        may(worker, Verb.COLLECT, Thing(line(8))),
        may(worker, Verb.COLLECT, Thing(line(3))),
        may(worker, Verb.SEE_JOURNAL, Thing(line(8))),
    ]
    assert [a.allowed for a in answers] == [True, False, False]
    assert len({a.reason_th for a in answers}) == len({a.reason_en for a in answers}) == 3
    with pytest.raises(Problem) as refusal:
        demand(worker, Verb.SEE_JOURNAL, Thing())
    assert refusal.value.kind.status == 403
    assert "คุณไม่มีสิทธิ" in refusal.value.say("th")
    demand(worker, Verb.COLLECT, Thing(line(8)))


def test_every_role_is_described_and_every_verb_is_somebodys() -> None:
    assert set(ROLES) == set(PERMISSIONS) == set(Role)
    assert set().union(*PERMISSIONS.values()) == set(Verb)


def test_may_is_quick() -> None:
    """Twenty grants, none of which reaches: the loose bound here only catches a blunder."""
    who = person(*[GrantView(Role.DISTRICT, 1000 + n) for n in range(20)])
    thing = Thing(line(15))
    started = perf_counter()
    for _ in range(1_000):
        may(who, Verb.SEE_CELLS, thing)
    assert (perf_counter() - started) / 1_000 < 0.001


def test_secrets() -> None:
    assert len(new_token()) == 43 and new_token() != new_token()
    assert len(token_hash("x")) == 32
    assert username_key("  Malee ") == "malee"
    secret = demo_secret("key", "phone", "malee")
    assert secret == demo_secret("key", "phone", "malee")
    assert len({secret, demo_secret("key", "password", "malee"), demo_secret("other", "phone", "malee")}) == 3
    assert len(secret) == 29 and secret.isascii()

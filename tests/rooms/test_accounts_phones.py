"""A phone's access follows its person's grants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openrosa_people import make_person
from pytest_django import DjangoAssertNumQueries

from tambon.accounts import actions, queries
from tambon.accounts.rules import NewGrant, Role
from tambon.accounts.rules.phones import PhoneAccess, phone_access

AT = datetime(2026, 10, 1, 3, tzinfo=UTC)
BY = "system"
BEGINS, ENDS = date(2026, 11, 1), date(2027, 2, 1)
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))


@given(DAYS, DAYS, st.integers(0, 90))
def test_a_phone_collects_then_delivers_then_does_nothing(last: date, today: date, grace: int) -> None:
    late = (today - last).days
    expected = PhoneAccess.ALL if late <= 0 else PhoneAccess.DELIVER if late <= grace else PhoneAccess.OVER
    assert phone_access(last, on=today, grace_days=grace) is expected


def test_a_grant_without_an_end_never_ends_and_one_not_begun_opens_nothing() -> None:
    assert phone_access(date(9999, 12, 30), on=date(2600, 1, 1), grace_days=30) is PhoneAccess.ALL
    assert phone_access(None, on=BEGINS, grace_days=30) is PhoneAccess.NOT_BEGUN


@pytest.fixture
def worker() -> tuple[int, int, str]:
    """(person, country's area, token) of somebody without grants."""
    person, country = make_person(at=AT)
    return person, country, actions.issue_phone_token(person_id=person, label="A", by=BY, at=AT)


def last_day(token: str, on: date) -> date | None:
    phone = queries.find_phone(token, on=on)
    assert phone is not None
    return phone.last_day


@pytest.mark.slow
@pytest.mark.django_db
def test_the_last_day_is_that_of_all_grants_to_collect_that_have_begun(worker: tuple[int, int, str]) -> None:
    person, country, token = worker
    assert last_day(token, BEGINS) is None
    actions.grant(NewGrant(person, Role.WORKER, BEGINS, ENDS, country), by=BY, at=AT)
    later = NewGrant(person, Role.WORKER, date(2027, 6, 1), None, country)
    actions.grant(later, by=BY, at=AT)
    actions.grant(NewGrant(person, Role.VILLAGE_HEAD, BEGINS, None, country), by=BY, at=AT)
    assert last_day(token, BEGINS - timedelta(days=1)) is None
    for day in (BEGINS, ENDS - timedelta(days=1), ENDS, date(2027, 5, 31)):
        assert last_day(token, day) == ENDS - timedelta(days=1)
    assert last_day(token, date(2027, 6, 1)) == date(9999, 12, 30)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_contract_ended_early_ends_the_phone_and_one_that_never_began_opens_it_never(
    worker: tuple[int, int, str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person, country, token = worker
    given_id = actions.grant(NewGrant(person, Role.WORKER, BEGINS, ENDS, country), by=BY, at=AT)
    actions.end_grant(given_id, on=date(2026, 12, 1), by=BY, at=AT)
    with django_assert_num_queries(1):
        assert last_day(token, ENDS) == date(2026, 11, 30)
    actions.end_grant(given_id, on=BEGINS, by=BY, at=AT)
    assert last_day(token, ENDS) is None

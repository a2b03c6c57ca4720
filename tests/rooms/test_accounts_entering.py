"""Phones, one-time links, passwords, and the lock after ten failures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from at_once import given_at_once
from django.contrib.auth import authenticate
from pytest_django import DjangoAssertNumQueries

from tambon.accounts import actions, queries
from tambon.accounts.models import OneTimeLink, PhoneToken, SignInFailure
from tambon.accounts.rules import MOST_FAILURES, WINDOW, token_hash
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
BY = "system"
GOOD = "nam-prapa-mae-sariang"


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """Scrypt takes a tenth of a second, on purpose; these tests are about something else."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


def person(kind: str = "demonstration") -> int:
    actions.found(kind, by=BY, at=AT)
    return actions.add_person(username="somchai", name_th="สมชาย", by=BY, at=AT)


def with_password() -> int:
    somchai = person("real")
    token = actions.make_one_time_link(somchai, by=BY, at=AT)
    actions.use_one_time_link(token, password=GOOD, at=AT)
    return somchai


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(Problem) as refusal:
        work()
    assert refusal.value.kind.code == code


@pytest.mark.django_db
def test_a_username_that_no_database_can_hold_is_a_wrong_one() -> None:
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("somchai\0", GOOD, at=AT))


@pytest.mark.django_db
def test_a_phone_is_known_by_its_token_until_it_is_revoked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    somchai = person()
    token = actions.issue_phone_token(person_id=somchai, label="A", by=BY, at=AT)
    with django_assert_num_queries(1):
        phone = queries.find_phone(token, on=TODAY)
    assert phone is not None and (phone.person_id, phone.username, phone.label) == (somchai, "somchai", "A")
    assert queries.find_phone(token + "x", on=TODAY) is None
    kept = PhoneToken.objects.get()
    assert bytes(kept.sha256) == token_hash(token)
    actions.revoke_phone_token(phone.id, by=BY, at=AT)
    actions.revoke_phone_token(phone.id, by=BY, at=AT)
    assert queries.find_phone(token, on=TODAY) is None
    assert queries.list_phones(somchai) == [(phone.id, "A", AT, AT)]
    refused("404-phone-not-listed", lambda: actions.revoke_phone_token(0, by=BY, at=AT))


@pytest.mark.django_db
def test_a_demonstration_may_choose_its_secrets_and_give_them_again() -> None:
    somchai = person()
    for _ in range(2):
        given = actions.issue_phone_token(person_id=somchai, label="A", by=BY, at=AT, token="aaaaa-bbbbb")
        assert given == "aaaaa-bbbbb"
        actions.set_demonstration_password(somchai, password=GOOD, by=BY, at=AT)
    assert PhoneToken.objects.count() == 1
    actions.revoke_phone_token(PhoneToken.objects.get().pk, by=BY, at=AT)
    refused(
        "409-phone-token-taken",
        lambda: actions.issue_phone_token(person_id=somchai, label="A", by=BY, at=AT, token="aaaaa-bbbbb"),
    )


@pytest.mark.django_db
def test_a_real_home_chooses_none() -> None:
    somchai = person("real")
    refused(
        "403-demonstration-only",
        lambda: actions.issue_phone_token(person_id=somchai, label="A", by=BY, at=AT, token="abc"),
    )
    refused(
        "403-demonstration-only",
        lambda: actions.set_demonstration_password(somchai, password=GOOD, by=BY, at=AT),
    )


@pytest.mark.django_db
def test_a_link_sets_a_password_once() -> None:
    somchai = person("real")
    assert not queries.get_person(somchai).has_password
    assert authenticate(username="somchai", password="") is None
    token = actions.make_one_time_link(somchai, by=BY, at=AT)
    refused("400-password-weak", lambda: actions.use_one_time_link(token, password="1234567890", at=AT))
    refused("400-password-weak", lambda: actions.use_one_time_link(token, password="short", at=AT))
    assert actions.use_one_time_link(token, password=GOOD, at=AT) == somchai
    refused("403-link-spent", lambda: actions.use_one_time_link(token, password=GOOD + "2", at=AT))
    assert queries.find_link(token, at=AT) is None
    assert queries.get_person(somchai).has_password


@pytest.mark.django_db
def test_a_link_ends_after_seven_days_and_by_a_newer_one() -> None:
    somchai = person("real")
    old = actions.make_one_time_link(somchai, by=BY, at=AT)
    new = actions.make_one_time_link(somchai, by=BY, at=AT)
    assert queries.find_link(old, at=AT) is None
    assert queries.find_link(new, at=AT + timedelta(days=7)) is None
    refused(
        "403-link-spent",
        lambda: actions.use_one_time_link(new, password=GOOD, at=AT + timedelta(days=7)),
    )
    assert queries.find_link(new, at=AT + timedelta(days=6)) is not None
    assert bytes(OneTimeLink.objects.latest("pk").sha256) == token_hash(new)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_link_used_by_many_at_once_works_once() -> None:
    token = actions.make_one_time_link(person("real"), by=BY, at=AT)
    outcomes: list[str] = []

    def use(number: int) -> None:
        try:
            actions.use_one_time_link(token, password=f"{GOOD}-{number}", at=AT)
            outcomes.append("set")
        except Problem as problem:
            outcomes.append(problem.kind.code)

    given_at_once(*(partial(use, number) for number in range(4)))
    assert sorted(outcomes) == ["403-link-spent"] * 3 + ["set"]


@pytest.mark.django_db
def test_signing_in() -> None:
    somchai = with_password()
    assert actions.sign_in_check(" SOMCHAI", GOOD, at=AT) == somchai
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("somchai", "wrong", at=AT))
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("nobody", GOOD, at=AT))
    actions.close_person(somchai, by=BY, at=AT)
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("somchai", GOOD, at=AT))
    assert queries.get_user(somchai).pk == somchai


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["somchai", "nobody"])
def test_ten_failures_lock_for_a_quarter_of_an_hour_whoever_it_is(username: str) -> None:
    with_password()
    for second in range(MOST_FAILURES):
        at = AT + timedelta(seconds=second)
        refused("403-sign-in-wrong", lambda at=at: actions.sign_in_check(username, "wrong", at=at))
    later = AT + timedelta(minutes=5)
    with pytest.raises(Problem) as refusal:
        actions.sign_in_check(username, GOOD, at=later)
    assert (refusal.value.kind.status, refusal.value.details) == (429, {"minutes": 11})
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("other", "wrong", at=later))
    over = AT + WINDOW
    if username == "somchai":
        actions.sign_in_check(username, GOOD, at=over)
    else:
        refused("403-sign-in-wrong", lambda: actions.sign_in_check(username, GOOD, at=over))


@pytest.mark.django_db
def test_a_right_password_forgets_the_wrong_ones_and_old_failures_are_swept() -> None:
    with_password()
    for _ in range(MOST_FAILURES - 1):
        refused("403-sign-in-wrong", lambda: actions.sign_in_check("somchai", "wrong", at=AT))
    actions.sign_in_check("somchai", GOOD, at=AT)
    assert SignInFailure.objects.count() == 0
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("nobody", "wrong", at=AT))
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("another", "wrong", at=AT + 2 * WINDOW))
    assert SignInFailure.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_thirty_guesses_at_once_are_ten() -> None:
    with_password()
    outcomes: list[int] = []

    def guess() -> None:
        for _ in range(5):
            try:
                actions.sign_in_check("somchai", "wrong", at=AT)
            except Problem as problem:
                outcomes.append(problem.kind.status)

    given_at_once(*[guess] * 6)
    assert (outcomes.count(403), outcomes.count(429)) == (10, 20)

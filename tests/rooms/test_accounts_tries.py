"""Who is locked out by whose wrong passwords, and who is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tambon.accounts import actions
from tambon.accounts.models import SignInFailure
from tambon.accounts.rules.signin import MOST_FAILURES, MOST_OF_AN_ADDRESS, WINDOW
from tambon.lib.problem import Problem

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
BY = "system"
PASSWORD = "nam-prapa-mae-sariang"
HERE, THERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def malee(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    actions.found("real", by=BY, at=AT)
    for name in ("malee", "somchai"):
        person = actions.add_person(username=name, name_th=name, by=BY, at=AT)
        token = actions.make_one_time_link(person, by=BY, at=AT)
        actions.use_one_time_link(token, password=PASSWORD, at=AT)


def attempt(
    username: str = "malee", password: str = "x", *, address: str = THERE, device: str = "", at: datetime = AT
) -> int:
    """The status: 200 when let in."""
    try:
        actions.sign_in_check(username, password, at=at, address=address, device=device)
    except Problem as problem:
        return problem.kind.status
    return 200


def test_a_stranger_locks_out_strangers_and_not_the_owners_device() -> None:
    assert [attempt() for _ in range(MOST_FAILURES)] == [403] * MOST_FAILURES
    assert attempt(password=PASSWORD, address=HERE) == 429  # an unknown device, wherever it is
    assert attempt(password=PASSWORD, address=THERE, device="d1") == 200
    assert attempt(password=PASSWORD, address=HERE) == 429  # the owner's success lets no stranger go on


def test_a_known_device_has_a_count_of_its_own() -> None:
    assert [attempt(device="d1") for _ in range(MOST_FAILURES)] == [403] * MOST_FAILURES
    assert attempt(password=PASSWORD, device="d1") == 429
    assert attempt(password=PASSWORD) == 200


def test_one_address_that_tries_many_names_is_stopped_and_no_other_is() -> None:
    tried = [attempt(f"name{n % 50}") for n in range(MOST_OF_AN_ADDRESS)]
    assert set(tried) == {403}
    assert attempt("somchai", PASSWORD) == 429
    assert attempt("somchai", PASSWORD, address=HERE) == 200
    assert attempt("somchai", PASSWORD, at=AT + WINDOW) == 200


def test_a_good_password_now_and_then_does_not_empty_an_addresss_count() -> None:
    for n in range(MOST_OF_AN_ADDRESS):
        assert attempt(f"name{n % 50}") == 403
        if n % 10 == 0:
            assert attempt("somchai", PASSWORD, at=AT + timedelta(seconds=1)) == 200
    assert attempt("somchai", PASSWORD) == 429


def test_what_is_counted_names_nobody_and_is_gone_after_a_quarter_of_an_hour() -> None:
    attempt()
    kept = [bytes(row.username_sha256) for row in SignInFailure.objects.all()]
    assert len(kept) == 2 and all(len(key) == 32 for key in kept)
    attempt("other", at=AT + WINDOW)
    assert SignInFailure.objects.count() == 2

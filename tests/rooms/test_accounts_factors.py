"""The second factor against the database: set, used once, counted, sealed, removed and taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from tambon.accounts import actions, queries
from tambon.accounts.actions import Proof
from tambon.accounts.models import Person
from tambon.accounts.rules.signin import MOST_FAILURES
from tambon.accounts.rules.totp import code_of, step_at
from tambon.journal.models import Entry
from tambon.lib.problem import Problem
from tambon.lib.sealing import Damaged, KeyRing, UnknownKey

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
LATER = AT + timedelta(minutes=2)
BY = "system"
PASSWORD = "nam-prapa-mae-sariang"


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def malee() -> Proof:
    actions.found("real", by=BY, at=AT)
    return Proof(_person("malee"), PASSWORD)


def _person(username: str) -> int:
    person = actions.add_person(username=username, name_th=username, by=BY, at=AT)
    actions.use_one_time_link(actions.make_one_time_link(person, by=BY, at=AT), password=PASSWORD, at=AT)
    return person


def armed(proof: Proof) -> tuple[str, list[str]]:
    secret = actions.new_factor_secret()
    code = code_of(secret, step_at(AT))
    return secret, actions.set_second_factor(proof, secret=secret, code=code, at=AT)


def refused(code: str, work: Callable[[], object]) -> None:
    with pytest.raises(Problem) as refusal:
        work()
    assert refusal.value.kind.code == code


def told() -> list[str]:
    return [kind for kind in Entry.objects.order_by("id").values_list("kind", flat=True) if "factor" in kind]


def test_it_is_set_with_a_code_of_its_own_and_the_password(malee: Proof) -> None:
    secret = actions.new_factor_secret()
    code = code_of(secret, step_at(AT))
    wrong = Proof(malee.person_id, "another-password")
    refused(
        "403-password-again-wrong", lambda: actions.set_second_factor(wrong, secret=secret, code=code, at=AT)
    )
    refused(
        "403-second-factor-wrong", lambda: actions.set_second_factor(malee, secret=secret, code="1", at=AT)
    )
    assert queries.find_factor(malee.person_id) is None
    codes = actions.set_second_factor(malee, secret=secret, code=code, at=AT)
    assert len(set(codes)) == 10 and all(len(one) == 8 for one in codes)
    found = queries.find_factor(malee.person_id)
    assert found is not None and found.codes_left == 10
    refused(
        "409-second-factor-set", lambda: actions.set_second_factor(malee, secret=secret, code=code, at=AT)
    )
    assert told() == ["person.second_factor_set"]


def test_a_code_is_taken_once(malee: Proof) -> None:
    secret, _ = armed(malee)
    refused("403-second-factor-wrong", lambda: use(malee, code_of(secret, step_at(AT)), AT))  # set with it
    code = code_of(secret, step_at(LATER))
    use(malee, code, LATER)
    refused("403-second-factor-wrong", lambda: use(malee, code, LATER))
    assert told() == ["person.second_factor_set", "person.second_factor_used"]


def use(proof: Proof, code: str, at: datetime) -> None:
    actions.use_second_factor(proof.person_id, code, at=at)


def test_each_recovery_code_is_taken_once_and_new_ones_end_the_old(malee: Proof) -> None:
    _, codes = armed(malee)
    use(malee, f" {codes[3]} ", AT)
    refused("403-second-factor-wrong", lambda: use(malee, codes[3], AT))
    found = queries.find_factor(malee.person_id)
    assert found is not None and found.codes_left == 9
    new = actions.renew_recovery_codes(malee, at=AT)
    refused("403-second-factor-wrong", lambda: use(malee, codes[4], AT))
    use(malee, new[4], AT)


def test_ten_wrong_codes_lock_and_a_right_one_forgets_them(malee: Proof) -> None:
    secret, _ = armed(malee)
    for _ in range(MOST_FAILURES - 1):
        refused("403-second-factor-wrong", lambda: use(malee, "000", LATER))
    use(malee, code_of(secret, step_at(LATER)), LATER)
    for _ in range(MOST_FAILURES):
        refused("403-second-factor-wrong", lambda: use(malee, "000", LATER))
    right = code_of(secret, step_at(LATER) + 1)
    refused("429-sign-in-locked", lambda: use(malee, right, LATER))


def test_the_password_asked_for_again_is_counted_too(malee: Proof) -> None:
    armed(malee)
    wrong = Proof(malee.person_id, "x")
    for _ in range(MOST_FAILURES):
        refused("403-password-again-wrong", lambda: actions.remove_second_factor(wrong, at=AT))
    refused("429-sign-in-locked", lambda: actions.remove_second_factor(malee, at=AT))


def test_it_is_removed_by_its_owner_and_every_session_ends(malee: Proof) -> None:
    armed(malee)
    before = Person.objects.get(pk=malee.person_id)
    actions.remove_second_factor(malee, at=AT)
    after = Person.objects.get(pk=malee.person_id)
    assert before.get_session_auth_hash() != after.get_session_auth_hash()
    assert after.check_password(PASSWORD)
    assert not queries.has_factor(malee.person_id) and not Authenticator.objects.exists()
    assert told()[-1] == "person.second_factor_removed"


def test_no_secret_is_in_the_database_and_none_is_anybody_elses(malee: Proof) -> None:
    secret, codes = armed(malee)
    other = Proof(_person("somchai"), PASSWORD)
    armed(other)
    rows = Authenticator.objects.filter(user_id=malee.person_id)
    text = json.dumps(list(rows.values_list("data", flat=True)))
    assert secret not in text and not any(code in text for code in codes)
    mine = rows.get(type="totp").data
    Authenticator.objects.filter(user_id=other.person_id, type="totp").update(data=mine)
    with pytest.raises(Damaged):  # a row copied to somebody else's account opens nothing
        use(other, code_of(secret, step_at(LATER)), LATER)


def test_an_officer_resets_the_access_with_the_factor(malee: Proof) -> None:
    armed(malee)
    before = Person.objects.get(pk=malee.person_id).get_session_auth_hash()
    token = actions.reset_access(malee.person_id, by="person:9", at=AT)
    person = Person.objects.get(pk=malee.person_id)
    assert person.get_session_auth_hash() != before and not person.has_usable_password()
    assert not queries.has_factor(malee.person_id)
    refused("403-sign-in-wrong", lambda: actions.sign_in_check("malee", PASSWORD, at=AT))
    assert actions.use_one_time_link(token, password=PASSWORD + "2", at=AT) == malee.person_id
    entry = Entry.objects.get(kind="person.access_reset")
    assert (entry.subject, entry.by, entry.body) == (
        f"person:{malee.person_id}",
        "person:9",
        {"second_factor": True},
    )


def test_a_password_alone_is_journaled_as_half_the_way(malee: Proof) -> None:
    actions.sign_in_check("malee", PASSWORD, at=AT)
    armed(malee)
    actions.sign_in_check("malee", PASSWORD, at=AT)
    kinds = list(
        Entry.objects.filter(kind__in=["person.signed_in", "person.second_factor_asked"]).values_list(
            "kind", flat=True
        )
    )
    assert kinds == ["person.signed_in", "person.second_factor_asked"]


def test_a_new_key_takes_over_what_the_old_one_sealed(malee: Proof, settings: Any) -> None:
    secret, codes = armed(malee)
    old, new = settings.PERSONAL_KEYS, KeyRing.from_text("n" * 40)
    settings.PERSONAL_KEYS = KeyRing((*new.keys, *old.keys))
    assert actions.turn_second_factors(by="operator", at=AT) == 2
    assert actions.turn_second_factors(by="operator", at=AT) == 0
    settings.PERSONAL_KEYS = new
    use(malee, code_of(secret, step_at(LATER)), LATER)
    use(malee, codes[0], LATER)
    settings.PERSONAL_KEYS = KeyRing.from_text("x" * 40)
    with pytest.raises(UnknownKey):
        actions.turn_second_factors(by="operator", at=AT)

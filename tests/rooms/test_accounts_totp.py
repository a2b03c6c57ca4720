"""Codes by the clock: against the figures of RFC 6238, and each code once."""

from __future__ import annotations

from base64 import b32encode
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.accounts.rules import Role
from tambon.accounts.rules.signin import MOST_OF_AN_ADDRESS, must_have_factor, network, password_counters
from tambon.accounts.rules.totp import code_of, enrolment, matching_step, step_at

SECRET = b32encode(b"12345678901234567890").decode()
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "last_six"), [
    (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"),
    (2000000000, "279037"), (20000000000, "353130"),
])  # fmt: skip
def test_the_figures_of_the_standard(seconds: int, last_six: str) -> None:
    """RFC 6238 appendix B prints eight digits; six are their last six."""
    assert code_of(SECRET, step_at(datetime.fromtimestamp(seconds, UTC))) == last_six


@given(st.integers(-300, 300))
def test_a_code_is_taken_within_one_step_of_the_clock(seconds: int) -> None:
    shown = AT + timedelta(seconds=seconds)
    steps = step_at(shown) - step_at(AT)
    found = matching_step(SECRET, code_of(SECRET, step_at(shown)), at=AT)
    assert (found == step_at(shown)) == (abs(steps) <= 1)


def test_a_code_works_once_and_none_before_it_afterwards() -> None:
    now = step_at(AT)
    assert matching_step(SECRET, code_of(SECRET, now), at=AT, after=now - 1) == now
    for step in (now, now - 1):
        assert matching_step(SECRET, code_of(SECRET, step), at=AT, after=now) is None


@pytest.mark.parametrize("typed", ["{c}", " {c} ", "{a} {b}", "{a}-{b}"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    code = code_of(SECRET, step_at(AT))
    said = typed.format(c=code, a=code[:3], b=code[3:])
    thai = said.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert matching_step(SECRET, said, at=AT) == matching_step(SECRET, thai, at=AT) == step_at(AT)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_without_a_fault(typed: str) -> None:
    matching_step(SECRET, typed, at=AT)


def test_an_app_reads_the_address() -> None:
    read = urlsplit(enrolment(SECRET, username="มาลี:x", issuer="Tambon"))
    assert (read.scheme, read.netloc, unquote(read.path)) == ("otpauth", "totp", "/Tambon:มาลี:x")
    assert parse_qs(read.query) == {"secret": [SECRET], "issuer": ["Tambon"]}


def test_strangers_and_the_owners_device_are_counted_apart() -> None:
    stranger = password_counters("malee", address="203.0.113.7", device="")
    assert [c.most for c in stranger] == [10, MOST_OF_AN_ADDRESS]
    (owner,) = password_counters("malee", address="203.0.113.7", device="a1")
    assert owner not in stranger
    assert password_counters("malee", address="", device="") == stranger[:1]


@pytest.mark.parametrize(("address", "counted"), [
    ("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("", ""), ("unix:", ""), (" 10.0.0.1 ", "10.0.0.1"),
])  # fmt: skip
def test_an_address_is_counted_by_what_one_subscriber_has(address: str, counted: str) -> None:
    assert network(address) == counted


def test_the_home_says_which_roles_must_have_a_second_factor() -> None:
    assert must_have_factor([Role.WORKER, Role.CENTRAL], ("administrator", "central"))
    assert not must_have_factor([Role.WORKER], ("administrator", "central"))
    assert not must_have_factor([Role.CENTRAL], ())

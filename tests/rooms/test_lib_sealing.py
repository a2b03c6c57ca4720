"""Sealing: what opens, for whom, under which keys, and what never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.lib.sealing import OVERHEAD, Damaged, KeyRing, SealingError, UnknownKey, UnusableKey

OLD, NEW = "o" * 40, "n" * 40
RING = KeyRing.from_text(OLD)
TEXTS = st.text(max_size=40)


@given(TEXTS, TEXTS, TEXTS)
def test_what_is_sealed_opens_for_its_owner_and_field(plain: str, owner: str, field: str) -> None:
    sealed = RING.seal(plain, owner=owner, field=field)
    assert RING.open(sealed, owner=owner, field=field) == plain
    assert len(sealed) == len(plain.encode()) + OVERHEAD
    assert RING.seal(plain, owner=owner, field=field) != sealed


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_it_opens_for_no_other_owner_and_no_other_field(a: str, b: str, c: str, d: str) -> None:
    sealed = RING.seal("1101700230705", owner=a, field=b)
    if (a, b) != (c, d):
        with pytest.raises(Damaged):
            RING.open(sealed, owner=c, field=d)


@given(st.data())
def test_a_changed_bit_is_seen_wherever_it_is(data: st.DataObject) -> None:
    sealed = bytearray(RING.seal("1101700230705", owner="person:1", field="citizen_id"))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(SealingError):
        RING.open(bytes(sealed), owner="person:1", field="citizen_id")


@given(st.binary(max_size=60))
def test_bytes_from_elsewhere_are_refused_by_name(given_bytes: bytes) -> None:
    with pytest.raises(SealingError):
        RING.open(given_bytes, owner="person:1", field="citizen_id")


def test_the_first_key_seals_and_all_open() -> None:
    sealed = RING.seal("x", owner="o", field="f")
    both = KeyRing.from_text(f" {NEW} , {OLD},{NEW}")
    assert len(both.keys) == 2
    assert both.open(sealed, owner="o", field="f") == "x"
    assert (RING.is_current(sealed), both.is_current(sealed)) == (True, False)
    again = both.seal("x", owner="o", field="f")
    assert both.is_current(again) and KeyRing.from_text(NEW).open(again, owner="o", field="f") == "x"
    with pytest.raises(UnknownKey):
        KeyRing.from_text(NEW).open(sealed, owner="o", field="f")


def test_an_index_finds_equals_of_one_field_under_each_key() -> None:
    both = KeyRing.from_text(f"{NEW},{OLD}")
    kept = RING.index("1101700230705", field="citizen_id")
    assert kept in both.indexes("1101700230705", field="citizen_id")
    assert both.index("1101700230705", field="citizen_id") != kept
    assert RING.index("1101700230705", field="bank_account") != kept
    assert RING.index("1101700230706", field="citizen_id") != kept


@pytest.mark.parametrize(
    ("text", "said"), [("", "no key"), (" , ", "no key"), (f"{OLD},short", "key 2 is shorter")]
)
def test_a_ring_that_guards_nothing_is_refused_without_showing_it(text: str, said: str) -> None:
    with pytest.raises(UnusableKey) as refusal:
        KeyRing.from_text(text)
    assert said in str(refusal.value) and "short," not in str(refusal.value)


def test_a_ring_shows_no_key() -> None:
    shown = repr(RING)
    assert "sealing" not in shown and OLD not in shown

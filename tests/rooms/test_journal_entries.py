"""What goes into an entry's hash, and what the database refuses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tambon.journal import queries
from tambon.journal.actions import record, record_many
from tambon.journal.models import Entry
from tambon.journal.rules import COLUMNS, TABLE, NewEntry, content_hash, entry_hash, row
from tambon.lib.problem import Problem

AT = datetime(2026, 11, 22, 12, 34, 56, tzinfo=UTC)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text('aก😀"\\ ', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


def test_the_hash_is_over_these_very_bytes() -> None:
    head = '["tambon/entry/1","claim.made","claim:1","person:7","2026-11-22T12:34:56.000000Z",'
    text = head + '{"a":[1,null],"b":"ก"}]'
    expected = sha256(b"\x00" + text.encode()).digest()
    assert entry_hash("claim.made", "claim:1", "person:7", AT, {"b": "ก", "a": [1, None]}) == expected


def test_one_instant_has_one_hash_in_every_time_zone() -> None:
    bangkok = AT.astimezone(timezone(timedelta(hours=7)))
    assert entry_hash("k", "s", "b", AT, {}) == entry_hash("k", "s", "b", bangkok, None)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "x"},
        {"subject": "x"},
        {"by": "x"},
        {"at": AT + timedelta(microseconds=1)},
        {"body": {"a": 2}},
    ],
)
def test_every_part_counts(change: dict[str, Any]) -> None:
    parts: dict[str, Any] = {"kind": "k", "subject": "s", "by": "b", "at": AT, "body": {"a": 1}}
    assert entry_hash(**parts) != entry_hash(**parts | change)


@pytest.mark.parametrize("body", [{"a": 0.5}, {"a": 2**53}, {"ก": 1}, {"a": b"x"}, {"a": AT}, {1: 1}])
def test_what_has_no_one_way_to_be_written_is_refused(body: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        entry_hash("k", "s", "b", AT, body)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        entry_hash("k", "s", "b", datetime(2026, 1, 1), {})


@given(st.dictionaries(st.sampled_from("abc"), plain, max_size=3))
def test_json_as_the_database_hands_it_back_has_the_same_hash(body: dict[str, Any]) -> None:
    again = json.loads(json.dumps(body))
    assert entry_hash("k", "s", "b", AT, body) == entry_hash("k", "s", "b", AT, again)


def test_a_content_hash_needs_a_real_nonce() -> None:
    assert content_hash(b"n" * 16, b"content") == sha256(b"n" * 16 + b"content").hexdigest()
    with pytest.raises(ValueError, match="guessed"):
        content_hash(b"short", b"content")


@pytest.mark.django_db
def test_what_is_read_back_has_the_hash_that_was_written() -> None:
    at = datetime(2026, 11, 22, 1, 2, 3, 456789, tzinfo=UTC)
    body = {"z": 1, "a": {"text": "บ้านสบหาร", "list": [True, None, -5]}}
    receipt = record("claim.made", subject="claim:1", by="person:1", at=at, body=body)
    (entry,) = queries.list_entries(kind="claim.made")
    assert entry.hash == receipt == entry.true_hash()
    assert (entry.body, entry.at, entry.era) == (body, at, 1)


@pytest.mark.django_db
def test_a_statement_of_ones_own_writes_the_same_entry() -> None:
    entry = NewEntry("claim.made", "claim:2", "person:1", AT, {"content": "ab"})
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} ({columns}) VALUES (%s, %s, %s, %s, %s::jsonb, %s)", list(row(entry))
        )
    (found,) = queries.list_entries(subject="claim:2")
    assert found.hash == entry.hash == found.true_hash()


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(Problem) as refusal:
        record("claim.made", subject="claim:1", by="person:1", at=AT)
    assert refusal.value.kind.status == 500
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_many_entries_come_back_in_their_order() -> None:
    new = [NewEntry("k", f"s:{n}", "system", AT, {"n": n}) for n in range(5)]
    assert record_many(new) == [entry.hash for entry in new]
    assert record_many([]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["journal_entry", "journal_seal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_the_journal(table: str, statement: str) -> None:
    record("k", subject="s", by="system", at=AT)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert Entry.objects.count() == 1

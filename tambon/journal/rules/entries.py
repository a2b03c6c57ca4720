"""One entry: its canonical bytes, its hash, and how a statement of one's own inserts it.

The bytes (version 1) are the JSON array ``["tambon/entry/1", kind, subject, by, at, body]`` in UTF-8,
written as RFC 8785 (JSON Canonicalization Scheme) writes it: no spaces, object keys sorted, nothing escaped
that need not be. ``at`` is UTC with six decimals, ``2026-11-22T12:34:56.000000Z``. Bodies hold text, whole
numbers below 2**53, true, false, null, lists and objects with ASCII keys, and nothing else: a fraction can
be written in two ways. The hash is the leaf hash of RFC 9162, so that a receipt is a leaf of the sealed
tree.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from tambon.journal.rules.merkle import leaf_hash

VERSION = "tambon/entry/1"
TABLE = "journal_entry"
COLUMNS = ("at", "kind", "subject", "by", "body", "hash")  # era and xid are filled by the database
_LARGEST = 2**53
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical_json(value: Any) -> str:
    """The one way to write ``value``; raises TypeError or ValueError for what has no one way."""
    _demand_plain(value)
    return _ENCODER.encode(value)


def say_instant(at: datetime) -> str:
    """``at`` in UTC with microseconds; raises ValueError for one without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a journal entry needs an instant with its time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_hash(kind: str, subject: str, by: str, at: datetime, body: Mapping[str, Any] | None) -> bytes:
    """The 32-byte hash of an entry: its receipt, and its leaf in the sealed tree."""
    text = canonical_json([VERSION, kind, subject, by, say_instant(at), dict(body or {})])
    return leaf_hash(text.encode())


def content_hash(nonce: bytes, content: bytes) -> str:
    """``SHA-256(nonce || content)`` in hex: what an entry says of a content that may have to be erased."""
    if len(nonce) < 16:
        raise ValueError("a nonce of less than 16 bytes can be guessed")
    return sha256(nonce + content).hexdigest()


def new_nonce() -> bytes:
    """32 random bytes, to be kept in the row whose content is hashed."""
    return secrets.token_bytes(32)


@dataclass(frozen=True)
class NewEntry:
    """An entry that is about to be written. ``body`` holds ids and content hashes, never what a person
    wrote.
    """

    kind: str
    subject: str
    by: str
    at: datetime
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> bytes:
        return entry_hash(self.kind, self.subject, self.by, self.at, self.body)


def row(entry: NewEntry) -> tuple[datetime, str, str, str, str, bytes]:
    """The values for `COLUMNS`, for a statement that writes the entry beside its own rows (cast body to
    jsonb).
    """
    return (entry.at, entry.kind, entry.subject, entry.by, canonical_json(dict(entry.body)), entry.hash)


@dataclass(frozen=True)
class EntryView:
    """An entry as it was read."""

    id: int
    era: int
    xid: int
    kind: str
    subject: str
    by: str
    at: datetime
    body: dict[str, Any]
    hash: bytes

    def true_hash(self) -> bytes:
        """The hash that the entry's other columns give; raises TypeError or ValueError for an impossible
        body.
        """
        return entry_hash(self.kind, self.subject, self.by, self.at, self.body)


def _demand_plain(value: Any) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _demand_key(key)
            _demand_plain(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _demand_plain(item)
    elif not isinstance(value, str | int | None):  # True and False are whole numbers to Python
        raise TypeError(f"a journal body cannot hold {type(value).__name__}: {value!r}")
    elif isinstance(value, int) and abs(value) >= _LARGEST:
        raise ValueError(f"{value} has no one way to be written: give it as text")


def _demand_key(key: object) -> None:
    if not isinstance(key, str) or not key.isascii():
        raise TypeError(f"the key {key!r} of a journal body is not ASCII text")

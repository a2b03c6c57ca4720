"""Which person holds the token, known for ten seconds; strangers are slowed down before the database."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date

from tambon.accounts import queries as accounts
from tambon.accounts.rules import PhoneView, token_hash
from tambon.openrosa import problems

KNOWN_SECONDS = 10.0  # a withdrawn token, or a contract's old end, lives this much longer in each process
MOST_KNOWN = 20_000
MOST_TOKEN = 200  # characters; ours have 43
BURST, PER_SECOND = 100.0, 20.0  # unknown tokens of one address


@dataclass
class _Bucket:
    left: float
    at: float


@dataclass
class Phones:
    """The tokens seen lately, by hash: a memory dump shows none."""

    _known: dict[bytes, tuple[PhoneView, float]] = field(default_factory=dict)
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def get(self, token: str, address: str, *, on: date) -> PhoneView:
        """The phone that holds the token.

        Raises a Problem with 404 for none, and with 429 when the address tried too many: a phone that is
        known is not slowed by strangers behind the same address.
        """
        if not 0 < len(token) <= MOST_TOKEN or not token.isascii():
            raise problems.unknown_token()
        key, now = token_hash(token), time.monotonic()
        found = self._known.get(key)
        if found and found[1] > now:
            return found[0]
        bucket = self._bucket(address, now)
        if bucket.left < 1:
            raise problems.too_many_unknown(seconds=int(BURST / PER_SECOND))
        phone = accounts.find_phone(token, on=on)
        if phone is None:
            bucket.left -= 1
            self._known.pop(key, None)
            raise problems.unknown_token()
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[key] = (phone, now + KNOWN_SECONDS)
        return phone

    def _bucket(self, address: str, now: float) -> _Bucket:
        if len(self._buckets) >= MOST_KNOWN:
            self._buckets.clear()
        bucket = self._buckets.setdefault(address, _Bucket(BURST, now))
        bucket.left = min(BURST, bucket.left + (now - bucket.at) * PER_SECOND)
        bucket.at = now
        return bucket

"""Who asks with a user name: HTTP Basic, with the phone's token or the account's password.

Source: RFC 7617. Nothing of it is written down: a success is remembered under an HMAC whose key lives
and dies with the process.
"""

from __future__ import annotations

import hmac
import time
from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from secrets import token_bytes
from threading import BoundedSemaphore

from tambon.accounts import actions, queries
from tambon.accounts import problems as account_problems
from tambon.accounts.rules import PhoneView, username_key
from tambon.lib.days import thai_day
from tambon.lib.problem import Problem
from tambon.openrosa import problems
from tambon.openrosa.phones import KNOWN_SECONDS, MOST_KNOWN, Phones

PROVED_SECONDS = 300.0  # checking a password is slow on purpose, and a phone asks ten times in a minute
MOST_SECRET = 500  # characters of name and password together
# Each check takes a tenth of a second of a core and 16 MB: eight requests of one phone wait for the first.
_CHECKING = BoundedSemaphore(2)


@dataclass(frozen=True)
class _Proved:
    """A right password, ``mark`` as the account was then; ``phone`` is looked up again every few seconds."""

    phone: PhoneView
    mark: bytes
    until: float
    fresh_until: float


@dataclass
class Passwords:
    """The names and passwords that were right lately, in this process."""

    phones: Phones
    _key: bytes = field(default_factory=lambda: token_bytes(32))
    _proved: dict[bytes, _Proved] = field(default_factory=dict)

    def get(self, header: str, address: str, *, at: datetime) -> PhoneView:
        """Whoever the header's name and secret belong to.

        Raises a Problem with 401 for nobody, 429 for who failed too often, and 403 for an account with a
        second factor, which has to use a phone's token.
        """
        username, secret = _read(header)
        key = hmac.new(self._key, f"{username}\0{secret}".encode(), sha256).digest()
        known = self._remembered(key, at)
        if known is not None:
            return known
        phone = self._by_token(username, secret, address, at)
        if phone is not None:
            return phone
        with _CHECKING:
            return self._remembered(key, at) or self._check(username, secret, key, address, at)

    def _by_token(self, username: str, secret: str, address: str, at: datetime) -> PhoneView | None:
        """The phone whose token it is; another's name with it is as wrong as no token."""
        try:
            phone = self.phones.get(secret, address, on=thai_day(at))
        except Problem as unknown:
            if unknown.kind is not problems.unknown_token:
                raise
            return None
        if phone.username != username_key(username):
            raise problems.sign_in_first()
        return phone

    def _check(self, username: str, secret: str, key: bytes, address: str, at: datetime) -> PhoneView:
        try:
            person_id = actions.app_sign_in_check(username, secret, at=at, address=address)
        except Problem as refused:
            if refused.kind is account_problems.wrong_password:
                raise problems.sign_in_first() from None
            raise
        found = queries.find_collector(person_id, on=thai_day(at))
        if found is None:
            raise problems.sign_in_first()
        now = time.monotonic()
        if len(self._proved) >= MOST_KNOWN:
            self._proved.clear()
        self._proved[key] = _Proved(*found, now + PROVED_SECONDS, now + KNOWN_SECONDS)
        return found[0]

    def _remembered(self, key: bytes, at: datetime) -> PhoneView | None:
        proved, now = self._proved.get(key), time.monotonic()
        if proved is None or now >= proved.until:
            return None
        if now < proved.fresh_until:
            return proved.phone
        found = queries.find_collector(proved.phone.person_id, on=thai_day(at))
        if found is None or found[1] != proved.mark:  # closed, another password, a second factor since
            self._proved.pop(key, None)
            return None
        self._proved[key] = _Proved(*found, proved.until, now + KNOWN_SECONDS)
        return found[0]


def _read(header: str) -> tuple[str, str]:
    """Name and secret; raises 401 without them. UTF-8 as we ask for, or Latin-1 as older clients write."""
    scheme, _, told = header.partition(" ")
    try:
        raw = b64decode(told.strip(), validate=True)
    except (NotBase64, ValueError):
        raise problems.sign_in_first() from None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    username, colon, secret = text.partition(":")
    if scheme.lower() != "basic" or not colon or not username or not secret or len(text) > MOST_SECRET:
        raise problems.sign_in_first()
    return username, secret

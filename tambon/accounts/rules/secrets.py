"""Tokens, of which only hashes are kept, and the demonstration's secrets, which can be printed again."""

from __future__ import annotations

import hmac
import secrets
from base64 import b32encode
from hashlib import sha256

from tambon.lib.text import tidy


def new_token() -> str:
    """32 random bytes, safe in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """The 32 bytes under which a token is kept. A random token needs no salt and no slow hash."""
    return sha256(token.encode()).digest()


def username_key(username: str) -> str:
    """A username as it is kept, tidy and in lower case: `Malee ` and `malee` are one person.

    A null byte, which the database cannot hold, becomes the sign for what cannot be read.
    """
    return tidy(username).casefold().replace("\0", "\ufffd")


def demo_secret(secret_key: str, purpose: str, username: str) -> str:
    """A demonstration person's secret for a purpose ("password", "phone"): 125 bits, ``k3j2f-…`` in five
    groups.

    HMAC-SHA256 (RFC 2104) of purpose and username under the home's key, in base32 (RFC 4648): the same every
    time, and unknown without the key.
    """
    digest = hmac.new(secret_key.encode(), f"{purpose}\0{username}".encode(), sha256).digest()
    text = b32encode(digest).decode().lower()
    return "-".join(text[start : start + 5] for start in range(0, 25, 5))

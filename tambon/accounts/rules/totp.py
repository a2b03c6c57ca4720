"""One-time codes by the clock: RFC 6238 over RFC 4226, SHA-1, six digits, thirty seconds, as apps expect."""

from __future__ import annotations

import hmac
from base64 import b32decode
from datetime import datetime
from hashlib import sha1
from urllib.parse import quote, urlencode

from tambon.lib.text import arabic_digits

SECONDS, DIGITS = 30, 6
DRIFT = 1  # steps by which a phone's clock may be off, as RFC 6238 section 5.2 advises


def step_at(at: datetime) -> int:
    """The number of the thirty seconds in which the instant lies."""
    return int(at.timestamp()) // SECONDS


def code_of(secret: str, step: int) -> str:
    """The six digits of a base32 secret in one step."""
    digest = hmac.new(b32decode(secret, casefold=True), step.to_bytes(8, "big"), sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching_step(secret: str, code: str, *, at: datetime, after: int = 0) -> int | None:
    """The step whose code was given, near the instant and later than ``after``: each code works once."""
    given, now = tidy_code(code).encode(), step_at(at)
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_of(secret, step).encode(), given) and step > after:
            found = step
    return found


def tidy_code(code: str) -> str:
    """The code as it is compared: Thai digits are digits, spaces and hyphens are nothing."""
    return "".join(arabic_digits(code).replace("-", "").split())


def enrolment(secret: str, *, username: str, issuer: str) -> str:
    """The address that an app reads from the QR code.

    Source: github.com/google/google-authenticator/wiki/Key-Uri-Format.
    """
    label = quote(f"{issuer}:{username}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"

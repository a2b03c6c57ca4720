"""Which people have signed in on this device: a signed cookie that opens nothing.

It only lets their tries be counted apart from those of strangers, so that nobody elsewhere can keep them out.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from tambon.accounts.rules import username_key

COOKIE, SALT, AGE = "tambon-device", "tambon device", 365 * 86400
MOST = 8  # people of one shared machine


def known_device(request: HttpRequest, username: str) -> str:
    """The device's number for this person; "" where the person has not signed in before."""
    return _known(request).get(_mark(username), "")


def remember_device(request: HttpRequest, response: HttpResponse, username: str) -> None:
    """After a right password."""
    known = _known(request)
    mark = _mark(username)
    known[mark] = known.pop(mark, "") or secrets.token_hex(8)
    last = list(known.items())[-MOST:]
    response.set_signed_cookie(
        COOKIE, ".".join(f"{one}-{number}" for one, number in last), salt=SALT, max_age=AGE, path="/desk/",
        secure=settings.SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def _known(request: HttpRequest) -> dict[str, str]:
    text = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=AGE) or ""
    pairs = (one.partition("-") for one in text.split("."))
    return {mark: number for mark, _, number in pairs if number}


def _mark(username: str) -> str:
    return salted_hmac(SALT, username_key(username), algorithm="sha256").hexdigest()[:16]

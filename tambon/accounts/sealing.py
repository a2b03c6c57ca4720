"""How second factors keep their secrets: sealed under the home's personal keys, bound to a person."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

FIELD = "second factor"
_owner: ContextVar[str] = ContextVar("owner of what is sealed")


@contextmanager
def sealed_for(person_id: int) -> Iterator[None]:
    """Inside, secrets of second factors are this person's; another one's row copied here opens nothing."""
    token = _owner.set(f"person:{person_id}")
    try:
        yield
    finally:
        _owner.reset(token)


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Raises LookupError outside `sealed_for`: no secret is kept without its owner."""

    def encrypt(self, text: str) -> str:
        return seal_text(text, owner=_owner.get(), field=FIELD)

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(encrypted_text, owner=_owner.get(), field=FIELD)


def turned(person_id: int, sealed: str) -> str | None:
    """The secret of a second factor sealed under the first key; None when it is already."""
    if settings.PERSONAL_KEYS.is_current(urlsafe_b64decode(sealed)):
        return None
    with sealed_for(person_id):
        adapter = SealedFactors()
        return adapter.encrypt(adapter.decrypt(sealed))


def seal_text(text: str, *, owner: str, field: str) -> str:
    """The text sealed, in letters that JSON and sessions hold."""
    return urlsafe_b64encode(settings.PERSONAL_KEYS.seal(text, owner=owner, field=field)).decode()


def open_text(sealed: str, *, owner: str, field: str) -> str:
    """The text again; raises `lib.sealing.SealingError`."""
    opened: str = settings.PERSONAL_KEYS.open(urlsafe_b64decode(sealed), owner=owner, field=field)
    return opened

"""A secret that is shown for a while, kept sealed in the session of whoever may see it.

The page, its QR code and its print are three requests; the secret's own table holds a hash alone.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest

from tambon.accounts.sealing import open_text, seal_text
from tambon.lib.sealing import SealingError

SECONDS = 15 * 60


def keep(request: HttpRequest, name: str, text: str) -> None:
    """Keeps the text for a quarter of an hour; one text under each name."""
    sealed = seal_text(text, owner=_owner(request), field=name)
    request.session[f"kept {name}"] = [sealed, datetime.now(UTC).timestamp()]


def kept(request: HttpRequest, name: str) -> str | None:
    """The text, or None when it is over or was never kept."""
    found = request.session.get(f"kept {name}")
    if not found or datetime.now(UTC).timestamp() - found[1] > SECONDS:
        forget(request, name)
        return None
    try:
        return open_text(found[0], owner=_owner(request), field=name)
    except SealingError:  # kept under a key that is gone
        return None


def forget(request: HttpRequest, name: str) -> None:
    request.session.pop(f"kept {name}", None)


def _owner(request: HttpRequest) -> str:
    return f"session of person:{request.user.pk}"

"""Phones and one-time links."""

from __future__ import annotations

from datetime import datetime

from tambon.accounts.models import OneTimeLink, PhoneToken
from tambon.accounts.rules import LinkView, PhoneView, token_hash


def find_phone(token: str) -> PhoneView | None:
    """The phone that holds this token, unless it was revoked or its person's account is closed. One
    statement.
    """
    found = PhoneToken.objects.filter(
        sha256=token_hash(token), revoked_at__isnull=True, person__is_active=True
    ).values_list("pk", "person_id", "person__username", "label", "person__demonstration", "person__lang")
    row = found.first()
    return PhoneView(*row) if row else None


def list_phones(person_id: int) -> list[tuple[int, str, datetime, datetime | None]]:
    """(id, label, made, revoked) of each phone, newest first."""
    rows = PhoneToken.objects.filter(person_id=person_id).order_by("-pk")
    return list(rows.values_list("pk", "label", "made_at", "revoked_at"))


def find_link(token: str, *, at: datetime) -> LinkView | None:
    """The one-time link, unless it was used or is over."""
    link = (
        OneTimeLink.objects.filter(sha256=token_hash(token), used_at__isnull=True, until__gt=at)
        .select_related("person")
        .first()
    )
    if link is None or not link.person.is_active:
        return None
    person = link.person
    return LinkView(person.pk, person.username, person.name_th, person.name_en, link.until)

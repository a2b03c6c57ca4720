"""Phones and one-time links."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db import connection

from tambon.accounts.models import OneTimeLink, PhoneToken
from tambon.accounts.rules import LinkView, PhoneView, token_hash
from tambon.accounts.rules.phones import COLLECTING

# The last day counts what has begun by then: a contract to come opens no phone today.
_LAST_DAY = """
    (SELECT max(COALESCE(upper(held.during), '9999-12-31'::date)) - 1 FROM accounts_grant held
     WHERE held.person_id = person.id AND held.role = ANY(%(roles)s) AND NOT isempty(held.during)
       AND (lower_inf(held.during) OR lower(held.during) <= %(on)s::date))
"""
_PHONE = f"""
SELECT phone.id, phone.person_id, person.username, phone.label, person.demonstration, person.lang, {_LAST_DAY}
FROM accounts_phonetoken phone JOIN accounts_person person ON person.id = phone.person_id
WHERE phone.sha256 = %(sha256)s AND phone.revoked_at IS NULL AND person.is_active
"""
_COLLECTOR = f"""
SELECT 0, person.id, person.username, '', person.demonstration, person.lang, {_LAST_DAY},
    person.password || (SELECT count(*) FROM mfa_authenticator factor WHERE factor.user_id = person.id)
FROM accounts_person person WHERE person.id = %(person)s AND person.is_active
"""


def find_phone(token: str, *, on: date) -> PhoneView | None:
    """The phone that holds this token, with the last day on which its person may collect as known that day.

    None when there is none, it was revoked or its person's account is closed. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PHONE, {"sha256": token_hash(token), "on": on, "roles": list(COLLECTING)})
        row = cursor.fetchone()
    return PhoneView(*row) if row else None


def find_collector(person_id: int, *, on: date) -> tuple[PhoneView, bytes] | None:
    """The person as one who collects without a phone's token, and a mark that changes with the password and
    with the second factor. None for nobody and for a closed account. One statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COLLECTOR, {"person": person_id, "on": on, "roles": list(COLLECTING)})
        row = cursor.fetchone()
    return (PhoneView(*row[:-1]), sha256(row[-1].encode()).digest()) if row else None


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

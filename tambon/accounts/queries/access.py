"""How somebody gets in, for the officer who looks after them, and who still waits for a password."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from tambon.accounts.models import OneTimeLink, PhoneToken
from tambon.accounts.rules.views import IssuedPhone, PersonView

# People with a grant of that day or later at or below the area, in any hierarchy, who never set a password:
# what Django stores for none begins with an exclamation mark. A verifier's grant may name an office and no
# area: it lies in the country alone.
_WAITING = """
SELECT person.id, person.username, person.name_th, person.name_en, person.lang, person.is_active,
       person.demonstration, false
FROM accounts_person person
WHERE person.is_active AND person.password LIKE '!%%' AND EXISTS (
    SELECT FROM accounts_grant held
    WHERE held.person_id = person.id AND NOT isempty(held.during)
      AND (upper_inf(held.during) OR upper(held.during) > %(on)s::date)
      AND CASE WHEN held.area_id IS NULL
          THEN EXISTS (SELECT FROM areas_area WHERE id = %(area)s AND kind = 'country')
          ELSE EXISTS (SELECT FROM areas_lineage line WHERE line.descendant_id = held.area_id
                       AND line.ancestor_id = %(area)s AND line.during @> %(on)s::date) END)
ORDER BY person.username
"""


def list_without_password(area_id: int, *, on: date) -> list[PersonView]:
    """Open accounts in or below the area whose people cannot sign in yet, by username. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"area": area_id, "on": on})
        return [PersonView(*row) for row in cursor.fetchall()]


def list_issued_phones(person_id: int) -> list[IssuedPhone]:
    """The person's phones: those that are let in first, then those withdrawn, the newest first."""
    rows = PhoneToken.objects.filter(person_id=person_id).order_by("-pk")
    phones = [IssuedPhone(row.pk, row.label, row.made_at, row.revoked_at) for row in rows]
    return sorted(phones, key=lambda phone: phone.revoked_at is not None)


def phone_owner(phone_id: int) -> int | None:
    """Whose phone it is."""
    return PhoneToken.objects.filter(pk=phone_id).values_list("person_id", flat=True).first()


def open_link_until(person_id: int, *, at: datetime) -> datetime | None:
    """Until when the one-time link that the person was given last can be used; None without one."""
    rows = OneTimeLink.objects.filter(person_id=person_id, used_at__isnull=True, until__gt=at)
    return rows.order_by("-until").values_list("until", flat=True).first()

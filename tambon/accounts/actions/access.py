"""What an officer does for somebody's access: sheets with one-time links, and a new beginning."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tambon.accounts import problems
from tambon.accounts.actions.entering import make_one_time_link
from tambon.accounts.actions.factors import drop_second_factor
from tambon.accounts.models import OneTimeLink, Person
from tambon.accounts.rules import LINK_LIFE, new_token, token_hash
from tambon.accounts.rules.views import Sheet
from tambon.journal.actions import record, record_many
from tambon.journal.rules import NewEntry


@transaction.atomic
def reset_access(person_id: int, *, by: str, at: datetime) -> str:
    """The person's password and second factor are worth nothing any more and every session ends.

    The token of a new one-time link comes back. Phones stay: they are withdrawn one by one. Raises 404 and,
    for a closed account, 403.
    """
    token = make_one_time_link(person_id, by=by, at=at)
    person = Person.objects.select_for_update().get(pk=person_id)
    person.set_unusable_password()
    person.save(update_fields=["password"])
    had = drop_second_factor(person_id, by=by, at=at)
    record("person.access_reset", subject=f"person:{person_id}", by=by, at=at, body={"second_factor": had})
    return token


@transaction.atomic
def make_sheets(person_ids: Iterable[int], *, by: str, at: datetime) -> list[Sheet]:
    """A one-time link for each of these people, in their order; links made for them before are spent.

    Raises 404 when one is nobody and 403 when an account is closed: then no link is made.
    """
    wanted = list(dict.fromkeys(person_ids))
    people = Person.objects.in_bulk(wanted)
    for missing in (one for one in wanted if one not in people):
        raise problems.unknown_person(person=missing)
    if not all(person.is_active for person in people.values()):
        raise problems.inactive_person()
    OneTimeLink.objects.filter(person_id__in=wanted, used_at__isnull=True).update(used_at=at)
    sheets = [_sheet(people[one], at) for one in wanted]
    links = [
        OneTimeLink(person_id=s.person_id, sha256=token_hash(s.token), made_at=at, until=s.until)
        for s in sheets
    ]
    rows = OneTimeLink.objects.bulk_create(links, batch_size=2_000)
    record_many([NewEntry("link.made", f"link:{row.pk}", by, at, {"person": row.person_id}) for row in rows])
    return sheets


def _sheet(person: Person, at: datetime) -> Sheet:
    return Sheet(person.pk, person.username, person.name_th, person.name_en, new_token(), at + LINK_LIFE)

"""Accounts and grants as an officer gives, mends and ends them at the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import connection, transaction

from tambon.accounts import problems, queries
from tambon.accounts.actions.contact import set_email
from tambon.accounts.actions.copying import wait_for_other_loads
from tambon.accounts.actions.people import add_person, end_grant, grant
from tambon.accounts.models import Grant
from tambon.accounts.rules import NewGrant, cells
from tambon.accounts.rules.account_rows import read_username
from tambon.accounts.rules.newcomers import NewPerson
from tambon.lib.days import day_before, thai_day


@transaction.atomic
def appoint(new: NewGrant, *, by: str, at: datetime) -> int:
    """As `grant`, for somebody who has no such grant on any of those days.

    Raises ``409-grant-overlaps``. Two that appoint the same person at once follow one another, and so
    does a file that is being loaded.
    """
    wait_for_other_loads("accounts")
    person = queries.get_person(new.person_id)
    if not person.is_active:
        raise problems.inactive_person()
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM accounts_person WHERE id = %s FOR UPDATE", [new.person_id])
    if new.until is not None and new.until <= new.since:
        raise problems.days_out_of_order(since=new.since, last=day_before(new.until))
    if any(held.meets(new) for held in queries.grants_of(new.person_id)):
        raise problems.grant_overlaps(username=person.username)
    return grant(new, by=by, at=at)


@transaction.atomic
def open_account(new: NewPerson, first: NewGrant | None, *, by: str, at: datetime) -> int:
    """A person with an address and a first grant, whose ``person_id`` is not read; the id comes back.

    Raises what `add_person`, `set_email` and `appoint` raise, and then nothing is written.
    """
    wait_for_other_loads("accounts")
    username, name = read_username(new.username), cells.name(new.name_th, needed=True)
    english = cells.name(new.name_en, needed=False)
    person_id = add_person(username=username, name_th=name, name_en=english, lang=new.lang, by=by, at=at)
    if new.email:
        set_email(person_id, email=new.email, by=by, at=at)
    if first is not None:
        appoint(replace(first, person_id=person_id), by=by, at=at)
    return person_id


@transaction.atomic
def withdraw_grant(grant_id: int, *, on: date, by: str, at: datetime) -> None:
    """Ends a grant that was given by hand; its last day is the day before ``on``.

    Raises ``409-grant-derived`` for one that follows from a contract, ``400-grant-day-past`` for a day that
    is over, and ``409-grant-over`` for a grant that is over by then.
    """
    row = Grant.objects.select_for_update().filter(pk=grant_id).first()
    if row is None:
        raise problems.unknown_grant(grant=grant_id)
    if row.basis:
        raise problems.derived_grant()
    if on < thai_day(at):
        raise problems.day_past()
    if row.during.isempty or (row.during.upper is not None and row.during.upper <= on):
        raise problems.grant_over()
    end_grant(grant_id, on=on, by=by, at=at)

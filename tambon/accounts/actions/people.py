"""Founding a home, adding people, and giving and ending grants."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from tambon.accounts import problems, queries
from tambon.accounts.actions.entering import make_one_time_link
from tambon.accounts.models import Agency, Deployment, Grant, Office, Person
from tambon.accounts.rules import DeploymentKind, NewGrant, Role, fault_of, username_key
from tambon.areas.models import Area
from tambon.areas.rules import Kind
from tambon.journal.actions import record
from tambon.lib.days import day_before, thai_day
from tambon.lib.text import tidy


@transaction.atomic
def found(kind: str, *, by: str, at: datetime) -> None:
    """Makes this home a demonstration or a real one, for ever; again with the same kind changes nothing.

    Raises 409 when it is the other kind.
    """
    wanted = DeploymentKind(kind)
    row, made = Deployment.objects.get_or_create(pk=1, defaults={"kind": wanted.value, "made_at": at})
    if made:
        record("deployment.founded", subject="deployment:1", by=by, at=at, body={"kind": wanted.value})
    elif row.kind != wanted.value:
        raise problems.kind_is_fixed(kind=row.kind)


@transaction.atomic
def add_person(
    *, username: str, name_th: str, name_en: str = "", lang: str = "th", by: str, at: datetime
) -> int:
    """A person without a password and without grants; the id comes back.

    In a demonstration the person is a demonstration person. Raises 409 before the home is founded and when
    the username is taken.
    """
    kind = queries.deployment_kind()
    if kind is None:
        raise problems.not_founded()
    key = username_key(username)
    if not key:
        raise problems.username_empty()
    person = Person(username=key, name_th=tidy(name_th), name_en=tidy(name_en), lang=lang)
    person.demonstration = kind == DeploymentKind.DEMONSTRATION
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise problems.username_taken(username=key) from error
    record("person.added", subject=f"person:{person.pk}", by=by, at=at)
    return person.pk


@transaction.atomic
def close_person(person_id: int, *, by: str, at: datetime) -> None:
    """Closes the account: no session, phone or link of this person is let in any more."""
    if not Person.objects.filter(pk=person_id, is_active=True).update(is_active=False):
        queries.get_person(person_id)
        return
    record("person.closed", subject=f"person:{person_id}", by=by, at=at)


@transaction.atomic
def set_language(person_id: int, *, lang: str, by: str, at: datetime) -> None:
    """The language in which the person wants to be spoken to, ``th`` or ``en``."""
    chosen = "en" if lang == "en" else "th"
    if Person.objects.filter(pk=person_id).exclude(lang=chosen).update(lang=chosen):
        record("person.language_set", subject=f"person:{person_id}", by=by, at=at, body={"lang": chosen})


@transaction.atomic
def grant(new: NewGrant, *, by: str, at: datetime) -> int:
    """Gives a role for a time; the grant's id comes back.

    Raises 400 when the role lacks the area or the office it is bound to or the days are out of order, 404
    when person, area or office is not there.
    """
    _check(new)
    row = Grant.objects.create(
        person_id=new.person_id,
        role=new.role.value,
        area_id=new.area_id,
        office_id=new.office_id,
        agency_id=new.agency_id,
        during=DateRange(new.since, new.until),
    )
    body = {
        "person": new.person_id,
        "role": new.role.value,
        "area": new.area_id,
        "office": new.office_id,
        "agency": new.agency_id,
        "since": new.since.isoformat(),
        "until": new.until.isoformat() if new.until else None,
    }
    record("grant.given", subject=f"grant:{row.pk}", by=by, at=at, body=body)
    return row.pk


@transaction.atomic
def end_grant(grant_id: int, *, on: date, by: str, at: datetime) -> None:
    """The grant is in force until the day before ``on`` at most; one that had not begun never is."""
    row = Grant.objects.select_for_update().filter(pk=grant_id).first()
    if row is None:
        raise problems.unknown_grant(grant=grant_id)
    if row.during.isempty:
        return
    since, until = row.during.lower, row.during.upper
    row.during = DateRange(since, max(since, on if until is None else min(on, until)))
    row.save(update_fields=["during"])
    record("grant.ended", subject=f"grant:{grant_id}", by=by, at=at, body={"on": on.isoformat()})


@transaction.atomic
def first_administrator(*, username: str, name_th: str, name_en: str = "", by: str, at: datetime) -> str:
    """Adds the administrator of a new home, over the whole country; the token of the one-time link comes
    back.

    Raises 409 when there is an administrator already, 404 when no areas are loaded.
    """
    Deployment.objects.select_for_update().filter(pk=1).first()  # two set-ups at once follow one another
    if queries.count_administrators():
        raise problems.administrator_exists()
    country = Area.objects.filter(kind=Kind.COUNTRY.value).order_by("pk").first()
    if country is None:
        raise problems.unknown_area(area=Kind.COUNTRY.value)
    person_id = add_person(username=username, name_th=name_th, name_en=name_en, by=by, at=at)
    new = NewGrant(person_id, Role.ADMINISTRATOR, thai_day(at), area_id=country.pk)
    grant(new, by=by, at=at)
    return make_one_time_link(person_id, by=by, at=at)


def _check(new: NewGrant) -> None:
    if new.until is not None and new.until <= new.since:
        raise problems.days_out_of_order(since=new.since, last=day_before(new.until))
    fault = fault_of(new.role, area=new.area_id, office=new.office_id, agency=new.agency_id)
    if fault is not None:
        raise fault
    queries.get_person(new.person_id)
    if new.area_id is not None and not Area.objects.filter(pk=new.area_id).exists():
        raise problems.unknown_area(area=new.area_id)
    if new.office_id is not None and not Office.objects.filter(pk=new.office_id).exists():
        raise problems.unknown_office(office=new.office_id)
    if new.agency_id is not None and not Agency.objects.filter(pk=new.agency_id).exists():
        raise problems.unknown_agency(agency=new.agency_id)

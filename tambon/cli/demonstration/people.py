"""Agencies, offices with territories, and officers with their grants: all made up, all labelled so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, demo_secret
from tambon.areas import queries as areas
from tambon.cli.demonstration.spec import Demonstration, PersonSpec, Words

BY = "system"


@dataclass(frozen=True)
class Terms:
    """From when until when people and offices of the demonstration are in office."""

    since: date
    until: date
    today: date


def found_offices(demo: Demonstration, terms: Terms, *, at: datetime) -> None:
    """Makes the agencies and offices that are not there yet, each with its territory."""
    for code, words in demo.agencies.items():
        if who_is.find_agency_id(code) is None:
            accounts.add_agency(code=code, name_th=words.th, name_en=words.en, by=BY, at=at)
    for office in demo.offices:
        if who_is.find_office(office.code) is not None:
            continue
        office_id = accounts.add_office(
            agency=office.agency,
            code=office.code,
            name_th=office.words.th,
            name_en=office.words.en,
            by=BY,
            at=at,
        )
        ids = [areas.get_area(code, on=terms.today).id for code in office.areas]
        accounts.set_territory(office_id=office_id, area_ids=ids, since=terms.since, by=BY, at=at)


def add_officers(demo: Demonstration, terms: Terms, secret_key: str, *, at: datetime) -> None:
    """Adds everybody but the workers who is not there yet, each with a password."""
    for person in demo.people:
        if who_is.find_person(person.username) is None:
            person_id = add_person(person.username, person.words, at=at)
            give_password(person_id, person.username, secret_key, at=at)
            accounts.grant(_officer_grant(person, person_id, terms), by=BY, at=at)


def add_person(username: str, words: Words, *, at: datetime) -> int:
    """A made-up person without a password; the id comes back."""
    return accounts.add_person(username=username, name_th=words.th, name_en=words.en, by=BY, at=at)


def give_password(person_id: int, username: str, secret_key: str, *, at: datetime) -> None:
    accounts.set_demonstration_password(person_id, password=password(secret_key, username), by=BY, at=at)


def password(secret_key: str, username: str) -> str:
    """The demonstration person's password, the same whenever it is asked for."""
    return demo_secret(secret_key, "password", username)


def phone_token(secret_key: str, username: str) -> str:
    """The token of the demonstration worker's phone."""
    return demo_secret(secret_key, "phone", username)


def _officer_grant(person: PersonSpec, person_id: int, terms: Terms) -> NewGrant:
    office = who_is.find_office(person.office) if person.office else None
    area = areas.get_area(person.area, on=terms.today) if person.area else None
    return NewGrant(
        person_id,
        Role(person.role),
        terms.since,
        terms.until,
        area_id=area.id if area else None,
        office_id=office.id if office else None,
    )

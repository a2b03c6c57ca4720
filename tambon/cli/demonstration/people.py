"""Agencies, offices with territories, people and their grants: all made up, all labelled so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tambon.accounts import actions as accounts
from tambon.accounts import queries as who_is
from tambon.accounts.rules import NewGrant, Role, demo_secret
from tambon.areas import queries as areas
from tambon.areas.rules import Kind
from tambon.cli.demonstration.spec import Demonstration, PersonSpec, WorkerSpec

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


def add_people(demo: Demonstration, terms: Terms, secret_key: str, *, at: datetime) -> None:
    """Adds everybody who is not there yet: officers with a password, workers with a phone besides."""
    for person in demo.people:
        if who_is.find_person(person.username) is None:
            person_id = _add(person.username, person.words.th, person.words.en, secret_key, at=at)
            accounts.grant(_officer_grant(person, person_id, terms), by=BY, at=at)
    for number, worker in enumerate(demo.workers, start=1):
        if who_is.find_person(worker.username) is None:
            words = f"ผู้เก็บข้อมูลสาธิต {number}", f"Field worker {number} (demonstration)"
            person_id = _add(worker.username, *words, secret_key, at=at)
            token = phone_token(secret_key, worker.username)
            accounts.issue_phone_token(person_id=person_id, label="demonstration", by=BY, at=at, token=token)
            for area_id in _tambons(demo, worker, terms.today):
                new = NewGrant(person_id, Role.WORKER, terms.since, terms.until, area_id=area_id)
                accounts.grant(new, by=BY, at=at)


def password(secret_key: str, username: str) -> str:
    """The demonstration person's password, the same whenever it is asked for."""
    return demo_secret(secret_key, "password", username)


def phone_token(secret_key: str, username: str) -> str:
    """The token of the demonstration worker's phone."""
    return demo_secret(secret_key, "phone", username)


def tambon_codes(demo: Demonstration, worker: WorkerSpec, on: date) -> list[str]:
    """The tambons of one worker: half of the district's that have villages."""
    district = areas.get_area(worker.area, on=on)
    under = areas.list_under(district.id, on=on, kind=Kind.TAMBON)
    codes = sorted(a.code for a in under if a.code not in demo.without_villages)
    middle = (len(codes) + 1) // 2
    return codes[:middle] if worker.half == "first" else codes[middle:]


def _tambons(demo: Demonstration, worker: WorkerSpec, on: date) -> list[int]:
    codes = tambon_codes(demo, worker, on)
    return sorted(areas.ids_by_code(codes, on=on, kind=Kind.TAMBON).values())


def _add(username: str, th: str, en: str, secret_key: str, *, at: datetime) -> int:
    person_id = accounts.add_person(username=username, name_th=th, name_en=en, by=BY, at=at)
    accounts.set_demonstration_password(person_id, password=password(secret_key, username), by=BY, at=at)
    return person_id


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

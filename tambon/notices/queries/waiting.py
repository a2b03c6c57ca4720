"""What waits for people and offices: of everybody in a few statements, or of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tambon.notices.queries.offices import Asked, waits_of_offices
from tambon.notices.queries.places import waits_of_areas
from tambon.notices.queries.recipients import list_people, offices_of_agencies
from tambon.notices.queries.workers import waits_of_workers
from tambon.notices.rules import TOLD_OF, Held, Recipient, Role, Wait, WaitKind, in_order, summed


def waiting_for(person_id: int, *, on: date) -> list[Wait]:
    """What waits for the person that day, in the order of a digest; by all roles that they have."""
    people = list_people(on=on, ids=[person_id])
    return waits_of_people(people, on=on).get(person_id, [])


def waiting_for_office(office_id: int, *, on: date) -> list[Wait]:
    """What waits for the office in its whole territory."""
    return waits_of_offices([(office_id, 0)], on=on).get((office_id, 0), [])


def waits_of_people(people: Sequence[Recipient], *, on: date) -> dict[int, list[Wait]]:
    """{person id: what waits for them}; those for whom nothing waits are left out."""
    workers = [one.person_id for one in people if Role.WORKER in one.roles]
    by_worker = waits_of_workers(workers, on=on)
    by_area = waits_of_areas(_wanted(people), on=on)
    agencies = offices_of_agencies(_agencies(people))
    by_office = waits_of_offices(_asked(people, agencies), on=on)

    def of(one: Recipient) -> Iterable[Wait]:
        yield from by_worker.get(one.person_id, ())
        for held in one.held:
            yield from _of_area(held, by_area)
            yield from _of_office(held, by_office, agencies)

    told = ((one.person_id, in_order(dict.fromkeys(of(one)))) for one in people)
    return {person_id: waits for person_id, waits in told if waits}


def _of_area(held: Held, by_area: dict[int, list[Wait]]) -> Iterable[Wait]:
    told_of = TOLD_OF.get(held.role, frozenset())
    return (wait for wait in by_area.get(held.area_id or 0, ()) if wait.kind in told_of)


def _of_office(
    held: Held, by_office: dict[Asked, list[Wait]], agencies: dict[int, list[int]]
) -> Iterable[Wait]:
    area = held.area_id or 0
    if held.office_id is not None:
        return by_office.get((held.office_id, area), ())
    offices = agencies.get(held.agency_id or 0, ())
    return summed(wait for office in offices for wait in by_office.get((office, area), ()))


def _wanted(people: Iterable[Recipient]) -> dict[int, set[WaitKind]]:
    wanted: dict[int, set[WaitKind]] = {}
    for one in people:
        for held in one.held:
            if held.role in TOLD_OF and held.area_id is not None:
                wanted.setdefault(held.area_id, set()).update(TOLD_OF[held.role])
    return wanted


def _agencies(people: Iterable[Recipient]) -> set[int]:
    return {held.agency_id for one in people for held in one.held if held.agency_id is not None}


def _asked(people: Iterable[Recipient], agencies: dict[int, list[int]]) -> Iterable[Asked]:
    for one in people:
        for held in one.held:
            if held.role is Role.VERIFIER:
                offices = [held.office_id] if held.office_id else agencies.get(held.agency_id or 0, [])
                yield from ((office, held.area_id or 0) for office in offices)

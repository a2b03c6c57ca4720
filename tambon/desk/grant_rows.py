"""Grants as pages show them: whose, of which role, over which area or for which office, why and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tambon.accounts import queries as accounts
from tambon.accounts.queries.history import Told, told_of
from tambon.accounts.rules import ROLES, HeldGrant, OfficeView, PersonView
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView


@dataclass(frozen=True)
class GrantRow:
    """One grant with its words. ``last`` is its last day; ``told`` what the journal says, oldest first.

    ``givers``: {whom the journal names: the person}; the system itself is not among them.
    """

    held: HeldGrant
    person: PersonView
    role: tuple[str, str]
    area: AreaView | None
    office: OfficeView | None
    agency: tuple[str, str] | None
    told: list[Told]
    givers: dict[str, PersonView]

    @property
    def last(self) -> date | None:
        return self.held.until - timedelta(days=1) if self.held.until else None


def grant_rows(grants: Iterable[HeldGrant], *, on: date) -> list[GrantRow]:
    """The rows in the order of the grants; areas are named as they were on the day."""
    held = list(grants)
    people = {one: accounts.get_person(one) for one in {g.person_id for g in held}}
    places = areas.views({g.area_id for g in held if g.area_id is not None}, on=on)
    offices = {one: accounts.office(one) for one in {g.office_id for g in held if g.office_id is not None}}
    agencies = {pk: (th, en) for pk, _, th, en in accounts.list_agencies()}
    told = told_of(held)
    givers = _givers({one.by for lines in told.values() for one in lines})
    return [
        GrantRow(
            one,
            people[one.person_id],
            (ROLES[one.role].name_th, ROLES[one.role].name_en),
            places.get(one.area_id) if one.area_id is not None else None,
            offices.get(one.office_id) if one.office_id is not None else None,
            agencies.get(one.agency_id) if one.agency_id is not None else None,
            told[one.id],
            givers,
        )
        for one in held
    ]


def _givers(named: set[str]) -> dict[str, PersonView]:
    """Those of the journal's names that are people of ours (``person:7``), who are never deleted."""
    numbers = {one: one.removeprefix("person:") for one in named if one.startswith("person:")}
    return {one: accounts.get_person(int(number)) for one, number in numbers.items() if number.isdecimal()}

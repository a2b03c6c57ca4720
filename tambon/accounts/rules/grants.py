"""A grant before it is written, and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tambon.accounts import problems
from tambon.accounts.rules.roles import BOUND_TO_AN_OFFICE, Role
from tambon.lib.problem import Problem


@dataclass(frozen=True)
class NewGrant:
    """A role over an area (and below it), for an office or for a whole agency.

    In force from ``since`` until the day before ``until``.
    """

    person_id: int
    role: Role
    since: date
    until: date | None = None
    area_id: int | None = None
    office_id: int | None = None
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """A grant as it stands: in force from ``since`` until the day before ``until``, open without it.

    ``never`` is of one that was ended before it began: it has no days any more.
    """

    id: int
    person_id: int
    role: Role
    area_id: int | None
    office_id: int | None
    agency_id: int | None
    since: date | None
    until: date | None
    basis: str
    never: bool = False

    def holds(self, day: date) -> bool:
        """Whether it is in force on that day."""
        begun = self.since is None or self.since <= day
        return not self.never and begun and (self.until is None or day < self.until)

    def covers(self, new: NewGrant) -> bool:
        """Whether it is the same and holds on all days of the new one."""
        since, until = self.since or date.min, self.until or date.max
        return self._same(new) and since <= new.since and (new.until or date.max) <= until

    def meets(self, new: NewGrant) -> bool:
        """Whether it is the same and holds on some day of the new one."""
        since, until = self.since or date.min, self.until or date.max
        return self._same(new) and since < (new.until or date.max) and new.since < until

    def _same(self, new: NewGrant) -> bool:
        mine = (self.role, self.area_id, self.office_id, self.agency_id)
        return not self.never and mine == (new.role, new.area_id, new.office_id, new.agency_id)

    def to_come(self, day: date) -> bool:
        """Whether it begins after that day."""
        return not self.never and self.since is not None and self.since > day


def fault_of(role: Role, *, area: object, office: object, agency: object) -> Problem | None:
    """What is missing or too much in a grant of this role; None when nothing is."""
    if role in BOUND_TO_AN_OFFICE:
        if office is None and agency is None:
            return problems.grant_needs_an_office(role=role.value)
        if office is not None and agency is not None:
            return problems.office_or_agency(role=role.value)
        return None
    if area is None:
        return problems.grant_needs_an_area(role=role.value)
    alone = office is None and agency is None
    return None if alone else problems.grant_has_no_agency(role=role.value)

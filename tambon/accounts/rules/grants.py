"""A grant before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tambon.accounts.rules.roles import Role


@dataclass(frozen=True)
class NewGrant:
    """A role over an area (and below it), or for an office, from ``since`` until the day before ``until``."""

    person_id: int
    role: Role
    since: date
    until: date | None = None
    area_id: int | None = None
    office_id: int | None = None

"""Of which kinds of thing each role is told, in the areas that it is given for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tambon.accounts.rules import Role
from tambon.notices.rules.kinds import WaitKind

BEHIND = 0.15  # a district is behind when so much less is reported than of the round's days is over
LOCAL_GOVERNMENTS = "lao"  # the agency that stands for them in the dictionary's owners

_DISTRICT = frozenset(
    {
        WaitKind.QUARANTINED,
        WaitKind.VACANT_POSTS,
        WaitKind.UNASSIGNED_VILLAGES,
        WaitKind.SILENT_WORKERS,
        WaitKind.CONTRACTS_ENDING,
        WaitKind.TASKS_DUE,
        WaitKind.WORKERS_LATE,
    }
)
TOLD_OF: dict[Role, frozenset[WaitKind]] = {
    Role.VILLAGE_HEAD: frozenset({WaitKind.VILLAGES_MISSING}),
    Role.LOCAL_GOVERNMENT: frozenset({WaitKind.VILLAGES_MISSING}),
    Role.DISTRICT: _DISTRICT,
    Role.PROVINCE: frozenset(
        {WaitKind.DISTRICTS_BEHIND, WaitKind.QUARANTINED, WaitKind.VACANT_POSTS}
        | {WaitKind.SILENT_OFFICES, WaitKind.TO_READ}
    ),
    Role.CENTRAL: frozenset({WaitKind.DISTRICTS_BEHIND, WaitKind.PLANS_TO_APPROVE, WaitKind.TO_READ}),
    Role.ADMINISTRATOR: frozenset(
        {WaitKind.VACANT_POSTS, WaitKind.UNOWNED, WaitKind.PLANS_TO_APPROVE, WaitKind.HANDED_BETWEEN}
    ),
}


@dataclass(frozen=True, slots=True)
class Held:
    """One role of a person that day, with what it is given for."""

    role: Role
    area_id: int | None = None
    office_id: int | None = None
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who may be told something: their roles of the day and their own address, empty without one."""

    person_id: int
    email: str
    held: tuple[Held, ...]

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(dict.fromkeys(one.role for one in self.held))


def is_behind(reported: int, expected: int, opens: date, closes: date, *, on: date) -> bool:
    """Whether clearly less of the places is reported than of the days of the round is over."""
    over = ((on - opens).days + 1) / max(1, (closes - opens).days)
    return reported / expected < min(1.0, over) - BEHIND

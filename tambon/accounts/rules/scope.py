"""May this person do this to that thing? The one place that answers, with the reason.

A grant of a role that is bound to an area reaches the things whose area, or an area above it, is the
grant's. A grant of a role that is bound to an office reaches the things whose owner is that office; since
owners are resolved for each cell through dated territories, this stays inside the territory. A grant for an
agency reaches what any of its offices owns. A verifier's grant that also names an area is narrowed to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tambon.accounts import problems
from tambon.accounts.rules.roles import BOUND_TO_AN_OFFICE, PERMISSIONS, ROLES, Role, Verb


@dataclass(frozen=True, slots=True)
class GrantView:
    """A grant in force on the day that was asked about."""

    role: Role
    area_id: int | None = None
    office_id: int | None = None
    everywhere: bool = False  # the area is the country
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """A person with the grants in force on one day."""

    person_id: int
    username: str
    name_th: str
    name_en: str
    lang: str
    grants: tuple[GrantView, ...]

    @property
    def actor(self) -> str:
        """How actions and the journal call this person."""
        return f"person:{self.person_id}"

    def areas_for(self, verb: Verb) -> tuple[int, ...]:
        """The areas in which, and below which, a grant bound to areas allows the verb."""
        found = (g.area_id for g in self.grants if g.role not in BOUND_TO_AN_OFFICE and _allows(g, verb))
        return tuple(dict.fromkeys(a for a in found if a is not None))

    def offices_for(self, verb: Verb) -> tuple[int, ...]:
        """The offices for whose own things a grant bound to an office allows the verb."""
        found = (g.office_id for g in self.grants if g.role in BOUND_TO_AN_OFFICE and _allows(g, verb))
        return tuple(dict.fromkeys(o for o in found if o is not None))

    def everywhere(self, verb: Verb) -> bool:
        """Whether a grant bound to areas allows the verb in the whole country."""
        return any(
            g.everywhere and g.role not in BOUND_TO_AN_OFFICE and _allows(g, verb) for g in self.grants
        )

    def has(self, verb: Verb) -> bool:
        """Whether the verb is allowed anywhere at all: what decides if a menu shows it."""
        return any(_allows(g, verb) for g in self.grants)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is to be seen or changed: its area with all areas above it, its owner's office and agency.

    The areas above are those of every hierarchy in which a grant may reach it. Without areas it is the
    deployment itself, which only grants over the country reach.
    """

    area_ids: tuple[int, ...] = ()
    office_id: int | None = None
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    reason_th: str
    reason_en: str


def may(who: Who, verb: Verb, thing: Thing) -> Decision:
    """Whether the person may, and why or why not, in both languages."""
    has_the_verb = False
    for grant in who.grants:
        if _allows(grant, verb):
            if reaches(grant, thing):
                return granted(grant.role)
            has_the_verb = True
    return OUTSIDE if has_the_verb else NO_GRANT


def demand(who: Who, verb: Verb, thing: Thing) -> None:
    """Raises 403 with the reason when the person may not."""
    decision = may(who, verb, thing)
    if not decision.allowed:
        raise problems.not_allowed(reason_th=decision.reason_th, reason_en=decision.reason_en)


def _allows(grant: GrantView, verb: Verb) -> bool:
    return verb in PERMISSIONS[grant.role]


def reaches(grant: GrantView, thing: Thing) -> bool:
    """Whether the grant, whatever its role may do, reaches the thing."""
    in_area = grant.everywhere or grant.area_id in thing.area_ids
    if grant.role in BOUND_TO_AN_OFFICE:
        office = grant.office_id is not None and grant.office_id == thing.office_id
        agency = grant.agency_id is not None and grant.agency_id == thing.agency_id
        return (office or agency) and (grant.area_id is None or in_area)
    return grant.area_id is not None and in_area


@cache
def granted(role: Role) -> Decision:
    """Yes, by this role."""
    text = ROLES[role]
    return Decision(True, f"ในฐานะ{text.name_th}", f"As {text.name_en.lower()}")


OUTSIDE = Decision(
    False,
    "อยู่นอกพื้นที่หรือหน่วยงานที่คุณได้รับมอบหมาย",
    "It is outside the area or the office that you were given",
)
NO_GRANT = Decision(
    False,
    "คุณไม่มีสิทธิทำรายการนี้ในวันนี้",
    "No role that you have on this day allows it",
)

"""Whom an officer may appoint, and into whose account an officer may reach.

Scope over an area is not enough to look after a person: a district officer who could reset the access of
somebody with a wider grant would have that grant. So every grant that counts (those of now and to come;
without any, those that ended last; without any at all, only the country reaches) must lie where the officer
has the verb, and be of a role that the officer's own role may appoint.
"""

from __future__ import annotations

from dataclasses import dataclass

from tambon.accounts import problems
from tambon.accounts.rules.roles import APPOINTS, PERMISSIONS, Role, Verb
from tambon.accounts.rules.scope import (
    NO_GRANT,
    OUTSIDE,
    Decision,
    Thing,
    Who,
    granted,
    reaches,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A grant that somebody holds, as others reach it: its role, and its area with all areas above it."""

    role: Role
    thing: Thing


@dataclass(frozen=True, slots=True)
class Reach:
    """What counts of a person's grants when somebody wants to look after them.

    ``over``: none is in force or to come; these are the last that were.
    """

    person_id: int
    held: tuple[Held, ...] = ()
    over: bool = False


def may_appoint(who: Who, role: Role, thing: Thing) -> Decision:
    """Whether the person may give or end a grant of this role over this thing, and why or why not."""
    return _one_of(who, Verb.GRANT, role, thing)


def demand_appoint(who: Who, role: Role, thing: Thing) -> None:
    """Raises 403 with the reason when the person may not give or end such a grant."""
    _demand(may_appoint(who, role, thing))


def may_look_after(who: Who, target: Reach, verb: Verb = Verb.RESET_ACCESS) -> Decision:
    """Whether the person may do this with the account itself: see it, reset its access, close it."""
    if not target.held:
        return _one_of(who, verb, None, Thing())
    decisions = [_one_of(who, verb, held.role, held.thing) for held in target.held]
    return next((one for one in decisions if not one.allowed), decisions[0])


def demand_look_after(who: Who, target: Reach, verb: Verb = Verb.RESET_ACCESS) -> None:
    """Raises 403 with the reason when the person may not look after that account."""
    _demand(may_look_after(who, target, verb))


def may_see_person(who: Who, target: Reach) -> Decision:
    """Whether the person may see that this account exists: a grant that counts lies where SEE_PEOPLE
    reaches. The grants that do not lie there stay unseen: ask `may_see_grant` for each.
    """
    things = [held.thing for held in target.held] or [Thing()]
    decisions = [_one_of(who, Verb.SEE_PEOPLE, None, thing) for thing in things]
    return next((one for one in decisions if one.allowed), decisions[0])


def demand_see_person(who: Who, target: Reach) -> None:
    """Raises 403 with the reason when the person may not know of that account."""
    _demand(may_see_person(who, target))


def may_take_on(who: Who, target: Reach) -> Decision:
    """Whether the person may give that account another role, as far as the account is concerned.

    Knowing of it is enough while other grants count. Where none does any more, the one that is given decides
    alone who looks after the account: giving it takes what looking after takes.
    """
    counts = bool(target.held) and not target.over
    return may_see_person(who, target) if counts else may_look_after(who, target, Verb.GRANT)


def demand_take_on(who: Who, target: Reach) -> None:
    """Raises 403 with the reason when the person may not give that account another role."""
    _demand(may_take_on(who, target))


def may_see_grant(who: Who, thing: Thing) -> Decision:
    """Whether one grant of somebody's is shown: it lies where SEE_PEOPLE reaches."""
    return _one_of(who, Verb.SEE_PEOPLE, None, thing)


def _one_of(who: Who, verb: Verb, role: Role | None, thing: Thing) -> Decision:
    """One and the same grant must have the verb, reach the thing and, for a role, be able to appoint it."""
    having = [one for one in who.grants if verb in PERMISSIONS[one.role]]
    if not having:
        return NO_GRANT
    there = [one for one in having if reaches(one, thing)]
    if not there:
        return OUTSIDE
    able = [one for one in there if role is None or role in APPOINTS.get(one.role, frozenset())]
    return granted(able[0].role) if able else _BEYOND


def _demand(decision: Decision) -> None:
    if not decision.allowed:
        raise problems.not_allowed(reason_th=decision.reason_th, reason_en=decision.reason_en)


_BEYOND = Decision(
    False,
    "บทบาทของคุณแต่งตั้งหรือดูแลผู้มีบทบาทนี้ไม่ได้",
    "Your role cannot appoint or look after somebody with that role",
)

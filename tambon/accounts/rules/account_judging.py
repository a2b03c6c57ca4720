"""Which rows of a file of accounts stand beside the others and beside what the base holds. Pure.

Of rows that give one username to people of different names none stands, since nobody can tell whose it is. A
grant that stands as its row says is left as it is; one with other days is changed on the person's page alone,
so a file never undoes what was decided there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tambon.accounts import loading_problems as problems
from tambon.accounts.rules.account_rows import AccountRow
from tambon.accounts.rules.appointing import Reach, demand_appoint, may_take_on
from tambon.accounts.rules.cells import last_day, overlap
from tambon.accounts.rules.roles import Role
from tambon.accounts.rules.scope import Thing, Who
from tambon.formats import Refusal
from tambon.lib.problem import Problem

Key = tuple[Role, int | None, int | None, int | None]  # role, area, office, agency


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: int
    name_th: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A grant that somebody of the file has or had; ``never``: it was withdrawn before it began."""

    since: date
    until: date | None
    never: bool = False


@dataclass(slots=True)
class AccountsStanding:
    """What the base holds about the people and places of a file."""

    people: Mapping[str, KnownPerson] = field(default_factory=dict)
    areas: Mapping[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)  # (id, what reaches it)
    offices: Mapping[str, int] = field(default_factory=dict)
    agencies: Mapping[str, int] = field(default_factory=dict)
    grants: Mapping[tuple[int, Key], list[Known]] = field(default_factory=dict)
    reaches: Mapping[int, Reach] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A row that stands: its grant is to be given, to the person or to a new one."""

    row: AccountRow
    key: Key
    person: int | None


@dataclass(slots=True)
class JudgedAccounts:
    accepted: list[NewAccount] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)

    @property
    def newcomers(self) -> list[AccountRow]:
        """The first row of each username that has no account yet."""
        return list({one.row.username: one.row for one in reversed(self.accepted) if not one.person}.values())


def judge_accounts(
    rows: Iterable[AccountRow], standing: AccountsStanding, *, who: Who | None
) -> JudgedAccounts:
    """Each row accepted, known or refused. ``who`` loads the file and gives what they may; None: anything."""
    given = list(rows)
    found = JudgedAccounts()
    clashes = _clashes(given)
    earlier: dict[tuple[str, Key], list[AccountRow]] = defaultdict(list)
    for row in given:
        try:
            if row.number in clashes:
                raise problems.names_differ(username=row.username, others=clashes[row.number])
            new = _one(row, standing, who)
            before = earlier[row.username, new.key]
            _demand_alone(row, before)
            before.append(row)
            if _stands(row, new, standing):
                found.unchanged += 1
            else:
                found.accepted.append(new)
        except Problem as problem:
            found.refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
    return found


def _one(row: AccountRow, standing: AccountsStanding, who: Who | None) -> NewAccount:
    area, line = _place(row, standing)
    office = _id(row.office, standing.offices)
    if row.office and office is None:
        raise problems.office_unknown(code=row.office[:40])
    agency = _id(row.agency, standing.agencies)
    if row.agency and agency is None:
        raise problems.agency_unknown(code=row.agency[:40])
    if who is not None:
        demand_appoint(who, row.role, Thing(line, office, agency))
    person = standing.people.get(row.username)
    _demand_known(row, person, standing, who)
    if person is not None and person.name_th != row.name_th:
        raise problems.name_taken(username=row.username)
    if person is not None and not person.is_active:
        raise problems.closed(username=row.username)
    return NewAccount(row, (row.role, area, office, agency), person.id if person else None)


def _demand_known(
    row: AccountRow, person: KnownPerson | None, standing: AccountsStanding, who: Who | None
) -> None:
    """Nothing is told of, or given to, an account that the person at the desk may not take on."""
    if who is None or person is None:
        return
    if not may_take_on(who, standing.reaches[person.id]).allowed:
        raise problems.person_not_yours(username=row.username)


def _place(row: AccountRow, standing: AccountsStanding) -> tuple[int | None, tuple[int, ...]]:
    if not row.area:
        return None, ()
    if row.area not in standing.areas:
        raise problems.area_unknown(code=row.area[:40])
    return standing.areas[row.area]


def _id(code: str, known: Mapping[str, int]) -> int | None:
    return known.get(code) if code else None


def _demand_alone(row: AccountRow, before: Iterable[AccountRow]) -> None:
    for other in before:
        if overlap(other.days, row.days):
            raise problems.row_twice(first=other.number)


def _stands(row: AccountRow, new: NewAccount, standing: AccountsStanding) -> bool:
    """Whether the person has the grant exactly so; raises 409 where it stands otherwise."""
    held = standing.grants.get((new.person, new.key), []) if new.person else []
    if any(not one.never and (one.since, one.until) == row.days for one in held):
        return True
    for one in held:
        if one.never and one.since == row.since:
            raise problems.grant_withdrawn()
        same_start = one.since == row.since or overlap((one.since, one.until), row.days)
        if not one.never and same_start:
            raise problems.grant_overlaps(since=one.since, until=last_day(one.until))
    return False


def _clashes(rows: Iterable[AccountRow]) -> dict[int, str]:
    """{row: the other rows of its username}, where one username is of people with different names."""
    by_name: dict[str, list[AccountRow]] = defaultdict(list)
    for row in rows:
        by_name[row.username].append(row)
    return {
        row.number: ", ".join(str(other.number) for other in several if other is not row)
        for several in by_name.values()
        if len({one.name_th for one in several}) > 1
        for row in several
    }

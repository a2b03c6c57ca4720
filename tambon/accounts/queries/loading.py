"""What the base holds about the rows of a file, looked up at once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection

from tambon.accounts.models import Agency, Office, Person
from tambon.accounts.queries.grants import reaches_of
from tambon.accounts.rules import Role, Who
from tambon.accounts.rules.account_judging import (
    AccountsStanding,
    JudgedAccounts,
    Key,
    Known,
    KnownPerson,
    judge_accounts,
)
from tambon.accounts.rules.account_rows import HEADINGS, REQUIRED, AccountRow, read_accounts
from tambon.accounts.rules.cells import demand_columns, wanted
from tambon.areas import queries as areas
from tambon.formats import Refusal, read_table

# A grant that never began has no days any more; its first day stands in the journal alone.
_GRANTS = """
SELECT person_id, role, area_id, office_id, agency_id, isempty(during), upper(during),
       COALESCE(lower(during), (
           SELECT (body->>'since')::date FROM journal_entry
           WHERE isempty(during) AND kind = 'grant.given' AND subject = 'grant:' || held.id LIMIT 1))
FROM accounts_grant held WHERE person_id = ANY(%(people)s)
"""


@dataclass(frozen=True)
class AccountsReport:
    """What a file of accounts brings, or brought: new people, new grants, rows that stood so already."""

    rows: int
    people: int
    grants: int
    unchanged: int
    refused: tuple[Refusal, ...] = field(repr=False)
    sha256: str

    @property
    def accepted(self) -> int:
        return self.grants + self.unchanged


def check_accounts(source: bytes | Path, *, who: Who | None, on: date) -> AccountsReport:
    """What `actions.load_accounts` would do with the file that day, without doing it."""
    return judge_file(source, who=who, on=on)[0]


def judge_file(source: bytes | Path, *, who: Who | None, on: date) -> tuple[AccountsReport, JudgedAccounts]:
    """Reads and judges the file. Raises the problems of the whole file."""
    content = source.read_bytes() if isinstance(source, Path) else source
    table = read_table(content, required=(), optional=wanted(HEADINGS))
    demand_columns(table, REQUIRED, HEADINGS)
    read, unread = read_accounts(table.rows)
    judged = judge_accounts(read, accounts_standing(read, on=on), who=who)
    refused = sorted([*table.refused, *unread, *judged.refused], key=lambda one: one.row)
    report = AccountsReport(
        len(table.rows) + len(table.refused), len(judged.newcomers), len(judged.accepted), judged.unchanged,
        tuple(refused), sha256(content).hexdigest(),
    )  # fmt: skip
    return report, judged


def accounts_standing(given: Sequence[AccountRow], *, on: date) -> AccountsStanding:
    """The people with their grants, the areas, offices and agencies of which the rows speak."""
    known = Person.objects.filter(username__in={row.username for row in given})
    people = {
        username: KnownPerson(pk, name, active)
        for username, pk, name, active in known.values_list("username", "pk", "name_th", "is_active")
    }
    ids = areas.places_by_code({row.area for row in given if row.area}, on=on)
    above = areas.reached_from(set(ids.values()), on=on)
    return AccountsStanding(
        people=people,
        areas={code: (area, above[area]) for code, area in ids.items()},
        offices=_ids(Office, (row.office for row in given)),
        agencies=_ids(Agency, (row.agency for row in given)),
        grants=_grants([one.id for one in people.values()]),
        reaches=reaches_of([one.id for one in people.values()], on=on),
    )


def _ids(model: type[Office] | type[Agency], codes: Iterable[str]) -> dict[str, int]:
    rows = model._default_manager.filter(code__in=set(codes))
    return dict(rows.values_list("code", "pk"))


def _grants(people: list[int]) -> dict[tuple[int, Key], list[Known]]:
    found: dict[tuple[int, Key], list[Known]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, {"people": people})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    for person, role, area, office, agency, never, until, since in rows:
        key = Role(role), area, office, agency
        found[person, key].append(Known(since or date.min, until, never))
    return found

"""Grants that follow from something else: kept as they are wanted, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from tambon.accounts.rules import Role
from tambon.accounts.rules.derived import Moved, Standing, by_key, difference
from tambon.journal.actions import record_many
from tambon.journal.rules import NewEntry

_STANDING = """
SELECT person_id, area_id, id, lower(during), upper(during) FROM accounts_grant
WHERE basis = %(basis)s AND role = %(role)s AND area_id = ANY(%(areas)s) AND NOT isempty(during)
  AND (upper_inf(during) OR upper(during) >= %(on)s::date)
FOR UPDATE
"""
_MOVE = """
UPDATE accounts_grant standing SET during = daterange(given.since, given.until)
FROM unnest(%s::bigint[], %s::date[], %s::date[]) AS given (id, since, until)
WHERE standing.id = given.id
"""
_IDS = "SELECT nextval(pg_get_serial_sequence('accounts_grant', 'id')) FROM generate_series(1, %s)"
_GIVE = """
INSERT INTO accounts_grant (id, person_id, role, area_id, during, basis)
SELECT id, person_id, %s, area_id, daterange(since, until), %s
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::date[], %s::date[])
    AS given (id, person_id, area_id, since, until)
"""
Row = tuple[int, int, date, date | None]  # person, area, since, until


@dataclass(frozen=True)
class Kept:
    """How many grants were given, and how many that stood got another end."""

    given: int
    moved: int


@transaction.atomic
def keep_derived(
    *, basis: str, wanted: Iterable[Row], area_ids: Iterable[int], on: date, by: str, at: datetime
) -> Kept:
    """Makes the workers' grants of this basis over these areas those that are wanted, from ``on``.

    ``wanted`` are (person, area, since, until); what they say of days before ``on`` is not written, and what
    was in force before it is kept to the letter. Grants of other bases or over other areas are not touched.
    One entry of the journal for each person concerned. Raises ValueError for a basis without a name or a
    wanted area that is none of the areas.
    """
    within = set(area_ids)
    after = by_key(wanted)
    if not basis or any(area not in within for _, area in after):
        raise ValueError("derived grants need a basis, and lie in the areas that are reconciled")
    wait_for_other_derivations(basis)
    before = _standing(basis, within, on)
    rows: list[Row] = []
    moved: dict[int, list[Moved]] = {}
    for person, area in sorted(before.keys() | after.keys()):
        found = difference(before.get((person, area), ()), after.get((person, area), ()), on=on)
        rows += [(person, area, since, until) for since, until in found.given]
        if found.moved:
            moved.setdefault(person, []).extend(found.moved)
    _move([one for many in moved.values() for one in many])
    _tell(_give(rows, basis), moved, basis=basis, on=on, by=by, at=at)
    return Kept(len(rows), sum(map(len, moved.values())))


def wait_for_other_derivations(basis: str) -> None:
    """Two that derive at once follow one another: each must see what the other gave.

    Whoever reads what grants follow from waits before reading, in the transaction that keeps them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"derived grants {basis}"])


def _standing(basis: str, area_ids: set[int], on: date) -> dict[tuple[int, int], list[Standing]]:
    found: dict[tuple[int, int], list[Standing]] = {}
    given: dict[str, Any] = {"basis": basis, "role": Role.WORKER.value, "areas": list(area_ids), "on": on}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, given)
        for person, area, id_, since, until in cursor.fetchall():
            found.setdefault((person, area), []).append(Standing(id_, since, until))
    return found


def _move(rows: list[Moved]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE, [[row.id for row in rows], [row.since for row in rows], [row.until for row in rows]]
        )


def _give(rows: list[Row], basis: str) -> dict[int, list[int]]:
    """{person: the ids of the new grants}."""
    if not rows:
        return {}
    people, areas, begins, ends = (list(column) for column in zip(*rows, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_IDS, [len(rows)])
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(_GIVE, [Role.WORKER.value, basis, ids, people, areas, begins, ends])
    found: dict[int, list[int]] = {}
    for person, id_ in zip(people, ids, strict=True):
        found.setdefault(person, []).append(id_)
    return found


def _tell(
    given: dict[int, list[int]], moved: dict[int, list[Moved]], *, basis: str, on: date, by: str, at: datetime
) -> None:
    """The ids of what was given, and each grant that got another end with that end."""
    entries = []
    for person in sorted(given.keys() | moved.keys()):
        ends = [[one.id, one.until.isoformat() if one.until else None] for one in moved.get(person, ())]
        body = {"basis": basis, "on": on.isoformat(), "given": given.get(person, []), "moved": ends}
        entries.append(NewEntry("grants.derived", f"person:{person}", by, at, body))
    record_many(entries)

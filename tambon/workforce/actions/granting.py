"""Workers' grants, derived again for the villages that a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tambon.accounts.actions import keep_derived, wait_for_other_derivations
from tambon.lib.days import thai_day
from tambon.workforce.queries.charge import charges
from tambon.workforce.queries.sql import rows
from tambon.workforce.rules.charge import Charge

BASIS = "workforce"
_HELD = """
    SELECT person_id, area_id, lower(during), upper(during) FROM accounts_grant
    WHERE basis = %(basis)s AND area_id = ANY(%(areas)s)
      AND during && daterange(%(since)s::date, %(today)s::date)
"""
Wanted = tuple[int, int, date, date | None]


@dataclass(frozen=True, slots=True)
class Late:
    """Something was entered after it had begun: from that day these people get what follows from it, and
    whoever has one of these villages, which nobody had before."""

    since: date
    people: frozenset[int]
    villages: frozenset[int] = frozenset()

    def covers(self, one: Charge) -> bool:
        return one.person in self.people or one.village in self.villages


def renew_grants(village_ids: Iterable[int], *, late: Late | None = None, by: str, at: datetime) -> None:
    """Makes the grants over these villages what follows from posts, contracts, shares and absences.

    Days before today stay as they were to the letter, but for ``late``, which adds and never takes away.
    """
    villages = sorted(set(village_ids))
    if not villages:
        return
    today = thai_day(at)
    wait_for_other_derivations(BASIS)  # before reading: what another one changed meanwhile is seen
    found = charges(villages)
    wanted: list[Wanted] = list(_from(found, today))
    since = today
    if late is not None and late.since < today:
        since = late.since
        wanted += _held(villages, since, today)
        wanted += _between(filter(late.covers, found), since, today)
    keep_derived(basis=BASIS, wanted=wanted, area_ids=villages, on=since, by=by, at=at)


def _from(found: Iterable[Charge], today: date) -> Iterator[Wanted]:
    for one in found:
        if one.until > today:
            yield one.person, one.village, max(one.since, today), one.until


def _between(found: Iterable[Charge], since: date, today: date) -> Iterator[Wanted]:
    for one in found:
        first, last = max(one.since, since), min(one.until, today)
        if first < last:
            yield one.person, one.village, first, last


def _held(villages: list[int], since: date, today: date) -> Iterator[Wanted]:
    """What was in force before today, as it was."""
    given = {"basis": BASIS, "areas": villages, "since": since, "today": today}
    for person, village, first, last in rows(_HELD, given):
        yield person, village, max(first, since), min(last or today, today)

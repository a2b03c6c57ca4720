"""Who had which grant on which day, and what the journal tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tambon.accounts.models import Grant
from tambon.accounts.queries.grants import HELD, held_grant
from tambon.accounts.rules import HeldGrant, Role
from tambon.areas import queries as areas
from tambon.journal import queries as journal
from tambon.journal.rules import EntryView
from tambon.lib.days import day_before


@dataclass(frozen=True)
class Told:
    """An entry of the journal about a grant: given, or given another end (``until``, open without it)."""

    entry: int
    at: datetime
    by: str
    given: bool
    until: str | None = None

    @property
    def last(self) -> date | None:
        """The last day that the entry gave it, none without an end."""
        return day_before(date.fromisoformat(self.until)) if self.until else None


def grants_on(
    day: date,
    *,
    person_id: int | None = None,
    area_id: int | None = None,
    role: Role | None = None,
    limit: int = 200,
    skip: int = 0,
) -> tuple[list[HeldGrant], int]:
    """The grants in force on that day, by person and beginning, and how many there are in all.

    Those of a person, of a role, and those that reach ``area_id``: over it or over an area that stood
    above it that day, in any hierarchy.
    """
    rows = Grant.objects.filter(during__contains=day)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    if role is not None:
        rows = rows.filter(role=role.value)
    if area_id is not None:
        rows = rows.filter(area_id__in=areas.reached_from([area_id], on=day)[area_id])
    found = rows.order_by("person__username", "during", "pk").values(*HELD)
    return [held_grant(row) for row in found[skip : skip + limit]], rows.count()


def told_of(grants: Iterable[HeldGrant]) -> dict[int, list[Told]]:
    """{grant: what the journal tells of it, the oldest first}, in one statement."""
    people = {one.id: one.person_id for one in grants}
    subjects = [f"grant:{one}" for one in people] + [f"person:{one}" for one in set(people.values())]
    found: dict[int, list[Told]] = {one: [] for one in people}
    for entry in journal.list_about(subjects, kinds=tuple(_READERS)):
        for grant, told in _READERS[entry.kind](entry):
            if grant in found:
                found[grant].append(told)
    return found


def _given(entry: EntryView) -> list[tuple[int, Told]]:
    return [(_subject(entry), Told(entry.id, entry.at, entry.by, True, entry.body.get("until")))]


def _ended(entry: EntryView) -> list[tuple[int, Told]]:
    return [(_subject(entry), Told(entry.id, entry.at, entry.by, False, entry.body.get("on")))]


def _derived(entry: EntryView) -> list[tuple[int, Told]]:
    given = [(one, Told(entry.id, entry.at, entry.by, True)) for one in entry.body["given"]]
    moved = [(one, Told(entry.id, entry.at, entry.by, False, until)) for one, until in entry.body["moved"]]
    return given + moved


def _subject(entry: EntryView) -> int:
    return int(entry.subject.removeprefix("grant:"))


_READERS = {"grant.given": _given, "grant.ended": _ended, "grants.derived": _derived}

"""What has to change so that derived grants are as they are wanted from a day on. Pure.

What was in force before that day is kept to the letter: who had what on which day keeps its
answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

FOREVER = date.max  # stands for an end that is open


class Wanted(NamedTuple):
    """Somebody shall have the grant over an area from ``since`` until the day before ``until``."""

    person_id: int
    area_id: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that stands: never an empty period."""

    id: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that begins where it did and gets another end; with the same day as end it never was in force."""

    id: int
    since: date
    until: date | None


@dataclass(slots=True)
class Difference:
    """What is to be written for one person and area: new periods, and rows with another end."""

    given: list[tuple[date, date | None]] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)


def difference(
    standing: Iterable[Standing], wanted: Iterable[tuple[date, date | None]], *, on: date
) -> Difference:
    """The least that makes the days of the rows from ``on`` those of the wanted periods.

    A row that began before goes on when the wanted days go on, and else ends on ``on`` at the latest; a row
    that begins later stays when it is wanted as it is, and else is emptied.
    """
    waiting = dict(from_day(wanted, on))
    found = Difference()
    for row in sorted(standing, key=lambda one: (one.since, one.id)):
        if row.since >= on:
            _future(row, waiting, found)
        elif row.until is None or row.until >= on:
            _in_force(row, waiting, found, on)
    found.given = [(since, _open(until)) for since, until in sorted(waiting.items())]
    return found


def from_day(periods: Iterable[tuple[date, date | None]], on: date) -> list[tuple[date, date]]:
    """The days of the periods from ``on``, as the fewest periods that hold them; an open end is `FOREVER`."""
    clipped = sorted((max(since, on), until or FOREVER) for since, until in periods)
    merged: list[tuple[date, date]] = []
    for since, until in clipped:
        if until <= since:
            continue
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((since, until))
    return merged


def by_key(
    wanted: Iterable[tuple[int, int, date, date | None]],
) -> Mapping[tuple[int, int], list[tuple[date, date | None]]]:
    """{(person, area): the periods}."""
    found: dict[tuple[int, int], list[tuple[date, date | None]]] = {}
    for person, area, since, until in wanted:
        found.setdefault((person, area), []).append((since, until))
    return found


def _future(row: Standing, waiting: dict[date, date], found: Difference) -> None:
    if waiting.get(row.since) == (row.until or FOREVER):
        del waiting[row.since]
    else:
        found.moved.append(Moved(row.id, row.since, row.since))


def _in_force(row: Standing, waiting: dict[date, date], found: Difference, on: date) -> None:
    until = _open(waiting.pop(on, on))
    if until != row.until:
        found.moved.append(Moved(row.id, row.since, until))


def _open(until: date) -> date | None:
    return None if until == FOREVER else until

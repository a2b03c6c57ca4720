"""When one boundary takes the place of another. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tambon.areas.rules.published import Period


@dataclass(frozen=True, slots=True)
class Held:
    """A boundary that an area has: whose day its source is of and how long it holds."""

    id: int
    source_day: date
    period: Period
    digest: bytes
    is_point: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What a new boundary does to those an area has: how long it holds, whom it takes away or shortens."""

    period: Period
    replaced: int | None = None
    shortened: tuple[int, Period] | None = None


def turn(held: Sequence[Held], *, day: date, digest: bytes, is_point: bool = False) -> Turn | None:
    """From its source's day on a new boundary takes the place of the older; None when it tells nothing new.

    The first has an open beginning: it is as good as any for the days before. Of two sources of one day the
    later load stands. A source older than what is held goes before it. A point never replaces a polygon.
    """
    now = next((one for one in held if days_apart(one.period, day) == 0), None)
    if now is None:
        return Turn(_gap(held, day))
    if now.digest == digest or (is_point and not now.is_point):
        return None
    if now.source_day == day:
        return Turn(now.period, replaced=now.id)
    if now.source_day > day:
        shorter = Period(now.source_day, now.period.until)
        return Turn(Period(now.period.since, now.source_day), shortened=(now.id, shorter))
    return Turn(Period(day, now.period.until), shortened=(now.id, Period(now.period.since, day)))


def _gap(held: Sequence[Held], day: date) -> Period:
    """The days around the day that no boundary holds."""
    before = [one.period.until for one in held if one.period.until is not None and one.period.until <= day]
    after = [one.period.since for one in held if one.period.since is not None and one.period.since > day]
    return Period(max(before, default=None), min(after, default=None))


def days_apart(period: Period | None, day: date) -> int | None:
    """How many days lie between the day and the period; 0 inside it."""
    if period is None:
        return None
    if period.since is not None and day < period.since:
        return (period.since - day).days
    if period.until is not None and day >= period.until:
        return (day - period.until).days + 1
    return 0

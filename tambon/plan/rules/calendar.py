"""The months of a programme, counted from its first one. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LAST_DAY = 32  # how a plan's "last" day of a month is kept: after every day that a month can have


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month as far as the programme reaches into it; ``until`` is outside."""

    number: int
    code: str  # SDMX: 2026-12
    since: date
    until: date

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A programme's days ``[since, until)``. Month 1 is the calendar month of its first day."""

    since: date
    until: date

    @property
    def count(self) -> int:
        """How many calendar months the programme touches."""
        return self._number(self.until - timedelta(days=1))

    def months(self) -> Iterator[Month]:
        return (self._month(number) for number in range(1, self.count + 1))

    def find_month(self, number: int) -> Month | None:
        """The month of that number; None outside the programme."""
        return self._month(number) if 1 <= number <= self.count else None

    def month_on(self, on: date) -> Month | None:
        """The month in which the day lies; None outside the programme's days."""
        return self._month(self._number(on)) if self.since <= on < self.until else None

    def find_day(self, number: int, day: int) -> date | None:
        """That day of the month, the last one for `LAST_DAY`; None where there is none in the programme."""
        month = self.find_month(number)
        if month is None:
            return None
        if day == LAST_DAY:
            return month.last
        year, of_year = month.since.year, month.since.month
        if not 1 <= day <= monthrange(year, of_year)[1]:
            return None
        found = date(year, of_year, day)
        return found if month.since <= found < month.until else None

    def _number(self, on: date) -> int:
        return (on.year - self.since.year) * 12 + on.month - self.since.month + 1

    def _month(self, number: int) -> Month:
        since = _first(self.since, number - 1)
        until = _first(self.since, number)
        return Month(number, f"{since:%Y-%m}", max(since, self.since), min(until, self.until))


def _first(day: date, after: int) -> date:
    """The first day of the month that comes ``after`` months later."""
    years, month = divmod(day.month - 1 + after, 12)
    return date(day.year + years, month + 1, 1)


def fiscal_year(day: date) -> int:
    """The Thai fiscal year (1 October to 30 September) of the day, named in the Christian era by its end."""
    return day.year + (day.month >= 10)

"""Person-months: how much of each calendar month was served. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache


@lru_cache(maxsize=65_536)
def person_months(since: date, until: date, upto: date) -> Fraction:
    """The person-months of ``[since, until)`` served before the day ``upto``, exact.

    For each calendar month the days served, divided by the days of that month, summed: a whole month is 1
    whatever its length, 1 to 14 February 2026 is 14/28. A day of absence is served: whether it is paid is
    another question.
    """
    until = min(until, upto)
    total, day = Fraction(0), since
    while day < until:
        length = monthrange(day.year, day.month)[1]
        following = day.replace(day=1) + timedelta(days=length)
        total += Fraction((min(following, until) - day).days, length)
        day = following
    return total

"""What may be asked: a day, a calendar, a level of detail."""

from __future__ import annotations

import re
from datetime import date

from tambon.catalogue.registry import problems
from tambon.catalogue.registry.shapes import CALENDARS, DETAILS, By, Detail
from tambon.lib.text import arabic_digits

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEVER_YET = 2400  # a year from here on is a Buddhist one


def read_day(text: str) -> date:
    """``2011-03-23``, in Thai digits too. Raises 400-day-unreadable, also for a Buddhist year."""
    written = arabic_digits(text.strip())
    if not _DAY.fullmatch(written) or int(written[:4]) >= _NEVER_YET:
        raise problems.day_unreadable(on=text)
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise problems.day_unreadable(on=text) from error


def read_by(text: str) -> By:
    """Raises 400-calendar-unknown."""
    for each in CALENDARS:
        if text == each:
            return each
    raise problems.calendar_unknown(by=text, known=", ".join(CALENDARS))


def read_detail(text: str) -> Detail:
    """Raises 400-detail-unknown."""
    for each in DETAILS:
        if text == each:
            return each
    raise problems.detail_unknown(detail=text, known=", ".join(DETAILS))

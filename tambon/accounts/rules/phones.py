"""What a phone may do: all while its person may collect, for a while only deliver, then nothing."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from tambon.accounts.rules.roles import PERMISSIONS, Role, Verb

COLLECTING = tuple(role for role in Role if Verb.COLLECT in PERMISSIONS[role])


class PhoneLoss(StrEnum):
    """Why a phone is withdrawn."""

    LOST = "lost"
    BROKEN = "broken"
    RETURNED = "returned"


class PhoneAccess(StrEnum):
    ALL = "all"
    DELIVER = "deliver"  # what was filled in while the person might collect
    OVER = "over"
    NOT_BEGUN = "not_begun"


def phone_access(last_day: date | None, *, on: date, grace_days: int) -> PhoneAccess:
    """What the phone may do on that day.

    ``last_day`` is the last day on which its person may collect, of all that has begun by then; None when
    nothing has.
    """
    if last_day is None:
        return PhoneAccess.NOT_BEGUN
    if on <= last_day:
        return PhoneAccess.ALL
    return PhoneAccess.DELIVER if on <= delivers_until(last_day, grace_days) else PhoneAccess.OVER


def delivers_until(last_day: date, grace_days: int) -> date:
    """The last day on which the phone may deliver; the last day there is for one that never ends."""
    return last_day + min(timedelta(days=grace_days), date.max - last_day)

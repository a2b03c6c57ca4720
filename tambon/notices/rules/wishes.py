"""How often somebody is told, by default and by their own wish, and when the next may go out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tambon.accounts.rules import Role
from tambon.notices import problems
from tambon.notices.rules.kinds import Channel

NEVER, DAILY, WEEKLY, MONTHLY = 0, 1, 7, 30
LONGEST_WISH = 92  # days; what the database allows
CHOICES: dict[int, tuple[str, str]] = {
    NEVER: ("ไม่ต้องแจ้ง", "Never"),
    DAILY: ("ทุกวัน", "Daily"),
    WEEKLY: ("ทุกสัปดาห์", "Weekly"),
    MONTHLY: ("ทุกเดือน", "Monthly"),
}
_PEOPLE = {Channel.DESK: DAILY, Channel.EMAIL: WEEKLY, Channel.LETTER: NEVER}
_BY_ROLE: dict[Role, dict[Channel, int]] = {
    Role.VILLAGE_HEAD: {**_PEOPLE, Channel.DESK: WEEKLY},
    Role.LOCAL_GOVERNMENT: {**_PEOPLE, Channel.DESK: WEEKLY},
    Role.AUDITOR: {**_PEOPLE, Channel.EMAIL: NEVER},
}
_OFFICES = {Channel.DESK: NEVER, Channel.EMAIL: WEEKLY, Channel.LETTER: NEVER}  # its people look at the desk


def default_for_person(roles: Iterable[Role], channel: Channel) -> int:
    """Days between two digests without a wish of one's own; of several roles the one told most often."""
    given = [_BY_ROLE.get(role, _PEOPLE)[channel] for role in roles]
    often = [days for days in given if days != NEVER]
    return min(often, default=NEVER)


def default_for_office(channel: Channel) -> int:
    """As for a person. A letter goes out by an officer's hand alone, never by itself."""
    return _OFFICES[channel]


def next_due(last_made: date | None, every_days: int) -> date | None:
    """The first day on which the next may go out; None: never. Without an earlier one, any day will do.

    However often somebody wishes, two on one day there never are.
    """
    if every_days <= NEVER:
        return None
    if last_made is None:
        return date.min
    return last_made + timedelta(days=max(DAILY, every_days))


def is_due(last_made: date | None, every_days: int, *, on: date) -> bool:
    """Whether the next may go out that day."""
    due = next_due(last_made, every_days)
    return due is not None and due <= on


def read_wish(text: str) -> int:
    """A choice as a form sends it; raises ``422-wish`` for anything else."""
    if text in {str(days) for days in CHOICES}:
        return int(text)
    raise problems.unknown_wish(text=text[:20])

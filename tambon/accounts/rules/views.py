"""People, offices and phones as other rooms see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PersonView:
    id: int
    username: str
    name_th: str
    name_en: str
    lang: str
    is_active: bool
    demonstration: bool
    has_password: bool


@dataclass(frozen=True)
class OfficeView:
    id: int
    code: str
    name_th: str
    name_en: str
    agency_id: int
    agency_code: str
    agency_th: str
    agency_en: str


@dataclass(frozen=True)
class OfficeTexts:
    """An office's names, and how it is written to: the unit's own address, a position, the post."""

    name_th: str
    name_en: str = ""
    email: str = ""
    addressee: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class PhoneView:
    id: int
    person_id: int
    username: str
    label: str
    demonstration: bool
    lang: str = "th"
    last_day: date | None = None  # on which the person may collect, of all that has begun; None: nothing has


@dataclass(frozen=True)
class LinkView:
    """A one-time link that can still be used."""

    person_id: int
    username: str
    name_th: str
    name_en: str
    until: datetime


@dataclass(frozen=True)
class FactorView:
    """A second factor, and how many of its recovery codes are unused."""

    since: datetime
    codes_left: int


@dataclass(frozen=True)
class MinistryLink:
    """An account at a ministry with which somebody signs in; ``subject`` is its name there."""

    id: int
    ministry: str
    subject: str


@dataclass(frozen=True)
class Sheet:
    """A one-time link for one person, to be printed. ``token`` is known this once."""

    person_id: int
    username: str
    name_th: str
    name_en: str
    token: str
    until: datetime


@dataclass(frozen=True)
class IssuedPhone:
    """A phone as its person's officer sees it."""

    id: int
    label: str
    made_at: datetime
    revoked_at: datetime | None

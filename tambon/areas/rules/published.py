"""The rows of the registry as they leave it for publication: plain, with both calendars."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """``[since, until)``; None is an open end."""

    since: date | None
    until: date | None


class Periods(NamedTuple):
    """When a row holds by law and when in the official list; None: never in that calendar."""

    law: Period | None
    listed: Period | None


class AreaRow(NamedTuple):
    id: int
    public_id: str
    kind: str
    synthetic: bool


class NameRow(NamedTuple):
    area: int
    th: str
    en: str
    periods: Periods


class CodeRow(NamedTuple):
    area: int
    scheme: str
    code: str
    periods: Periods


class MembershipRow(NamedTuple):
    child: int
    parent: int
    hierarchy: str
    periods: Periods


class ChangeRow(NamedTuple):
    """One part of a change: what became of the predecessor, or where the successor comes from."""

    change: int
    kind: str
    legal_day: date | None
    list_day: date | None
    source: str
    basis: str
    predecessor: int | None
    successor: int | None
    share: float | None


class BoundaryRow(NamedTuple):
    """``shape`` is WKB in EPSG:4326, ``square_km`` None where it was not measured."""

    area: int
    edition: int
    is_point: bool
    longitude: float
    latitude: float
    square_km: float | None
    found_as: str
    shape: bytes
    periods: Periods


class EditionRow(NamedTuple):
    id: int
    source: str
    day: date
    sha256: str
    licence: str
    credit: str
    synthetic: bool
    kinds: tuple[str, ...]
    lists: bool  # names, codes, memberships or changes are its
    undone: bool  # taken back by a later edition, or the one that took back

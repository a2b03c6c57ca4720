"""What the published registry says, as pages and the API hand it on.

Days are `datetime.date`, and periods ``[since, until)``; None is an open end: ``since`` None is "as long
as is known", ``until`` None is "still".
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypedDict

from tambon.catalogue.shapes import Area

By = Literal["law", "list"]  # whose calendar a day is of: the law's, or that of the official list
Detail = Literal["low", "middle", "high"]
CALENDARS: tuple[By, ...] = ("law", "list")
DETAILS: tuple[Detail, ...] = ("low", "middle", "high")
KINDS = ("country", "province", "district", "tambon", "village", "community", "local_government")


class RegistryArea(Area):
    """One version of an area: its code, names and parents as they were from ``since`` until ``until``."""

    standing: bool  # false: not so on the day that was asked about
    since: date | None
    until: date | None


class CodeSpan(TypedDict):
    """A code of any scheme. ``by`` is ``both``, ``law`` or ``list``: the calendars in which it ever held."""

    scheme: str
    code: str
    by: str
    since: date | None
    until: date | None
    listed_since: date | None
    listed_until: date | None


class Succeeded(TypedDict):
    """One that an area came from, or became, with the change that did it.

    Code and names are those just before the change (a predecessor's) or from its day on (a successor's);
    ``now`` is the code that this area bears on the edition's day, None where it bears none.
    """

    area_id: str
    kind: str
    area_code: str
    name_th: str
    name_en: str
    now: str | None
    change: str  # created, split, merged, moved, renamed, recoded or abolished
    change_id: str
    share: float | None  # of the predecessor, 0 to 1; None: not known
    legal_day: date | None
    list_day: date | None
    source: str
    basis: str


class RegistryPage(RegistryArea):
    """An area on a day, with everything around it."""

    edition: str  # the version of the published registry
    on: date
    by: By
    dated_by: By  # whose days since and until are: the other calendar's where this one never had the area
    ancestors: list[RegistryArea]  # country first
    children_count: int
    children_kinds: dict[str, int]
    local_government: RegistryArea | None
    codes: list[CodeSpan]
    predecessors: list[Succeeded]
    successors: list[Succeeded]
    known_since: date | None  # the day of the first list that told all areas of this kind
    known_completely: bool  # false: before that day, so more may have been


class Former(TypedDict):
    """The name or code under which a search found an area that bears another one on the day."""

    area_code: str
    name_th: str
    name_en: str
    since: date | None
    until: date | None


class Found(RegistryArea):
    """An area found by a name or code, as it is on the day; ended areas say what became of them."""

    ancestors: list[RegistryArea]
    children_count: int
    former: Former | None
    successors: list[Succeeded]


class End(TypedDict):
    """One end of a change."""

    area_id: str
    kind: str
    area_code: str
    name_th: str
    name_en: str
    now: str | None


class Part(TypedDict):
    predecessor: End | None
    successor: End | None
    share: float | None


class ChangeLine(TypedDict):
    """A change with all its parts, also those of other areas."""

    change_id: str
    kind: str
    legal_day: date | None
    list_day: date | None
    source: str
    basis: str
    parts: list[Part]


class Version(TypedDict):
    """One span of an area's life. ``by`` is ``both``, ``law`` or ``list``: the calendar of its days."""

    area_code: str
    name_th: str
    name_en: str
    parent: End | None
    by: str
    since: date | None
    until: date | None


class History(TypedDict):
    """An area's whole life, oldest first."""

    area: RegistryPage
    versions: list[Version]
    changes: list[ChangeLine]


class Place(TypedDict):
    """Where an area lies on the edition's day, in degrees (WGS 84)."""

    is_point: bool
    longitude: float
    latitude: float
    square_km: float | None
    west: float
    south: float
    east: float
    north: float
    found_as: str  # the code under which the source has it
    source: str
    licence: str
    credit: str


class FeatureCollection(TypedDict):
    """RFC 7946, with licence and credit as foreign members."""

    type: str
    edition: str
    on: str
    detail: str
    licence: str
    attribution: str
    bbox: list[float]
    features: list[dict[str, Any]]


class EditionLine(TypedDict):
    version: str
    published_at: str
    manifest_sha256: str

"""The shapes of answers from the registry of areas, as OpenAPI tells them.

Days are ISO 8601 texts; periods are ``[since, until)`` and null is an open end.
"""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema

from tambon.public.api.schemas import DatasetValues, Place


class AreaVersion(Place):
    """An area as it was from `since` until `until`; `area_id` stays, codes and names may change."""

    standing: bool = Field(description="false: not so on the day asked about")
    since: str | None = Field(None, description="first day; null: as long as is known")
    until: str | None = Field(None, description="first day no more; null: still")


class CodeOut(Schema):
    scheme: str = Field(description="dopa (TIS 1099), pcode (OCHA), municipal or local_government")
    code: str
    by: str = Field(description="both, law or list: the calendars in which the code ever held")
    since: str | None
    until: str | None
    listed_since: str | None
    listed_until: str | None


class EndOut(Schema):
    area_id: str
    kind: str
    area_code: str = Field(description="just before the change, or from its day on")
    name_th: str
    name_en: str
    now: str | None = Field(description="the code that this area bears today; null: none")


class SucceededOut(EndOut):
    change: str = Field(description="created, split, merged, moved, renamed, recoded or abolished")
    change_id: str
    share: float | None = Field(description="of the predecessor, 0 to 1; null: not known")
    legal_day: str | None
    list_day: str | None
    source: str = Field(description="the notice in the Gazette, or the list that shows it")
    basis: str = Field(description="notice, name, list or person")


class AreaOnDay(AreaVersion):
    edition: str | None = Field(description="of the registry; null where none is published")
    on: str | None
    by: str | None = Field(description="law or list: whose calendar `on` is of")
    dated_by: str | None = Field(
        description="whose days `since` and `until` are: the other calendar's where `by` never had the area"
    )
    ancestors: list[AreaVersion] = Field(description="country first")
    children_count: int
    children_kinds: dict[str, int]
    local_government: AreaVersion | None
    codes: list[CodeOut]
    predecessors: list[SucceededOut]
    successors: list[SucceededOut]
    known_since: str | None = Field(description="day of the first list that told all areas of this kind")
    known_completely: bool | None = Field(description="false: before that day, so more may have been")


class AreaDetail(AreaOnDay):
    neighbours: list[AreaVersion] = Field(description="share a border on the edition's day")
    release: str | None
    datasets: list[DatasetValues] = Field(description="the newest period of each dataset of the release")


class AreaList(Schema):
    release: str | None
    edition: str | None
    on: str | None
    by: str | None
    areas: list[AreaVersion]


class FormerOut(Schema):
    area_code: str
    name_th: str
    name_en: str
    since: str | None
    until: str | None


class FoundArea(AreaVersion):
    ancestors: list[AreaVersion]
    children_count: int
    former: FormerOut | None = Field(description="the former name or code under which it was found")
    successors: list[SucceededOut] = Field(description="of an area that ended: what became of it")


class FoundAreas(Schema):
    release: str | None
    edition: str | None
    on: str | None
    areas: list[FoundArea]


class PartOut(Schema):
    predecessor: EndOut | None
    successor: EndOut | None
    share: float | None


class ChangeOut(Schema):
    change_id: str
    kind: str
    legal_day: str | None = Field(description="in force by law; null: not known")
    list_day: str | None = Field(description="in the official list; null: not known")
    source: str
    basis: str
    parts: list[PartOut]


class VersionOut(Schema):
    area_code: str
    name_th: str
    name_en: str
    parent: EndOut | None
    by: str = Field(description="both, law or list: the calendar of these days")
    since: str | None
    until: str | None


class HistoryOut(Schema):
    edition: str
    area: AreaOnDay
    versions: list[VersionOut] = Field(description="oldest first")
    changes: list[ChangeOut] = Field(description="oldest first, each with all its parts")


class GeoJson(Schema):
    """A GeoJSON FeatureCollection (RFC 7946) in WGS 84, with licence and credit as foreign members."""

    type: str
    edition: str
    on: str
    detail: str
    licence: str
    attribution: str
    bbox: list[float]
    features: list[dict[str, Any]]


class TileJson(Schema):
    """TileJSON 3.0.0 (https://github.com/mapbox/tilejson-spec)."""

    tilejson: str
    name: str
    version: str
    scheme: str
    tiles: list[str]
    minzoom: int
    maxzoom: int
    bounds: list[float]
    center: list[float]
    attribution: str
    vector_layers: list[dict[str, Any]]


class EditionOut(Schema):
    version: str
    published_at: str
    manifest_sha256: str


class EditionList(Schema):
    latest: str | None
    editions: list[EditionOut]

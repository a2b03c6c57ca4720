"""The shapes of the API's answers, as OpenAPI tells them."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema


class Place(Schema):
    """An area. Codes are text; `area_id` stays the same when a code changes hands."""

    area_id: str
    kind: str = Field(description="country, province, district, tambon, village or community")
    area_code: str
    name_th: str
    name_en: str
    parent_code: str
    province_code: str
    district_code: str
    tambon_code: str
    synthetic: bool = Field(description="true for a made-up place of a demonstration")


class FoundPlace(Place):
    ancestors: list[Place] = Field(description="country first")
    children_count: int


class Value(Schema):
    """One value. `grade`, `origin` and `absent` at the dataset's own level; the three counts above it."""

    value: Any = Field(None, description="null where there is none: `absent` or `status` says why")
    status: str | None = Field(None, description="SDMX CL_OBS_STATUS: A, V, U, P, L, M, O or Q (withheld)")
    conf: str | None = Field(
        None, description="why it is withheld, SDMX CL_CONF_STATUS: F (free), N or D; where anything may be"
    )
    grade: str | None = Field(None, description="reported, checked, verified or disputed")
    origin: str | None = Field(None, description="field, register, office or derived")
    absent: str | None = Field(None, description="why there is no value")
    expected: int | None = Field(None, description="how many values the total should rest on")
    reported: int | None = Field(None, description="how many it rests on")
    verified: int | None = Field(None, description="how many of these their owner confirmed")


class NamedValue(Value):
    label_th: str
    label_en: str
    unit: str


class DatasetValues(Schema):
    dataset: str
    label_th: str
    label_en: str
    level: str
    period: str
    values: dict[str, NamedValue] = Field(description="by variable")


class FoundList(Schema):
    release: str
    areas: list[FoundPlace]


class CodeLabel(Schema):
    code: str
    label_th: str
    label_en: str


class VariableOut(Schema):
    name: str
    label_th: str
    label_en: str
    type: str
    unit: str
    codes: list[CodeLabel]
    owner: str
    owner_th: str
    owner_en: str
    aggregation: str


class FileOut(Schema):
    url: str
    format: str
    level: str
    table: str
    period: str
    bytes: int
    sha256: str


class DatasetBrief(Schema):
    name: str
    version: int
    label_th: str
    label_en: str
    description_th: str
    description_en: str
    owner: str
    owner_th: str
    owner_en: str
    licence: str
    level: str
    levels: list[str]
    periods: list[str]
    rows: dict[str, int] = Field(description="by level")
    grades: dict[str, int] = Field(description="values by grade")
    expected: int
    absent: int


class DatasetDetail(DatasetBrief):
    release: str
    synthetic: bool
    variables: list[VariableOut]
    files: list[FileOut]


class DatasetList(Schema):
    release: str | None
    datasets: list[DatasetBrief]


class Row(Schema):
    area_id: str
    area_code: str
    area_name_th: str
    area_name_en: str
    province_code: str | None
    district_code: str | None
    tambon_code: str | None
    period: str
    synthetic: bool
    values: dict[str, Value] = Field(description="by variable")


class Then(Schema):
    """An area as it lay on the day that was asked for."""

    edition: str = Field(description="of the registry of areas")
    on: str
    by: str
    area_id: str
    area_code: str
    name_th: str
    name_en: str
    areas: int = Field(description="areas of all kinds that lay in it, itself too")
    known_completely: bool = Field(description="false: more may have lain in it than is known")
    meaning_th: str
    meaning_en: str


class Rows(Schema):
    release: str
    dataset: str
    level: str
    synthetic: bool
    total: int = Field(description="rows that fit the filters, over all pages")
    then: Then | None = Field(description="where `on` was asked for")
    rows: list[Row | dict[str, Any]] = Field(description="with `columns`: just these, each by its name")
    cursor: str | None = Field(description="pass as `cursor` for the next page; null on the last")
    next: str | None = Field(description="the next page's address")


class Refusal(Schema):
    """RFC 9457: what was refused, why, and what is allowed."""

    type: str
    title: str
    title_th: str
    title_en: str
    status: int
    code: str
    details: dict[str, str]
    allowed: list[str] | None = None

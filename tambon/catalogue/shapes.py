"""What the published files say, as the portal and the API hand it on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

OWN_KEYS = ("grade", "origin", "status", "absent")
TOTAL_KEYS = ("expected", "reported", "verified", "status")
AREA_COLUMNS = (
    "area_id", "area_code", "area_name_th", "area_name_en",
    "province_code", "district_code", "tambon_code", "period", "synthetic",
)  # fmt: skip
LEVELS = ("country", "province", "district", "tambon", "village")


class Code(TypedDict):
    code: str
    label_th: str
    label_en: str


Variable = TypedDict(
    "Variable",
    {
        "name": str,
        "label_th": str,
        "label_en": str,
        "description_th": str,
        "description_en": str,
        "type": str,
        "minimum": float | None,
        "maximum": float | None,
        "unit": str,
        "unit_th": str,
        "unit_en": str,
        "codes": list[Code],
        "owner": str,
        "owner_th": str,
        "owner_en": str,
        "aggregation": str,
        "weight": str,
        "numerator": str,
        "denominator": str,
        "scale": int,
        "class": str,
        "publish_from": NotRequired[str],  # of class aggregate: the lowest level of its totals
        "threshold": NotRequired[int | None],  # of class aggregate: the smallest count that is shown
        "zeros": NotRequired[str],  # of class aggregate: hidden or safe
        "total_of": NotRequired[list[str]],
    },
)


class File(TypedDict):
    path: str
    format: str
    level: str
    bytes: int
    sha256: str


class Described(TypedDict):
    """A dataset as the dictionary of a release describes it."""

    name: str
    version: int
    label_th: str
    label_en: str
    description_th: str
    description_en: str
    owner: str
    owner_th: str
    owner_en: str
    level: str
    levels: list[str]
    periods: list[str]
    licence: str
    catalogue: dict[str, Any]
    variables: list[Variable]


class Dataset(Described):
    """The same, with its files and counts."""

    files: list[File]
    rows: dict[str, int]
    grades: dict[str, int]
    expected: int
    absent: int


def variables_at(dataset: Described, level: str) -> list[Variable]:
    """The variables that the files of a level hold: those of class aggregate from their own level up."""
    levels = dataset["levels"]
    place = levels.index(level)
    return [
        variable
        for variable in dataset["variables"]
        if not (lowest := variable.get("publish_from")) or place >= max(levels.index(lowest), 1)
    ]


class Area(TypedDict):
    area_id: str
    kind: str
    area_code: str
    name_th: str
    name_en: str
    parent_code: str
    province_code: str
    district_code: str
    tambon_code: str
    synthetic: bool


class AreaPage(Area):
    ancestors: list[Area]
    children_count: int


class Cell(TypedDict):
    """One value of one area: with grade and origin at its own level, with counts above it."""

    variable: Variable
    value: Any
    status: str | None
    grade: str | None
    origin: str | None
    absent: str | None
    expected: int | None
    reported: int | None
    verified: int | None
    conf: str | None


class AreaValues(TypedDict):
    dataset: str
    label_th: str
    label_en: str
    level: str
    period: str
    synthetic: bool
    cells: list[Cell]


class ReleaseLine(TypedDict):
    version: str
    published_at: str
    frozen_at: str
    round: dict[str, str]
    periods: list[str]
    synthetic: bool
    manifest_sha256: str


@dataclass(frozen=True)
class Page:
    """Some rows of one dataset at one level, and the cursor of the next ones."""

    version: str
    dataset: str
    level: str
    variables: tuple[str, ...]
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    total: int
    next: str | None
    synthetic: bool

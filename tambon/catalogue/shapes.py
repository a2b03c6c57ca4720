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
CHANGE_KEYS = (
    "dataset", "level", "area_id", "area_code", "period", "variable",
    "was", "now", "was_grade", "now_grade", "was_status", "now_status",
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
    """A file of a dataset. ``level`` is empty for a file of all levels; ``table`` is then ``observations``,
    or ``rows/<variable>``; a workbook is of one ``period``."""

    path: str
    format: str  # as the ending says it: csv, parquet, geo.parquet
    level: str
    table: str
    period: str
    bytes: int
    sha256: str


class ChildTable(TypedDict):
    """A variable of rows that is published as a table of its own."""

    name: str
    label_th: str
    label_en: str
    description_th: str
    description_en: str
    columns: list[Variable]


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
    tables: list[ChildTable]  # none in a release of older days


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
    signed_by: str  # fingerprint of the key that signed it; empty where nobody did
    patches: NotRequired[str]  # of a patch: what it corrects
    patched_by: NotRequired[str]  # of a corrected one: by what


class Patch(TypedDict):
    """A release that corrects another: why, and how many values of which dataset."""

    version: str
    patches: str
    published_at: str
    synthetic: bool
    reason_th: str
    reason_en: str
    changes: int
    datasets: dict[str, int]


class Tombstone(TypedDict):
    """A withdrawn release: nothing is left of it but this."""

    version: str
    published_at: str
    manifest_sha256: str
    withdrawn_on: str  # ISO day
    withdrawn_at: str  # ISO moment; empty in lists of an earlier version of this software
    reason_th: str
    reason_en: str
    synthetic: bool
    instead: str | None  # the version to use; None where none is left


class Change(TypedDict):
    """One published value that a patch changed; ``patch`` says which one."""

    patch: str
    dataset: str
    level: str
    area_id: str
    area_code: str
    period: str
    variable: str
    was: Any
    now: Any
    was_grade: str | None
    now_grade: str | None
    was_status: str | None
    now_status: str | None


@dataclass(frozen=True)
class Page:
    """Some rows of one dataset at one level, and the cursor of the next ones.

    Where the filled ones come first, ``filled`` is how many hold a value, ``rest`` the cursor of the others.
    """

    version: str
    dataset: str
    level: str
    variables: tuple[str, ...]
    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    total: int
    next: str | None
    synthetic: bool
    filled: int | None = None
    rest: str | None = None

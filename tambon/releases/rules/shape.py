"""What a freeze says about its datasets: all that the build needs of the dictionary, in plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

LEVELS = ("country", "province", "district", "tambon", "village")
NUMBERS = ("integer", "decimal")
PUBLISHED_TYPES = (*NUMBERS, "boolean", "date", "code", "codes")
AGGREGATIONS = ("sum", "weighted_mean", "share", "none")
_Shape = TypeVar("_Shape")


@dataclass(frozen=True)
class Variable:
    """One variable. ``protection`` is its class: free, aggregate, official or personal."""

    name: str
    label_th: str
    label_en: str
    type: str  # integer, decimal, boolean, date, code, codes (several), text, rows
    protection: str
    description_th: str = ""
    description_en: str = ""
    aggregation: str = "none"
    weight: str = ""  # of a weighted mean: the variable that weighs
    numerator: str = ""  # of a share: the variables whose totals are divided
    denominator: str = ""
    scale: int = 1  # of a share: 100 for per cent
    publish_from: str = ""  # of class aggregate: the lowest level of its totals; in no file where empty
    threshold: int = 10  # of class aggregate: the smallest count that is shown
    zeros_safe: bool = False  # of class aggregate: noughts are shown
    total_of: list[str] = field(default_factory=list)  # the variables of a row that add up to it
    # variables that are not open and decide whether it applies: how many it applies to tells of them
    applies_by: list[str] = field(default_factory=list)
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    unit_th: str = ""
    unit_en: str = ""
    codes: list[dict[str, str]] = field(default_factory=list)  # code, label_th, label_en
    owner: str = ""
    owner_th: str = ""
    owner_en: str = ""
    columns: list[dict[str, Any]] = field(default_factory=list)  # of a variable of rows, see `as_variables`

    @property
    def derived(self) -> bool:
        """A share is reckoned from two others at every level, its own too, and never frozen as a value."""
        return self.aggregation == "share"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables of the same row that its total is made of."""
        if self.aggregation == "weighted_mean":
            return (self.name, self.weight)
        if self.aggregation == "share":
            return (self.numerator, self.denominator)
        return (self.name,)


@dataclass(frozen=True)
class Dataset:
    """One dataset about one kind of area, its periods in this freeze and its variables in order."""

    name: str
    version: int
    label_th: str
    label_en: str
    level: str
    periods: list[str]
    variables: list[Variable]
    description_th: str = ""
    description_en: str = ""
    owner: str = ""
    owner_th: str = ""
    owner_en: str = ""
    licence: str = "CC-BY-4.0"
    catalogue: dict[str, Any] = field(
        default_factory=dict
    )  # the national catalogue's items, kept as they are
    # what every row keeps to: terms (variable: times) add up to at most most; exact, as "1" or "1/2"
    limits: list[dict[str, Any]] = field(default_factory=list)

    @property
    def levels(self) -> tuple[str, ...]:
        """Its own level first, then every level above, up to the country."""
        return tuple(reversed(LEVELS[: LEVELS.index(self.level) + 1]))

    def get(self, name: str) -> Variable:
        return next(variable for variable in self.variables if variable.name == name)


@dataclass(frozen=True)
class Freeze:
    """The head of a freeze folder: what it is of, and the sums of the files beside it."""

    version: str
    round: dict[str, str]  # code, name_th, name_en
    frozen_at: str  # ISO 8601, UTC
    demonstration: bool
    public_url: str
    seal: dict[str, Any]  # root (hex), at
    areas_editions: list[dict[str, Any]]  # source, day, licence, credit, synthetic, sha256
    datasets: list[Dataset]
    files: dict[str, str]  # path: SHA-256
    areas_published: str = ""  # the newest edition of the areas that was published by then
    # of a patch: version, manifest_sha256, reason_th, reason_en, hides_was; what it corrects lies beside
    patches: dict[str, Any] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)  # releases whose figures stand here too, oldest first

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Freeze:
        """Raises TypeError or ValueError when the head has other fields than this program knows."""
        datasets = [
            _read(Dataset, {**each, "variables": [_read(Variable, v) for v in each["variables"]]})
            for each in body["datasets"]
        ]
        return _read(cls, {**body, "datasets": datasets})


def _read(shape: type[_Shape], body: Mapping[str, Any]) -> _Shape:
    known = {each.name for each in fields(shape)}  # type: ignore[arg-type]
    if unknown := set(body) - known:
        raise ValueError(f"{shape.__name__} has no field {', '.join(sorted(unknown))}")
    return shape(**body)

"""What one dataset is: its variables, who owns them, how they add up, what must hold. Frozen, read from text.

Whatever is wrong is said with the variable's name: see reading.py, which turns a text into a DatasetSpec.
"""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tambon.areas.rules import Kind as AreaKind
from tambon.dictionary.rules.catalogue_terms import CatalogueItems
from tambon.dictionary.rules.expressions import Expression, parse

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,62}$")]
Sentence = Annotated[str, Field(min_length=1)]
Number = int | float


class VariableType(StrEnum):
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    CODE = "code"
    CODES = "codes"  # several of the list
    DATE = "date"
    TEXT = "text"
    ROWS = "rows"  # a form's repeat: typed rows, resolved, graded and returned as one cell


class Resolution(StrEnum):
    NEWEST = "newest"  # the latest observation wins
    OWNER = "owner"  # the owner's own claim wins over the field's
    FIELD = "field"  # what was seen in the village wins over a register
    OWNER_WITHIN = "owner_within"  # the owner's figure wins inside a band; outside it a person decides
    PERSON = "person"  # what sources say differently waits for the owner's decision


class DataClass(StrEnum):
    FREE = "free"
    AGGREGATE = "aggregate"
    OFFICIAL = "official"
    PERSONAL = "personal"


class Severity(StrEnum):
    BLOCKS = "blocks"  # cannot be true: the phone refuses it, the server marks it
    ASKS = "asks"  # hardly true: the phone asks to look again
    NOTES = "notes"  # rare: a verifier sees it first


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Strict):
    th: Sentence
    en: Sentence

    def say(self, lang: str) -> str:
        return self.th if lang == "th" else self.en


class Unit(Bilingual):
    code: Name


class CodeItem(Bilingual):
    code: Name


class Check(Strict):
    """What must hold, of one variable or of a row. ``about`` is the variable that a failure is shown at."""

    name: Name
    about: str = ""
    holds: str
    severity: Severity
    th: Sentence
    en: Sentence

    @cached_property
    def expression(self) -> Expression:
        return parse(self.holds)


class Sum(Strict):
    method: Literal["sum"]


class NoTotal(Strict):
    method: Literal["none"]


class WeightedMean(Strict):
    """sum(value x weight) / sum(weight) over the areas below where both are known."""

    method: Literal["weighted_mean"]
    weight: str


class Share(Strict):
    """per x sum(numerator) / sum(denominator) at every level, the village too: never a mean of ratios."""

    method: Literal["share"]
    numerator: str
    denominator: str
    per: Literal[1, 100, 1000]


Aggregation = Annotated[Sum | NoTotal | WeightedMean | Share, Field(discriminator="method")]


class Band(Strict):
    """How far two figures may lie apart and still say the same: the wider of a number and a share."""

    absolute: Annotated[float, Field(ge=0)] = 0
    per_cent: Annotated[float, Field(ge=0, le=100)] = 0

    def holds(self, one: Number, other: Number) -> bool:
        """Whether the figures lie within the band; the share is of the larger one."""
        return abs(one - other) <= max(self.absolute, self.per_cent / 100 * max(abs(one), abs(other)))


class PublishFrom(Strict):
    """From which level up an aggregate variable is published, and the smallest count that is shown.

    ``zeros`` are hidden as other small counts are, unless they are safe: a nought that is seen tells of every
    hidden cell that somebody is there.
    """

    area_kind: AreaKind
    threshold: Annotated[int, Field(ge=2)]
    zeros: Literal["hidden", "safe"] = "hidden"


class Column(Strict):
    """One column of a variable of rows; it has what a value needs to be read."""

    name: Name
    label: Bilingual
    type: Literal["integer", "decimal", "boolean", "code", "codes", "date", "text"]
    unit: Unit | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    codes: tuple[CodeItem, ...] = ()


class VariableSpec(Strict):
    """One question to the world. ``data_class`` is written ``class`` in the text."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: Name
    label: Bilingual
    description: Bilingual
    type: VariableType
    unit: Unit | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    codes: tuple[CodeItem, ...] = ()
    columns: tuple[Column, ...] = ()
    owner: Annotated[tuple[Name, ...], Field(min_length=1)]  # agencies, first choice first
    resolution: Resolution
    band: Band | None = None
    evidence: Annotated[tuple[Literal["field", "register", "document", "computed"], ...], Field(min_length=1)]
    data_class: DataClass = Field(alias="class")
    publish_from: PublishFrom | None = None
    total_of: tuple[Name, ...] = ()  # in one row it is the sum of these: who knows all but one knows that too
    applies_when: str = ""
    aggregation: Aggregation
    checks: tuple[Check, ...] = ()
    source: Sentence

    @property
    def derived(self) -> bool:
        """True for a share: reckoned from two others at every level, never claimed."""
        return isinstance(self.aggregation, Share)

    @cached_property
    def applicability(self) -> Expression | None:
        """When the question makes sense at all; None means always."""
        return parse(self.applies_when) if self.applies_when else None


class DatasetSpec(Strict):
    """A set of variables about one kind of area for one kind of period."""

    name: Name
    title: Bilingual
    description: Bilingual
    area_kind: AreaKind
    period_kind: Literal["year", "month"]
    owner: tuple[Name, ...] = ()  # who answers for the whole; each variable names its own
    licence: Literal["CC-BY-4.0"]
    catalogue: CatalogueItems
    variables: Annotated[tuple[VariableSpec, ...], Field(min_length=1)]
    checks: tuple[Check, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, VariableSpec]:
        return {variable.name: variable for variable in self.variables}

    @property
    def answerable(self) -> str:
        """The agency that answers for the dataset: the one named, else whoever owns most of its variables."""
        owners = [variable.owner[0] for variable in self.variables]
        return self.owner[0] if self.owner else max(owners, key=owners.count)

    @cached_property
    def asked(self) -> tuple[VariableSpec, ...]:
        """The variables that claims may hold; the rest are reckoned from them."""
        return tuple(variable for variable in self.variables if not variable.derived)

    @cached_property
    def all_checks(self) -> tuple[Check, ...]:
        """One-cell checks with their variable as ``about``, then one-row checks; ranges stand apart."""
        own = [c.model_copy(update={"about": v.name}) for v in self.variables for c in v.checks]
        return (*own, *self.checks)

    @cached_property
    def rules_version(self) -> str:
        """Twelve hex digits that change when a range, an applicability or a check does."""
        ranges = [
            [v.name, v.minimum, v.maximum, [c.code for c in v.codes], v.applies_when] for v in self.variables
        ]
        checks = [[c.name, c.about, c.holds, c.severity] for c in self.all_checks]
        text = json.dumps([ranges, checks], ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:12]

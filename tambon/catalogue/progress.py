"""The rounds' progress as ``snapshots/progress.json`` holds it: what each figure is, and why one is withheld.

Readers take older snapshots too: what came later has a default.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

WORK = ("checked", "verified", "disputed", "waiting", "returned", "silent")  # what offices' words change
WITHHELD = {
    "one_person_office": (
        "ไม่เผยแพร่: ตัวเลขการตรวจจะเป็นผลงานของสำนักงานที่มีผู้ปฏิบัติงานคนเดียว",
        "Not published: the figures would be the work of an office's only person",
    ),
    "protects_another": (
        "ไม่เผยแพร่: มิฉะนั้นจะคำนวณผลงานของสำนักงานที่มีผู้ปฏิบัติงานคนเดียวได้",
        "Not published: else the work of an office's only person could be reckoned",
    ),
}
Withheld = Literal["one_person_office", "protects_another"]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sentence(Shape):
    th: str
    en: str


class DatasetOfRound(Shape):
    dataset: str
    period: str
    label_th: str
    label_en: str


class RoundOpen(Shape):
    code: str
    name_th: str
    name_en: str
    opens: str
    closes: str = Field(description="the day after the last, ISO 8601")
    datasets: list[DatasetOfRound]


class Part(Shape):
    """A dataset of a round."""

    round: str
    dataset: str
    period: str


class Counted(Part):
    """Counts of cells (variable × area × period). Those of exactly one grade, and those of what waits, change
    with an office's word: they are null where ``withheld`` says why."""

    expected: int = Field(description="places times variables, what does not apply included")
    reported: int = Field(description="every value, whatever its grade")
    checked: int | None = Field(description="values of exactly this grade: the automatic checks passed")
    verified: int | None = Field(description="values of exactly this grade: the owner's office confirmed")
    disputed: int | None = Field(description="values of exactly this grade")
    absent: int = Field(default=0, description="reasons in place of values")
    not_applicable: int = Field(default=0, description="of the absent ones; taken off what is expected")
    unknown: int = Field(default=0, description="of the absent ones the others")
    waiting: int | None = Field(default=None, description="values on which an office can give its word")
    returned: int | None = Field(default=None, description="values that were sent back to be looked at")
    silent: int | None = Field(default=None, description="values whose owner does not answer, by the rule")
    unowned: int = Field(default=0, description="values for which no office is responsible")


class AreaProgress(Counted):
    """A province or a district, never anything finer."""

    kind: str
    area_id: str
    area_code: str
    name_th: str
    name_en: str
    synthetic: bool
    withheld: Withheld | None = Field(
        default=None,
        description="why checked, verified, disputed, waiting, returned and silent are null: "
        "one_person_office (they would be the work of an office's only person) or protects_another (else "
        "they would give that work away)",
    )


class OfficeProgress(Counted):
    """An office of more than one person."""

    office: str
    name_th: str
    name_en: str
    median_days: int | None = Field(default=None, description="from a claim to the office's confirmation")


class Median(Part):
    median_days: int | None = Field(description="over all offices; null where it is withheld")
    withheld: Withheld | None = Field(default=None, description="why it is null")


class SilentOffice(Part):
    """An office of more than one person that the rule calls silent."""

    office: str
    name_th: str
    name_en: str
    cells: int
    since: str
    days: int


class SampleFound(Part):
    """A sample that an office of more than one person closed."""

    office: str
    name_th: str
    name_en: str
    seed: str
    share: int = Field(description="per thousand")
    population: int
    drawn: int
    judged: int
    errors: int
    changed: int
    left: int = Field(default=0, description="drawn and not judged")
    whole_judged: int
    whole_errors: int
    rate: float | None
    low: float | None
    high: float | None
    closed_at: str | None


class Rule(Shape):
    number: int
    days: dict[str, int]
    remark_th: str
    remark_en: str
    sentences: list[Sentence]


class ProgressSnapshot(Shape):
    """How far the open rounds are, in cells."""

    at: str = Field(description="when it was counted, ISO 8601 in UTC")
    synthetic: bool = Field(description="true: a demonstration, all made up")
    rounds: list[RoundOpen]
    areas: list[AreaProgress]
    offices: list[OfficeProgress]
    samples: list[SampleFound] = []
    medians: list[Median] = []
    silent: list[SilentOffice] = []
    withheld: dict[str, Sentence] = Field(default={}, description="what each reason for withholding says")
    rule: Rule | None = Field(default=None, description="what happens when an office does not answer")

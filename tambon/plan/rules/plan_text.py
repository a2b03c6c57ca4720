"""A plan as its text says it: rounds and tasks by the months of the programme. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from tambon.dictionary.rules.spec import Bilingual, Name, Strict
from tambon.plan.rules.calendar import LAST_DAY
from tambon.plan.rules.texts import DayOfMonth, Slug, Whole

MonthNumber = Annotated[Whole, Field(ge=1, le=1200)]
PeriodRule = Annotated[str, Field(pattern=r"^(year|fiscal_year|month|[0-9]{4}|[0-9]{4}-(0[1-9]|1[0-2]))$")]


class TaskKind(StrEnum):
    DATASET = "dataset"  # every village of the worker has an answer
    MEETING = "meeting"
    REPORT = "report"


class FromPoint(Strict):
    month: MonthNumber
    day: DayOfMonth = 1


class ToPoint(Strict):
    """The last day, itself inside."""

    month: MonthNumber
    day: DayOfMonth = LAST_DAY


class PlanRound(Strict):
    """A campaign. ``datasets`` says how the period of each follows from the day on which the round opens."""

    code: Slug
    name: Bilingual
    opens: FromPoint = Field(alias="from")
    closes: ToPoint = Field(alias="to")
    datasets: Annotated[dict[Name, PeriodRule], Field(min_length=1)]


class Deliverable(Strict):
    """What is handed in: a dataset in a round, a meeting, or a report; exactly one of the three."""

    dataset: Name | None = None
    round: Slug | None = None
    meeting: Bilingual | None = None
    report: Bilingual | None = None

    @property
    def kind(self) -> TaskKind | None:
        """None where it is not exactly one of the three."""
        given = {TaskKind.DATASET: self.dataset, TaskKind.MEETING: self.meeting, TaskKind.REPORT: self.report}
        kinds = [kind for kind, value in given.items() if value is not None]
        whole = len(kinds) == 1 and (self.round is not None) == (self.dataset is not None)
        return kinds[0] if whole else None


class PlanTask(Strict):
    code: Slug
    month: MonthNumber
    title: Bilingual
    deliverable: Deliverable
    due: DayOfMonth
    weight: Annotated[Whole, Field(ge=1, le=100)]  # of the month's work, in per cent

    @property
    def kind(self) -> TaskKind:
        kind = self.deliverable.kind
        if kind is None:
            raise ValueError(self.code)
        return kind


class PlanHead(Strict):
    code: Slug
    version: Annotated[str, Field(min_length=1, max_length=200)]  # whatever its writers call it
    inferred: bool = False
    about: Bilingual


class Plan(PlanHead):
    rounds: tuple[PlanRound, ...]
    tasks: tuple[PlanTask, ...]

"""A programme as others see it, and its text: days, place, pay, budget and what its papers state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, PlainSerializer

from tambon.dictionary.rules.spec import Bilingual, Strict
from tambon.plan.rules.calendar import Calendar
from tambon.plan.rules.texts import Day, Slug, Whole

AreaCode = Annotated[str, Field(pattern=r"^(TH|[0-9]{2,8})$")]
Baht = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=2), PlainSerializer(str, return_type=str)]


@dataclass(frozen=True, slots=True)
class BudgetLineView:
    code: str
    name_th: str
    name_en: str
    baht: Decimal


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme with its days ``[since, until)``.

    ``stated`` is what its papers say, as `ProgrammeText.stated_json` gives it; empty without a text.
    """

    code: str
    name_th: str
    name_en: str
    since: date
    until: date
    id: int = 0
    area_id: int | None = None  # where it works
    without: tuple[int, ...] = ()  # ids of the provinces in it that it leaves out
    wage: int | None = None  # baht a month
    posts_per_tambon: int = 2
    personal_days: int = 90
    stated: Mapping[str, Any] = field(default_factory=dict, hash=False)
    budget: tuple[BudgetLineView, ...] = ()

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.since, self.until)

    @property
    def starts(self) -> tuple[date, ...]:
        """The days on which contracts begin, as the papers say; more than one where they disagree."""
        return tuple(date.fromisoformat(one["day"]) for one in self.stated.get("starts", ()))

    def stated_figure(self, name: str) -> int | None:
        """What the papers say of ``tambons``, ``posts``, ``districts`` or ``provinces``; None if nothing."""
        fact = self.stated.get("figures", {}).get(name)
        return None if fact is None else int(fact["value"])


class Sourced(Strict):
    """A fact names its source; ``inferred`` where it is ours, in place of what is lost or was not said."""

    source: Slug
    inferred: bool = False
    note: Bilingual | None = None


class DaysText(Sourced):
    first: Day
    last: Day  # the programme's last day, itself inside


class AreaText(Sourced):
    code: AreaCode
    without: tuple[AreaCode, ...] = ()


class WholeText(Sourced):
    value: Annotated[Whole, Field(ge=0, le=10**9)]


class PostsText(Sourced):
    value: Annotated[Whole, Field(ge=0, le=20)]


class KeptText(Sourced):
    value: Annotated[Whole, Field(ge=0, le=3660)]


class BudgetText(Sourced):
    code: Slug
    name: Bilingual
    baht: Baht


class StartText(Sourced):
    day: Day


class StatedText(Strict):
    """The official figures, which need not agree with the registry of areas."""

    tambons: WholeText | None = None
    posts: WholeText | None = None
    districts: WholeText | None = None
    provinces: WholeText | None = None


class ProgrammeText(Strict):
    """A programme's whole text."""

    code: Slug
    name: Bilingual
    about: Bilingual | None = None
    sources: Annotated[dict[Slug, Bilingual], Field(min_length=1)]
    days: DaysText
    area: AreaText
    wage: WholeText
    posts_per_tambon: PostsText
    personal_days: KeptText | None = None
    budget: tuple[BudgetText, ...] = ()
    stated: StatedText = StatedText()
    starts: tuple[StartText, ...] = ()

    @property
    def until(self) -> date:
        return self.days.last + timedelta(days=1)

    def stated_json(self) -> dict[str, Any]:
        """What is kept of the papers beside the columns: figures, starts, and the source of each fact."""
        facts = {
            "days": self.days,
            "area": self.area,
            "wage": self.wage,
            "posts_per_tambon": self.posts_per_tambon,
        }
        if self.personal_days is not None:
            facts["personal_days"] = self.personal_days
        about = {"about": self.about.model_dump()} if self.about else {}
        return about | {
            "figures": self.stated.model_dump(mode="json", exclude_none=True),
            "starts": [one.model_dump(mode="json", exclude_none=True) for one in self.starts],
            "sources": {code: words.model_dump() for code, words in self.sources.items()},
            "facts": {name: _source(fact) for name, fact in facts.items()},
            "budget": {line.code: _source(line) for line in self.budget},
        }


def _source(fact: Sourced) -> dict[str, Any]:
    kept = {"source", "inferred", "note"}
    return fact.model_dump(mode="json", include=kept, exclude_none=True)

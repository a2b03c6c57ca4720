"""The published value that somebody asks about, as the catalogue's own files have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from tambon.catalogue import Area, Dataset, Variable
from tambon.catalogue.opened import opened
from tambon.catalogue.trusting import trusted_by
from tambon.counter import problems
from tambon.lib.problem import Problem

NAMES = ("release", "dataset", "area", "variable", "period")
LONGEST = 100


@dataclass(frozen=True)
class Published:
    """One value of one area and period; ``value`` is as records hold it, ``grade`` as it was published."""

    release: str
    dataset: Dataset
    area: Area
    variable: Variable
    period: str
    value: Any
    grade: str | None

    @property
    def subject(self) -> tuple[str, ...]:
        """What a form about it is signed for."""
        return (self.release, self.dataset["name"], self.area["area_id"], self.variable["name"], self.period)


def find_published(asked: Mapping[str, str]) -> Published:
    """The value that the address names; raises 404 for anything that was not published, 422 for a share."""
    named = {name: str(asked.get(name, "")).strip()[:LONGEST] for name in NAMES}
    try:
        return _found(**named)
    except Problem as problem:
        if problem.kind.status in (400, 404):  # the catalogue's own words speak to programmers
            raise problems.not_published() from problem
        raise


def _found(release: str, dataset: str, area: str, variable: str, period: str) -> Published:
    catalogue = opened(str(settings.CATALOGUE), trusted_by(settings))
    version = release or catalogue.latest() or ""
    described = catalogue.dataset(dataset, version=version)
    asked = next((one for one in described["variables"] if one["name"] == variable), None)
    place = catalogue.area(area, version=version)
    if asked is None or place is None or period not in described["periods"]:
        raise problems.not_published()
    if asked["aggregation"] == "share":
        raise problems.computed_value()
    page = catalogue.rows(
        dataset, level=described["level"], area=place["area_id"], period=period, variables=[variable],
        limit=2, version=version,
    )  # fmt: skip
    row = next((one for one in page.rows if one["area_id"] == place["area_id"]), None)
    if row is None or row[variable] is None:
        raise problems.not_published()
    value = _as_held(asked, row[variable])
    return Published(version, described, place, asked, period, value, row[f"{variable}_grade"])


def _as_held(variable: Variable, value: Any) -> Any:
    """Files hold several codes in one text, days as days, and decimals exactly."""
    if variable["type"] == "codes":
        return str(value).split()
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value

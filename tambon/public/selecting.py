"""What a reader chose on a dataset's page: the same words as the API's, so that a link, a table, a file and
lines of code all say one selection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from tambon.catalogue import Area, AreaPage, Catalogue, Dataset, Variable, variables_at

FIRST_VARIABLES = 6  # what a table shows until more are chosen: a phone's patience
DRAWN_TYPES = ("integer", "decimal", "boolean")
CHARTS = ("areas", "time")
LONG = 200  # letters of an area's name that are still looked at
OFFERED = 8  # areas of one name that are offered
_ALIKE = 24  # areas of one name that are looked at: those with rows come first


@dataclass(frozen=True)
class Selection:
    """None is everything, or what the dataset itself says; ``show`` is the variable that is drawn.

    ``variables`` are those ``named``, and the one that is drawn.
    """

    variables: tuple[str, ...]
    named: tuple[str, ...]
    show: str
    chart: str = "areas"
    level: str | None = None
    area: str | None = None
    period: str | None = None
    grade: str | None = None
    release: str | None = None
    cursor: str | None = None
    chosen: bool = False  # whether the variables were named, or are merely the first ones

    def filters(self) -> dict[str, Any]:
        """What the catalogue is asked, but for paging."""
        return {
            "level": self.level,
            "area": self.area,
            "period": self.period,
            "grade": self.grade,
            "variables": list(self.variables),
        }

    def of_api(self, **more: Any) -> str:
        """The same question to ``/api/v1/datasets/…/rows``."""
        return self._asked(self.variables, more)

    def of_page(self, **more: Any) -> str:
        """The question that leads to this page again; with a release, to the same values for ever."""
        drawn = {"show": self.show, "chart": self.chart if self.chart != CHARTS[0] else ""}
        return self._asked(self.named if self.chosen else (), {**drawn, **more})

    def _asked(self, variables: tuple[str, ...], more: dict[str, Any]) -> str:
        named = [(key, getattr(self, key)) for key in ("level", "area", "period", "grade", "release")]
        pairs = [*named, *(("variable", name) for name in variables), *more.items()]
        return urlencode([(key, value) for key, value in pairs if value])


def read(query: QueryDict, found: Dataset) -> Selection:
    """The selection of a form or a link; an empty field asks for nothing."""
    named = {
        key: query.get(key, "").strip() or None
        for key in ("level", "area", "period", "grade", "release", "cursor")
    }
    if named["release"] == "latest":
        named["release"] = None
    if is_above(found, named["level"]):
        named["grade"] = None  # totals have none
    first = _first(found, named["level"])
    chosen = tuple(dict.fromkeys(query.getlist("variable")))
    if chosen in (first, _first(found, None)):
        chosen = ()  # ticks that were left as they were
    variables = chosen or first
    show, chart = _show(query.get("show", ""), variables, found, named["level"]), query.get("chart", "")
    return Selection(
        variables=tuple(dict.fromkeys(filter(None, (*variables, show)))),
        named=variables,
        show=show,
        chart=chart if chart in CHARTS and len(found["periods"]) > 1 else CHARTS[0],
        chosen=bool(chosen),
        **named,
    )


def is_above(found: Dataset, level: str | None) -> bool:
    """Whether the rows of ``level`` are totals of the dataset's own."""
    return level in found["levels"] and level != found["level"]


def _first(found: Dataset, level: str | None) -> tuple[str, ...]:
    """What the table begins with."""
    return tuple(v["name"] for v in _telling(found, level)[:FIRST_VARIABLES])


def _telling(found: Dataset, level: str | None) -> list[Variable]:
    """The variables that have values at ``level``: all that are there, where none has."""
    there = variables_at(found, level if level in found["levels"] else found["level"])
    summed = [v for v in there if v["aggregation"] != "none"] if is_above(found, level) else there
    return summed or there


def _show(asked: str, variables: tuple[str, ...], found: Dataset, level: str | None) -> str:
    """The variable to draw: the one asked for, else the first of the table's that can be drawn."""
    drawn = [v["name"] for v in drawable(found)]
    if asked in drawn:
        return asked
    telling = [v["name"] for v in _telling(found, level)]
    return next((name for name in (*variables, *telling) if name in drawn), "")


def drawable(found: Dataset) -> list[Variable]:
    """The variables that a bar or a colour can tell."""
    return [v for v in found["variables"] if v["type"] in DRAWN_TYPES]


@dataclass(frozen=True)
class Namesake:
    """An area of the name that was asked for, and how many rows of the dataset lie in it."""

    area: AreaPage
    rows: int


def with_area(
    selection: Selection, catalogue: Catalogue, found: Dataset, version: str, near: str = ""
) -> tuple[Selection, Area | None, list[Namesake]]:
    """The selection with the area's code in place of its name, that area, and the areas that share the name.

    Those that the dataset has rows of come first, and of them those nearest to the area ``near``. A name that
    is nobody's stays as it is, to be refused with the rest.
    """
    asked = (selection.area or "")[:LONG]
    if not asked:
        return selection, None, []
    area = catalogue.area(asked, version=version)
    if area is not None:
        return replace(selection, area=area["area_code"] or area["area_id"]), area, []
    named = catalogue.search_areas(asked, limit=_ALIKE, version=version, near=near)
    if len(named) == 1:
        return replace(selection, area=named[0]["area_code"] or named[0]["area_id"]), named[0], []
    first = [each["name"] for each in variables_at(found, found["level"])[:1]]

    def rows(each: AreaPage) -> int:
        page = catalogue.rows(found["name"], area=each["area_id"], variables=first, limit=1, version=version)
        return page.total

    alike = [Namesake(each, rows(each)) for each in named]
    return selection, None, sorted(alike, key=lambda each: each.rows == 0)[:OFFERED]

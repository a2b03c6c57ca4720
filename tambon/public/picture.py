"""One variable as a picture: the rows of a chart and a map, which are a table for whoever sees neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tambon.catalogue import Catalogue, Dataset, Page, Variable
from tambon.catalogue.registry.registry import Registry
from tambon.catalogue.shapes import LEVELS
from tambon.lib import days
from tambon.pages import in_words
from tambon.public import words
from tambon.public.outline import Drawing, draw_shaded
from tambon.public.presenting import say_label
from tambon.public.presenting_cells import TableCell, say_name, show_cell
from tambon.public.selecting import Selection
from tambon.public.shading import breaks, shade, tone

MOST_ASKED = 1_000  # rows of a level that a reader chose: every district of the country
MOST_UNASKED = 120  # of a level that the page chooses: every province
MOST_LINES = 8
DRAWN_LEVELS = ("province", "district", "tambon")
TILES = "tiles.pmtiles"
BARE = ("none", "hidden")


@dataclass(frozen=True)
class Drawn:
    """One row: an area in one period. ``shade`` is 1 to 5, ``none`` or ``hidden``; ``mark`` says how sure."""

    area_id: str
    code: str
    name: str
    period: str
    period_text: str
    cell: TableCell
    value: str
    shade: str
    mark: str
    at: str
    is_point: bool


@dataclass(frozen=True)
class Picture:
    """``classes`` are (shade, text) from low to high; ``skipped`` says that a finer level was too much."""

    variable: Variable
    label: str
    unit: str
    level: str
    period: str
    rows: list[Drawn]
    classes: list[tuple[str, str]]
    marks: list[str]
    missing: int
    hidden: int
    total: int
    skipped: str
    over_time: bool
    map: dict[str, Any] | None = None

    @property
    def too_many(self) -> bool:
        return not self.rows and self.total > 0

    @property
    def is_count(self) -> bool:
        return self.variable["aggregation"] == "sum"


def tell(
    catalogue: Catalogue, registry: Registry | None, found: Dataset, selection: Selection, lang: str
) -> Picture | None:
    """The picture of the selection's variable; None where the dataset has none that can be drawn.

    Raises what `Catalogue.rows` refuses.
    """
    variable = next((v for v in found["variables"] if v["name"] == selection.show), None)
    if variable is None:
        return None
    over_time = selection.chart == "time"
    period = None if over_time else selection.period or found["periods"][-1]
    page, skipped = _page(catalogue, found, selection, variable, period)
    rows = page.rows if over_time or page.next is None else []
    shown = _rows(rows, variable, found, page.level, lang) if rows else []
    if over_time and len({row.area_id for row in shown}) > MOST_LINES:
        shown = []
    shown, classes = _shaded(shown, variable, page.level == found["level"], lang)
    places = _placed(registry, shown) if registry else shown
    cells = [row.cell for row in shown]
    return Picture(
        variable=variable,
        label=say_label(variable, lang),
        unit=next((cell.unit for cell in cells if cell.unit), words.say_unit(variable, lang)),
        level=page.level,
        period=days.say_period(period, lang) if period else "",
        rows=places,
        classes=classes,
        marks=list(dict.fromkeys(row.mark for row in shown if row.mark)),
        missing=sum(row.shade == "none" for row in shown),
        hidden=sum(row.shade == "hidden" for row in shown),
        total=page.total,
        skipped=skipped,
        over_time=over_time,
        map=_map(registry, selection, page.level, places, lang) if registry and not over_time else None,
    )


def _page(
    catalogue: Catalogue, found: Dataset, selection: Selection, variable: Variable, period: str | None
) -> tuple[Page, str]:
    """The rows at the level asked for, or at the finest one above it that is not too much to draw."""
    asked: dict[str, Any] = {"area": selection.area, "period": period, "variables": [variable["name"]]}
    finest = selection.level or found["level"]
    most = MOST_ASKED if selection.level else MOST_UNASKED
    above = LEVELS[: LEVELS.index(finest)] if finest in LEVELS else ()
    coarser = [one for one in reversed(above) if one in found["levels"]]

    def of(level: str) -> Page:
        grade = selection.grade if level == found["level"] else None
        return catalogue.rows(
            found["name"], level=level, grade=grade, limit=most, version=selection.release, **asked
        )

    page = of(finest)
    for level in coarser if variable["aggregation"] != "none" else ():
        if page.next is None:
            break
        page = of(level)
    return page, finest if page.level != finest else ""


def _rows(
    rows: list[dict[str, Any]], variable: Variable, found: Dataset, level: str, lang: str
) -> list[Drawn]:
    return [
        Drawn(
            area_id=row["area_id"],
            code=row["area_code"],
            name=say_name(row, lang),
            period=str(row["period"]),
            period_text=days.say_period(str(row["period"]), lang),
            cell=(cell := show_cell(row, variable, found["level"], level, lang)),
            value="" if row.get(variable["name"]) is None else str(float(row[variable["name"]])),
            shade="hidden" if cell.hidden else "none",
            mark=_mark(row, cell, variable["name"], level == found["level"]),
            at="",
            is_point=False,
        )
        for row in rows
    ]


def _mark(row: dict[str, Any], cell: TableCell, name: str, own: bool) -> str:
    """The grade, or of a total whether all that it should rest on is in it."""
    if not cell.text:
        return ""
    if own:
        return cell.grade or ""
    return "whole" if row.get(f"{name}_reported") == row.get(f"{name}_expected") else "part"


def _shaded(
    rows: list[Drawn], variable: Variable, own: bool, lang: str
) -> tuple[list[Drawn], list[tuple[str, str]]]:
    values = [float(row.value) for row in rows if row.value]
    classes = breaks(values)
    tones = {number: str(tone(number, len(classes))) for number in range(1, len(classes) + 1)}

    def shaded(row: Drawn) -> Drawn:
        return row if not row.value else replace(row, shade=tones[shade(float(row.value), classes)])

    total = variable["type"] != "boolean" or not own
    said = [
        (tones[number], _say_class(low, high, variable, lang, total))
        for number, (low, high) in enumerate(classes, start=1)
    ]
    return [shaded(row) for row in rows], said


def _say_class(low: float, high: float, variable: Variable, lang: str, total: bool) -> str:
    ends = [
        in_words.say_value(variable, each if total else bool(each), lang, total=total) for each in (low, high)
    ]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def _placed(registry: Registry, rows: list[Drawn]) -> list[Drawn]:
    placed = []
    for row in rows:
        place = registry.place(row.area_id)
        at = f"{place['longitude']:.5f},{place['latitude']:.5f}" if place else ""
        placed.append(replace(row, at=at, is_point=bool(place and place["is_point"])))
    return placed


def _map(
    registry: Registry, selection: Selection, level: str, rows: Sequence[Drawn], lang: str
) -> dict[str, Any] | None:
    """What the map island needs, and the server's own drawing; None where nobody drew these areas."""
    places = [place for row in rows if row.at and (place := registry.place(row.area_id))]
    files = {file["path"] for file in registry.manifest["files"]}
    if not places or TILES not in files:
        return None
    own = registry.area(selection.area) if selection.area else None
    drawn = own if own and own["kind"] in DRAWN_LEVELS else None
    bounds = [
        min(p["west"] for p in places),
        min(p["south"] for p in places),
        max(p["east"] for p in places),
        max(p["north"] for p in places),
    ]
    shades = tuple((row.area_id, row.shade) for row in rows if row.at)
    return {
        "tiles": f"/api/v1/tiles/areas/{{z}}/{{x}}/{{y}}.mvt?edition={registry.version}",
        "edition": registry.version,
        "bounds": ",".join(f"{each:.4f}" for each in bounds),
        "limits": ",".join(f"{each:.4f}" for each in registry.manifest["bounds"]),
        "own": drawn["area_id"] if drawn else "",
        "own_layer": drawn["kind"] if drawn else "",
        "below": level if level in DRAWN_LEVELS else "",
        "drawing": _drawing(registry, registry.etag(), drawn["area_id"] if drawn else "", shades),
        "source": places[0],
        "missing": sum(not row.at for row in rows),
    }


@lru_cache(maxsize=64)
def _drawing(registry: Registry, _etag: str, own: str, shades: tuple[tuple[str, str], ...]) -> Drawing | None:
    """The server's own drawing; kept, since shapes are read from files."""
    if len(shades) > MOST_UNASKED:
        return None
    around = registry.geometry(own, "low") if own else None
    drawn = registry.geometries([area_id for area_id, _ in shades], "low")
    told = dict(shades)
    features = [(told[one["id"]], one) for one in (drawn["features"] if drawn else []) if one["id"] in told]
    return draw_shaded(around["features"] if around else [], features)

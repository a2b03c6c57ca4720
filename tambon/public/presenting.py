"""Turns what the catalogue returns into what a template can print without thinking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tambon.catalogue import GRADES, AreaValues, Cell, Dataset, Page, Variable
from tambon.pages.words import say_number
from tambon.public import words


@dataclass(frozen=True)
class Shown:
    """One cell in words: the value or why there is none, and what it rests on."""

    label: str
    name: str
    text: str
    unit: str
    grade: str | None
    origin: str
    why: str
    counts: str
    incomplete: bool
    owner: str
    derived: bool = False


@dataclass(frozen=True)
class Slice:
    """One coloured part of a meter, in per cent from its left end."""

    name: str
    count: int
    start: str
    width: str


def show_values(values: AreaValues, own_level: str, lang: str) -> list[Shown]:
    """Every cell of an area in words; ``own_level`` is the kind of area that the totals count."""
    own = values["level"] == own_level
    counted = words.KINDS.get(own_level, (own_level, own_level))
    return [_show(cell, own, counted, lang) for cell in values["cells"]]


def _show(cell: Cell, own: bool, counted: words.Pair, lang: str) -> Shown:
    variable = cell["variable"]
    summed = own or variable["aggregation"] != "none"
    missing = cell["value"] is None
    return Shown(
        label=_label(variable, lang),
        name=variable["name"],
        text=words.say_value(variable, cell["value"], lang, total=not own),
        unit="" if missing else _unit(variable, own, counted, lang),
        grade=(None if missing else cell["grade"]) if own else None,
        origin=words.look(words.ORIGINS, cell["origin"], lang) if own and not missing else "",
        why=_why(cell, summed, lang) if missing else "",
        counts="" if own else words.say_counts(cell, counted, lang),
        incomplete=not own and summed and cell["status"] == "P",
        owner=(variable["owner_th"] if lang == "th" else variable["owner_en"]) or variable["owner"],
        derived=variable["aggregation"] == "share",
    )


def _label(variable: Variable, lang: str) -> str:
    label = variable["label_th"] if lang == "th" else variable["label_en"]
    return label or variable["name"]


def _unit(variable: Variable, own: bool, counted: words.Pair, lang: str) -> str:
    """A total of yes and no counts areas."""
    if variable["type"] == "boolean" and not own:
        return words.pick(counted, lang).lower()
    return words.say_unit(variable, lang)


def _why(cell: Cell, summed: bool, lang: str) -> str:
    if not summed:
        return words.pick(("ดูได้ที่ระดับหมู่บ้าน", "See the villages"), lang)
    if cell["status"] == words.SUPPRESSED:
        return words.pick(words.HIDDEN, lang)
    return words.look(words.ABSENCES, cell["absent"], lang) or words.pick(words.NOTHING, lang)


def meter(counts: dict[str, int], whole: int) -> list[Slice]:
    """A bar's parts from verified to disputed; what is left of ``whole`` has no value yet."""
    slices: list[Slice] = []
    start = 0.0
    for name in ("verified", "checked", "reported", "disputed"):
        count = counts.get(name, 0)
        width = 100 * count / whole if whole else 0
        slices.append(Slice(name, count, f"{start:.3f}%", f"{width:.3f}%"))
        start += width
    return slices


def steps(counts: dict[str, Any]) -> dict[str, int]:
    """Progress counts without overlap: ``reported`` there counts every value, the others one grade each.
    Where grades are withheld, every value stands as reported.
    """
    graded = {grade: counts[grade] or 0 for grade in ("verified", "checked", "disputed")}
    return {**graded, "reported": max(0, counts["reported"] - sum(graded.values()))}


def grade_counts(dataset: Dataset) -> dict[str, int]:
    """The dataset's values by grade, every grade named."""
    return {grade: dataset["grades"].get(grade, 0) for grade in GRADES}


@dataclass(frozen=True)
class TableCell:
    text: str
    grade: str | None
    why: str
    counts: str
    number: bool
    name: str = ""
    label: str = ""
    derived: bool = False


@dataclass(frozen=True)
class TableRow:
    code: str
    name: str
    period: str
    cells: list[TableCell]


def show_rows(page: Page, dataset: Dataset, lang: str) -> list[TableRow]:
    """The rows of a page in words, one cell a variable."""
    chosen = [v for v in dataset["variables"] if v["name"] in page.variables]
    own = page.level == dataset["level"]
    return [
        TableRow(
            code=row["area_code"],
            name=(row["area_name_th"] if lang == "th" else row["area_name_en"]) or row["area_name_th"],
            period=str(row["period"]),
            cells=[_table_cell(row, variable, own, lang) for variable in chosen],
        )
        for row in page.rows
    ]


def _table_cell(row: dict[str, Any], variable: Variable, own: bool, lang: str) -> TableCell:
    name = variable["name"]
    value = row.get(name)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return TableCell(
        text=words.say_value(variable, value, lang, total=not own),
        grade=row.get(f"{name}_grade") if own and value is not None else None,
        why=_why_not(row, variable, own, lang) if value is None else "",
        counts=_short_counts(row, name) if not own else "",
        number=number,
        name=name,
        label=_label(variable, lang),
        derived=variable["aggregation"] == "share",
    )


def _why_not(row: dict[str, Any], variable: Variable, own: bool, lang: str) -> str:
    name = variable["name"]
    if own and row.get(f"{name}_grade"):  # the value is there, under a grade that was not asked for
        return words.pick(("ไม่ใช่ระดับที่เลือก", "Of another grade"), lang)
    if not own and variable["aggregation"] == "none":
        return "–"
    if row.get(f"{name}_status") == words.SUPPRESSED:
        return words.pick(words.HIDDEN, lang)
    return words.look(words.ABSENCES, row.get(f"{name}_absent"), lang) or words.pick(words.NOTHING, lang)


def _short_counts(row: dict[str, Any], name: str) -> str:
    return f"{say_number(row[f'{name}_reported'] or 0)}/{say_number(row[f'{name}_expected'] or 0)}"

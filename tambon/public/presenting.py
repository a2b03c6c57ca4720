"""Turns what the catalogue returns into what a template can print without thinking."""

from __future__ import annotations

from dataclasses import dataclass

from tambon.catalogue import AreaValues, Cell, Variable
from tambon.pages import in_words
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
        label=say_label(variable, lang),
        name=variable["name"],
        text=in_words.say_value(variable, cell["value"], lang, total=not own),
        unit="" if missing else say_unit_of(variable, own, counted, lang),
        grade=(None if missing else cell["grade"]) if own else None,
        origin=words.look(words.ORIGINS, cell["origin"], lang) if own and not missing else "",
        why=_why(cell, summed, lang) if missing else "",
        counts="" if own else words.say_counts(cell, counted, lang),
        incomplete=not own and summed and cell["status"] == "P",
        owner=say_owner(variable, lang),
        derived=variable["aggregation"] == "share",
    )


def say_label(variable: Variable, lang: str) -> str:
    label = variable["label_th"] if lang == "th" else variable["label_en"]
    return label or variable["name"]


def say_owner(variable: Variable, lang: str) -> str:
    return (variable["owner_th"] if lang == "th" else variable["owner_en"]) or variable["owner"]


def say_unit_of(variable: Variable, own: bool, counted: words.Pair, lang: str) -> str:
    """A total of yes and no counts areas."""
    if variable["type"] == "boolean" and not own:
        return words.pick(counted, lang).lower()
    return words.say_unit(variable, lang)


def _why(cell: Cell, summed: bool, lang: str) -> str:
    if cell["status"] == in_words.HIDDEN_STATUS:
        return words.look(words.HIDDEN, cell["conf"] or "N", lang)
    if not summed:
        return words.pick(("ดูได้ที่ระดับหมู่บ้าน", "See the villages"), lang)
    return words.look(words.ABSENCES, cell["absent"], lang) or words.pick(in_words.NOTHING, lang)


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

"""The figures of the areas above that a report shows beside an area's own, and how whole they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from tambon.catalogue import Area, AreaPage, AreaValues, Catalogue, Cell
from tambon.pages import in_words
from tambon.pages.words import say_number
from tambon.public import words

Figures = dict[tuple[str, str], Cell]  # by dataset and variable


@dataclass(frozen=True)
class Figure:
    """``counts`` is what a figure that is not whole rests on, such as ``361/415``."""

    column: str
    text: str = ""
    counts: str = ""


@dataclass(frozen=True)
class Column:
    """An area above; ``pieces`` are the parts of its title between which a line may end."""

    title: str
    pieces: tuple[str, ...]
    figures: Figures


def columns(
    catalogue: Catalogue, place: AreaPage, found: list[AreaValues], version: str, lang: str
) -> list[Column]:
    """The nearest area above and the widest below the country; of a province the country. An area that holds
    no more than the one before it is left out: its figures would be the same ones."""
    own = {(each["dataset"], each["period"]) for each in found}
    chain = place["ancestors"][::-1]
    areas = [area for area in chain if area["kind"] != "country"] or chain

    def figures_of(each: Area) -> Figures:
        return _figures(catalogue.values(each["area_id"], version=version), own)

    read = [_figures(found, own), *(figures_of(each) for each in areas)]
    more = [area for area, pair in zip(areas, pairwise(read), strict=True) if _more(*pair)]
    figures = dict(zip((each["area_id"] for each in areas), read[1:], strict=True))
    chosen = more[:1] + more[1:][-1:]
    reached = {
        area["area_id"]: _reach(catalogue, area, found, version, lang)
        for area in chosen
        if area["kind"] == "country"
    }
    return [_column(area, figures[area["area_id"]], reached.get(area["area_id"]), lang) for area in chosen]


def figure(column: Column, dataset: str, name: str, lang: str) -> Figure:
    cell = column.figures.get((dataset, name))
    if cell is None or cell["variable"]["aggregation"] == "none":
        return Figure(column.title)
    if cell["value"] is None:
        hidden = cell["status"] == in_words.HIDDEN_STATUS
        return Figure(column.title, words.pick(("ปกปิด", "hidden"), lang) if hidden else "–")
    text = in_words.say_value(cell["variable"], cell["value"], lang, total=True)
    return Figure(column.title, text, say_part(cell))


def say_part(cell: Cell) -> str:
    """``361/415``; nothing of a whole total."""
    if cell["reported"] == cell["expected"]:
        return ""
    return f"{say_number(cell['reported'])}/{say_number(cell['expected'])}"


def note(figures: list[Figure], lang: str) -> str:
    """What the figures that are not whole rest on, column by column: ``Pai District 64/70``."""
    found: dict[str, Counter[str]] = {}
    for each in figures:
        if each.counts:
            found.setdefault(each.column, Counter())[each.counts] += 1
    mostly = words.pick(("ส่วนใหญ่ ", "mostly "), lang)
    return ", ".join(
        f"{title} {mostly if len(counts) > 1 else ''}{counts.most_common(1)[0][0]}"
        for title, counts in found.items()
    )


def _figures(values: list[AreaValues], wanted: set[tuple[str, str]]) -> Figures:
    """The cells of the same datasets and periods."""
    same = [each for each in values if (each["dataset"], each["period"]) in wanted]
    return {(each["dataset"], cell["variable"]["name"]): cell for each in same for cell in each["cells"]}


def _more(below: Figures, above: Figures) -> bool:
    """Whether a figure above rests on a value that is not below."""
    return any(_reported(cell) > _reported(below.get(key)) for key, cell in above.items())


def _reported(cell: Cell | None) -> int:
    if cell is None:
        return 0
    return int(cell["value"] is not None) if cell["reported"] is None else cell["reported"]


def _column(area: Area, figures: Figures, reach: str | None, lang: str) -> Column:
    title, word = words.say_area(area, lang), words.say_kind(area, lang)
    if reach is not None:
        return Column(f"{title} {reach}".rstrip(), (title, reach) if reach else (title,), figures)
    if lang == "th" and title.startswith(word) and title != word:
        return Column(title, (word, title.removeprefix(word)), figures)
    return Column(title, (title,) if lang == "th" else tuple(f"{each} " for each in title.split()), figures)


def _reach(catalogue: Catalogue, country: Area, found: list[AreaValues], version: str, lang: str) -> str:
    """Of how many provinces the country's figures are; nothing where they are of all."""
    known = len(catalogue.children(country["area_id"], version=version))
    there = max(
        catalogue.rows(
            each["dataset"], level="province", period=each["period"], limit=1, version=version
        ).total
        for each in found
    )
    said = words.pick(("({n} ใน {all} จังหวัด)", "({n} of {all} provinces)"), lang)
    return said.format(n=there, all=known) if there < known else ""

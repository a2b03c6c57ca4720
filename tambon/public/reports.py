"""The one-page report of an area: topic by topic its values and how sure they are, beside the figures of the
areas above it, what is missing, and where to say that something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tambon.catalogue import AreaPage, AreaValues, Catalogue, Cell
from tambon.lib import days
from tambon.pages.words import GRADES as GRADE_WORDS
from tambon.pages.words import as_time, say_number
from tambon.public import words
from tambon.public.presenting import say_label, say_unit_of

KINDS = ("village", "tambon", "district", "province")
BESIDE = 2  # areas above that are shown beside the area's own values
NAMED = 6  # variables without a value that are named for one reason


@dataclass(frozen=True)
class Line:
    """``mark`` is a grade, or ``part`` for a total that is not whole; ``beside`` the figures above."""

    name: str
    label: str
    value: str
    unit: str
    mark: str
    counts: str
    why: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    dataset: str
    title: str
    period: str
    lines: list[Line]


@dataclass(frozen=True)
class Report:
    """Everything that the page and the paper say."""

    area: AreaPage
    title: str
    other: str
    within: str
    own: bool
    above: tuple[str, ...]
    topics: list[Topic]
    marks: list[tuple[str, str, str]]
    missing: list[tuple[str, str]]
    lacking: int
    release: str
    fingerprint: str
    published: str
    frozen: str
    licence: str
    synthetic: bool

    @property
    def values(self) -> int:
        return sum(bool(line.value) for topic in self.topics for line in topic.lines)


def tell(catalogue: Catalogue, place: AreaPage, lang: str) -> Report:
    """The report of an area from the newest release."""
    key = place["area_id"]
    line = next(each for each in catalogue.releases() if each["version"] == catalogue.latest())
    found = [each for each in catalogue.values(key) if any(cell["status"] for cell in each["cells"])]
    datasets = {each["name"]: each for each in catalogue.datasets()}
    above = _above(catalogue, place)
    topics, cells = [], []
    for values in found:
        own = datasets[values["dataset"]]["level"]
        beside = [_figures(figures, values) for _, figures in above]
        topics.append(_topic(values, own, beside, lang))
        cells += [(cell, values["level"] == own) for cell in values["cells"]]
    reasons = _missing(cells, lang)
    return Report(
        area=place,
        title=words.say_area(place, lang),
        other=words.say_area(place, "en" if lang == "th" else "th"),
        within=_within(place, lang),
        own=all(values["level"] == datasets[values["dataset"]]["level"] for values in found),
        above=tuple(words.say_area(area, lang) for area, _ in above),
        topics=topics,
        marks=_marks(topics, lang),
        missing=[(reason, _named(names, lang)) for reason, names in reasons.items()],
        lacking=sum(map(len, reasons.values())),
        release=line["version"],
        fingerprint=line["manifest_sha256"],
        published=_day(line["published_at"], lang),
        frozen=_day(line["frozen_at"], lang),
        licence=", ".join(dict.fromkeys(datasets[each["dataset"]]["licence"] for each in found)),
        synthetic=line["synthetic"] or bool(place["synthetic"]),
    )


def _above(catalogue: Catalogue, place: AreaPage) -> list[tuple[Any, list[AreaValues]]]:
    """The area right above, and the widest below the country; of a province the country."""
    chain = place["ancestors"][::-1]
    below_country = [area for area in chain if area["kind"] != "country"] or chain
    chosen = [below_country[0], below_country[-1]] if below_country else []
    kept = {area["area_id"]: area for area in chosen}
    return [(area, catalogue.values(area["area_id"])) for area in list(kept.values())[:BESIDE]]


def _figures(above: list[AreaValues], values: AreaValues) -> dict[str, Cell]:
    """The cells of the same dataset and period; none where the area above has another period."""
    same = (each for each in above if each["dataset"] == values["dataset"])
    found = next((each for each in same if each["period"] == values["period"]), None)
    return {cell["variable"]["name"]: cell for cell in found["cells"]} if found else {}


def _topic(values: AreaValues, own_level: str, beside: list[dict[str, Cell]], lang: str) -> Topic:
    own = values["level"] == own_level
    cells = [cell for cell in values["cells"] if _tells(cell, own)]
    return Topic(
        dataset=values["dataset"],
        title=values["label_th"] if lang == "th" else values["label_en"] or values["label_th"],
        period=days.say_period(values["period"], lang),
        lines=[_line(cell, own, own_level, beside, lang) for cell in cells],
    )


def _tells(cell: Cell, own: bool) -> bool:
    """Totals tell nothing of a variable that is never summed."""
    return own or cell["variable"]["aggregation"] != "none"


def _line(cell: Cell, own: bool, own_level: str, beside: list[dict[str, Cell]], lang: str) -> Line:
    variable = cell["variable"]
    counted = words.KINDS.get(own_level, (own_level, own_level))
    missing = cell["value"] is None
    name = variable["name"]
    return Line(
        name=name,
        label=say_label(variable, lang),
        value=words.say_value(variable, cell["value"], lang, total=not own),
        unit="" if missing else say_unit_of(variable, own, counted, lang),
        mark="" if missing else (cell["grade"] or "") if own else _whole(cell),
        counts="" if own or missing else f"{say_number(cell['reported'])}/{say_number(cell['expected'])}",
        why=_reason(cell, lang) if missing else "",
        beside=tuple(_beside(figures.get(name), lang) for figures in beside),
    )


def _beside(cell: Cell | None, lang: str) -> str:
    if cell is None or cell["variable"]["aggregation"] == "none":
        return ""
    if cell["value"] is None:
        hidden = cell["status"] == words.HIDDEN_STATUS
        return words.pick(("ปกปิด", "hidden"), lang) if hidden else "–"
    return words.say_value(cell["variable"], cell["value"], lang, total=True)


def _whole(cell: Cell) -> str:
    return "" if cell["reported"] == cell["expected"] else "part"


def _reason(cell: Cell, lang: str) -> str:
    if cell["status"] == words.HIDDEN_STATUS:
        return words.look(words.HIDDEN, cell["conf"] or "N", lang)
    return words.look(words.ABSENCES, cell["absent"], lang) or words.pick(words.NOTHING, lang)


def _missing(cells: list[tuple[Cell, bool]], lang: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for cell, own in cells:
        if cell["value"] is None and _tells(cell, own) and cell["absent"] != "not_applicable":
            found.setdefault(_reason(cell, lang), []).append(say_label(cell["variable"], lang))
    return found


def _named(names: list[str], lang: str) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    more = words.pick(("และอีก {n} เรื่อง", "and {n} more"), lang).format(n=len(names) - NAMED)
    return f"{', '.join(names[:NAMED])} {more}"


def _marks(topics: list[Topic], lang: str) -> list[tuple[str, str, str]]:
    """(mark, word, meaning) of every mark that stands in the report, from the surest."""
    there = {line.mark for topic in topics for line in topic.lines}
    marks: list[tuple[str, str, str]] = [
        (name, words.pick((said.th, said.en), lang), words.pick((said.meaning_th, said.meaning_en), lang))
        for name in ("verified", "checked", "reported", "disputed")
        if name in there and (said := GRADE_WORDS[name])
    ]
    if "part" in there:
        text = ("นับจากหมู่บ้านที่รายงานแล้ว/ที่ควรมี", "rests on the values reported/expected")
        marks.append(("part", words.pick(("ยังไม่ครบ", "Incomplete"), lang), words.pick(text, lang)))
    return marks


def _within(place: AreaPage, lang: str) -> str:
    chain = [area for area in reversed(place["ancestors"]) if area["kind"] != "country"]
    return (" " if lang == "th" else ", ").join(words.say_area(area, lang) for area in chain)


def _day(text: str, lang: str) -> str:
    at = as_time(text)
    return days.say_day(days.thai_day(at), lang) if isinstance(at, datetime) else text

"""The one-page report of an area: topic by topic its values and how sure they are, beside the figures of the
areas above it, what is missing, and where to say that something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tambon.catalogue import AreaPage, AreaValues, Catalogue, Cell
from tambon.lib import days
from tambon.pages import in_words
from tambon.pages.words import GRADES as GRADE_WORDS
from tambon.pages.words import as_time, say_number
from tambon.public import comparing, words
from tambon.public.comparing import Column, Figure
from tambon.public.presenting import say_label, say_unit_of

KINDS = ("village", "tambon", "district", "province")
NO_BREAK = "\u00a0"
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
    beside: tuple[Figure, ...]


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
    chain: tuple[str, ...]
    between: str
    own: bool
    above: tuple[Column, ...]
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
    def within(self) -> str:
        return self.between.join(self.chain)

    @property
    def lines(self) -> list[Line]:
        return [line for topic in self.topics for line in topic.lines]

    @property
    def figures(self) -> list[Figure]:
        return [each for line in self.lines for each in line.beside]

    @property
    def partial(self) -> int:
        """Totals that are not whole."""
        return sum(line.mark == "part" for line in self.lines)

    @property
    def values(self) -> int:
        return sum(bool(line.value) for line in self.lines)


def tell(catalogue: Catalogue, place: AreaPage, lang: str, version: str | None = None) -> Report:
    """The report of an area from a release, the newest without ``version``; what holds values comes first."""
    version = version or str(catalogue.manifest()["version"])
    line = catalogue.release(version)
    told = catalogue.values(place["area_id"], version=version)
    found = [each for each in told if any(cell["status"] for cell in each["cells"])]
    found.sort(key=lambda each: all(cell["value"] is None for cell in each["cells"]))
    datasets = {each["name"]: each for each in catalogue.datasets(version)}
    above = comparing.columns(catalogue, place, found, version, lang)
    topics, cells = [], []
    for values in found:
        own = datasets[values["dataset"]]["level"]
        topics.append(_topic(values, own, above, lang))
        cells += [(cell, values["level"] == own) for cell in values["cells"]]
    reasons = _missing(cells, lang)
    return Report(
        area=place,
        title=words.say_area(place, lang),
        other=words.say_area(place, "en" if lang == "th" else "th"),
        chain=_chain(place, lang),
        between=" " if lang == "th" else ", ",
        own=all(values["level"] == datasets[values["dataset"]]["level"] for values in found),
        above=tuple(above),
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


def _topic(values: AreaValues, own_level: str, above: list[Column], lang: str) -> Topic:
    own = values["level"] == own_level
    cells = [cell for cell in values["cells"] if _tells(cell, own)]
    return Topic(
        dataset=values["dataset"],
        title=values["label_th"] if lang == "th" else values["label_en"] or values["label_th"],
        period=days.say_period(values["period"], lang),
        lines=[_line(cell, own, own_level, lang, _beside(above, values, cell, lang)) for cell in cells],
    )


def _tells(cell: Cell, own: bool) -> bool:
    """Totals tell nothing of a variable that is never summed."""
    return own or cell["variable"]["aggregation"] != "none"


def _line(cell: Cell, own: bool, own_level: str, lang: str, beside: tuple[Figure, ...]) -> Line:
    variable = cell["variable"]
    counted = words.KINDS.get(own_level, (own_level, own_level))
    missing = cell["value"] is None
    return Line(
        name=variable["name"],
        label=say_label(variable, lang),
        value=in_words.say_value(variable, cell["value"], lang, total=not own),
        unit="" if missing else say_unit_of(variable, own, counted, lang),
        mark="" if missing else (cell["grade"] or "") if own else _whole(cell),
        counts="" if own or missing else f"{say_number(cell['reported'])}/{say_number(cell['expected'])}",
        why=_reason(cell, lang) if missing else "",
        beside=beside,
    )


def _beside(above: list[Column], values: AreaValues, cell: Cell, lang: str) -> tuple[Figure, ...]:
    name = cell["variable"]["name"]
    return tuple(comparing.figure(column, values["dataset"], name, lang) for column in above)


def _whole(cell: Cell) -> str:
    return "" if cell["reported"] == cell["expected"] else "part"


def _reason(cell: Cell, lang: str) -> str:
    if cell["status"] == in_words.HIDDEN_STATUS:
        return words.look(words.HIDDEN, cell["conf"] or "N", lang)
    return words.look(words.ABSENCES, cell["absent"], lang) or words.pick(in_words.NOTHING, lang)


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
    return f"{', '.join(names[:NAMED])} {more.replace(' ', NO_BREAK)}"


def _marks(topics: list[Topic], lang: str) -> list[tuple[str, str, str]]:
    """(mark, word, meaning) of every mark that stands in the report, from the surest."""
    there = {line.mark for topic in topics for line in topic.lines}
    marks: list[tuple[str, str, str]] = [
        (name, words.pick((said.th, said.en), lang), words.pick((said.meaning_th, said.meaning_en), lang))
        for name in ("verified", "checked", "reported", "disputed")
        if name in there and (said := GRADE_WORDS[name])
    ]
    if "part" in there or any(
        each.counts for topic in topics for line in topic.lines for each in line.beside
    ):
        text = ("นับจากหมู่บ้านที่รายงานแล้ว/ที่ควรมี", "rests on the values reported/expected")
        marks.append(("part", words.pick(("ยังไม่ครบ", "Incomplete"), lang), words.pick(text, lang)))
    return marks


def _chain(place: AreaPage, lang: str) -> tuple[str, ...]:
    chain = [area for area in reversed(place["ancestors"]) if area["kind"] != "country"]
    return tuple(words.say_area(area, lang) for area in chain)


def _day(text: str, lang: str) -> str:
    at = as_time(text)
    return days.say_day(days.thai_day(at), lang) if isinstance(at, datetime) else text

"""The cells of a dataset's table in words: the value, and what is known of it, for whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tambon.catalogue import Dataset, Page, Variable
from tambon.pages import in_words
from tambon.pages.words import GRADES as GRADE_WORDS
from tambon.pages.words import say_number, say_share
from tambon.public import words
from tambon.public.presenting import say_label, say_owner, say_unit_of


@dataclass(frozen=True)
class TableCell:
    """``grade`` and ``origin`` at the dataset's own level, ``counts`` and ``behind`` above it."""

    name: str
    label: str
    text: str
    unit: str
    number: bool
    grade: str | None
    meaning: str
    origin: str
    owner: str
    status: str
    status_text: str
    why: str
    hidden: bool
    counts: str
    behind: str
    derived: bool
    hint: str


@dataclass(frozen=True)
class TableRow:
    code: str
    name: str
    period: str
    cells: list[TableCell]


def show_rows(page: Page, dataset: Dataset, lang: str) -> list[TableRow]:
    """The rows of a page in words, one cell a variable."""
    chosen = [v for v in dataset["variables"] if v["name"] in page.variables]
    return [
        TableRow(
            code=row["area_code"],
            name=say_name(row, lang),
            period=str(row["period"]),
            cells=[show_cell(row, variable, dataset["level"], page.level, lang) for variable in chosen],
        )
        for row in page.rows
    ]


def say_name(row: dict[str, Any], lang: str) -> str:
    return str((row["area_name_th"] if lang == "th" else row["area_name_en"]) or row["area_name_th"])


def show_cell(row: dict[str, Any], variable: Variable, own_level: str, level: str, lang: str) -> TableCell:
    """One cell of a row of ``level``, of a dataset whose records are of ``own_level``."""
    own, name, value = level == own_level, variable["name"], row.get(variable["name"])
    status = row.get(f"{name}_status") or ""
    grade = row.get(f"{name}_grade") if own and value is not None else None
    counted = words.KINDS.get(own_level, (own_level, own_level))
    hidden = value is None and status == in_words.HIDDEN_STATUS
    meaning = GRADE_WORDS[grade] if grade else None
    return TableCell(
        name=name,
        label=say_label(variable, lang),
        text=in_words.say_value(variable, value, lang, total=not own),
        unit="" if value is None else say_unit_of(variable, own, counted, lang),
        number=isinstance(value, int | float) and not isinstance(value, bool),
        grade=grade,
        meaning=words.pick((meaning.meaning_th, meaning.meaning_en), lang) if meaning else "",
        origin=words.look(words.ORIGINS, row.get(f"{name}_origin"), lang) if grade else "",
        owner=say_owner(variable, lang),
        status=status,
        status_text=in_words.say_status(status, lang, own=own),
        why=_why_not(row, variable, own, lang) if value is None else "",
        hidden=hidden,
        counts="" if own or hidden else _short_counts(row, name),
        behind="" if own or hidden else words.say_counts(_counts(row, name), counted, lang),
        derived=variable["aggregation"] == "share",
        hint=_hint(row, variable, meaning, own, lang) if value is not None else "",
    )


def _hint(row: dict[str, Any], variable: Variable, meaning: Any, own: bool, lang: str) -> str:
    """What a pointer that rests on the value is told at once; the rest is a press away."""
    if own:
        first = words.pick((meaning.th, meaning.en), lang) if meaning else ""
    else:
        counts = _counts(row, variable["name"])
        share = say_share(counts["reported"], counts["expected"])
        first = words.pick(("รายงานแล้ว {}", "{} reported"), lang).format(share)
    return " · ".join(filter(None, (first, say_owner(variable, lang))))


def _why_not(row: dict[str, Any], variable: Variable, own: bool, lang: str) -> str:
    name = variable["name"]
    if row.get(f"{name}_status") == in_words.HIDDEN_STATUS:
        return words.look(words.HIDDEN, row.get(f"{name}_conf") or "N", lang)
    if own and row.get(f"{name}_grade"):  # the value is there, under a grade that was not asked for
        return words.pick(("ไม่ใช่ระดับที่เลือก", "Of another grade"), lang)
    if not own and variable["aggregation"] == "none":
        return "–"
    return words.look(words.ABSENCES, row.get(f"{name}_absent"), lang) or words.pick(in_words.NOTHING, lang)


def _counts(row: dict[str, Any], name: str) -> Any:
    return {part: row.get(f"{name}_{part}") for part in ("reported", "expected", "verified")}


def _short_counts(row: dict[str, Any], name: str) -> str:
    return f"{say_number(row[f'{name}_reported'] or 0)}/{say_number(row[f'{name}_expected'] or 0)}"

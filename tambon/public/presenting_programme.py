"""The programme's figures in words: bars, a strip of months, rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tambon.catalogue.programme import CELLS, KEYS, AreaFigures, Definition, ProgrammeFigures
from tambon.catalogue.programme_words import WITHHELD
from tambon.catalogue.progress import WITHHELD as WORK_WITHHELD
from tambon.lib.days import MONTHS_EN
from tambon.public import presenting, words
from tambon.public.programme import BELOW

SHORT_TH = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")


@dataclass(frozen=True)
class Shown:
    """One figure of one area: its label, and the number or None where it is withheld, with why."""

    key: str
    label: str
    value: int | float | None
    why: str


@dataclass(frozen=True)
class Row:
    """One area: its figures, the bar of its posts, the bar of its cells, and whether it leads on."""

    code: str
    title: str
    figures: list[Shown]
    filled: presenting.Slice | None
    posts: AreaFigures
    cells: list[presenting.Slice]
    why: str
    why_cells: str
    deeper: bool


@dataclass(frozen=True)
class MonthShown:
    """A month of the plan: ``when`` is past, now or coming; ``today`` how far it has gone, in per cent."""

    label: str
    period: str
    when: str
    today: str
    tasks: list[dict[str, str]]


def show_rows(areas: Sequence[AreaFigures], definitions: Sequence[Definition], lang: str) -> list[Row]:
    """The areas as they come."""
    labels = {one.key: words.pick((one.label_th, one.label_en), lang) for one in definitions}
    return [_row(one, labels, lang) for one in areas]


def _row(area: AreaFigures, labels: dict[str, str], lang: str) -> Row:
    return Row(
        code=area.area_code,
        title=say_area(area, lang),
        figures=[Shown(key, labels.get(key, key), getattr(area, key), _why(area, key, lang)) for key in KEYS],
        filled=_filled(area),
        posts=area,
        cells=presenting.meter(_steps(area), area.expected_cells),
        why=_why(area, "filled", lang),
        why_cells=_why(area, "verified_cells", lang),
        deeper=area.kind in BELOW,
    )


def _why(area: AreaFigures, key: str, lang: str) -> str:
    """Why the figure is withheld; empty where it is not."""
    if key in CELLS:
        return words.look(WORK_WITHHELD, area.cells_withheld, lang)
    return words.look(WITHHELD, area.withheld, lang)


def say_area(area: AreaFigures, lang: str) -> str:
    return words.say_area(area.model_dump(), lang)  # type: ignore[arg-type]


def _filled(area: AreaFigures) -> presenting.Slice | None:
    if area.filled is None:
        return None
    return presenting.meter({"verified": area.filled}, area.posts)[0]


def _steps(area: AreaFigures) -> dict[str, int]:
    """Cells without overlap, for a bar."""
    verified, checked = area.verified_cells or 0, area.checked_cells or 0  # none: withheld
    return {"verified": verified, "checked": checked - verified, "reported": area.reported_cells - checked}


def show_months(programme: ProgrammeFigures, today: date, lang: str) -> list[MonthShown]:
    """The plan's months in their order; a plan without tasks in a month still has the month."""
    return [_month(one, today, lang) for one in (programme.plan.months if programme.plan else [])]


def _month(one: Any, today: date, lang: str) -> MonthShown:
    first = date.fromisoformat(f"{one.month}-01")
    following = (first + timedelta(days=32)).replace(day=1)
    now = first <= today < following
    length = (following - first).days
    return MonthShown(
        label=_short(first, lang),
        period=one.month,
        when="now" if now else "past" if following <= today else "coming",
        today=f"{100 * ((today - first).days + 0.5) / length:.1f}%" if now else "",
        tasks=[
            {"name": words.pick((task.title_th, task.title_en), lang), "due": task.due} for task in one.tasks
        ],
    )


def _short(day: date, lang: str) -> str:
    if lang == "th":
        return f"{SHORT_TH[day.month - 1]} {day.year + 543 - 2500:02}"
    return f"{MONTHS_EN[day.month - 1][:3]} {day.year}"


def show_days(programme: ProgrammeFigures) -> dict[str, Any]:
    """The first and the last day, and how many calendar months they touch."""
    since, last = date.fromisoformat(programme.since), date.fromisoformat(programme.until) - timedelta(days=1)
    return {
        "since": since,
        "last": last,
        "months": (last.year - since.year) * 12 + last.month - since.month + 1,
    }

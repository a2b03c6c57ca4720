"""The list of returned cells that stands beside a short form on one person's phone. Pure.

The form looks the chosen row up by its ``name`` (``forms.rules.returning``). Nothing in it depends on the day
on which it is made: its hash changes when something was returned, answered or handed over, and only then.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from tambon.areas.rules import AreaView
from tambon.dictionary.rules.absence import ABSENCE_REASONS
from tambon.dictionary.rules.spec import DataClass, VariableSpec, VariableType
from tambon.fieldkit.rules.former import LONGEST, said
from tambon.forms.rules.returning import COLUMNS
from tambon.lib.days import say_day, say_period
from tambon.records.rules import absence
from tambon.verification.rules import Reason
from tambon.verification.rules.returning import ReturnView

HEADER = ("name", "label", *COLUMNS)
NOTHING = "–"
Pair = tuple[str, str]


def returned_csv(
    returns: Iterable[ReturnView], tambons: Mapping[int, AreaView], offices: Mapping[int, Pair], lang: str
) -> bytes:
    """One row for each returned cell of one variable, in the order given, in the person's words.

    ``tambons`` by village, ``offices``: their names in Thai and English. UTF-8 without a byte order mark.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for one in returns:
        writer.writerow(_row(one, tambons.get(one.area.id), offices, lang))
    return text.getvalue().encode()


def _row(one: ReturnView, tambon: AreaView | None, offices: Mapping[int, Pair], lang: str) -> tuple[str, ...]:
    thai = lang == "th"
    due = say_day(one.due, lang)
    place = _place(one.area, tambon, thai=thai)
    label = f"{place} · {say_period(one.period, lang)} · {'ภายใน' if thai else 'by'} {due}"
    office = offices.get(one.office_id, ("", ""))
    return (
        f"{one.area.code}-{one.period}", label, one.area.code, one.period, reason_words(one.reason)[not thai],
        one.note, say_value(one.variable, one.value, lang) or NOTHING, due, office[not thai] or office[0],
    )  # fmt: skip


def _place(area: AreaView, tambon: AreaView | None, *, thai: bool) -> str:
    if tambon is None:
        return area.full_th if thai else area.full_en
    return f"{area.full_th} {tambon.full_th}" if thai else f"{area.full_en}, {tambon.full_en}"


def reason_words(code: str) -> Pair:
    """An office's coded reason in Thai and English."""
    return Reason(code).words if code in set(Reason) else Reason.OTHER.words


def say_value(variable: VariableSpec, value: Any, lang: str) -> str:
    """What was answered, in words: rows one after another, a reason where there was no value."""
    reason = absence(value)
    if reason is not None:
        known = ABSENCE_REASONS[reason]
        return known.th if lang == "th" else known.en
    if variable.data_class is DataClass.PERSONAL:
        return ""
    if variable.type is not VariableType.ROWS or not isinstance(value, list):
        return said(variable, value, lang)
    rows = (
        ", ".join(told for c in variable.columns if (told := said(c, row.get(c.name), lang))) for row in value
    )
    text = "; ".join(rows)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

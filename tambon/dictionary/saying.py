"""A value of the dictionary in words, for whoever reads it: at the desk, at the counter, on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from tambon.dictionary.rules.absence import ABSENCE_REASONS
from tambon.dictionary.rules.spec import Column, VariableSpec, VariableType
from tambon.lib.days import say_day
from tambon.pages import words

YES_NO = {True: ("ใช่", "Yes"), False: ("ไม่ใช่", "No")}


def say_value(variable: VariableSpec, held: Any, lang: str) -> str:
    """Numbers with commas, codes by their labels, days in words, a reason in place of an absent value."""
    if held is None:
        return "–"
    if isinstance(held, dict) and "absent" in held:
        return words.said((ABSENCE_REASONS[held["absent"]].th, ABSENCE_REASONS[held["absent"]].en), lang)
    if variable.type is VariableType.ROWS:
        return "; ".join(_say_row(variable, row, lang) for row in held) or "–"
    return _say(variable, held, lang)


def _say_row(variable: VariableSpec, row: dict[str, Any], lang: str) -> str:
    """One row of a table: what was answered in its columns, by name."""
    told = ((column, row.get(column.name)) for column in variable.columns)
    return ", ".join(
        f"{words.said((column.label.th, column.label.en), lang)}: {_say(column, value, lang)}"
        for column, value in told
        if value not in (None, "")
    )


def _say(variable: VariableSpec | Column, held: Any, lang: str) -> str:
    if variable.type == VariableType.DATE:
        return say_day(date.fromisoformat(str(held)), lang)
    labels = {item.code: item.say(lang) for item in variable.codes}
    if isinstance(held, bool):
        return words.said(YES_NO[held], lang)
    if isinstance(held, list):
        return ", ".join(labels.get(str(one), str(one)) for one in held)
    return labels.get(str(held)) or words.say_number(held)

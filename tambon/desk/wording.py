"""Answers as people read them: a choice's words, a village's name, a day in words; what was sent in small."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from typing import NamedTuple

from tambon.areas import queries as areas
from tambon.forms import queries as forms
from tambon.forms.rules.layout import Column, Layout
from tambon.lib.days import say_day
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits
from tambon.lib.thai_dates import read_day
from tambon.pages import words


class Worded(NamedTuple):
    """An answer in words; ``code`` is what was sent, where that is something else."""

    said: str
    code: str = ""


class Wording:
    """Puts a form's answers into words. ``versions``: those whose village and day are looked for."""

    def __init__(self, layout: Layout, versions: Iterable[str], *, lang: str, on: date) -> None:
        self._columns = {one.path: one for table in layout.tables for one in table.columns}
        self._lang, self._on = lang, on
        found = [forms.find_version(layout.form_id, version) for version in set(versions)]
        self._villages = {one.mapping.area for one in found if one is not None}
        self._days = {one.mapping.visited_on for one in found if one is not None}
        self._place = cache(self._find_place)

    def __call__(self, path: str, text: str) -> Worded:
        """The answer at the path, which has no numbers of rows."""
        column = self._columns.get(path)
        said = self._said(path, column, text.strip())
        return Worded(said, text.strip()) if said and said != text.strip() else Worded(text)

    def _said(self, path: str, column: Column | None, text: str) -> str:
        if path in self._villages:
            return self._place(text)
        if path in self._days or (column is not None and column.type == "date"):
            return self.day(text)
        return self._choices(column, text) if column is not None and column.choices else ""

    def village(self, code: str) -> Worded:
        """The village of the code."""
        name = self._place(code)
        return Worded(name, code) if name else Worded(code)

    def day(self, text: str) -> str:
        """The day in words; empty for what is none."""
        try:
            return say_day(read_day(text), self._lang)
        except ValueError:
            return ""

    def _find_place(self, code: str) -> str:
        with suppress(Problem):
            return words.said(areas.get_place(arabic_digits(code), on=self._on), self._lang)
        return ""

    def _choices(self, column: Column, text: str) -> str:
        """The words of the choice, or of each where several were ticked."""
        labels = {code: (th if self._lang == "th" else en) or th or en for code, th, en in column.choices}
        if text in labels:
            return labels[text]
        several = text.split()
        return ", ".join(labels.get(one, one) for one in several) if labels.keys() & set(several) else ""

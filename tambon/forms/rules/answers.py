"""From a filled form to values of the dictionary, with what could not be read kept as doubts. Pure and quick.

What is blank makes no claim, unless its group says why it is blank, or the dictionary says that it does not
apply.
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from lxml import etree

from tambon.dictionary.rules.absence import ABSENCE_REASONS, Reason, absent
from tambon.dictionary.rules.expressions import evaluate
from tambon.dictionary.rules.spec import DatasetSpec, VariableSpec
from tambon.dictionary.rules.values import is_blank, read_day, read_rows, read_value
from tambon.forms import problems
from tambon.forms.rules.leaves import Leaves, flatten, parse_xml
from tambon.forms.rules.mapping import HEAD_AGREES, HEAD_OBJECTS, Columns, Mapping
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy

LONGEST_DOUBT = 200
LONGEST_CODE = 40
LONGEST_REMARK = 500
META = AREA, DAY = "area", "day"  # what a correction names instead of a path; "/area" is a question's


class Doubt(NamedTuple):
    """An answer that could not be read: it makes no claim and waits for a person."""

    path: str
    text: str
    code: str


class HeadSaid(NamedTuple):
    """What the village's head said of the answers before the worker; ``remark`` what is wrong with them."""

    agrees: bool
    remark: str = ""


@dataclass
class Answers:
    area_code: str | None
    visited_on: date | None
    values: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # dataset: {variable: value or {"absent": …}}
    doubts: list[Doubt] = field(default_factory=list)
    period: str | None = None  # of a form that says itself which period's cell it is about
    head: HeadSaid | None = None


def read_answers(
    xml: bytes | etree._Element,
    mapping: Mapping,
    specs: ReadOnly[str, DatasetSpec],
    corrections: ReadOnly[str, str] = MappingProxyType({}),
) -> Answers:
    """The answers of one filled form; namespaces are looked through. ``specs`` holds every mapped dataset.

    ``corrections`` are what a person said beside it, by path, ``area`` and ``day``: they stand in the place
    of what was sent, and an empty one for no answer.
    Raises a Problem when the bytes are no well-formed XML or bring a document type.
    """
    root = parse_xml(xml) if isinstance(xml, bytes) else xml
    repeats = {rows.path for of in mapping.rows.values() for rows in of.values()}
    leaves = flatten(root, repeats)
    leaves.correct({name.removeprefix("/"): said for name, said in corrections.items() if name not in META})
    reader = _Reader(leaves)
    answers = Answers(
        reader.area(mapping.area, corrections.get(AREA)),
        reader.day(mapping.visited_on, corrections.get(DAY)),
        doubts=reader.doubts,
        period=reader.said(mapping.period)[:LONGEST_CODE] or None if mapping.period else None,
        head=reader.head(mapping),
    )
    for dataset in mapping.datasets:
        spec = specs[dataset]
        values = reader.values(spec, mapping.variables.get(dataset, {}))
        values.update(reader.rows(spec, mapping.rows.get(dataset, {})))
        answers.values[dataset] = values
    reader.excuse(answers.values, mapping, specs)
    return answers


class _Reader:
    def __init__(self, flat: Leaves) -> None:
        self.flat = flat
        self.doubts: list[Doubt] = []
        self.unread: set[tuple[str, str]] = set()

    def doubt(self, path: str, text: str, code: str) -> None:
        self.doubts.append(Doubt(path, text[:LONGEST_DOUBT], code))

    def text(self, path: str) -> str:
        if path in self.flat.repeated:
            self.doubt(path, self.flat.texts[path], problems.repeated_answer.code)
            return ""
        return self.flat.texts.get(path, "")

    def said(self, path: str, corrected: str | None = None) -> str:
        """The text as a person means it; empty for what is no answer."""
        text = self.text(path) if corrected is None else corrected
        said = arabic_digits(tidy(text))
        return "" if is_blank(said) else said

    def area(self, path: str, corrected: str | None) -> str | None:
        return self.said(path, corrected).replace(" ", "")[:LONGEST_CODE] or None

    def day(self, path: str, corrected: str | None) -> date | None:
        said = self.said(path, corrected)
        try:
            return read_day(said) if said else None
        except ValueError:
            self.doubt(path, said, problems.unreadable_day.code)
            return None

    def head(self, mapping: Mapping) -> HeadSaid | None:
        """None where the head was not asked, or what stands there is no word of ours: nothing hangs on it."""
        said = self.said(mapping.head_word) if mapping.head_word else ""
        if said not in (HEAD_AGREES, HEAD_OBJECTS):
            return None
        remark = self.said(mapping.head_remark) if mapping.head_remark and said == HEAD_OBJECTS else ""
        return HeadSaid(said == HEAD_AGREES, remark[:LONGEST_REMARK])

    def values(self, spec: DatasetSpec, paths: dict[str, str]) -> dict[str, Any]:
        found = {}
        for name, path in paths.items():
            text, variable = self.text(path), spec.by_name.get(name)
            if path in self.flat.repeated:
                self.unread.add((spec.name, name))
            if not text or variable is None:
                continue
            try:
                value = read_value(variable, text)
            except Problem as problem:
                self.doubt(path, text, problem.kind.code)
                self.unread.add((spec.name, name))
                continue
            if value is not None:
                found[name] = value
        return found

    def rows(self, spec: DatasetSpec, places: dict[str, Columns]) -> dict[str, Any]:
        found = {}
        for name in places.keys() & spec.by_name.keys():
            place = places[name]
            texts = [
                {column: row.get(path, "") for column, path in place.columns.items()}
                for row in self.flat.rows.get(place.path, [])
            ]
            if self.doubt_repeated(place, texts):
                self.unread.add((spec.name, name))
                continue
            try:
                value = read_rows(spec.by_name[name], texts)
            except Problem as problem:
                self.doubt_rows(spec.by_name[name], place, texts, problem)
                self.unread.add((spec.name, name))
                continue
            if value is not None:
                found[name] = value
        return found

    def doubt_repeated(self, place: Columns, texts: list[dict[str, str]]) -> bool:
        """Whether a cell was answered twice in its row: which of the two counts is for a person to say."""
        cells = [
            (f"{place.path}[{number}]/{path}", row[column])
            for number, row in enumerate(texts, 1)
            for column, path in place.columns.items()
        ]
        twice = [(path, text) for path, text in cells if path in self.flat.repeated]
        for path, text in twice:
            self.doubt(path, text, problems.repeated_answer.code)
        return bool(twice)

    def doubt_rows(
        self, variable: VariableSpec, place: Columns, texts: list[dict[str, str]], problem: Problem
    ) -> None:
        """A doubt for each cell that cannot be read, so that a person can correct just that one."""
        before = len(self.doubts)
        for number, row in enumerate(texts, 1):
            for column in variable.columns:
                try:
                    read_value(column, row.get(column.name, ""))
                except Problem as fault:
                    path = f"{place.path}[{number}]/{place.columns.get(column.name, column.name)}"
                    self.doubt(path, row.get(column.name, ""), fault.kind.code)
        if len(self.doubts) == before:  # the dictionary has other columns now
            self.doubt(place.path, str(texts), problem.kind.code)

    def excuse(
        self, values: dict[str, dict[str, Any]], mapping: Mapping, specs: ReadOnly[str, DatasetSpec]
    ) -> None:
        """Gives a reason to what is blank: it does not apply, or the group says why."""
        for dataset, found in values.items():
            for name in (*mapping.variables.get(dataset, ()), *mapping.rows.get(dataset, ())):
                variable = specs[dataset].by_name.get(name)
                rule = variable.applicability if variable else None
                blank = name not in found and (dataset, name) not in self.unread
                if rule is not None and blank and evaluate(rule, found) is False:
                    found[name] = absent(Reason.NOT_APPLICABLE)
        for path, covered in mapping.absences.items():
            said = self.said(path)
            if said and said not in ABSENCE_REASONS:
                self.doubt(path, said, problems.unknown_reason.code)
            elif said:
                self._cover(values, covered, specs, Reason(said))

    def _cover(
        self,
        values: dict[str, dict[str, Any]],
        covered: dict[str, list[str]],
        specs: ReadOnly[str, DatasetSpec],
        reason: Reason,
    ) -> None:
        for dataset, names in covered.items():
            for name in names:
                if name in specs[dataset].by_name and (dataset, name) not in self.unread:
                    values[dataset].setdefault(name, absent(reason))

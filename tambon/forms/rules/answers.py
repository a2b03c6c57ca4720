"""From a filled form to values of the dictionary, with what could not be read kept as doubts. Pure and quick.

What is blank makes no claim, unless its group says why it is blank, or the dictionary says that it does not
apply.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from lxml import etree

from tambon.dictionary.rules.absence import ABSENCE_REASONS, Reason, absent
from tambon.dictionary.rules.expressions import evaluate
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.dictionary.rules.values import read_day, read_rows, read_value
from tambon.forms import problems
from tambon.forms.rules.mapping import Columns, Mapping
from tambon.lib.problem import Problem
from tambon.lib.text import arabic_digits, tidy

LONGEST_DOUBT = 200
LONGEST_CODE = 40


class Doubt(NamedTuple):
    """An answer that could not be read: it makes no claim and waits for a person."""

    path: str
    text: str
    code: str


@dataclass
class Answers:
    area_code: str | None
    visited_on: date | None
    values: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # dataset: {variable: value or {"absent": …}}
    doubts: list[Doubt] = field(default_factory=list)


def read_answers(xml: bytes | etree._Element, mapping: Mapping, specs: ReadOnly[str, DatasetSpec]) -> Answers:
    """The answers of one filled form; namespaces are looked through. ``specs`` holds every mapped dataset.

    Raises a Problem when the bytes are no well-formed XML or bring a document type.
    """
    root = parse_xml(xml) if isinstance(xml, bytes) else xml
    repeats = {rows.path for of in mapping.rows.values() for rows in of.values()}
    reader = _Reader(_flatten(root, repeats))
    answers = Answers(reader.area(mapping.area), reader.day(mapping.visited_on), doubts=reader.doubts)
    for dataset in mapping.datasets:
        spec = specs[dataset]
        values = reader.values(spec, mapping.variables.get(dataset, {}))
        values.update(reader.rows(spec, mapping.rows.get(dataset, {})))
        answers.values[dataset] = values
    reader.excuse(answers.values, mapping, specs)
    return answers


def parse_xml(content: bytes) -> etree._Element:
    """The root element; no entity is resolved, nothing is fetched, huge trees and doctypes are refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise problems.not_xml(what=" ".join(str(error).split())[:LONGEST_DOUBT]) from None
    if root.getroottree().docinfo.doctype:
        raise problems.not_xml(what="a document type is not allowed")
    return root


@dataclass
class _Flat:
    """A form's leaves by path, the paths that occur twice, and the rows of its repeats."""

    texts: dict[str, str] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def _flatten(root: etree._Element, repeats: set[str]) -> _Flat:
    flat = _Flat()
    for path, text, element in _leaves(root, "", repeats):
        if element is not None:
            inner = _flatten(element, set())
            flat.rows.setdefault(path, []).append(inner.texts)
        elif path in flat.texts:
            flat.repeated.add(path)
        else:
            flat.texts[path] = text
    return flat


def _leaves(
    parent: etree._Element, prefix: str, repeats: set[str]
) -> Iterator[tuple[str, str, etree._Element | None]]:
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str):  # an entity that was not resolved
            continue
        path = prefix + tag.rpartition("}")[2]
        if path in repeats:
            yield path, "", child
        elif len(child):
            yield from _leaves(child, path + "/", repeats)
        else:
            yield path, child.text or "", None


class _Reader:
    def __init__(self, flat: _Flat) -> None:
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

    def area(self, path: str) -> str | None:
        return arabic_digits(tidy(self.text(path)))[:LONGEST_CODE] or None if path else None

    def day(self, path: str) -> date | None:
        said = arabic_digits(tidy(self.text(path))) if path else ""
        try:
            return read_day(said) if said else None
        except ValueError:
            self.doubt(path, said, problems.unreadable_day.code)
            return None

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
            try:
                value = read_rows(spec.by_name[name], texts)
            except Problem as problem:
                self.doubt(place.path, str(texts), problem.kind.code)
                self.unread.add((spec.name, name))
                continue
            if value is not None:
                found[name] = value
        return found

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
            said = self.text(path).strip()
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

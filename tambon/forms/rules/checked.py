"""A mapping that a person gives for any form: each question is compared with its variable. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as ReadOnly
from typing import Any

from tambon.dictionary import problems as dictionary_problems
from tambon.dictionary.rules.spec import Column, DatasetSpec, VariableSpec
from tambon.forms import problems
from tambon.forms.rules.filling import META
from tambon.forms.rules.fitting import demand_fit, demand_meta, demand_scalar, named, units_of
from tambon.forms.rules.mapping import Columns, Link, Mapping
from tambon.forms.rules.shape import Node, Shape
from tambon.lib.problem import Problem


def checked_mapping(
    given: ReadOnly[str, Any], shape: Shape, specs: ReadOnly[str, DatasetSpec], *, form: str
) -> Mapping:
    """Where each variable's answer stands. ``given`` is ``{"area": question, "visited_on": question,
    "variables": {"dataset.variable": question, "dataset.variable.column": question}}``; a question is named
    by its path or, where that is clear, by its name.

    Raises a Problem for what is not in the form or the dictionary, for what does not fit, and for variables
    without a place.
    """
    checker = _Checker(shape, specs, form)
    meta = {name: checker.meta(name, given[name]) for name in META if given.get(name)}
    wanted = given.get("variables", {})
    if wanted and "area" not in meta:
        raise problems.mapping_without_area()
    found = checked_variables(wanted, shape, specs, form=form)
    return found.model_copy(update=meta)


def checked_variables(
    wanted: ReadOnly[str, str], shape: Shape, specs: ReadOnly[str, DatasetSpec], *, form: str
) -> Mapping:
    """The mapping of variables alone, which belongs to no area yet; raises as `checked_mapping` does."""
    checker = _Checker(shape, specs, form)
    variables: dict[str, dict[str, str]] = {}
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for name, question in wanted.items():
        link = Link.read(name)
        if link.column:
            columns.setdefault((link.dataset, link.variable), {})[link.column] = checker.column(
                link, question
            )
        else:
            variables.setdefault(link.dataset, {})[link.variable] = checker.variable(link, question)
    rows: dict[str, dict[str, Columns]] = {}
    for (dataset, variable), paths in columns.items():
        rows.setdefault(dataset, {})[variable] = checker.rows(f"{dataset}.{variable}", paths)
    return Mapping(variables=variables, rows=rows)


def all_faults(
    given: ReadOnly[str, Any], shape: Shape, specs: ReadOnly[str, DatasetSpec], *, form: str
) -> Iterator[Problem]:
    """Every pair that does not fit, one by one: a person corrects them together."""
    for name, question in given.get("variables", {}).items():
        alone = {"area": given.get("area", ""), "variables": {name: question}}
        try:
            checked_mapping(alone, shape, specs, form=form)
        except Problem as problem:
            yield problem
            if problem.kind is problems.mapping_without_area:
                return


class _Checker:
    def __init__(self, shape: Shape, specs: ReadOnly[str, DatasetSpec], form: str) -> None:
        self.shape, self.specs, self.form = shape, specs, form
        self.units = units_of(specs.values())

    def node(self, question: str) -> Node:
        found = self.shape.by_path.get(question)
        if found is None:
            named = [node for node in self.shape.by_path.values() if node.name == question]
            found = named[0] if len(named) == 1 else None
        if found is None:
            raise problems.unknown_question(form=self.form, question=question)
        return found

    def meta(self, name: str, question: str) -> str:
        node = self.node(question)
        demand_meta(node, self.shape, name)
        return node.path

    def spec(self, link: Link) -> VariableSpec:
        asked = {v.name: v for v in self.specs[link.dataset].asked} if link.dataset in self.specs else {}
        if link.variable not in asked:
            raise dictionary_problems.unknown_variable(dataset=link.dataset, variable=link.variable)
        return asked[link.variable]

    def variable(self, link: Link, question: str) -> str:
        node, spec, name = self.node(question), self.spec(link), f"{link.dataset}.{link.variable}"
        demand_fit(node, spec, name, self.units)
        if spec.type == "rows":
            raise problems.mapping_unfit(
                question=named(node), variable=name,
                why_th="จับคู่ทีละคอลัมน์ของชุดคำถามซ้ำ", why_en="map the questions of the repeat to its columns",
            )  # fmt: skip
        demand_scalar(node, self.shape, name)
        return node.path

    def column(self, link: Link, question: str) -> str:
        node, name = self.node(question), ".".join(link)
        found: Column | None = {c.name: c for c in self.spec(link).columns}.get(link.column)
        if found is None:
            raise dictionary_problems.unknown_variable(dataset=link.dataset, variable=name.partition(".")[2])
        demand_fit(node, found, name, self.units)
        if not self.shape.repeat_of(node.path):
            th, en = "คำถามไม่ได้อยู่ในชุดคำถามซ้ำ", "it does not stand in a repeat"
            raise problems.mapping_unfit(question=named(node), variable=name, why_th=th, why_en=en)
        return node.path

    def rows(self, variable: str, paths: dict[str, str]) -> Columns:
        """All columns of one variable are asked in one repeat, which stands in no other."""
        repeats = {self.shape.repeat_of(path) for path in paths.values()}
        repeat = repeats.pop()
        if repeats or self.shape.repeat_of(repeat):
            question = next(iter(paths.values())).rpartition("/")[2]
            th, en = "คอลัมน์อยู่คนละชุดคำถามซ้ำ หรือซ้อนกันหลายชั้น", "its columns stand in several or nested repeats"
            raise problems.mapping_unfit(question=question, variable=variable, why_th=th, why_en=en)
        return Columns(path=repeat, columns={name: path[len(repeat) + 1 :] for name, path in paths.items()})

"""A mapping given beside a questionnaire that names no variables itself. Pure."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from typing import Any

from tambon.dictionary import problems as dictionary_problems
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms import problems
from tambon.forms.rules.filling import META, Filled
from tambon.forms.rules.mapping import Link, Mapping


def mapped_datasets(given: ReadOnly[str, Any]) -> set[str]:
    """The datasets that the mapping speaks of."""
    return {Link.read(name).dataset for name in given.get("variables", {})}


def explicit_mapping(
    filled: Filled, given: ReadOnly[str, Any], specs: ReadOnly[str, DatasetSpec], *, form: str
) -> Filled:
    """The same questionnaire with the given mapping in place of its own.

    Raises a Problem where a question or a variable is not there.
    """

    def path(question: str) -> str:
        if question not in filled.paths:
            raise problems.unknown_question(form=form, question=question)
        return filled.paths[question]

    variables: dict[str, dict[str, str]] = {}
    for name, question in given.get("variables", {}).items():
        link = Link.read(name)
        if link.dataset not in specs or link.variable not in {v.name for v in specs[link.dataset].asked}:
            raise dictionary_problems.unknown_variable(dataset=link.dataset, variable=link.variable)
        variables.setdefault(link.dataset, {})[link.variable] = path(question)
    area, visited_on = (path(given[name]) if name in given else "" for name in META)
    mapping = Mapping(area=area, visited_on=visited_on, variables=variables)
    return replace(filled, mapping=mapping)

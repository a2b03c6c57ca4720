"""From a dataset's text to its DatasetSpec, or to a Problem that names file, variable and what to do."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

import yaml
from pydantic import ValidationError

from tambon.areas.rules import Kind as AreaKind
from tambon.dictionary import problems
from tambon.dictionary.rules import catalogue_terms
from tambon.dictionary.rules.expressions import Expression, parse
from tambon.dictionary.rules.spec import (
    Check,
    DataClass,
    DatasetSpec,
    Resolution,
    Share,
    VariableSpec,
    VariableType,
    WeightedMean,
)
from tambon.lib.problem import Problem

Fault = tuple[str, str]  # variable (or check), what to do
_NUMERIC = {VariableType.INTEGER, VariableType.DECIMAL}
_LEVELS = (AreaKind.COUNTRY, AreaKind.PROVINCE, AreaKind.DISTRICT, AreaKind.TAMBON, AreaKind.VILLAGE)
_CODED = {VariableType.CODE, VariableType.CODES}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # seven times as fast


@lru_cache(maxsize=64)
def read_dataset(text: str, *, file: str) -> DatasetSpec:
    """The dataset that ``text`` (YAML) describes; raises a Problem with the first thing that is wrong.

    Kept in the process: nothing in a spec can be changed.
    """
    try:
        tree = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are the safe one
    except yaml.YAMLError as error:
        raise problems.not_yaml(file=file, what=" ".join(str(error).split())) from None
    if not isinstance(tree, dict):
        raise problems.not_yaml(file=file, what="a mapping with name, title and variables is needed")
    try:
        spec = DatasetSpec.model_validate(tree)
    except ValidationError as error:
        raise _refusal(error, tree, file) from None
    for item, what, fitting in item_faults(spec):
        raise problems.bad_item(file=file, item=item, what=what, allowed=fitting)
    for variable, what in faults(spec):
        raise problems.bad_text(file=file, variable=variable, what=what)
    return spec


def content_sha256(content: Any) -> str:
    """The SHA-256 of JSON content in one fixed spelling, for the journal."""
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _refusal(error: ValidationError, tree: dict[str, Any], file: str) -> Problem:
    """The first thing that is wrong; an item of the catalogue comes with the values that it may have."""
    found = error.errors()[0]
    place = [str(part) for part in found["loc"]]
    if place[0] == "catalogue":
        item = place[1] if len(place) > 1 else "catalogue"
        said = f"{found['input']}" if isinstance(found["input"], str | int | float) else ""
        what = "ไม่มี · it lacks" if found["type"] == "missing" else f"{said} ({found['msg']})".strip()
        return problems.bad_item(file=file, item=item, what=what, allowed=catalogue_terms.allowed(item))
    return problems.bad_text(file=file, **_first(error, tree))


def item_faults(spec: DatasetSpec) -> Iterator[tuple[str, str, str]]:
    """(item, what is wrong, what fits): items of the catalogue that contradict the rest of the text."""
    items = spec.catalogue
    if catalogue_terms.LICENCE_OF_LITERAL[items.license_id] != spec.licence:
        fitting = [k for k, v in catalogue_terms.LICENCE_OF_LITERAL.items() if v == spec.licence]
        yield "license_id", f"{items.license_id} ≠ {spec.licence}", " | ".join(fitting)
    finest = catalogue_terms.FINEST.get(spec.area_kind)
    if finest not in (None, items.geo_coverage):
        yield "geo_coverage", f"{items.geo_coverage} ≠ {spec.area_kind}", str(finest)


def _first(error: ValidationError, tree: dict[str, Any]) -> dict[str, str]:
    found = error.errors()[0]
    place, name = [str(part) for part in found["loc"]], "-"
    if len(place) > 1 and place[0] in ("variables", "checks") and place[1].isdigit():
        item = tree[place[0]][int(place[1])]
        name = str(item.get("name", place[1])) if isinstance(item, dict) else place[1]
    return {"variable": name, "what": f"{'.'.join(place)}: {found['msg']}"}


def faults(spec: DatasetSpec) -> Iterator[Fault]:
    """What pydantic cannot see: names that do not fit each other."""
    yield from _twice(v.name for v in spec.variables)
    yield from _twice(c.name for c in spec.all_checks)
    for variable in spec.variables:
        yield from _type_faults(variable)
        yield from _band_faults(variable)
        yield from _class_faults(variable)
        yield from _level_faults(spec, variable)
        yield from _total_faults(spec, variable)
        yield from _aggregation_faults(spec, variable)
        if variable.applies_when:
            yield from _expression_faults(spec, variable.name, variable.applies_when)
    for check in spec.all_checks:
        yield from _check_faults(spec, check)
    for variable in spec.variables:
        yield from _telling_faults(spec, variable)


def _twice(names: Iterable[str]) -> Iterator[Fault]:
    for name, times in Counter(names).items():
        if times > 1:
            yield name, f"the name stands {times} times; give each its own"


def _type_faults(variable: VariableSpec) -> Iterator[Fault]:
    numeric, coded = variable.type in _NUMERIC, variable.type in _CODED
    if coded != bool(variable.codes):
        yield variable.name, "a code or codes variable lists its codes, and no other does"
    if (variable.type is VariableType.ROWS) != bool(variable.columns):
        yield variable.name, "a rows variable lists its columns, and no other does"
    if not numeric and (variable.minimum is not None or variable.maximum is not None):
        yield variable.name, "only a number has a minimum and a maximum"
    if numeric != (variable.unit is not None):
        yield variable.name, "a number has a unit, and nothing else has"
    if None not in (variable.minimum, variable.maximum) and variable.minimum > variable.maximum:  # type: ignore[operator]
        yield variable.name, "the minimum is above the maximum"
    for code, what in _twice(item.code for item in variable.codes):
        yield variable.name, f"code {code}: {what}"


def _band_faults(variable: VariableSpec) -> Iterator[Fault]:
    if (variable.resolution is Resolution.OWNER_WITHIN) != (variable.band is not None):
        yield variable.name, "resolution owner_within has a band, and no other has"
    if variable.band is not None and variable.type not in _NUMERIC:
        yield variable.name, "only numbers lie within a band"


def _class_faults(variable: VariableSpec) -> Iterator[Fault]:
    if (variable.data_class is DataClass.AGGREGATE) != (variable.publish_from is not None):
        yield (
            variable.name,
            "class aggregate says publish_from (area_kind and threshold), and no other class does",
        )
    if variable.type is VariableType.TEXT and variable.data_class is DataClass.FREE:
        yield variable.name, "free text may name a person: its class cannot be free"


def _level_faults(spec: DatasetSpec, variable: VariableSpec) -> Iterator[Fault]:
    """Of class aggregate: a level above the records' own, and a figure that can be hidden."""
    if variable.publish_from is None:
        return
    above = _LEVELS[: _LEVELS.index(spec.area_kind)] if spec.area_kind in _LEVELS else ()
    if variable.publish_from.area_kind not in above:
        fitting = ", ".join(map(str, reversed(above))) or "nothing"
        yield variable.name, f"publish_from.area_kind is a level above {spec.area_kind}: {fitting}"
    if variable.aggregation.method not in ("sum", "share"):
        yield variable.name, "class aggregate adds up by sum or share: a mean of few cannot be hidden"


def _telling_faults(spec: DatasetSpec, variable: VariableSpec) -> Iterator[Fault]:
    """Published with a variable is how many villages it applies to and whether values passed their checks:
    neither may follow from what is protected."""
    if variable.data_class not in (DataClass.FREE, DataClass.AGGREGATE):
        return
    condition = variable.applicability.names if variable.applicability else frozenset()
    for name in sorted(protected_among(spec, condition)):
        yield variable.name, f"applies_when names {name}: how many were asked would tell of it, so ask always"
    for check in spec.all_checks if variable.data_class is DataClass.FREE else ():
        if check.about == variable.name and (named := protected_among(spec, check.expression.names)):
            yield check.name, f"its outcome is published with {variable.name}: let it be about {min(named)}"


def protected_among(spec: DatasetSpec, names: Collection[str]) -> set[str]:
    """Those of the names whose values are not open."""
    return {v.name for v in spec.variables if v.name in names and v.data_class is not DataClass.FREE}


def _total_faults(spec: DatasetSpec, variable: VariableSpec) -> Iterator[Fault]:
    """A total and its parts are added up, each is there once, and none is a part of itself."""
    parts = variable.total_of
    if not parts:
        return
    if len(parts) < 2 or len(set(parts)) < len(parts):
        yield variable.name, "total_of names two parts or more, each once"
    for name in (variable.name, *parts):
        found = spec.by_name.get(name)
        if found is None or found.aggregation.method != "sum" or found.data_class is DataClass.PERSONAL:
            yield variable.name, f"total_of needs {name} as a sum of this dataset that is not personal"
    below: set[str] = set()
    left = list(parts)
    while left:
        if (name := left.pop()) not in below:
            below.add(name)
            left += spec.by_name[name].total_of if name in spec.by_name else ()
    if variable.name in below:
        yield variable.name, "total_of leads back to the variable itself"


def _aggregation_faults(spec: DatasetSpec, variable: VariableSpec) -> Iterator[Fault]:
    how, summed = variable.aggregation, {v.name for v in spec.variables if v.aggregation.method == "sum"}
    if how.method != "none" and variable.type not in _NUMERIC:
        yield variable.name, "only numbers add up: use aggregation none"
    needed = []
    if isinstance(how, Share):
        needed = [how.numerator, how.denominator]
    if isinstance(how, WeightedMean):
        needed = [how.weight]
    for name in needed:
        if name not in summed:
            yield variable.name, f"{how.method} needs {name}, a variable of this dataset with aggregation sum"


def _check_faults(spec: DatasetSpec, check: Check) -> Iterator[Fault]:
    if check.about not in spec.by_name:
        yield check.name, f"about names {check.about or 'nothing'}; name a variable of this dataset"
    yield from _expression_faults(spec, check.name, check.holds)


def _expression_faults(spec: DatasetSpec, place: str, text: str) -> Iterator[Fault]:
    try:
        expression = parse(text)
    except Problem as problem:
        yield place, problem.say("en")
        return
    for name in sorted(expression.names - {v.name for v in spec.asked}):
        yield place, f"{text}: {name} is no variable that is asked; check its name"
    yield from _use_faults(spec, place, expression)


def _use_faults(spec: DatasetSpec, place: str, expression: Expression) -> Iterator[Fault]:
    uses = (
        (expression.numbers, _NUMERIC, "a number"),
        (expression.texts, {VariableType.CODE}, "one code"),
        (expression.flags, {VariableType.BOOLEAN}, "a yes or no"),
        (expression.lists, {VariableType.CODES}, "a list of codes"),
    )
    for names, types, said in uses:
        for name in sorted(names & spec.by_name.keys()):
            if spec.by_name[name].type not in types:
                yield place, f"{expression.text}: {name} is used as {said} but is {spec.by_name[name].type}"

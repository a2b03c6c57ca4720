"""From the dictionary's specification to what a freeze keeps of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tambon.dictionary.rules.linear import limits_of
from tambon.dictionary.rules.reading import protected_among
from tambon.dictionary.rules.spec import (
    Column,
    DataClass,
    DatasetSpec,
    Severity,
    Share,
    VariableSpec,
    VariableType,
    WeightedMean,
)
from tambon.releases.rules.shape import Dataset, Variable

Names = Mapping[str, tuple[str, str]]  # agency code: Thai and English name


def adapt(spec: DatasetSpec, number: int, periods: list[str], agencies: Names) -> Dataset:
    """The dataset with the agencies' names spelled out: a release is read without our database."""
    owner = spec.answerable
    owner_th, owner_en = agencies.get(owner, ("", ""))
    return Dataset(
        name=spec.name,
        version=number,
        label_th=spec.title.th,
        label_en=spec.title.en,
        description_th=spec.description.th,
        description_en=spec.description.en,
        level=str(spec.area_kind),
        periods=sorted(periods),
        variables=[_variable(spec, variable, agencies) for variable in spec.variables],
        owner=owner,
        owner_th=owner_th,
        owner_en=owner_en,
        licence=spec.licence,
        catalogue=spec.catalogue.model_dump(mode="json"),
        limits=list(_limits(spec)),
    )


def _limits(spec: DatasetSpec) -> Iterator[dict[str, Any]]:
    """What every row keeps to, where it says something of protected figures. To what a check only asks about
    no row is sure to keep, and personal figures are not frozen."""
    numbers = {v.name for v in spec.variables if v.type in (VariableType.INTEGER, VariableType.DECIMAL)}
    known = {v.name for v in spec.variables if v.data_class is not DataClass.PERSONAL} & numbers
    whole = {v.name for v in spec.variables if v.type is VariableType.INTEGER}
    for check in spec.all_checks:
        for limit in (
            limits_of(check.expression.condition, whole) if check.severity is Severity.BLOCKS else ()
        ):
            if limit.terms.keys() <= known and protected_among(spec, limit.terms):
                yield {"terms": {n: str(x) for n, x in limit.terms.items()}, "most": str(limit.most)}


def _variable(spec: DatasetSpec, variable: VariableSpec, agencies: Names) -> Variable:
    owner_th, owner_en = agencies.get(variable.owner[0], ("", ""))
    condition = variable.applicability.names if variable.applicability else frozenset()
    return Variable(
        name=variable.name,
        label_th=variable.label.th,
        label_en=variable.label.en,
        description_th=variable.description.th,
        description_en=variable.description.en,
        type=str(variable.type),
        protection=str(variable.data_class),
        minimum=variable.minimum,
        maximum=variable.maximum,
        codes=[{"code": code.code, "label_th": code.th, "label_en": code.en} for code in variable.codes],
        owner=variable.owner[0],
        owner_th=owner_th,
        owner_en=owner_en,
        columns=[_column(column) for column in variable.columns],
        total_of=list(variable.total_of),
        applies_by=sorted(protected_among(spec, condition)),
        **_unit(variable),
        **_protection(variable),
        **_aggregation(variable),
    )


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "label_th": column.label.th,
        "label_en": column.label.en,
        "type": str(column.type),
        "minimum": column.minimum,
        "maximum": column.maximum,
        "codes": [{"code": code.code, "label_th": code.th, "label_en": code.en} for code in column.codes],
        **_unit(column),
    }


def _unit(variable: VariableSpec | Column) -> dict[str, Any]:
    unit = variable.unit
    return {"unit": unit.code, "unit_th": unit.th, "unit_en": unit.en} if unit else {}


def _protection(variable: VariableSpec) -> dict[str, Any]:
    said = variable.publish_from
    if said is None:
        return {}
    safe = said.zeros == "safe"
    return {"publish_from": str(said.area_kind), "threshold": said.threshold, "zeros_safe": safe}


def _aggregation(variable: VariableSpec) -> dict[str, Any]:
    way = variable.aggregation
    body: dict[str, Any] = {"aggregation": way.method}
    if isinstance(way, WeightedMean):
        body["weight"] = way.weight
    if isinstance(way, Share):
        body |= {"numerator": way.numerator, "denominator": way.denominator, "scale": way.per}
    return body

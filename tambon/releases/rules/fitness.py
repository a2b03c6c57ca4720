"""Whether the dictionary's datasets can be released as they are described. Pure."""

from __future__ import annotations

from collections import Counter

from tambon.catalogue.shapes import AREA_COLUMNS
from tambon.lib.problem import Problem
from tambon.releases import problems
from tambon.releases.rules.child_tables import taken_columns
from tambon.releases.rules.protection import AGGREGATE, leaking_inputs, leaves_the_database
from tambon.releases.rules.shape import AGGREGATIONS, NUMBERS, Dataset, Variable

GEOMETRY = "geometry"  # a column of the files for maps
_ADDS_UP = (*NUMBERS, "boolean")  # a boolean's sum counts its yeses
_PARTS = ("", "_grade", "_origin", "_status", "_absent", "_expected", "_reported", "_verified", "_conf")


def demand_fit(dataset: Dataset) -> None:
    """Raises the first Problem that keeps this dataset out of a release."""
    frozen = [variable for variable in dataset.variables if leaves_the_database(variable)]
    names = [f"{variable.name}{part}" for variable in frozen for part in _PARTS]
    twice = [
        name for name, times in Counter([*names, *AREA_COLUMNS, "planned", GEOMETRY]).items() if times > 1
    ]
    twice += taken_columns(dataset)
    if twice:
        raise problems.columns_collide(dataset=dataset.name, columns=", ".join(sorted(twice)))
    for variable in frozen:
        _demand_aggregation(dataset, variable, {each.name: each for each in frozen})
        _demand_count(dataset, variable)
    kept = {variable.name for variable in frozen}
    for variable_name, part in ((v.name, part) for v in frozen for part in v.total_of if part not in kept):
        raise problems.input_protected(dataset=dataset.name, variable=variable_name, input=part)
    for variable_name, needed in leaking_inputs(dataset):
        raise problems.input_protected(dataset=dataset.name, variable=variable_name, input=needed)


def _demand_aggregation(dataset: Dataset, variable: Variable, frozen: dict[str, Variable]) -> None:
    inputs = [frozen.get(name) for name in variable.inputs]
    adds_up = all(each and not (each.derived or each.type not in _ADDS_UP) for each in inputs)
    if variable.aggregation not in AGGREGATIONS or (variable.aggregation != "none" and not adds_up):
        raise _refusal(dataset, variable)


def _demand_count(dataset: Dataset, variable: Variable) -> None:
    """A threshold is a number of people: yeses of villages, codes, days and means have none behind them."""
    if variable.protection == AGGREGATE and variable.publish_from:
        counted = variable.aggregation == "sum" and variable.type in NUMBERS
        if not (counted or variable.derived):
            raise problems.nothing_to_hide(dataset=dataset.name, variable=variable.name)


def _refusal(dataset: Dataset, variable: Variable) -> Problem:
    return problems.bad_aggregation(
        dataset=dataset.name, variable=variable.name, aggregation=variable.aggregation
    )

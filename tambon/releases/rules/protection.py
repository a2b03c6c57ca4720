"""What may leave: the only place that decides which variables are written to a freeze and to a release."""

from __future__ import annotations

from dataclasses import replace

from tambon.releases.rules.shape import NUMBERS, PUBLISHED_TYPES, Dataset, Variable

FREE = "free"
AGGREGATE = "aggregate"
PERSONAL = "personal"
FOR_OFFICIALS = ("aggregate", "official")  # classes that the official catalogue has as they are
PUBLIC, OFFICIAL = "public", "official"  # audiences
OFFICIAL_USE = "OFFICIAL-USE"  # in place of a licence


def leaves_the_database(variable: Variable) -> bool:
    """True when a variable may be frozen: never personal, never free text, photos or other open answers."""
    return variable.protection != PERSONAL and variable.type in PUBLISHED_TYPES


def is_published(variable: Variable) -> bool:
    """True for class free, and for class aggregate where it says from which level its totals are published.

    What is frozen of the other classes stays in the freeze. Of class aggregate only numbers that add up are
    published: how few people are behind a mean or the yeses of villages cannot be hidden by hiding cells. Nor
    is what applies or not by a protected answer: the number of cells that are expected would tell of it.
    """
    if not leaves_the_database(variable) or variable.applies_by:
        return False
    if variable.protection == AGGREGATE:
        adds_up = variable.aggregation == "sum" and variable.type in NUMBERS
        return bool(variable.publish_from) and (adds_up or variable.derived)
    return variable.protection == FREE


def published(dataset: Dataset) -> list[Variable]:
    """The variables of a dataset that any of its public files holds, in the dictionary's order."""
    return [variable for variable in dataset.variables if is_published(variable)]


def published_at(dataset: Dataset, level: str) -> list[Variable]:
    """Those of them that the files of a level hold."""
    return [variable for variable in published(dataset) if level in levels_of(dataset, variable)]


def levels_of(dataset: Dataset, variable: Variable) -> tuple[str, ...]:
    """Where a variable is published, lowest first: of class aggregate only totals, from its level up."""
    if variable.protection != AGGREGATE:
        return dataset.levels
    above = dataset.levels[1:]
    return above[above.index(variable.publish_from) :] if variable.publish_from in above else above


def leaking_inputs(dataset: Dataset) -> list[tuple[str, str]]:
    """(variable, input): its totals would give away what the input's class protects."""
    levels = {variable.name: set(levels_of(dataset, variable)) for variable in published(dataset)}
    return [
        (variable.name, needed)
        for variable in published(dataset)
        for needed in variable.inputs
        if not levels[variable.name] <= levels.get(needed, set())
    ]


def for_audience(dataset: Dataset, audience: str) -> Dataset:
    """The dataset as an audience may have it: for officials classes aggregate and official stand as free.

    What is personal, or of a class that nobody knows, stays where it is.
    """
    if audience == PUBLIC:
        return dataset
    opened = [
        replace(variable, protection=FREE, applies_by=[])
        if variable.protection in FOR_OFFICIALS and leaves_the_database(variable)
        else variable
        for variable in dataset.variables
    ]
    return replace(dataset, variables=opened, licence=OFFICIAL_USE)


def has_official(dataset: Dataset) -> bool:
    """Whether officials may have more of it than everybody."""
    return any(
        leaves_the_database(variable) and variable.protection in FOR_OFFICIALS
        for variable in dataset.variables
    )

"""What may leave: the only place that decides which variables are written to a freeze and to a release."""

from __future__ import annotations

from dataclasses import replace

from tambon.releases.rules.shape import PUBLISHED_TYPES, Dataset, Variable

FREE = "free"
PERSONAL = "personal"
FOR_OFFICIALS = ("aggregate", "official")  # classes that the official catalogue has as they are
PUBLIC, OFFICIAL = "public", "official"  # audiences
OFFICIAL_USE = "OFFICIAL-USE"  # in place of a licence


def leaves_the_database(variable: Variable) -> bool:
    """True when a variable may be frozen: never personal, never free text, photos or other open answers."""
    return variable.protection != PERSONAL and variable.type in PUBLISHED_TYPES


def is_published(variable: Variable) -> bool:
    """True for class free alone; what is frozen of the other classes stays in the freeze."""
    return leaves_the_database(variable) and variable.protection == FREE


def published(dataset: Dataset) -> list[Variable]:
    """The variables of a dataset that its public files hold, in the dictionary's order."""
    return [variable for variable in dataset.variables if is_published(variable)]


def leaking_inputs(dataset: Dataset) -> list[tuple[str, str]]:
    """(free variable, input that is not free): its totals would give away what the input's class protects."""
    free = {variable.name for variable in published(dataset)}
    return [
        (variable.name, needed)
        for variable in published(dataset)
        for needed in variable.inputs
        if needed not in free
    ]


def for_audience(dataset: Dataset, audience: str) -> Dataset:
    """The dataset as an audience may have it: for officials classes aggregate and official stand as free.

    What is personal, or of a class that nobody knows, stays where it is.
    """
    if audience == PUBLIC:
        return dataset
    opened = [
        replace(variable, protection=FREE)
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

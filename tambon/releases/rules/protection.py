"""What may leave: the only place that decides which variables are written to a freeze and to a release."""

from __future__ import annotations

from tambon.releases.rules.shape import PUBLISHED_TYPES, Dataset, Variable

FREE = "free"
PERSONAL = "personal"


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

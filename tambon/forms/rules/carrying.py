"""What the next version of a form keeps of the mapping in force, and what it would lose. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass
from typing import Any

from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms import problems
from tambon.forms.rules.checked import checked_variables
from tambon.forms.rules.filling import META
from tambon.forms.rules.fitting import demand_meta
from tambon.forms.rules.mapping import Link, Mapping
from tambon.forms.rules.shape import Shape
from tambon.lib.problem import Problem

_ABSENCE = "absence:"  # before the path of the question why answers of its group are blank
Pairs = dict[str, str]
Why = Callable[[str, str], Problem | None]


@dataclass(frozen=True)
class Pair:
    """What a question stands for, its path before and after; ``why`` the old one does not fit any more."""

    name: str
    before: str
    after: str = ""
    why: Problem | None = None


@dataclass(frozen=True)
class MappingDifference:
    kept: tuple[Pair, ...] = ()
    lost: tuple[Pair, ...] = ()
    changed: tuple[Pair, ...] = ()
    added: tuple[Pair, ...] = ()

    @property
    def is_none(self) -> bool:
        return not (self.lost or self.changed or self.added)


def pairs_of(mapping: Mapping) -> Pairs:
    """{``area``, ``visited_on``, ``dataset.variable`` or ``dataset.variable.column``: path}."""
    found = {"area": mapping.area, "visited_on": mapping.visited_on}
    for dataset, variables in mapping.variables.items():
        found |= {f"{dataset}.{variable}": path for variable, path in variables.items()}
    for dataset, rows in mapping.rows.items():
        for variable, repeat in rows.items():
            found |= {
                f"{dataset}.{variable}.{column}": f"{repeat.path}/{path}"
                for column, path in repeat.columns.items()
            }
    found |= {f"{_ABSENCE}{path}": path for path in mapping.absences}
    return {name: path for name, path in found.items() if path}


def carried(before: Mapping, shape: Shape, specs: ReadOnly[str, DatasetSpec], *, form: str) -> dict[str, Any]:
    """The mapping as `checked_mapping` takes it: each pair whose question is still at its path and fits.

    Without the question for the area the variables are kept; such a draft is refused until one is chosen.
    """
    meta: Pairs = {}
    variables: Pairs = {}
    for name, path in pairs_of(before).items():
        if why_unfit(name, path, variables, shape, specs, form=form) is None:
            (meta if name in META else variables)[name] = path
    return {**meta, **({"variables": variables} if variables else {})}


def why_unfit(
    name: str,
    path: str,
    beside: ReadOnly[str, str],
    shape: Shape,
    specs: ReadOnly[str, DatasetSpec],
    *,
    form: str,
) -> Problem | None:
    """Why a person could not give this pair; columns are judged ``beside`` those of the same variable."""
    if name.startswith(_ABSENCE):
        return problems.absence_not_by_hand(question=path)
    if path not in shape.by_path:
        return problems.unknown_question(form=form, question=path)
    try:
        if name in META:
            demand_meta(shape.by_path[path], shape, name)
        else:
            same = {one: at for one, at in beside.items() if Link.read(one)[:2] == Link.read(name)[:2]}
            checked_variables({**same, name: path}, shape, specs, form=form)
    except Problem as problem:
        return problem
    return None


def compared(before: Pairs, after: Pairs, why: Why | None = None) -> MappingDifference:
    """Both mappings side by side, by name of what is answered."""
    lost = [Pair(name, path, why=why(name, path) if why else None) for name, path in _only(before, after)]
    both = [Pair(name, path, after[name]) for name, path in before.items() if name in after]
    return MappingDifference(
        tuple(pair for pair in both if pair.before == pair.after),
        tuple(lost),
        tuple(pair for pair in both if pair.before != pair.after),
        tuple(Pair(name, "", path) for name, path in _only(after, before)),
    )


def _only(one: Pairs, other: Pairs) -> Iterable[tuple[str, str]]:
    return ((name, path) for name, path in one.items() if name not in other)

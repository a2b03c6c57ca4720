"""What the dictionary, the areas and the cells say, in the words of `suppression`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tambon.releases.rules.protection import AGGREGATE, FREE, is_published, leaves_the_database, levels_of
from tambon.releases.rules.shape import NUMBERS, Dataset, Variable
from tambon.releases.rules.suppression import Limit, Member, Rule, Seen, families
from tambon.releases.rules.suppression.primary import Number

PLACE = ("area_id", "kind", "area_code", "province_code", "district_code", "tambon_code")
Paths = dict[str, tuple[str, ...]]  # village: its areas from the level above its own to the country


@dataclass(frozen=True)
class Told:
    """A period in one release: its tree, its figures, and the cells that it shows; None: it is being made."""

    paths: Paths
    values: Mapping[str, Mapping[str, Number]]
    shown: frozenset[tuple[str, str]] | None = None  # variable and area
    levels: frozenset[str] = frozenset()  # of the cells that it shows
    opened: frozenset[str] = frozenset()  # variables of which it shows every figure, down to the village


def steps(dataset: Dataset) -> tuple[str, ...]:
    """The levels of totals, lowest first: the steps of a path."""
    return dataset.levels[1:]


def families_of(dataset: Dataset) -> list[list[Member]]:
    """The variables to protect, each with those that totals and parts link it to; none where none is."""
    return list(families(_members(dataset)))


def linked(dataset: Dataset) -> list[Variable]:
    """Every variable of those families."""
    names = dict.fromkeys(member.name for family in families_of(dataset) for member in family)
    return [dataset.get(name) for name in names]


def paths_of(areas: Iterable[tuple[Any, ...]], dataset: Dataset) -> Paths:
    """The paths of the areas at the dataset's level; ``areas`` hold the columns of `PLACE`.

    Where an area lacks a level above, a name that no table has stands in its place.
    """
    rows = list(areas)
    ids = {(kind, code): area_id for area_id, kind, code, *_ in rows}
    country = next((area_id for area_id, kind, *_ in rows if kind == "country"), "?")
    paths: Paths = {}
    for row in rows:
        if row[1] == dataset.level:
            codes = dict(zip(("province", "district", "tambon"), row[3:], strict=True))
            paths[row[0]] = tuple(
                country if step == "country" else ids.get((step, codes[step]), f"?{step} of {row[0]}")
                for step in steps(dataset)
            )
    return paths


def seen_of(
    family: Sequence[Member], dataset: Dataset, releases: Sequence[Told]
) -> tuple[list[Member], list[Seen]]:
    """The family and its releases, steps counted from the lowest level that any of them shows."""
    levels = steps(dataset)
    shown = [levels.index(level) for told in releases for level in told.levels if level in levels]
    lowest = min([m.starts for m in family if m.starts is not None and not m.is_open] + shown)
    moved = [m if m.starts is None else replace(m, starts=max(m.starts - lowest, 0)) for m in family]
    names = [member.name for member in family]
    return moved, [
        Seen(
            {village: path[lowest:] for village, path in told.paths.items()},
            {name: told.values.get(name, {}) for name in names},
            told.shown,
            told.opened,
        )
        for told in releases
    ]


def is_area(name: str) -> bool:
    """False for the names that stand in place of a level that lacks."""
    return not name.startswith("?")


def number(value: Any) -> Number:
    """A cell's value, or its text in a frozen file, exactly."""
    match value:
        case "true" | "false":
            return int(value == "true")
        case bool() | int():
            return int(value)
        case Decimal():
            return Fraction(value)
        case _:
            exact = Fraction(str(value))
            return int(exact) if exact.denominator == 1 else exact


def numbers(columns: Mapping[str, Iterable[tuple[str, Any]]]) -> dict[str, dict[str, Number]]:
    """{variable: {village: figure}} from pairs of village and value; what has no value is left out."""
    return {
        name: {village: number(value) for village, value in pairs if value not in (None, "")}
        for name, pairs in columns.items()
    }


def _members(dataset: Dataset) -> list[Member]:
    measures = {name for limit in dataset.limits for name in limit["terms"]}
    summed = [
        v for v in dataset.variables
        if leaves_the_database(v) and (_adds_up(v) or (v.name in measures and _is_measure(v)))
    ]  # fmt: skip
    names = {variable.name for variable in summed}
    limits = [limit for each in dataset.limits if names.issuperset((limit := _limit(each)).named())]
    return [_member(dataset, variable, names, limits) for variable in summed]


def _edge(said: float | None) -> Number | None:
    return None if said is None else number(said)


def _limit(said: Mapping[str, Any]) -> Limit:
    return Limit(tuple((name, number(times)) for name, times in said["terms"].items()), number(said["most"]))


def _is_measure(variable: Variable) -> bool:
    """An open figure that rules compare others with: known of each village, whether or not it adds up."""
    return variable.protection == FREE and variable.type in NUMBERS and not variable.derived


def _adds_up(variable: Variable) -> bool:
    return variable.aggregation == "sum" and variable.type in (*NUMBERS, "boolean")


def _member(dataset: Dataset, variable: Variable, names: set[str], limits: Sequence[Limit]) -> Member:
    rule = Rule(variable.threshold, variable.zeros_safe, counts=variable.type != "decimal")
    starts = None
    if variable.protection == AGGREGATE and is_published(variable) and steps(dataset):
        starts = steps(dataset).index(levels_of(dataset, variable)[0])
    return Member(
        variable.name,
        rule,
        starts=starts,
        is_open=variable.protection == FREE,
        parts=tuple(variable.total_of) if names.issuperset(variable.total_of) else (),
        allowed=(_edge(variable.minimum), _edge(variable.maximum)),
        limits=tuple(limit for limit in limits if variable.name in limit.named()),
    )

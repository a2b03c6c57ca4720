"""What may be asked of a dataset's rows, and what it means for one release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tambon.catalogue import problems
from tambon.catalogue.editions import Edition
from tambon.catalogue.filters import read_condition, read_order
from tambon.catalogue.shapes import AREA_COLUMNS, OWN_KEYS, Area, Dataset, Variable, variables_at
from tambon.catalogue.shapes import TOTAL_KEYS as TOTALS
from tambon.catalogue.words import GRADES
from tambon.store import AnyOf, Condition, EmptyLast, In, Sorting, Where

MOST_CONDITIONS = 10
MOST_ORDERS = 10
_PERIOD = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|S[12]))?")
_NEVER_YET = 2400  # a year from here on is a Buddhist one


@dataclass(frozen=True)
class Question:
    """What is asked of one dataset; None and nothing mean all, and the dataset's own level.

    ``within`` are the public ids of the areas whose rows are asked for, where an area is meant as it lay on
    another day. ``where`` and ``sort`` are as `filters` reads them; ``columns`` name columns of the table.
    """

    level: str | None = None
    area: str | None = None
    within: tuple[str, ...] | None = None
    periods: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    grades: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    variables: tuple[str, ...] | None = None
    columns: tuple[str, ...] | None = None
    sort: tuple[str, ...] = ()
    filled_first: bool = False  # rows without any value of the variables come last

    @property
    def is_whole(self) -> bool:
        """Whether it asks for a whole table, as it was published."""
        return self == Question(level=self.level)

    def mark(self) -> str:
        """A sum, the same for the same question alone: which rows answer it is remembered by it."""
        return hashlib.sha256(repr(tuple(vars(self).values())).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Plan:
    """A question that can be answered from one release."""

    edition: Edition
    dataset: Dataset
    level: str
    path: str
    variables: tuple[Variable, ...]
    chosen: tuple[str, ...] | None  # columns chosen one by one
    grades: tuple[str, ...]
    where: tuple[Condition, ...]
    order: tuple[Sorting, ...]
    mark: str

    @property
    def is_flat(self) -> bool:
        return self.chosen is not None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Those of the answer as a table."""
        if self.chosen is not None:
            return self.chosen
        known, own = self.edition.reader.types(self.path), self.level == self.dataset["level"]
        every = (column for v in self.variables for column in columns_of(v, own=own, known=known))
        return (*AREA_COLUMNS, *every)

    @property
    def parts(self) -> tuple[str, ...]:
        """What stands beside a value at this level."""
        return OWN_KEYS if self.level == self.dataset["level"] else TOTALS


def make_plan(edition: Edition, name: str, question: Question) -> Plan:
    """Raises 400 and 404 Problems that say what is allowed."""
    dataset = edition.dataset(name)
    level = _level(dataset, question.level)
    variables = _variables(dataset, level, question.variables)
    path = f"data/{name}/{level}.parquet"
    types = edition.reader.types(path)
    for column in question.columns or ():
        if column not in types:
            raise problems.column_unknown(column=column, known=", ".join(types))
    return Plan(
        edition=edition,
        dataset=dataset,
        level=level,
        path=path,
        variables=tuple(variables),
        chosen=question.columns,
        grades=question.grades,
        where=(
            *_conditions(edition, dataset, level, question, variables),
            *_compared(question.where, types),
        ),
        order=(*_filled_first(question, variables, types), *_ordered(question.sort, types)),
        mark=f"{name}/{question.mark()}",
    )


def _filled_first(
    question: Question, variables: Sequence[Variable], types: Container[str]
) -> tuple[EmptyLast, ...]:
    columns = tuple(each["name"] for each in variables if each["name"] in types)
    return (EmptyLast(columns),) if question.filled_first and columns else ()


def columns_of(variable: Variable, *, own: bool, known: Container[str] = ()) -> list[str]:
    """The columns of a variable in a data file, its value first where it has one.

    Of ``known`` columns, why a value was withheld (``_conf``) is one where the file has it.
    """
    has_value = own or variable["aggregation"] != "none"
    parts = [f"{variable['name']}_{part}" for part in (OWN_KEYS if own else TOTALS)]
    confidential = f"{variable['name']}_conf"
    if confidential in known:
        parts.append(confidential)
    return [variable["name"], *parts] if has_value else parts


def subtree(area: Area, level: str) -> list[Condition]:
    """The rows of ``level`` that lie in the area, or are it; nothing for a level above it."""
    kind = area["kind"]
    if kind == "country":
        return []
    if kind == level or kind not in ("province", "district", "tambon"):
        return [Where("area_id", "=", area["area_id"])]
    return [Where(f"{kind}_code", "=", area["area_code"])]


def _level(dataset: Dataset, level: str | None) -> str:
    if level is None:
        return dataset["level"]
    if level not in dataset["levels"]:
        raise problems.level_unknown(dataset=dataset["name"], level=level, known=", ".join(dataset["levels"]))
    return level


def _variables(dataset: Dataset, level: str, names: Sequence[str] | None) -> list[Variable]:
    known = {variable["name"]: variable for variable in variables_at(dataset, level)}
    above = {each["name"]: each["publish_from"] for each in dataset["variables"] if each.get("publish_from")}
    for name in names or ():
        if name not in known and name in above:
            raise problems.variable_above(dataset=dataset["name"], variable=name, lowest=above[name])
        if name not in known:
            raise problems.variable_unknown(dataset=dataset["name"], variable=name, known=", ".join(known))
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def _conditions(
    edition: Edition, dataset: Dataset, level: str, question: Question, variables: list[Variable]
) -> list[Condition]:
    where: list[Condition] = []
    if question.within is not None:
        where.append(In("area_id", question.within))
    elif question.area is not None:
        area = edition.places.find(question.area)
        if area is None:
            raise problems.area_unknown(area=question.area)
        where += subtree(area, level)
    periods = _periods(dataset, question)
    if periods is not None:
        where.append(In("period", periods))
    if question.grades:
        where.append(_of_grades(dataset, level, question.grades, variables))
    return where


def _periods(dataset: Dataset, question: Question) -> tuple[str, ...] | None:
    """The dataset's periods that are asked for; None for all."""
    known = dataset["periods"]
    for period in question.periods:
        if period not in known:
            raise problems.period_unknown(dataset=dataset["name"], period=period, known=", ".join(known))
    for bound in (question.since, question.until):
        if bound is not None and (not _PERIOD.fullmatch(bound) or int(bound[:4]) >= _NEVER_YET):
            raise problems.period_unreadable(period=bound, known=", ".join(known))
    if not question.periods and question.since is None and question.until is None:
        return None
    first, last = question.since or "", question.until
    found = [each for each in (question.periods or known) if each >= first or first.startswith(each)]
    return tuple(each for each in found if last is None or each <= last or each.startswith(last))


def _of_grades(dataset: Dataset, level: str, grades: tuple[str, ...], variables: list[Variable]) -> Condition:
    for grade in grades:
        if grade not in GRADES:
            raise problems.grade_unknown(grade=grade, known=", ".join(GRADES))
    if level != dataset["level"]:
        raise problems.grade_of_totals(level=dataset["level"])
    return AnyOf(tuple(In(f"{variable['name']}_grade", grades) for variable in variables))


def _ordered(texts: tuple[str, ...], types: Mapping[str, str]) -> tuple[Sorting, ...]:
    if len(texts) > MOST_ORDERS:
        raise problems.too_many_orders(most=MOST_ORDERS)
    return tuple(read_order(text, types) for text in texts)


def _compared(texts: tuple[str, ...], types: Mapping[str, str]) -> list[Condition]:
    if len(texts) > MOST_CONDITIONS:
        raise problems.too_many_conditions(most=MOST_CONDITIONS)
    return [read_condition(text, types) for text in texts]

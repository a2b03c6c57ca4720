"""A page of rows of one dataset, filtered."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.cursors import Cursor
from tambon.catalogue.editions import Edition
from tambon.catalogue.shapes import AREA_COLUMNS, OWN_KEYS, Area, Dataset, Page, Variable, variables_at
from tambon.catalogue.shapes import TOTAL_KEYS as TOTALS
from tambon.catalogue.words import GRADES
from tambon.store import After, AnyOf, Condition, Where

MOST = 10_000
_ORDER = ("area_code", "area_id", "period")


@dataclass(frozen=True)
class Question:
    """What is asked of one dataset; None means all, and the dataset's own level."""

    level: str | None = None
    area: str | None = None
    period: str | None = None
    grade: str | None = None
    variables: tuple[str, ...] | None = None

    def mark(self) -> str:
        """A short sum, the same for the same question."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()[:12]


def page(edition: Edition, name: str, question: Question, *, limit: int, cursor: str | None) -> Page:
    """The rows that answer the question, by area code, at most ``limit``. Raises 400 and 404 Problems."""
    dataset = edition.dataset(name)
    level = _level(dataset, question.level)
    variables = _variables(dataset, level, question.variables)
    where = _conditions(edition, dataset, level, question, variables)
    if not 1 <= limit <= MOST:
        raise problems.limit_out_of_range(most=MOST)
    path = f"data/{name}/{level}.parquet"
    columns = [*AREA_COLUMNS, *(c for v in variables for c in columns_of(v, own=level == dataset["level"]))]
    mark = f"{name}/{question.mark()}"
    after = [_after(edition, mark, cursor)] if cursor else []
    found = edition.reader.select(
        path, columns=columns, where=[*where, *after], order=_ORDER, limit=limit + 1
    )
    total = edition.reader.count(path, where=where)
    rows = found.dicts()
    return Page(
        version=edition.version,
        dataset=name,
        level=level,
        variables=tuple(variable["name"] for variable in variables),
        columns=found.columns,
        rows=[_only(row, variables, question.grade) for row in rows[:limit]],
        total=total,
        next=_next(edition, mark, rows[limit - 1]) if len(rows) > limit else None,
        synthetic=bool(edition.manifest["synthetic"]),
    )


def columns_of(variable: Variable, *, own: bool) -> list[str]:
    """The columns of a variable in a data file, its value first where it has one."""
    has_value = own or variable["aggregation"] != "none"
    hides = () if own or variable["class"] != "aggregate" else ("conf",)
    parts = [f"{variable['name']}_{part}" for part in (OWN_KEYS if own else (*TOTALS, *hides))]
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
    if question.area is not None:
        area = edition.places.find(question.area)
        if area is None:
            raise problems.area_unknown(area=question.area)
        where += subtree(area, level)
    if question.period is not None:
        if question.period not in dataset["periods"]:
            known = ", ".join(dataset["periods"])
            raise problems.period_unknown(dataset=dataset["name"], period=question.period, known=known)
        where.append(Where("period", "=", question.period))
    if question.grade is not None:
        where.append(_of_grade(dataset, level, question.grade, variables))
    return where


def _of_grade(dataset: Dataset, level: str, grade: str, variables: list[Variable]) -> AnyOf:
    if grade not in GRADES:
        raise problems.grade_unknown(grade=grade, known=", ".join(GRADES))
    if level != dataset["level"]:
        raise problems.grade_of_totals(level=dataset["level"])
    return AnyOf(tuple(Where(f"{variable['name']}_grade", "=", grade) for variable in variables))


def _only(row: dict[str, Any], variables: list[Variable], grade: str | None) -> dict[str, Any]:
    """The row with only the values of the grade asked for: who sums them sums nothing else."""
    for variable in variables if grade else ():
        if row[f"{variable['name']}_grade"] != grade:
            row[variable["name"]] = None
    return row


def _after(edition: Edition, mark: str, text: str) -> After:
    cursor = Cursor.decode(text)
    if (cursor.version, cursor.question) != (edition.version, mark):
        raise problems.cursor_malformed()
    return After(_ORDER, (cursor.area_code, cursor.area_id, cursor.period))


def _next(edition: Edition, mark: str, row: dict[str, Any]) -> str:
    return Cursor(edition.version, mark, row["area_code"], row["area_id"], row["period"]).encode()

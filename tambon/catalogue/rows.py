"""The rows of one dataset that answer a question: page by page, or as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tambon.catalogue import problems
from tambon.catalogue.cursors import Cursor
from tambon.catalogue.editions import Edition
from tambon.catalogue.held import Column, Held
from tambon.catalogue.holding import columns_held, held_table
from tambon.catalogue.questions import Plan, Question, make_plan
from tambon.catalogue.shapes import AREA_COLUMNS, Page
from tambon.store import AnyOf, DamagedFile, EmptyLast, Form, NoRoom, Where, identifier, literal

MOST = 10_000


@contextmanager
def said_of(edition: Edition) -> Iterator[None]:
    """A file found damaged as a Problem that names the release, a question too large as one that says so."""
    try:
        yield
    except NoRoom as error:
        raise problems.answer_too_large() from error
    except DamagedFile as error:
        raise problems.release_damaged(version=edition.version, fault=error) from error


@dataclass(frozen=True)
class Found:
    """A page of an answer: which rows it holds, of how many, and the cursor of the next ones."""

    plan: Plan
    numbers: Sequence[int]
    after: int  # rows of the answer before the page's first
    total: int
    next: str | None

    @property
    def version(self) -> str:
        return self.plan.edition.version

    @property
    def synthetic(self) -> bool:
        return bool(self.plan.edition.manifest["synthetic"])

    def page(self) -> Page:
        """The rows as values."""
        plan = self.plan
        return Page(
            version=self.version,
            dataset=plan.dataset["name"],
            level=plan.level,
            variables=tuple(variable["name"] for variable in plan.variables),
            columns=plan.columns,
            rows=self._rows(),
            total=self.total,
            next=self.next,
            synthetic=self.synthetic,
            filled=(filled := self._filled()),
            rest=Cursor(self.version, plan.mark, filled).encode() if filled and filled < self.total else None,
        )

    def _filled(self) -> int | None:
        """How many rows of the answer hold a value, where those come first."""
        plan = self.plan
        columns = next((each.columns for each in plan.order if isinstance(each, EmptyLast)), None)
        if columns is None:
            return None
        where = (*plan.where, AnyOf(tuple(Where(column, "<>", None) for column in columns)))
        reader = plan.edition.reader
        with said_of(plan.edition):
            filled = plan.edition.chosen.of(
                f"{plan.mark}/filled", lambda: reader.numbers(plan.path, where=where)
            )
        return len(filled)

    def json(self) -> bytes:
        """The rows as a JSON array: flat where columns were chosen, else values with what stands beside."""
        with said_of(self.plan.edition):
            return self._json()

    def _json(self) -> bytes:
        plan = self.plan
        if plan.is_flat:
            return _dump(self._rows())
        held = _held(plan)
        names = [variable["name"] for variable in plan.variables]
        if held is not None:
            return held.json(self.numbers, names, plan.grades)
        columns = _parts(plan)
        return _dump([_nested(row, columns) for row in self._rows()])

    def flat(self) -> bytes:
        """The rows as a JSON array of the table's columns."""
        return _dump(self._rows())

    def areas(self) -> list[dict[str, Any]]:
        """Area and period of each row."""
        reader = self.plan.edition.reader
        with said_of(self.plan.edition):
            return reader.rows_at(self.plan.path, self.numbers, ("area_id", "period")).dicts()

    def _rows(self) -> list[dict[str, Any]]:
        plan = self.plan
        wanted = plan.columns
        if plan.grades:
            wanted = (*wanted, *(each for each in _grade_columns(plan) if each not in wanted))
        with said_of(plan.edition):
            rows = plan.edition.reader.rows_at(plan.path, self.numbers, wanted).dicts()
        return [_only(row, plan) for row in rows] if plan.grades else rows


def find(edition: Edition, name: str, question: Question, *, limit: int | None, cursor: str | None) -> Found:
    """The rows that answer the question, at most ``limit``. Raises 400 and 404 Problems."""
    if limit is not None and not 1 <= limit <= MOST:
        raise problems.limit_out_of_range(most=MOST)
    plan = make_plan(edition, name, question)
    after = _after(plan, cursor) if cursor is not None else 0
    numbers = edition.chosen.of(
        plan.mark, lambda: edition.reader.numbers(plan.path, where=plan.where, order=plan.order)
    )
    end = after + (limit or len(numbers))
    following = Cursor(edition.version, plan.mark, end).encode() if end < len(numbers) else None
    return Found(plan, numbers[after:end], after, len(numbers), following)


def write(found: Found, form: Form, target: Path) -> None:
    """Writes the page into the file, as published files are written."""
    plan = found.plan
    columns = {column: _expression(column, plan) for column in plan.columns}
    plan.edition.reader.copy(
        plan.path,
        target,
        form,
        columns=columns,
        where=plan.where,
        order=plan.order,
        part=(found.after, len(found.numbers)) if len(found.numbers) < found.total else None,
    )


def _expression(column: str, plan: Plan) -> str:
    """The column; of a variable only the values of the grades asked for."""
    if plan.grades and any(column == variable["name"] for variable in plan.variables):
        grades = ", ".join(map(literal, plan.grades))
        return f"CASE WHEN {identifier(f'{column}_grade')} IN ({grades}) THEN {identifier(column)} END"
    return identifier(column)


def _held(plan: Plan) -> Held | None:
    return held_table(plan.edition, plan.dataset, plan.level)


def _parts(plan: Plan) -> list[Column]:
    return columns_held(plan.edition, plan.variables, plan.path, own=plan.level == plan.dataset["level"])


def _nested(row: dict[str, Any], columns: list[Column]) -> dict[str, Any]:
    said = {column: row[column] for column in AREA_COLUMNS}
    said["values"] = {
        each.name: {
            "value": row.get(each.name),
            **{part: row[f"{each.name}_{part}"] for part in each.parts},
        }
        for each in columns
    }
    return said


def _grade_columns(plan: Plan) -> list[str]:
    return [f"{variable['name']}_grade" for variable in plan.variables]


def _only(row: dict[str, Any], plan: Plan) -> dict[str, Any]:
    """The row with only the values of the grades asked for: who sums them sums nothing else."""
    for variable in plan.variables:
        name = variable["name"]
        if name in row and row[f"{name}_grade"] not in plan.grades:
            row[name] = None
    return {column: row[column] for column in plan.columns}


def _after(plan: Plan, text: str) -> int:
    cursor = Cursor.decode(text)
    if (cursor.version, cursor.question) != (plan.edition.version, plan.mark):
        raise problems.cursor_malformed()
    return cursor.read


def _dump(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, default=as_published, separators=(",", ":")).encode()


def as_published(value: Any) -> Any:
    """What JSON has no form of, as answers write it: days in ISO 8601, decimals as numbers."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"no JSON for {type(value).__name__}")

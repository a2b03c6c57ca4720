"""Questions to immutable Parquet files, from many threads at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tambon.store.session import DUCKDB_FAULTS, DamagedFile, identifier, literal, new_session
from tambon.store.writing import write_csv, write_lines, write_parquet

Operator = Literal["=", "<>", "<", "<=", ">", ">="]
Form = Literal["csv", "ndjson", "parquet"]
WRITERS: dict[Form, Callable[..., None]] = {
    "csv": write_csv, "ndjson": write_lines, "parquet": write_parquet
}  # fmt: skip
_PART = 2_048
NUMBER = "file_row_number"  # DuckDB's name of a row's place in a Parquet file


class UnknownColumn(Exception):
    """The file has no such column; ``known`` lists those it has."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


@dataclass(frozen=True)
class Where:
    """A column compared with a value; ``None`` with ``=`` means null."""

    column: str
    operator: Operator
    value: Any


@dataclass(frozen=True)
class In:
    """The column holds one of the values; of none, never."""

    column: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Where | In, ...]


@dataclass(frozen=True)
class Order:
    """A column to sort by; rows without a value come last, either way."""

    column: str
    descending: bool = False


@dataclass(frozen=True)
class EmptyLast:
    """Rows that hold nothing in any of these columns come last."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class After:
    """The row stands behind the one with these values, in the order of these columns (for paging)."""

    columns: tuple[str, ...]
    values: tuple[Any, ...]


Condition = Where | AnyOf | In | After
Sorting = Order | EmptyLast


@dataclass(frozen=True)
class Rows:
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Reader:
    """Reads the Parquet files under one folder; names are checked against the file, values are bound."""

    def __init__(
        self,
        folder: Path,
        *,
        threads: int = 2,
        memory: str = "",
        scratch: Path | None = None,
        demand: Callable[[str], None] = lambda path: None,
    ) -> None:
        """``scratch`` is a folder into which answers may be written.

        ``demand`` is asked before and after a file is read; it raises `DamagedFile` for one that changed.
        """
        self._demand = demand
        self._folder = folder.resolve()
        folders = [self._folder, *([scratch] if scratch else [])]
        self._session = new_session(folders=folders, threads=threads, memory=memory, spill=scratch)
        self._types: dict[str, dict[str, str]] = {}

    def columns(self, path: str) -> tuple[str, ...]:
        """The file's columns in order. Raises `DamagedFile`."""
        return tuple(self.types(path))

    def types(self, path: str) -> Mapping[str, str]:
        """{column: DuckDB type} of the file, in order. Raises `DamagedFile`."""
        if path not in self._types:
            self._types[path] = self._describe(path)
        return self._types[path]

    def select(
        self,
        path: str,
        *,
        columns: Sequence[str] | None = None,
        where: Sequence[Condition] = (),
        order: Sequence[str] = (),
        limit: int | None = None,
    ) -> Rows:
        """Rows of the file that meet every condition. Raises `UnknownColumn` and `DamagedFile`."""
        names = self._known(path, columns if columns is not None else self.columns(path))
        sql, values = self._from(path, where)
        ordered = f" ORDER BY {_list(self._known(path, order))}" if order else ""
        bounded = f" LIMIT {int(limit)}" if limit is not None else ""
        return Rows(*self._ask(path, f"SELECT {_list(names)} {sql}{ordered}{bounded}", values))

    def count(self, path: str, *, where: Sequence[Condition] = ()) -> int:
        """How many rows of the file meet every condition."""
        sql, values = self._from(path, where)
        return int(self._ask(path, f"SELECT count(*) {sql}", values)[1][0][0])

    def numbers(
        self, path: str, *, where: Sequence[Condition] = (), order: Sequence[Sorting] = ()
    ) -> Sequence[int]:
        """The places in the file of the rows that meet every condition; sorted, last by place."""
        self._known(path, _sorted_by(order))
        sql, values = self._from(path, where, numbered=True)
        sorted_by = [*map(_ordered, order), NUMBER]
        found = self._ask(path, f"SELECT {NUMBER} {sql} ORDER BY {', '.join(sorted_by)}", values)[1]
        numbers = array("I", (row[0] for row in found))
        is_run = not order and len(numbers) > 0 and numbers[-1] - numbers[0] == len(numbers) - 1
        return range(numbers[0], numbers[-1] + 1) if is_run else numbers

    def rows_at(self, path: str, numbers: Sequence[int], columns: Sequence[str]) -> Rows:
        """The rows at these places of the file, in the order asked for."""
        names = _list(self._known(path, columns))
        if not numbers:
            return Rows(tuple(columns), [])
        # a bound by place lets whole row groups be passed over
        bound = f"{NUMBER} BETWEEN {min(numbers)} AND {max(numbers)}"
        chosen = bound if _is_run(numbers) else f"{bound} AND {NUMBER} IN (SELECT unnest(?))"
        values: list[Any] = [] if _is_run(numbers) else [list(numbers)]
        sql = f"SELECT {NUMBER}, {names} {self._from(path, (), numbered=True)[0]} WHERE {chosen}"
        found = {row[0]: row[1:] for row in self._ask(path, sql, values)[1]}
        return Rows(tuple(columns), [found[number] for number in numbers])

    def expressions(self, path: str, expressions: Sequence[str]) -> list[tuple[Any, ...]]:
        """All rows of the file, in its order, as these SQL expressions, which the caller has made safe.

        They are fetched in small parts: while one is made into objects no other thread of the process runs.
        """
        sql = f"SELECT {', '.join(expressions)} {self._from(path, ())[0]}"
        self._demand(path)
        try:
            found = [row for rows in self._session.stream(sql, size=_PART) for row in rows]
        except DUCKDB_FAULTS as error:
            raise DamagedFile(path, error) from error
        self._demand(path)
        return found

    def copy(  # noqa: PLR0913 - a question has these parts
        self,
        path: str,
        target: Path,
        form: Form,
        *,
        columns: Mapping[str, str],
        where: Sequence[Condition] = (),
        order: Sequence[Sorting] = (),
        part: tuple[int, int] | None,
    ) -> None:
        """Writes {column: SQL expression} of the rows that meet every condition to a file under ``scratch``.

        ``part`` is how many of them to pass over, and how many to take; None takes all.
        Bytes are those of the published files: safe cells, the same compression. Raises `DamagedFile`.
        """
        self._known(path, _sorted_by(order))
        source, values = self._from(path, where, numbered=True)
        named = ", ".join(f"{expression} AS {identifier(name)}" for name, expression in columns.items())
        # rows come in the file's order by themselves: to sort wide rows would hold all of them in memory
        sorted_by = f" ORDER BY {', '.join([*map(_ordered, order), NUMBER])}" if order else ""
        bounded = f" LIMIT {int(part[1])} OFFSET {int(part[0])}" if part else ""
        sql = f"SELECT {named} {source}{sorted_by}{bounded}"
        try:
            self._demand(path)
            WRITERS[form](self._session, sql, target, values=values)
            self._demand(path)
        except DUCKDB_FAULTS as error:
            raise DamagedFile(path, error) from error

    def close(self) -> None:
        self._session.close()

    def _from(
        self, path: str, where: Sequence[Condition], *, numbered: bool = False
    ) -> tuple[str, list[Any]]:
        values: list[Any] = []
        parts = [self._condition(path, condition, values) for condition in where]
        filtered = f" WHERE {' AND '.join(parts)}" if parts else ""
        option = f", {NUMBER} = true" if numbered else ""
        return f"FROM read_parquet({literal(self._folder / path)}{option}){filtered}", values

    def _condition(self, path: str, condition: Condition, values: list[Any]) -> str:
        if isinstance(condition, AnyOf):
            inner = [self._condition(path, each, values) for each in condition.conditions]
            return f"({' OR '.join(inner) or 'false'})"
        if isinstance(condition, In):
            (name,) = self._known(path, (condition.column,))
            values.extend(condition.values)
            marks = ", ".join("?" for _ in condition.values)
            return f"{identifier(name)} IN ({marks})" if marks else "false"
        if isinstance(condition, After):
            values.extend(condition.values)
            marks = ", ".join("?" for _ in condition.values)
            return f"({_list(self._known(path, condition.columns))}) > ({marks})"
        return self._where(path, condition, values)

    def _where(self, path: str, condition: Where, values: list[Any]) -> str:
        (name,) = self._known(path, (condition.column,))
        if condition.value is None:
            return f"{identifier(name)} IS {'' if condition.operator == '=' else 'NOT '}NULL"
        values.append(condition.value)
        return f"{identifier(name)} {condition.operator} ?"

    def _known(self, path: str, names: Sequence[str]) -> Sequence[str]:
        known = self.columns(path)
        for name in names:
            if name not in known:
                raise UnknownColumn(name, known)
        return names

    def _describe(self, path: str) -> dict[str, str]:
        if not (self._folder / path).is_file():
            raise DamagedFile(path, "no such file")
        rows = self._ask(path, f"DESCRIBE SELECT * FROM read_parquet({literal(self._folder / path)})", [])[1]
        return {row[0]: row[1] for row in rows}

    def _ask(self, path: str, sql: str, values: list[Any]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        self._demand(path)
        try:
            found = self._session.query(sql, values)
        except DamagedFile as error:
            raise DamagedFile(path, error) from error
        self._demand(path)
        return found


def _is_run(numbers: Sequence[int]) -> bool:
    return isinstance(numbers, range) and numbers.step == 1


def _sorted_by(order: Sequence[Sorting]) -> list[str]:
    return [
        name for each in order for name in (each.columns if isinstance(each, EmptyLast) else (each.column,))
    ]


def _ordered(order: Sorting) -> str:
    if isinstance(order, EmptyLast):
        nothing = " AND ".join(f"{identifier(name)} IS NULL" for name in order.columns)
        return f"({nothing or 'false'})"  # false stands before true
    return f"{identifier(order.column)} {'DESC' if order.descending else 'ASC'} NULLS LAST"


def _list(names: Sequence[str]) -> str:
    return ", ".join(identifier(name) for name in names)

"""Questions to immutable Parquet files, from many threads at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tambon.store.session import DamagedFile, identifier, literal, new_session

Operator = Literal["=", "<>", "<", "<=", ">", ">="]


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
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple[Where, ...]


@dataclass(frozen=True)
class After:
    """The row stands behind the one with these values, in the order of these columns (for paging)."""

    columns: tuple[str, ...]
    values: tuple[Any, ...]


Condition = Where | AnyOf | After


@dataclass(frozen=True)
class Rows:
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Reader:
    """Reads the Parquet files under one folder; names are checked against the file, values are bound."""

    def __init__(self, folder: Path, *, threads: int = 2, memory: str = "") -> None:
        self._folder = folder.resolve()
        self._session = new_session(folders=[self._folder], threads=threads, memory=memory)
        self._columns: dict[str, tuple[str, ...]] = {}

    def columns(self, path: str) -> tuple[str, ...]:
        """The file's columns in order. Raises `DamagedFile`."""
        if path not in self._columns:
            self._columns[path] = tuple(self._describe(path))
        return self._columns[path]

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

    def close(self) -> None:
        self._session.close()

    def _from(self, path: str, where: Sequence[Condition]) -> tuple[str, list[Any]]:
        values: list[Any] = []
        parts = [self._condition(path, condition, values) for condition in where]
        filtered = f" WHERE {' AND '.join(parts)}" if parts else ""
        return f"FROM read_parquet({literal(self._folder / path)}){filtered}", values

    def _condition(self, path: str, condition: Condition, values: list[Any]) -> str:
        if isinstance(condition, AnyOf):
            inner = [self._condition(path, each, values) for each in condition.conditions]
            return f"({' OR '.join(inner) or 'false'})"
        if isinstance(condition, After):
            values.extend(condition.values)
            marks = ", ".join("?" for _ in condition.values)
            return f"({_list(self._known(path, condition.columns))}) > ({marks})"
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
        try:
            return self._session.query(sql, values)
        except DamagedFile as error:
            raise DamagedFile(path, error) from error


def _list(names: Sequence[str]) -> str:
    return ", ".join(identifier(name) for name in names)

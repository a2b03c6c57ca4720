"""Records as the rules see them, with or without their locks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tambon.records.queries.sql import key_columns, rows
from tambon.records.rules import Cell, Key, unpack


@dataclass(slots=True)
class Locked:
    """A record as it is stored; its lock is held where a function says so."""

    id: int
    key: Key
    values: dict[str, Any]
    cells: dict[str, Cell]
    version: int

    @property
    def held(self) -> dict[str, tuple[Any, Cell]]:
        return {variable: (self.values[variable], cell) for variable, cell in self.cells.items()}


def lock_records(keys: Iterable[Key]) -> list[Locked]:
    """The records of the keys, by id, locked until the transaction ends; keys without one are left out."""
    return [as_stored(row) for row in rows("lock_records", key_columns(keys))]


def lock_by_id(ids: Iterable[int]) -> list[Locked]:
    """The records with these ids, by id, locked until the transaction ends; an unknown id is left out."""
    return [as_stored(row) for row in rows("lock_by_id", {"ids": list(ids)})]


def as_stored(row: tuple[Any, ...]) -> Locked:
    """From id, dataset, period, area, values, cells, version; raises KeyError or ValueError when mangled."""
    id_, dataset, period, area_id, values, cells, version = row
    known = {variable: unpack(cell) for variable, cell in cells.items()}
    return Locked(id_, Key(dataset, period, area_id), values, known, version)

"""This room's statements: one set-based question per file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

from tambon.records.rules import Key

_FOLDER = Path(__file__).parents[1] / "sql"


@cache
def statement(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text("utf-8")


def rows(name: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What the statement gives back."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def rows_planned_anew(name: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """As `rows`, planned for these very parameters each time.

    A prepared statement gets one plan for all after five runs; where the parameters may mean a country or a
    village, that plan took six times as long (2.1 s for 0.35 s, the nation by province).
    """
    with connection.cursor() as cursor:
        cursor.cursor.execute(statement(name), parameters, prepare=False)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def run(name: str, parameters: Mapping[str, Any]) -> None:
    """Runs a statement that gives nothing back."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)


def as_json(records: list[dict[str, Any]]) -> str:
    """The rows as one JSON array for json_to_recordset. Raises ValueError for NaN and infinities."""
    return json.dumps(records, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else value.isoformat()


def key_columns(keys: Iterable[Key]) -> dict[str, list[Any]]:
    """The keys as the three arrays that the statements unnest."""
    ordered = list(keys)
    return {
        "dataset": [key.dataset for key in ordered],
        "period": [key.period for key in ordered],
        "area_id": [key.area_id for key in ordered],
    }

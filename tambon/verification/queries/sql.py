"""This room's statements: one set-based question per file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

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
    """As `rows`, planned for these very parameters each time: for what may mean a country or a village."""
    with connection.cursor() as cursor:
        cursor.cursor.execute(statement(name), parameters, prepare=False)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def run(name: str, parameters: Mapping[str, Any]) -> None:
    """Runs a statement that gives nothing back."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)

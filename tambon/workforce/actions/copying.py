"""Rows in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from tambon.workforce.actions.writing import named


def next_ids(table: str, number: int) -> list[int]:
    """As many fresh ids of the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number]
        )
        return [row[0] for row in cursor.fetchall()]


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """COPY; a contradiction is raised as this room's problem."""
    with (
        named(),
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as target,
    ):
        for row in rows:
            target.write_row(row)

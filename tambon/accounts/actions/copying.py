"""Rows in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection


def next_ids(table: str, number: int) -> list[int]:
    """As many fresh ids of the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number]
        )
        return [row[0] for row in cursor.fetchall()]


def copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """COPY, in the caller's transaction; what the database refuses is raised as Django's error."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as target,
    ):
        for row in rows:
            target.write_row(row)


def wait_for_other_loads(what: str) -> None:
    """Two loads at once follow one another: each must see what the other brought."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"loading {what}"])

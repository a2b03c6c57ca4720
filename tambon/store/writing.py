"""Parquet and CSV: the same bytes for the same rows, whatever the folder, time zone and number of threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tambon.store.session import Session, identifier, literal

ROW_GROUP = (
    16_384  # a multiple of DuckDB's vector of 2,048; small enough that a province reads one or two groups
)

# OWASP, "CSV Injection": a spreadsheet runs a cell that starts with one of these as a formula.
_FORMULA = "^[=+\\-@\\t\\r]"


def write_parquet(
    session: Session,
    sql: str,
    path: Path,
    *,
    metadata: Mapping[str, str] | None = None,
    values: Sequence[Any] = (),
) -> None:
    """Writes the rows of ``sql``, which must order them fully, as zstd Parquet in groups of `ROW_GROUP`.

    ``metadata`` are keys and texts of the file's own, such as GeoParquet's ``geo``; ``values`` fill the
    statement's question marks.
    """
    pairs = ", ".join(f"{identifier(key)}: {literal(text)}" for key, text in (metadata or {}).items())
    told = f", KV_METADATA {{{pairs}}}" if pairs else ""
    _copy(session, sql, path, f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}{told}", values)


def write_csv(session: Session, sql: str, path: Path, *, values: Sequence[Any] = ()) -> None:
    """Writes the rows of ``sql``, which must order them fully, as CSV: UTF-8, ``\\n``, null is empty.

    Text that a spreadsheet would run as a formula gets an apostrophe before it: `tambon.lib.text.safe_cell`.
    """
    replaced = ", ".join(
        f"regexp_replace({identifier(name)}, '{_FORMULA}', '''\\0') AS {identifier(name)}"
        for name, kind in session.columns(sql, values).items()
        if kind == "VARCHAR"
    )
    safe = f"SELECT * REPLACE ({replaced}) FROM ({sql})" if replaced else sql
    _copy(session, safe, path, "FORMAT csv, HEADER, NULLSTR ''", values)


def write_lines(session: Session, sql: str, path: Path, *, values: Sequence[Any] = ()) -> None:
    """Writes the rows of ``sql``, which must order them fully, as JSON, one object a line."""
    _copy(session, sql, path, "FORMAT json", values)


def _copy(session: Session, sql: str, path: Path, options: str, values: Sequence[Any] = ()) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    session.run(f"COPY ({sql}) TO {literal(path.resolve())} ({options})", values)

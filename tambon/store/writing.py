"""Parquet and CSV: the same bytes for the same rows, whatever the folder, time zone and number of threads."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tambon.store.session import Session, identifier, literal

ROW_GROUP = (
    16_384  # a multiple of DuckDB's vector of 2,048; small enough that a province reads one or two groups
)

_VECTOR = 2_048  # DuckDB's: no group is smaller, and each is a multiple

# OWASP, "CSV Injection": a spreadsheet runs a cell that starts with one of these as a formula.
_FORMULA = "^[=+\\-@\\t\\r]"


def write_parquet(
    session: Session,
    sql: str,
    path: Path,
    *,
    metadata: Mapping[str, str] | None = None,
    row_group: int = ROW_GROUP,
    values: Sequence[Any] = (),
) -> None:
    """Writes the rows of ``sql``, which must order them fully, as zstd Parquet in groups of ``row_group``.

    ``metadata`` are keys and texts of the file's own, such as GeoParquet's ``geo``; ``values`` fill the
    statement's question marks.
    """
    pairs = ", ".join(f"{identifier(key)}: {literal(text)}" for key, text in (metadata or {}).items())
    told = f", KV_METADATA {{{pairs}}}" if pairs else ""
    _copy(session, sql, path, f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {row_group}{told}", values)


@contextmanager
def in_parts(session: Session, queries: Sequence[str], folder: Path) -> Iterator[str]:
    """SQL of the rows of one query after the other, each in its own order; usable inside the block.

    Each is written to a file of its own below ``folder`` first: nothing is sorted as a whole, and DuckDB
    keeps the order of files with any number of threads, which it does not of a UNION ALL.
    """
    parts = folder / ".parts"
    try:
        paths = [parts / f"{number:06}.parquet" for number in range(len(queries))]
        for sql, path in zip(queries, paths, strict=True):
            _copy(session, sql, path, "FORMAT parquet, COMPRESSION snappy")
        listed = ", ".join(literal(path.resolve()) for path in paths)
        yield f"SELECT * FROM read_parquet([{listed}])"
    finally:
        shutil.rmtree(parts, ignore_errors=True)


def group_size(rows: int) -> int:
    """How many rows to a group, so that a reader by HTTP of a few columns of one province fetches little.

    Larger groups make a smaller footer, which every reader fetches, and more rows beside those wanted: the
    best grows with the root. Measured on 300 columns: `ROW_GROUP` of 75,000 rows, 32,768 of 300,000.
    """
    return min(max(round(60 * math.sqrt(rows) / _VECTOR) * _VECTOR, _VECTOR), 122_880)


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

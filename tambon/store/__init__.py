"""Columnar files: build beside, swap in, query. The only place that knows DuckDB."""

from __future__ import annotations

from tambon.store.bucket import Bucket, Listed
from tambon.store.building import building, sweep, write_file
from tambon.store.reading import (
    After,
    AnyOf,
    Condition,
    EmptyLast,
    Form,
    In,
    Order,
    Reader,
    Rows,
    Sorting,
    UnknownColumn,
    Where,
)
from tambon.store.session import (
    DamagedFile,
    NoRoom,
    Session,
    identifier,
    literal,
    open_session,
    read_csv,
    working_session,
)
from tambon.store.writing import ROW_GROUP, group_size, in_parts, write_csv, write_lines, write_parquet

__all__ = [
    "ROW_GROUP",
    "After",
    "AnyOf",
    "Bucket",
    "Condition",
    "DamagedFile",
    "EmptyLast",
    "Form",
    "In",
    "Listed",
    "NoRoom",
    "Order",
    "Reader",
    "Rows",
    "Session",
    "Sorting",
    "UnknownColumn",
    "Where",
    "building",
    "group_size",
    "identifier",
    "in_parts",
    "literal",
    "open_session",
    "read_csv",
    "sweep",
    "working_session",
    "write_csv",
    "write_file",
    "write_lines",
    "write_parquet",
]

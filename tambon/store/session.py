"""A private in-memory DuckDB that can touch the folders it was given and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

# Nothing may be fetched or loaded at run time: what is not built in is not used.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


DUCKDB_FAULTS = (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException)


class DamagedFile(Exception):
    """A columnar file is missing or cannot be read; the message says which and what DuckDB said."""

    def __init__(self, path: Path | str, said: object) -> None:
        super().__init__(f"{path}: {str(said).splitlines()[0]}")
        self.path = str(path)


class NoRoom(Exception):
    """The question needs more memory than the session may take."""


class Session:
    """One DuckDB, usable from many threads: every call runs on a cursor of its own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Executes one statement; its rows, if any, are dropped. Raises `NoRoom`."""
        with self._connection.cursor() as cursor:
            try:
                cursor.execute(sql, list(values))
            except duckdb.OutOfMemoryException as error:
                raise NoRoom(str(error).splitlines()[0]) from error

    def query(self, sql: str, values: Sequence[Any] = ()) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """The column names and all rows of one question. Raises `DamagedFile` when a file is not whole."""
        with self._connection.cursor() as cursor:
            try:
                cursor.execute(sql, list(values))
                return tuple(column[0] for column in cursor.description or ()), cursor.fetchall()
            except duckdb.OutOfMemoryException as error:
                raise NoRoom(str(error).splitlines()[0]) from error
            except DUCKDB_FAULTS as error:
                raise DamagedFile("a columnar file", error) from error

    def stream(self, sql: str, *, size: int = 1_000) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of one question, ``size`` at a time: the whole answer is never held."""
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
            while rows := cursor.fetchmany(size):
                yield rows

    def dicts(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows of one question, each as {column: value}."""
        columns, rows = self.query(sql, values)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def columns(self, sql: str, values: Sequence[Any] = ()) -> dict[str, str]:
        """{column: DuckDB type} of a query, without running it."""
        return {row[0]: row[1] for row in self.query(f"DESCRIBE {sql}", values)[1]}

    def close(self) -> None:
        self._connection.close()


@contextmanager
def working_session(folder: Path, *, folders: Sequence[Path] = (), threads: int = 1) -> Iterator[Session]:
    """A `Session` whose tables lie compressed in a new ``folder``, which goes at the end of the block.

    For more than fits in memory: what is not in use is put away.
    """
    folder.mkdir(mode=0o700)  # what it holds may be more than what is written of it
    session = new_session(folders=[folder, *folders], threads=threads, file=folder / "tables")
    try:
        yield session
    finally:
        session.close()
        shutil.rmtree(folder)


@contextmanager
def open_session(*, folders: Sequence[Path] = (), threads: int = 1, memory: str = "") -> Iterator[Session]:
    """A `Session` that is closed at the end of the block; see `new_session`."""
    session = new_session(folders=folders, threads=threads, memory=memory)
    try:
        yield session
    finally:
        session.close()


def new_session(
    *,
    folders: Sequence[Path] = (),
    threads: int = 1,
    memory: str = "",
    file: Path | None = None,
    spill: Path | None = None,
) -> Session:
    """A database in UTC that reads and writes files under ``folders`` alone, settings locked.

    It lies in memory, or in a new ``file``. ``threads`` bounds its own workers; ``memory`` (``"1GB"``) its
    buffers, and what does not fit goes to a folder in ``spill``. Its rows keep their order.
    """
    connection = duckdb.connect(str(file or ":memory:"), config=_CONFIG)
    settings = {
        "TimeZone": "'UTC'",
        "threads": str(threads),
        "preserve_insertion_order": "true",
        "parquet_metadata_cache": "true",
        "allowed_directories": "[" + ", ".join(literal(f"{f.resolve()}/") for f in folders) + "]",
        "enable_external_access": "false",
    }
    if spill is not None:
        settings = {"temp_directory": literal(spill.resolve() / "spilled"), **settings}
    if memory:
        settings["memory_limit"] = literal(memory)
    for name, value in settings.items():
        connection.execute(f"SET {name} = {value}")
    connection.execute("SET lock_configuration = true")
    return Session(connection)


def read_csv(path: Path, types: Mapping[str, str]) -> str:
    """SQL of the rows of a CSV file with a heading, whose columns have these {name: type}; empty is null."""
    columns = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in types.items())
    names = ", ".join(identifier(name) for name in types)
    options = "header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', nullstr = ''"
    return f"SELECT {names} FROM read_csv({literal(path.resolve())}, columns = {{{columns}}}, {options})"


def identifier(name: str) -> str:
    """The name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """The text as an SQL string literal, for the few places where a value cannot be bound."""
    return "'" + str(text).replace("'", "''") + "'"

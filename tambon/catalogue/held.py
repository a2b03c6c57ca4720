"""A level's table in memory as the JSON that answers are cut from: some ten bytes a value.

Read once in the background after the first question to it; until then, and for a table that is too large,
the file itself is asked.
"""

from __future__ import annotations

import json
import logging
import threading
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tambon.store import DamagedFile, Reader, identifier, literal

_LOG = logging.getLogger("tambon.catalogue")
MOST_BYTES = 120_000_000  # of all tables of a release, as estimated before reading them
BYTES_A_VALUE, BYTES_A_ROW = 12, 400


@dataclass(frozen=True)
class Column:
    """A variable: its name, and the parts that stand beside its value in an answer."""

    name: str
    parts: tuple[str, ...]
    has_value: bool


class _Texts:
    """Byte strings end to end."""

    def __init__(self, texts: Iterable[str]) -> None:
        encoded = [text.encode() for text in texts]
        self.all = b"".join(encoded)
        self.start = array("I" if len(self.all) < 2**32 else "Q", accumulate(map(len, encoded), initial=0))

    def at(self, numbers: Sequence[int]) -> list[bytes]:
        every, start = self.all, self.start
        return [every[start[n] : start[n + 1]] for n in numbers]


class _Values:
    """A variable's values, and of which of its few different sets of parts each is."""

    def __init__(self, reader: Reader, path: str, column: Column) -> None:
        name = identifier(column.name)
        value = _json(name) if column.has_value else "'null'"
        parts = " || ".join(
            f"{literal(f',{json.dumps(part)}:')} || {_json(identifier(f'{column.name}_{part}'))}"
            for part in column.parts
        )
        grade = identifier(f"{column.name}_grade") if "grade" in column.parts else "NULL"
        rows = reader.expressions(path, [value, parts, grade])
        self._values = _Texts(row[0] for row in rows)
        numbers: dict[tuple[str, str | None], int] = {}
        self._set = array("I", (numbers.setdefault(row[1:], len(numbers)) for row in rows))
        self._sets = [text.encode() + b"}" for text, _ in numbers]
        self._grades = [grade for _, grade in numbers]
        self._begin = json.dumps(column.name).encode() + b':{"value":'

    def cells(self, numbers: Sequence[int], grades: Collection[str]) -> list[bytes]:
        begin, sets, of = self._begin, self._sets, self._set
        values = self._values.at(numbers)
        if grades:
            held = [grade in grades for grade in self._grades]
            values = [value if held[of[n]] else b"null" for value, n in zip(values, numbers, strict=True)]
        return [begin + value + sets[of[n]] for value, n in zip(values, numbers, strict=True)]


class Held:
    """One table; its rows are known by their places in the file."""

    def __init__(
        self, reader: Reader, path: str, area_columns: Sequence[str], columns: Sequence[Column]
    ) -> None:
        """Raises `DamagedFile` and `UnknownColumn`."""
        heads = " || ".join(
            f"{literal(f'{json.dumps(name)}:')} || {_json(identifier(name))} || ','" for name in area_columns
        )
        self._heads = _Texts(f'{{{row[0]}"values":{{' for row in reader.expressions(path, [heads]))
        self._values = {column.name: _Values(reader, path, column) for column in columns}

    def json(self, numbers: Sequence[int], names: Sequence[str], grades: Collection[str]) -> bytes:
        """The rows at these places as a JSON array, with these variables; of other ``grades`` no value."""
        cells = [self._values[name].cells(numbers, grades) for name in names]
        heads = self._heads.at(numbers)
        if not cells:
            return b"[" + b",".join(head + b"}}" for head in heads) + b"]"
        rows = zip(heads, zip(*cells, strict=True), strict=True)
        return b"[" + b",".join([head + b",".join(row) + b"}}" for head, row in rows]) + b"]"


class Holder:
    """The tables of one release that are in memory."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._held: dict[str, Held | None] = {}
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._left = MOST_BYTES

    def get(
        self, path: str, rows: int, area_columns: Sequence[str], columns: Sequence[Column]
    ) -> Held | None:
        """The table where it is in memory; None while it is read, and for one that has no room."""
        if path in self._held:
            return self._held[path]
        with self._lock:
            if path in self._held:
                return self._held[path]
            self._held[path] = None
            size = rows * (BYTES_A_ROW + BYTES_A_VALUE * len(columns))
            if size <= self._left:
                self._left -= size
                args = (path, tuple(area_columns), tuple(columns))
                thread = threading.Thread(target=self._read, args=args, name=f"hold {path}", daemon=True)
                self._threads.append(thread)
                thread.start()
        return None

    def wait(self) -> None:
        """Returns when everything begun was read."""
        for thread in self._threads:
            thread.join()

    def _read(self, path: str, area_columns: tuple[str, ...], columns: tuple[Column, ...]) -> None:
        try:
            self._held[path] = Held(self._reader, path, area_columns, columns)
        except DamagedFile as error:  # whoever asks the file itself is told
            _LOG.error("%s cannot be held in memory: %s", path, error)


def _json(column: str) -> str:
    return f"coalesce(to_json({column})::VARCHAR, 'null')"

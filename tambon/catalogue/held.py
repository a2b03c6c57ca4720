"""A level's table in memory as the JSON that answers are cut from: some ten bytes a value.

Read once in the background after the first question to it; until then, and for a table that is too large,
the file itself is asked.
"""

from __future__ import annotations

import json
import logging
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice, pairwise, repeat
from operator import itemgetter
from typing import TypeVar

from tambon.store import DamagedFile, Reader, identifier, literal

_LOG = logging.getLogger("tambon.catalogue")
MOST_BYTES = 120_000_000  # of all tables of a release, as estimated before reading them
BYTES_A_VALUE, BYTES_A_ROW = 12, 400
FEW = 4_000  # different cells of a variable that are kept whole

T = TypeVar("T")


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
        if isinstance(numbers, range) and numbers.step == 1:
            ends = start[numbers.start : numbers.stop + 1]
            return [every[first:last] for first, last in pairwise(ends)]
        return [every[start[n] : start[n + 1]] for n in numbers]


class _Values:
    """A variable's cells: each different one once where there are few, else its values end to end.

    A cell is the JSON of a value with its parts; of the parts alone there are always few.
    """

    def __init__(self, reader: Reader, path: str, column: Column) -> None:
        rows = reader.expressions(path, _expressions(column))
        self._begin = json.dumps(column.name).encode() + b':{"value":'
        sets, self._set = _numbered(row[1:] for row in rows)
        self._sets = [text.encode() + b"}" for text, _ in sets]
        self._grades = [grade for _, grade in sets]
        cells, codes = _numbered((row[0], number) for row, number in zip(rows, self._set, strict=True))
        self._cells: list[bytes] = []
        self._values: _Texts | None = None
        if len(cells) <= FEW:
            self._cells = [self._begin + value.encode() + self._sets[number] for value, number in cells]
            self._set, self._set_of = codes, [number for _, number in cells]
        else:
            self._values = _Texts(row[0] for row in rows)

    def cells(self, numbers: Sequence[int], grades: Collection[str]) -> Sequence[bytes]:
        """The cells at these places; without a value those of other ``grades``, where any are given."""
        codes = _at(self._set, numbers)
        if self._values is None and not grades:
            return _pick(self._cells, codes)
        begin, sets = self._begin, self._sets
        held = [not grades or grade in grades for grade in self._grades]
        if self._values is None:
            every, of = self._cells, self._set_of
            blank = [begin + b"null" + each for each in sets]
            return [every[code] if held[of[code]] else blank[of[code]] for code in codes]
        values = self._values.at(numbers)
        return [
            begin + (value if held[code] else b"null") + sets[code]
            for value, code in zip(values, codes, strict=True)
        ]


class Ending(Exception):
    """The process ends while a table is read."""


class Held:
    """One table; its rows are known by their places in the file."""

    def __init__(
        self, reader: Reader, path: str, area_columns: Sequence[str], columns: Sequence[Column]
    ) -> None:
        """Raises `DamagedFile`, and `Ending` where the process does."""
        heads = " || ".join(
            f"{literal(f'{json.dumps(name)}:')} || {_json(identifier(name))} || ','" for name in area_columns
        )
        self._heads = _Texts(f'{{{row[0]}"values":{{' for row in reader.expressions(path, [heads]))
        self._values = {}
        for column in columns:
            if not threading.main_thread().is_alive():
                raise Ending(path)
            self._values[column.name] = _Values(reader, path, column)

    def json(self, numbers: Sequence[int], names: Sequence[str], grades: Collection[str]) -> bytes:
        """The rows at these places as a JSON array, with these variables; of other ``grades`` no value."""
        cells = [self._values[name].cells(numbers, grades) for name in names]
        heads = self._heads.at(numbers)
        if not cells:
            return b"[" + b",".join(head + b"}}" for head in heads) + b"]"
        rows = map(b",".join, zip(*cells, strict=True))
        parts = chain.from_iterable(zip(repeat(b"}},"), heads, rows))
        return b"".join([b"[", *islice(parts, 1, None), b"}}]" if heads else b"]"])

    def of_area(self, area_code: str, area_id: str) -> range:
        """The places of the area's rows: the file is sorted by code and public id."""
        every = range(len(self))
        key = (area_code, area_id)
        return range(bisect_left(every, key, key=self._key), bisect_right(every, key, key=self._key))

    def __len__(self) -> int:
        return len(self._heads.start) - 1

    def _key(self, number: int) -> tuple[str, str]:
        head = json.loads(self._heads.at([number])[0] + b"}}")
        return head["area_code"], head["area_id"]


class Holder:
    """The tables of one release that are in memory: none until it is opened, none after it is closed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._is_open = False
        self._held: dict[str, Held | None] = {}
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self.left = MOST_BYTES

    def get(
        self, path: str, rows: int, area_columns: Sequence[str], columns: Callable[[], Sequence[Column]]
    ) -> Held | None:
        """The table where it is in memory; None while it is read, and for one that has no room."""
        if path in self._held:
            return self._held[path]
        with self._lock:
            if path in self._held or not self._is_open:
                return self._held.get(path)
            self._held[path] = None
            wanted = tuple(columns())
            size = rows * (BYTES_A_ROW + BYTES_A_VALUE * len(wanted))
            if size <= self.left:
                self.left -= size
                args = (path, tuple(area_columns), wanted)
                thread = threading.Thread(target=self._read, args=args, name=f"hold {path}")
                self._threads.append(thread)
                thread.start()
        return None

    def open(self) -> None:
        """From now on what is asked for is read."""
        self._is_open = True

    def close(self) -> None:
        """Lets go of every table; the files themselves are asked from now on."""
        with self._lock:
            self._is_open = False
            self._held.clear()
            self.left = MOST_BYTES  # it may become the latest again

    def tables(self) -> list[tuple[str, str]]:
        """Dataset and level of each table in memory."""
        held = [path.split("/") for path, table in list(self._held.items()) if table is not None]
        return [(name, level.removesuffix(".parquet")) for _, name, level in held]

    def wait(self) -> None:
        """Returns when everything begun was read."""
        for thread in self._threads:
            thread.join()

    def _read(self, path: str, area_columns: tuple[str, ...], columns: tuple[Column, ...]) -> None:
        try:
            held = Held(self._reader, path, area_columns, columns)
            with self._lock:
                if self._is_open:
                    self._held[path] = held
        except Ending:
            return
        except DamagedFile as error:  # whoever asks the file itself is told
            _LOG.error("%s cannot be held in memory: %s", path, error)


def _expressions(column: Column) -> list[str]:
    """SQL of a variable's value, of its parts as the rest of a JSON object, and of its grade."""
    value = _json(identifier(column.name)) if column.has_value else "'null'"
    parts = " || ".join(
        f"{literal(f',{json.dumps(part)}:')} || {_json(identifier(f'{column.name}_{part}'))}"
        for part in column.parts
    )
    grade = identifier(f"{column.name}_grade") if "grade" in column.parts else "NULL"
    return [value, parts, grade]


def _numbered(things: Iterable[T]) -> tuple[list[T], array[int]]:
    """The different things in the order in which they come, and which of them each is."""
    numbers: dict[T, int] = {}
    found = array("I", (numbers.setdefault(each, len(numbers)) for each in things))
    return list(numbers), array("H", found) if len(numbers) < 2**16 else found


def _at(codes: array[int], numbers: Sequence[int]) -> Sequence[int]:
    if isinstance(numbers, range) and numbers.step == 1:
        return codes[numbers.start : numbers.stop]
    return _pick(codes, numbers)


def _pick(things: Sequence[T], places: Sequence[int]) -> Sequence[T]:
    """The things at these places, in one step of the interpreter: a page has six thousand cells."""
    return itemgetter(*places)(things) if len(places) > 1 else [things[place] for place in places]


def _json(column: str) -> str:
    return f"coalesce(to_json({column})::VARCHAR, 'null')"

"""A zip that is sent while it is made: a CSV for each table, what the columns are, and the files that came.

The database reads ahead, this thread reads answers, another one compresses. The form's own table goes out at
once; those of its repeats, which become ready at the same time, wait in a temporary file without a name.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tambon.formats.writing import BOM
from tambon.forms.rules.layout import Layout
from tambon.forms.rules.rows import safe_row
from tambon.lib.days import BANGKOK
from tambon.submissions.out.rows import (
    CHOICES,
    COLUMNS,
    Ready,
    Told,
    as_json,
    choice_rows,
    column_rows,
    known_of,
    read_all,
)
from tambon.submissions.queries.tables import SentFile, Where, stream_files
from tambon.submissions.rules import TRACES

TOGETHER = 500  # submissions that are compressed at once
CHUNK = 1 << 18
IN_MEMORY = 8_000_000  # bytes of a repeat's table; more of it lies on disk
LEVEL = 1  # text of answers shrinks to a sixth; level 6 would take three times as long for a tenth less
# what lies in the zip, and beside it the file as it came: a picture is handed out smaller than it came
MEDIA = ("KEY", "name", "file", "size", "sha256", "original_size", "original_sha256", "state")
Open = Callable[[str], BinaryIO]  # a content by its hash; raises FileNotFoundError


def zip_parts(layout: Layout, where: Where, *, open_blob: Open, at: datetime, told: Told) -> Iterator[bytes]:
    """The zip in parts. Closing it early leaves nothing behind."""
    with ExitStack() as stack:
        made = _Zip(at)
        stack.enter_context(made)
        spools = [stack.enter_context(_Spool(table.headings)) for table in layout.tables[1:]]
        yield from _main(made, layout, read_all(layout, where, told), spools)
        for table, spool in zip(layout.tables[1:], spools, strict=True):
            yield from made.copy(f"{table.name}.csv", spool.read())
        columns = _csv([COLUMNS, *column_rows(layout)])
        yield from made.copy("columns.csv", [BOM + columns])
        yield from made.copy("choices.csv", [BOM + _csv([CHOICES, *choice_rows(layout)])])
        listed = stack.enter_context(_Spool(MEDIA))
        yield from _media(made, stream_files(where), open_blob, listed)
        if listed.rows:
            yield from made.copy("media.csv", listed.read())
        made.close()
        yield made.take()


class _Zip:
    """A zip into memory, from which what is ready is taken; one thread compresses."""

    def __init__(self, at: datetime) -> None:
        self._parts: list[bytes] = []
        self._moment = at.astimezone(BANGKOK).timetuple()[:6]
        self._file = ZipFile(self, "w")
        self._thread = ThreadPoolExecutor(1)
        self._waiting: Future[Any] | None = None

    def __enter__(self) -> _Zip:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()
        self._file.close()
        self._parts.clear()

    def close(self) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        """What the zip writes to; it cannot go back, so sizes follow each file."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)

    def copy(self, name: str, chunks: Iterable[bytes], *, packed: bool = False) -> Iterator[bytes]:
        """Puts a file in; ``packed`` is one that would not shrink, as pictures are."""
        info = ZipInfo(name, self._moment)
        info.compress_type, info.external_attr = ZIP_STORED if packed else ZIP_DEFLATED, 0o600 << 16
        self._file.compresslevel = LEVEL
        info._compresslevel = LEVEL  # type: ignore[attr-defined]
        with self._file.open(info, "w", force_zip64=True) as entry:
            try:
                for chunk in chunks:
                    self._settle()
                    ready = self.take()
                    self._waiting = self._thread.submit(entry.write, chunk)
                    yield ready
            finally:
                self._settle()

    def _settle(self) -> None:
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting.result()


class _Spool:
    """Rows of a table that waits for its turn."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._file.write(BOM + _csv([headings]))
        self.rows = 0

    def __enter__(self) -> _Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        if rows:
            self._file.write(_csv(rows))
            self.rows += len(rows)

    def read(self) -> Iterator[bytes]:
        self._file.seek(0)
        while chunk := self._file.read(CHUNK):
            yield chunk


def _main(made: _Zip, layout: Layout, ready: Iterator[Ready], spools: list[_Spool]) -> Iterator[bytes]:
    main = layout.tables[0]
    yield from made.copy(f"{main.name}.csv", _chunks([main.headings], ready, spools))


def _chunks(first: list[Sequence[str]], ready: Iterator[Ready], spools: list[_Spool]) -> Iterator[bytes]:
    """The form's own table in chunks; rows of repeats go into their spools meanwhile."""
    rows: list[Sequence[str]] = first
    inner: list[list[Sequence[str]]] = [[] for _ in spools]
    yield BOM
    for sent, read in ready:
        rows.append([*known_of(sent), *read.cells, as_json(read.other) if read.other else ""])
        for row in read.rows:
            inner[row.table - 1].append([row.key, row.parent, *row.cells])
        if len(rows) >= TOGETHER:
            yield _csv(rows)
            rows = []
            _put_away(inner, spools)
    _put_away(inner, spools)
    yield _csv(rows)


def _put_away(inner: list[list[Sequence[str]]], spools: list[_Spool]) -> None:
    for rows, spool in zip(inner, spools, strict=True):
        spool.add(rows)
        rows.clear()


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(safe_row, rows))
    return text.getvalue().encode()


def _media(made: _Zip, files: Iterable[SentFile], open_blob: Open, listed: _Spool) -> Iterator[bytes]:
    """Each file under media/ by its own name; another content of that name in a folder."""
    held: dict[str, str] = {}
    inside: dict[str, _Measured] = {}
    for one in files:
        file, state = _place(one, held), _state(one)
        if state == "here" and file.casefold() not in held:
            held[file.casefold()] = one.sha256
            try:
                with open_blob(one.sha256) as content:
                    measured = _Measured()
                    yield from made.copy(file, measured.read(content), packed=True)
                    inside[file.casefold()] = measured
            except FileNotFoundError:
                state = "missing"
        if state == "here" and file.casefold() not in inside:
            state = "missing"  # the same content, which was looked for already
        own = inside[file.casefold()].said if state == "here" else ("", "")
        shown = file if state == "here" else ""
        listed.add([[one.key, one.name, shown, *own, str(one.size), one.sha256, state]])


def _place(one: SentFile, held: dict[str, str]) -> str:
    """Where the file stands in the zip: never where another content stands, whatever its capitals."""
    places = f"media/{one.name}", f"media/{one.ref}/{one.name}"
    free = (place for place in places if held.get(place.casefold(), one.sha256) == one.sha256)
    return next(free, f"media/{one.ref}/{one.sha256[:12]}-{one.name}")


class _Measured:
    """A content that is counted and hashed while it is read."""

    def __init__(self) -> None:
        self._size, self._hash = 0, sha256()

    def read(self, content: BinaryIO) -> Iterator[bytes]:
        while chunk := content.read(CHUNK):
            self._size += len(chunk)
            self._hash.update(chunk)
            yield chunk

    @property
    def said(self) -> tuple[str, str]:
        return str(self._size), self._hash.hexdigest()


def _state(one: SentFile) -> str:
    if one.erased:
        return "erased"
    return "withheld" if one.name.casefold() in TRACES else "here"

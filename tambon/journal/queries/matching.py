"""Does a room's table still equal what the journal says of it? The two halves that every checker needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from tambon.journal.models import Entry
from tambon.journal.rules import EntryView, Fault, content_changed, content_missing, row_unjournaled
from tambon.journal.rules.faults import told_missing, told_otherwise

M = TypeVar("M", bound=Model)
Contents = Callable[[list[str]], Mapping[str, tuple[str, str]]]
BATCH = 2_000
_LAST = 2**63
_TOLD = """
SELECT DISTINCT ON (t.id) t.id, t.digest, t.entry, t.kind
FROM (SELECT (p ->> 0)::bigint AS id, p ->> 1 AS digest, e.id AS entry, e.kind
      FROM journal_entry e CROSS JOIN LATERAL jsonb_array_elements(e.body -> %(name)s) p
      WHERE e.kind = ANY(%(kinds)s)) t
ORDER BY t.id, t.entry DESC
"""


def match_contents(entries: Iterable[EntryView], contents: Contents) -> Iterator[Fault]:
    """A fault for each entry whose row is gone or whose content has changed.

    ``contents`` is given a list of subjects and answers {subject: (the row as "table id", content hash of
    the row as it is now)}. A row that is gone is no fault when an entry of a kind that ends in ``.erased``
    says so.
    """
    stream = iter(entries)
    while batch := list(islice(stream, BATCH)):
        yield from _match(batch, contents([entry.subject for entry in batch]))


def list_unjournaled(rows: QuerySet[M], *, kind: str, prefix: str, field: str = "ref") -> QuerySet[M]:
    """The rows of which no entry of this kind tells; an entry's subject is the prefix and the row's field."""
    subject = Concat(Value(prefix), Cast(OuterRef(field), TextField()), output_field=TextField())
    return rows.filter(~Exists(Entry.objects.filter(kind=kind, subject=subject)))


@dataclass(frozen=True, slots=True)
class Told:
    """What the newest entry that speaks of a row says: the digest of it, None where the row is to be gone."""

    id: int
    digest: str | None
    entry: int
    kind: str


def list_told(kinds: Iterable[str], name: str) -> Iterator[Told]:
    """What entries of these kinds last said of each row, by the row's id, streamed.

    Their bodies hold lists of ``[id, digest]`` under ``name``: many rows that one action wrote.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(_TOLD, {"kinds": list(kinds), "name": name})
        while batch := cursor.fetchmany(BATCH):
            yield from (Told(*row) for row in batch)


def first_told(kinds: Iterable[str], name: str) -> int | None:
    """The lowest id of which `list_told` tells; None where nothing was told."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(id) FROM ({_TOLD}) told", {"kinds": list(kinds), "name": name})
        found: int | None = cursor.fetchone()[0]
        return found


class ToldRows:
    """`list_told`, taken along with rows that are read by their ids. ``first``: the first of all; or None."""

    def __init__(self, kinds: Iterable[str], name: str) -> None:
        self._stream = list_told(kinds, name)
        self.first = self._next = next(self._stream, None)

    def upto(self, last: int) -> dict[int, Told]:
        """What is told of rows up to this id, and was not given before."""
        found = {}
        while self._next is not None and self._next.id <= last:
            found[self._next.id] = self._next
            self._next = next(self._stream, None)
        return found


def match_rows(
    rows: Iterable[tuple[int, str]], kinds: Iterable[str], name: str, *, table: str
) -> Iterator[Fault]:
    """A fault for each row (id, digest of it now), given by id, that is not what entries last told of it.

    Rows older than the first that was ever told of are passed over: entries did not tell of rows then.
    """
    told = ToldRows(kinds, name)
    if told.first is None:
        return
    for id_, digest in rows:
        before = told.upto(id_)
        one = before.pop(id_, None)
        yield from _gone(before.values(), table)
        if one is not None and one.digest != digest:
            yield told_otherwise(f"{table} {id_}", one.entry, one.kind)
        elif one is None and id_ >= told.first.id:
            yield row_unjournaled(f"{table} {id_}", told.first.kind)
    yield from _gone(told.upto(_LAST).values(), table)


def _gone(told: Iterable[Told], table: str) -> Iterator[Fault]:
    return (told_missing(f"{table} {one.id}", one.entry, one.kind) for one in told if one.digest is not None)


def _match(batch: list[EntryView], found: Mapping[str, tuple[str, str]]) -> Iterator[Fault]:
    erased = _erased([entry.subject for entry in batch if entry.subject not in found])
    for entry in batch:
        if entry.subject in found:
            where, now = found[entry.subject]
            if now != entry.body.get("content"):
                yield content_changed(where, entry)
        elif entry.subject not in erased:
            yield content_missing(entry)


def _erased(subjects: list[str]) -> set[str]:
    if not subjects:
        return set()
    found = Entry.objects.filter(subject__in=subjects, kind__endswith=".erased")
    return set(found.values_list("subject", flat=True))
